"""Applications: one form for people, one for organizations, each with the plan's own questions. They save nothing."""

from collections.abc import Iterator
from typing import Any, Self
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.countries import country_choices, country_name
from rounds.core.text_fields import showable, text_field
from rounds.directory.forms.fields import NEW, clean_website
from rounds.memberships.actions.applications import Told
from rounds.memberships.forms.costs import read_revenue, revenue_field, seats_field
from rounds.memberships.models import Plan, PlanQuestion
from rounds.organizations.models import Organization
from rounds.users.models import User


class BillingForm(forms.Form):
    """Where invoices go."""

    bill_to = text_field(
        gettext_lazy("Name on the invoice"),
        most=300,
        check=plain_text.line,
        required=True,
        error_messages={"required": gettext_lazy("Please write whom the invoice is for.")},
    )
    attention = text_field(gettext_lazy("Attention of"), most=200, check=plain_text.line)
    address = text_field(
        gettext_lazy("Postal address"),
        most=600,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 3, "autocomplete": "street-address"},
    )
    billing_email = forms.EmailField(
        label=gettext_lazy("E-mail address for invoices"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Leave it empty to get them yourself."),
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
    )
    purchase_order = text_field(gettext_lazy("Purchase order number"), most=60, check=plain_text.line)


class _ApplicationForm(BillingForm):
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, plan: Plan, user: User, **more: Any) -> None:
        initial = {"key": uuid4(), "bill_to": user.name} | dict(more.pop("initial", {}))
        super().__init__(data, initial=initial, **more)
        self.plan = plan
        self.questions = list(plan.questions.order_by("order", "pk"))
        for question in self.questions:
            self.fields[f"question-{question.pk}"] = _field(question)

    def questions_asked(self) -> Iterator[forms.BoundField]:
        return (self[f"question-{one.pk}"] for one in self.questions)

    def showable(self) -> Self:
        """The same form with its faults, as a page can carry it."""
        kept = QueryDict(mutable=True)
        kept.update(showable(self.data))
        self.data = kept
        return self

    def answers(self) -> list[dict[str, str]]:
        told = self.cleaned_data
        return [
            {"question": one.text, "answer": _said(told.get(f"question-{one.pk}"))} for one in self.questions
        ]

    def _billing(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in BillingForm.base_fields}


class PersonForm(_ApplicationForm):
    """A person needs a name on the invoice, and hardly more."""

    def told(self) -> Told:
        return Told(answers=self.answers(), **self._billing())


class OrganizationForm(_ApplicationForm):
    q = text_field(
        gettext_lazy("Name of the organization"),
        most=300,
        check=plain_text.name,
        help_text=gettext_lazy("Country and city help to find the right one in the List."),
        attrs={"autocomplete": "off", "spellcheck": "false"},
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    city = text_field(gettext_lazy("City"), most=120, check=plain_text.name)
    website = text_field(
        gettext_lazy("Its website"),
        most=500,
        check=plain_text.paragraph,
        attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
    )
    role = text_field(
        gettext_lazy("Your role there"),
        most=200,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy("You become the network leader; you can pass that on later."),
        error_messages={"required": gettext_lazy("Please write what you do there.")},
        attrs={"autocomplete": "organization-title"},
    )
    revenue = revenue_field(required=True)
    seats = seats_field(
        help_text=gettext_lazy("In all, yours too. Leave it empty for those that are included.")
    )

    def __init__(
        self, data: QueryDict | None = None, *, organization: Organization | None = None, **more: Any
    ) -> None:
        named = {"bill_to": organization.name if organization else ""}
        super().__init__(data, **more | {"initial": named | dict(more.get("initial") or {})})
        self.organization = organization
        self.fields["bill_to"].required = False
        self.fields["bill_to"].help_text = _("Leave it empty for the name of the organization.")
        self.fields["country"].choices = [("", _("Choose a country")), *country_choices()]  # type: ignore[attr-defined]

    def clean_revenue(self) -> int | None:
        return read_revenue(self.cleaned_data["revenue"])

    def clean(self) -> dict[str, Any]:
        if self.organization is None and "q" not in self.errors:
            if not self.cleaned_data.get("q"):
                self.add_error("q", _("Please write the name of the organization."))
            elif self.data.get("organization") != NEW:
                self.add_error("q", _("Please choose one of the organizations below, or “None of these”."))
            elif not self.cleaned_data.get("country"):
                self.add_error("country", _("Please choose the country."))
            clean_website(self)
        return self.cleaned_data

    def told(self) -> Told:
        told, chosen = self.cleaned_data, self.organization
        name, billing = chosen.name if chosen else told["q"], self._billing()
        place = ", ".join(part for part in (told["city"], country_name(told["country"])) if part)
        return Told(
            organization=chosen,
            organization_name=name,
            organization_place=(chosen.place if chosen else place)[:200],
            organization_website=(chosen.website if chosen else told["website"]),
            role=told["role"],
            revenue=told["revenue"],
            seats=told["seats"] or 0,
            answers=self.answers(),
            **billing | {"bill_to": billing["bill_to"] or name},
        )


class MessageForm(forms.Form):
    text = text_field(
        gettext_lazy("Your answer"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        error_messages={"required": gettext_lazy("Please write something.")},
        attrs={"rows": 4},
    )

    def showable(self) -> "MessageForm":
        self.data = showable(self.data)
        return self


def form_for(plan: Plan) -> type[PersonForm] | type[OrganizationForm]:
    return OrganizationForm if plan.is_for_organizations else PersonForm


def _field(question: PlanQuestion) -> forms.Field:
    if question.kind == PlanQuestion.Kind.YES:
        return forms.BooleanField(label=question.text, required=question.is_required)
    is_long = question.kind == PlanQuestion.Kind.TEXT
    return text_field(
        question.text,
        most=5_000 if is_long else 300,
        check=plain_text.paragraph if is_long else plain_text.line,
        widget=forms.Textarea if is_long else forms.TextInput,
        required=question.is_required,
        attrs={"rows": 4} if is_long else {},
    )


def _said(answer: object) -> str:
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    return str(answer or "")
