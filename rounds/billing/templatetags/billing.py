"""`{% load billing %}{{ invoice.total_cents|money }}`"""

from django import template

from rounds.billing import money as amounts

register = template.Library()


@register.filter
def money(cents: int | None) -> str:
    """An amount in the house's currency; nothing for None."""
    return "" if cents is None else amounts.money(cents)


@register.filter
def less(cents: int) -> str:
    """The same amount, taken away."""
    return amounts.money(-cents)
