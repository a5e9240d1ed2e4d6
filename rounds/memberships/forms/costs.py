"""What would it cost us? Revenue and seats, to a quote."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.memberships.amounts import read_amount

MOST_SEATS = 10_000


def revenue_field(**more: Any) -> forms.CharField:
    return text_field(
        gettext_lazy("Yearly revenue of your organization"),
        most=60,
        check=plain_text.line,
        help_text=gettext_lazy("As you write it: 80 million, or 80,000,000. Dues follow it in bands."),
        attrs={"inputmode": "text", "autocomplete": "off", "spellcheck": "false"},
        error_messages={"required": gettext_lazy("Please write the yearly revenue, roughly.")},
        **more,
    )


def read_revenue(text: str) -> int | None:
    """Raises ValidationError where it says something that is no amount."""
    amount = read_amount(text)
    if text.strip() and amount is None:
        raise ValidationError(_("We cannot read this as an amount. Write for example: 80 million."))
    return amount


def seats_field(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("Seats you need"),
        min_value=0,
        max_value=MOST_SEATS,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **more,
    )


class CostForm(forms.Form):
    revenue = revenue_field()
    seats = seats_field(help_text=gettext_lazy("In all. Leave it empty for those that are included."))

    def clean_revenue(self) -> int | None:
        return read_revenue(self.cleaned_data["revenue"])
