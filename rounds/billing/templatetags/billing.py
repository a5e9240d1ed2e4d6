"""`{% load billing %}{{ invoice.total_cents|money:invoice.currency }}`"""

from django import template

from rounds.billing import money as amounts

register = template.Library()


@register.filter
def money(cents: int | None, currency: str | None = None) -> str:
    """An amount, in the house's currency unless another is named; nothing for None."""
    return "" if cents is None else amounts.money(cents, currency)


@register.filter
def price(cents: int, currency: str | None = None) -> str:
    """What something costs, before there is an invoice of it: "$4,000" where that is exact."""
    return amounts.price(cents, currency)


@register.filter
def less(cents: int, currency: str | None = None) -> str:
    """The same amount, taken away."""
    return amounts.money(-cents, currency)
