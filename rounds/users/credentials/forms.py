"""What people state about a credential, and what staff saw of it, to the values that an action takes."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import npi, plain_text
from rounds.core.text_fields import showable, text_field
from rounds.users.actions.credentials import Seen, Statement
from rounds.users.credentials.known import known
from rounds.users.models import Credential

_NPI_HELP = gettext_lazy("Ten digits. Only in the United States.")
_WRONG_NPI = gettext_lazy("This is not an NPI: there is a wrong digit in it. Please copy it once more.")
Basis = Credential.Basis


class StatementForm(forms.Form):
    abbreviation = forms.ChoiceField(
        label=gettext_lazy("Credential"),
        error_messages={
            "required": gettext_lazy("Please choose your credential."),
            "invalid_choice": gettext_lazy("Please choose a credential from the list."),
        },
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("How can we check it?"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose how we can check it.")},
    )
    license_number = text_field(
        gettext_lazy("License or registration number"), most=60, check=plain_text.line
    )
    jurisdiction = text_field(
        gettext_lazy("Where it was given"),
        most=120,
        check=plain_text.line,
        help_text=gettext_lazy("State, country or board, such as: Minnesota Board of Nursing."),
    )
    npi = text_field(
        gettext_lazy("NPI"),
        most=20,
        check=plain_text.line,
        help_text=_NPI_HELP,
        attrs={"inputmode": "numeric"},
    )
    note = text_field(
        gettext_lazy("Anything that helps us to find the record"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        help_text=gettext_lazy("Such as the name in the register, or where we can see your diploma."),
        attrs={"rows": 3},
    )

    def __init__(self, data: QueryDict | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        choices = [(one.abbreviation, f"{one.abbreviation} · {one.expansion}") for one in known().values()]
        self.fields["abbreviation"].choices = [("", _("Please choose")), *choices]  # type: ignore[attr-defined]

    def clean_npi(self) -> str:
        return _read_npi(self.cleaned_data["npi"])

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        basis = told.get("basis")
        if basis == Basis.NPI and not told.get("npi") and "npi" not in self.errors:
            self.add_error("npi", _("Please write your NPI, or choose another way to check it."))
        if basis == Basis.LICENSE:
            for name in ("license_number", "jurisdiction"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("We need this to look the license up."))
        if basis == Basis.DOCUMENT and not told.get("note") and "note" not in self.errors:
            self.add_error("note", _("Please write where we can see it."))
        return told

    def statement(self) -> Statement:
        return Statement(**self.cleaned_data)

    def showable(self) -> "StatementForm":
        self.data = showable(self.data)
        return self


class DecisionForm(forms.Form):
    """Confirm, with the record that was seen, or refuse with a reason. Which of the two is the button."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    record = text_field(
        gettext_lazy("Where did you see the record?"),
        most=300,
        check=plain_text.line,
        help_text=gettext_lazy("The register's address or name, so that somebody else can look again."),
    )
    license_number = text_field(gettext_lazy("Number on the record"), most=60, check=plain_text.line)
    jurisdiction = text_field(gettext_lazy("Given by"), most=120, check=plain_text.line)
    npi = text_field(gettext_lazy("NPI"), most=20, check=plain_text.line, help_text=_NPI_HELP)
    until_on = forms.DateField(
        label=gettext_lazy("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The last day on the record. Only a diploma or a degree has none."),
    )
    reason = text_field(
        gettext_lazy("If you cannot confirm it: why?"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        help_text=gettext_lazy("The person reads it."),
        attrs={"rows": 3},
    )

    def __init__(self, data: QueryDict | None = None, *, credential: Credential, day: date) -> None:
        fields = ("version", "license_number", "jurisdiction", "npi", "until_on")
        super().__init__(data, initial={name: getattr(credential, name) for name in fields})
        self.credential, self.day = credential, day
        self.is_confirming = bool(data and data.get("do") == "check")

    def clean_npi(self) -> str:
        return _read_npi(self.cleaned_data["npi"])

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not self.is_confirming:
            if not told.get("reason") and "reason" not in self.errors:
                self.add_error("reason", _("Please write why: the person reads it."))
            return told
        if not told.get("record") and "record" not in self.errors:
            self.add_error("record", _("Please write where you saw the record."))
        until_on = told.get("until_on")
        if until_on is None and self.credential.basis != Basis.DOCUMENT and "until_on" not in self.errors:
            self.add_error("until_on", _("Please write the last day on the record."))
        if until_on is not None and until_on < self.day:
            self.add_error("until_on", _("That day is over: then the record confirms nothing."))
        return told

    def seen(self) -> Seen:
        told = self.cleaned_data
        return Seen(
            **{name: told[name] for name in ("record", "license_number", "jurisdiction", "npi", "until_on")}
        )


def _read_npi(text: str) -> str:
    digits = "".join(text.split()).replace("-", "")
    if digits and not npi.is_valid(digits):
        raise ValidationError(_WRONG_NPI)
    return digits
