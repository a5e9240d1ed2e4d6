"""What the membership team decides, and plans. They save nothing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.billing.money import cents, units
from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.core.zones import Zone
from rounds.memberships.models import Application, Plan, PlanQuestion
from rounds.organizations.matching.did_you_mean import likely
from rounds.organizations.models import Organization
from rounds.users.models import User


class MoneyField(forms.DecimalField):
    """Whole units on the screen, cents in the code."""

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=0, max_digits=12, decimal_places=2, **more)

    def prepare_value(self, value: Any) -> Any:
        return units(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        told = super().clean(value)
        return cents(told) if told is not None else 0


def _reason(label: Any) -> forms.CharField:
    return text_field(
        label,
        most=300,
        check=plain_text.paragraph,
        required=True,
        error_messages={"required": gettext_lazy("Please give the reason.")},
    )


class ApproveForm(forms.Form):
    """Which organization it is: what was chosen or is like it, or another of the List by its address."""

    organization = forms.ChoiceField(
        label=gettext_lazy("Which organization is it?"), widget=forms.RadioSelect, required=False
    )
    other = text_field(
        gettext_lazy("Another: the address of its page in the List"),
        most=300,
        check=plain_text.line,
        help_text=gettext_lazy(
            "If it is not in the List yet, send it in first; the application waits here meanwhile."
        ),
    )

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data)
        self.found = _candidates(application)
        self.fields["organization"].choices = [  # type: ignore[attr-defined]
            (one.slug, f"{one.name} ({one.place})") for one in self.found
        ]
        if application.organization:
            self.initial["organization"] = application.organization.slug

    def clean(self) -> dict[str, Any]:
        slug = self.cleaned_data.get("other", "").strip("/ ").rpartition("/")[2]
        slug = slug or self.cleaned_data.get("organization", "")
        self.chosen = Organization.objects.current().filter(slug=slug).first() if slug else None
        if self.chosen is None:
            message = (
                _("There is no such organization in the List.") if slug else _("Please choose which it is.")
            )
            self.add_error("other" if slug else "organization", message)
        return self.cleaned_data


class AskForm(forms.Form):
    text = text_field(
        gettext_lazy("Your question"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        attrs={"rows": 4},
        error_messages={"required": gettext_lazy("Please write what you would like to know.")},
    )


class DeclineForm(forms.Form):
    reason = text_field(
        gettext_lazy("Why not"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        help_text=gettext_lazy("The applicant reads it word for word."),
        attrs={"rows": 4},
        error_messages={"required": gettext_lazy("Please write why not.")},
    )


class WaiveForm(forms.Form):
    reason = _reason(gettext_lazy("Why the year is waived"))


class EndForm(forms.Form):
    ending = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=[("left", gettext_lazy("They left")), ("unpaid", gettext_lazy("Never paid"))],
        widget=forms.RadioSelect,
    )


class HonorForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address with which the person signs in"))
    plan = forms.ModelChoiceField(Plan.objects.none(), label=gettext_lazy("Plan"), empty_label=None)
    reason = _reason(gettext_lazy("What it honors"))
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty: no end."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        plans = Plan.objects.filter(kind=Plan.Kind.HONORARY).order_by("order", "pk")
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]

    def clean_email(self) -> User:
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if user is None:
            raise ValidationError(_("Nobody signs in with this address."))
        return user


class PlanForm(forms.ModelForm):
    zones = forms.MultipleChoiceField(
        label=gettext_lazy("Opens"), choices=Zone.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    price_cents = MoneyField(
        label=gettext_lazy("Dues for a year"), help_text=gettext_lazy("Where there are no bands.")
    )
    extra_seat_cents = MoneyField(label=gettext_lazy("One more seat, for a year"))

    class Meta:
        model = Plan
        fields = (
            *("name", "slug", "kind", "summary", "brings", "zones", "price_cents", "seats"),
            *("extra_seat_cents", "points_percent", "on_terms", "days_to_pay", "approval", "is_offered"),
            "order",
        )
        widgets = {"brings": forms.Textarea(attrs={"rows": 5})}


class BandForm(forms.Form):
    revenue_from = forms.IntegerField(
        label=gettext_lazy("Yearly revenue from"), min_value=0, max_value=10**13
    )
    dues_cents = MoneyField(label=gettext_lazy("Dues for a year"))
    seats = forms.IntegerField(label=gettext_lazy("Seats included"), min_value=0, max_value=10_000)


class QuestionForm(forms.Form):
    text = text_field(gettext_lazy("Question"), most=300, check=plain_text.line, required=True)
    kind = forms.ChoiceField(label=gettext_lazy("Answer"), choices=PlanQuestion.Kind.choices)
    is_required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)


class _BandSet(forms.BaseFormSet):
    def clean(self) -> None:
        begins = [
            form.cleaned_data["revenue_from"]
            for form in self.forms
            if form.cleaned_data.get("revenue_from") is not None and not form.cleaned_data.get("DELETE")
        ]
        if len(begins) != len(set(begins)):
            raise ValidationError(_("Two bands begin at the same revenue."))


BandSet = forms.formset_factory(BandForm, formset=_BandSet, extra=2, can_delete=True, max_num=50)
QuestionSet = forms.formset_factory(QuestionForm, extra=1, can_delete=True, max_num=20)


def _candidates(application: Application) -> list[Organization]:
    if application.organization:
        return [application.organization]
    city = application.organization_place.partition(",")[0]
    found = likely(application.organization_name, city=city, website=application.organization_website)
    return [one.organization for one in found]
