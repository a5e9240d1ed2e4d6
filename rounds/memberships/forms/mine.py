"""What members change about their membership. They save nothing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.memberships.forms.applying import BillingForm
from rounds.memberships.forms.costs import MOST_SEATS, read_revenue, revenue_field
from rounds.memberships.models import Membership, Plan, Term


class DetailsForm(BillingForm):
    """Where invoices go; of an organization the revenue as well, which the next year's dues follow."""

    revenue = revenue_field()

    def __init__(self, data: Any = None, *, membership: Membership) -> None:
        initial = {name: getattr(membership, name) for name in (*BillingForm.base_fields, "revenue")}
        super().__init__(data, initial=initial, prefix="billing")
        if membership.organization_id is None:
            del self.fields["revenue"]

    def clean_revenue(self) -> int | None:
        return read_revenue(self.cleaned_data["revenue"])


class UpgradeForm(forms.Form):
    plan = forms.ModelChoiceField(Plan.objects.none(), label=gettext_lazy("Plan"), empty_label=None)
    seats = forms.IntegerField(
        label=gettext_lazy("Seats in all"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, data: Any = None, *, term: Term) -> None:
        super().__init__(data, initial={"plan": term.plan_id, "seats": term.seats}, prefix="upgrade")
        self.term = term
        plans = Plan.objects.filter(kind=term.plan.kind, is_offered=True).order_by("order", "pk")
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]
        if not term.plan.is_for_organizations:
            del self.fields["seats"]

    def has_choice(self) -> bool:
        """Whether there is anything more to be had."""
        plans = self.fields["plan"].queryset  # type: ignore[attr-defined]
        return "seats" in self.fields or plans.exclude(pk=self.term.plan_id).exists()

    def clean_seats(self) -> int:
        seats: int | None = self.cleaned_data["seats"]
        if seats is not None and seats < self.term.seats:
            message = _("There are %(count)d now. Fewer are agreed when the year is renewed.")
            raise ValidationError(message % {"count": self.term.seats})
        return seats or self.term.seats
