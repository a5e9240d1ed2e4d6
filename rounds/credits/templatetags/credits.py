"""Credit and its explanation in templates."""

from django import template

from rounds.credits import explaining
from rounds.credits.models import Entry

register = template.Library()


@register.filter
def credit(hundredths: int) -> str:
    """ "1.25" as the reader's language writes it."""
    return explaining.credit(hundredths)


@register.filter
def explained(entry: Entry) -> list[str]:
    """The steps that made its number, a sentence each."""
    return explaining.sentences(entry)
