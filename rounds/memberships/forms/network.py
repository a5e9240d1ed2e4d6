"""Forms of the leader's desk, and of points. They save nothing."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.memberships.pasted import Read, read
from rounds.memberships.policy import INVITATION_DAYS, LONGEST_OFFER_DAYS

MOST_ADDRESSES = 500
MOST_PASTED = 60_000  # characters
MOST_POINTS = 1_000_000
ADDRESSES = {"rows": 6, "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}


def addresses_field(label: Any, help_text: Any) -> forms.CharField:
    return text_field(
        label,
        most=MOST_PASTED,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        help_text=help_text,
        attrs=ADDRESSES,
        error_messages={"required": gettext_lazy("Please write or paste at least one e-mail address.")},
    )


class InviteForm(forms.Form):
    addresses = addresses_field(
        gettext_lazy("E-mail addresses of colleagues"),
        gettext_lazy(
            "One, or a list as you have it: from a mail, a spreadsheet, a document. Names beside them do no harm."
        ),
    )

    def clean_addresses(self) -> list[Read]:
        found = read(self.cleaned_data["addresses"])
        valid = [one for one in found if one.email]
        if not valid:
            raise ValidationError(_("There is no e-mail address in it."), code="none")
        if len(valid) > MOST_ADDRESSES:
            message = _("These are %(count)d addresses; please send at most %(most)d at a time.")
            raise ValidationError(message % {"count": len(valid), "most": MOST_ADDRESSES}, code="many")
        return found


class _OfferForm(forms.Form):
    places = forms.IntegerField(
        label=gettext_lazy("How many may come in"),
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: date, free: int = 1, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["places"].initial = max(1, free)
        self.fields["until"].initial = today + timedelta(days=INVITATION_DAYS)

    def clean_until(self) -> datetime:
        """The moment after the last day."""
        day = self.cleaned_data["until"]
        if not self.today <= day <= self.today + timedelta(days=LONGEST_OFFER_DAYS):
            raise ValidationError(_("Please choose a day from today on, within a year."), code="out_of_range")
        return datetime.combine(day + timedelta(days=1), time(), UTC)


class LinkForm(_OfferForm):
    pass


class DomainForm(_OfferForm):
    domain = forms.ChoiceField(label=gettext_lazy("Domain"))
    field_order = ["domain", "places", "until"]

    def __init__(self, *args: Any, domains: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["domain"].choices = [(one, f"@{one}") for one in domains]  # type: ignore[attr-defined]


class GiveForm(forms.Form):
    """Points to people with a seat. `key`: the same form sent twice moves them once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    points = forms.IntegerField(
        label=gettext_lazy("Points for each"),
        min_value=1,
        max_value=MOST_POINTS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Please write how many points.")},
    )
    addresses = addresses_field(
        gettext_lazy("To whom"),
        gettext_lazy("E-mail addresses of people with a seat. Or choose them in the roster."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["key"].initial = uuid4()

    def clean_addresses(self) -> list[str]:
        found = read(self.cleaned_data["addresses"])
        if wrong := [one.text for one in found if not one.email]:
            message = ngettext(
                "This is not an e-mail address: %(list)s",
                "These are not e-mail addresses: %(list)s",
                len(wrong),
            )
            raise ValidationError(message % {"list": ", ".join(wrong[:10])}, code="not_an_address")
        if not found:
            raise ValidationError(_("There is no e-mail address in it."), code="none")
        return [one.email for one in found]


class TopUpForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    points = forms.IntegerField(
        label=gettext_lazy("How many points"),
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Please write how many points.")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["key"].initial = uuid4()


class SpendForm(forms.Form):
    """Staff spend points for somebody."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    points = forms.IntegerField(label=gettext_lazy("Points"), min_value=1, max_value=MOST_POINTS)
    memo = text_field(
        gettext_lazy("For what"),
        most=200,
        check=plain_text.line,
        required=True,
        help_text=gettext_lazy(
            "The person reads it in their statement: “Social Media Summit 2027, registration”."
        ),
        error_messages={"required": gettext_lazy("Please write what the points are for.")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["key"].initial = uuid4()


class LeaderForm(forms.Form):
    """Staff say who leads the network at an organization."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("One that the person has confirmed here."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Please write an e-mail address.")},
    )
