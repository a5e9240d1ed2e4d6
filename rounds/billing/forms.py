"""What payers and treasurers fill in, to the values that an action takes. Saves nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.billing.models import Payment
from rounds.billing.money import cents, digits, money, units
from rounds.core import plain_text
from rounds.core.text_fields import text_field

Method = Payment.Method


class CardForm(forms.Form):
    """On the way to the card company. Only who may take the card away again is asked whether to keep it."""

    keep_card = forms.BooleanField(
        label=gettext_lazy("Keep this card for renewals"),
        help_text=gettext_lazy(
            "The card company keeps it, not we. We charge it when your membership is renewed, and tell you each time."
            " You can remove it at any time, under Invoices."
        ),
        required=False,
    )

    def __init__(self, *args: Any, may_keep: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.may_keep = may_keep

    def clean_keep_card(self) -> bool:
        return self.may_keep and self.cleaned_data["keep_card"]


class MoneyField(forms.DecimalField):
    """An amount as people write it ("1,250.00"), to cents."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            localize=True,
            max_digits=14,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={
                "required": gettext_lazy("Please write an amount."),
                "invalid": gettext_lazy("Please write an amount, such as 1250.00."),
            },
            **more,
        )

    def clean(self, value: Any) -> int | None:
        amount: Decimal | None = super().clean(value)
        if amount is None:
            return None
        if amount <= 0:
            raise ValidationError(_("Please write an amount of more than nothing."))
        try:
            return cents(amount)
        except ValueError:
            raise ValidationError(
                _("%(currency)s has %(digits)d digits behind the point at most.")
                % {"currency": settings.CURRENCY, "digits": digits(settings.CURRENCY)}
            ) from None


class OfficeForm(forms.Form):
    """`key`: made with the page, so that the same page sent twice does it once."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class PaymentForm(OfficeForm):
    amount = MoneyField(label=gettext_lazy("Amount"))
    method = forms.ChoiceField(
        label=gettext_lazy("Paid by"),
        widget=forms.RadioSelect,
        choices=[(Method.BANK, Method.BANK.label), (Method.CHECK, Method.CHECK.label)],
    )
    received_on = forms.DateField(
        label=gettext_lazy("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reference = text_field(
        gettext_lazy("Reference"),
        most=200,
        check=plain_text.line,
        help_text=gettext_lazy("Of the bank transfer, or the number of the check."),
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_received_on(self) -> date:
        return _not_to_come(self.cleaned_data["received_on"], self.today)


class PayoutForm(OfficeForm):
    provider = forms.ChoiceField(label=gettext_lazy("Card company"))
    amount = MoneyField(label=gettext_lazy("Came to the bank"))
    fee = MoneyField(
        label=gettext_lazy("Fees it kept"),
        required=False,
        help_text=gettext_lazy("Empty where there were none."),
    )
    received_on = forms.DateField(
        label=gettext_lazy("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, held: dict[str, int], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.held, self.today = held, today
        choices = [(name, f"{name} ({money(cents)})") for name, cents in held.items()]
        self.fields["provider"].choices = choices  # type: ignore[attr-defined]

    def clean_received_on(self) -> date:
        return _not_to_come(self.cleaned_data["received_on"], self.today)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        held = self.held.get(told.get("provider", ""), 0)
        if (told.get("amount") or 0) + (told.get("fee") or 0) > held and "amount" in told:
            self.add_error("amount", _("It holds %(held)s for us.") % {"held": money(held)})
        return told


def _not_to_come(day: date, today: date) -> date:
    if day > today:
        raise ValidationError(_("That day is still to come."))
    return day


class _WithReason(OfficeForm):
    amount = MoneyField(label=gettext_lazy("Amount"))
    reason = text_field(
        gettext_lazy("Why"),
        most=300,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("The payer reads it."),
        error_messages={"required": gettext_lazy("Please write why: the payer reads it.")},
    )

    def __init__(self, *args: Any, most_cents: int, **more: Any) -> None:
        more["initial"] = {"amount": units(most_cents), **more.get("initial", {})}
        super().__init__(*args, **more)
        self.most_cents = most_cents

    def clean_amount(self) -> int:
        amount: int = self.cleaned_data["amount"]
        if amount > self.most_cents:
            raise ValidationError(_("At most %(most)s is left.") % {"most": money(self.most_cents)})
        return amount


class CreditForm(_WithReason):
    pass


class RefundForm(_WithReason):
    method = forms.ChoiceField(label=gettext_lazy("How"), widget=forms.RadioSelect, choices=Method.choices)

    def __init__(self, *args: Any, suggested_cents: int, has_card: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["amount"] = units(suggested_cents)
        if not has_card:
            field = self.fields["method"]
            field.choices = [one for one in Method.choices if one[0] != Method.CARD]  # type: ignore[attr-defined]


class ReversalForm(OfficeForm):
    reason = text_field(
        gettext_lazy("Why"),
        most=300,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("The payer reads it."),
        error_messages={"required": gettext_lazy("Please write why: the payer reads it.")},
    )
