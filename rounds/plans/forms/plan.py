"""What people type about a plan as a whole, and of who writes it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rounds.core import plain_text
from rounds.core.text_fields import showable, text_field
from rounds.organizations.matching.did_you_mean import likely
from rounds.organizations.models import Organization
from rounds.plans.models import StrategicPlan

NONE = "-"
DAY = {"type": "date"}


class PlanForm(forms.Form):
    """The organization is named, then chosen among those of the List that the name may mean; or it is none of them."""

    title = text_field(
        _("Title of the plan"),
        most=160,
        check=plain_text.line,
        required=True,
        help_text=_("Such as “A voice for Harbor View, 2027 to 2029”."),
    )
    organization_name = text_field(
        _("Organization"), most=200, check=plain_text.name, required=True, help_text=_("Its name.")
    )
    chosen = forms.ChoiceField(
        label=_("Which one of the List is it?"), widget=forms.RadioSelect, required=False
    )
    begins_on = forms.DateField(
        label=_("Begins on"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Ends on"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency of the budget"),
        help_text=_("Three letters, such as USD or EUR."),
        error_messages={"invalid": _("Three letters, such as USD or EUR.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: Any = None, *, plan: StrategicPlan | None = None) -> None:
        super().__init__(data, initial=_said(plan))
        self.plan = plan
        self.found = self._found(data)
        if self.found:
            none = (NONE, gettext("None of these: it is only named"))
            self.fields["chosen"].choices = [  # type: ignore[attr-defined]
                *((one.slug, f"{one.name} ({one.place})" if one.place else one.name) for one in self.found),
                none,
            ]
        else:
            del self.fields["chosen"]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        slug = values.pop("chosen", "")
        if self.found and not slug and "organization_name" in values:
            self.add_error("chosen", gettext("Please choose, so that the plan knows its accounts."))
        by_slug = {one.slug: one for one in self.found}
        values["organization"] = by_slug.get(slug)
        if values.get("begins_on") and values.get("ends_on") and values["ends_on"] < values["begins_on"]:
            self.add_error("ends_on", gettext("That is before the plan begins."))
        values["currency"] = values.get("currency", "").upper()
        return values

    def showable(self) -> "PlanForm":
        self.data = showable(self.data)
        return self

    def _found(self, data: Any) -> list[Organization]:
        """Asked of the List once there is a name; first comes the one that the plan has."""
        name = plain_text.without_unprintable(str((data or {}).get("organization_name", ""))).strip()[:200]
        held = [self.plan.organization] if self.plan and self.plan.organization else []
        if not name:
            return []
        found = [*Organization.objects.current().filter(name__iexact=name).order_by("pk")[:5]]
        found += [one.organization for one in likely(name) if one.organization not in found]
        return [*held, *(one for one in found if one not in held)]


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of a colleague"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Please write their e-mail address."),
            "invalid": _("This is not a whole e-mail address, such as name@example.org."),
        },
    )


def _said(plan: StrategicPlan | None) -> dict[str, Any]:
    if plan is None:
        return {"currency": settings.CURRENCY}
    return {
        "title": plan.title,
        "organization_name": plan.organization_name,
        "begins_on": plan.begins_on,
        "ends_on": plan.ends_on,
        "currency": plan.currency,
    }
