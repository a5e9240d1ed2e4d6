"""What people report and appeal, and what moderators decide, to the values that an action takes. Saves nothing."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import email_field, showable, text_field, without_null_check
from rounds.moderation.actions import Ruling, SecondRuling
from rounds.moderation.models import Appeal, Case
from rounds.moderation.subjects import NOTHING, About, Subject

TRAP = "referral"  # a field that people do not see and programs fill in
MOST_LINKS = 10
_NO_MEASURE = "nothing"  # in a form: an empty value would count as no answer


class ReportForm(forms.Form):
    """When valid, `links` and `address` stand beside cleaned_data. `email` is left out where it is known."""

    address = text_field(
        gettext_lazy("Address of the account"),
        most=500,
        check=plain_text.paragraph,
        help_text=gettext_lazy("As it stands in the address bar of your browser."),
        attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
        error_messages={"required": gettext_lazy("Please paste the address of the account.")},
        required=True,
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose what is wrong."),
            "invalid_choice": gettext_lazy("Please choose what is wrong from the list."),
        },
    )
    text = text_field(
        gettext_lazy("How do you know?"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        help_text=gettext_lazy("What you saw, where and when. Please leave out anything about patients."),
        attrs={"rows": 5},
        error_messages={"required": gettext_lazy("Please write how you know.")},
        required=True,
    )
    links = text_field(
        gettext_lazy("Links that show it"),
        most=6_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        help_text=gettext_lazy(
            "One in each line: a post, a page of the real organization, an archived copy."
        ),
        attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"},
    )
    name = text_field(
        gettext_lazy("Your name"), most=200, check=plain_text.line, attrs={"autocomplete": "name"}
    )
    email = email_field(
        gettext_lazy(
            "We send you one link to confirm it, and tell you what we decide and why."
            " Nobody outside the moderators learns who reported."
        )
    )

    def __init__(
        self, data: QueryDict | None = None, *, subject: Subject, about: About, email: str, **more: Any
    ) -> None:
        """`email`: the reporter's, where it is known and proven."""
        super().__init__(data, **more)
        self.subject, self.about, self.known_email = subject, about, email
        self.fields["ground"].choices = [(one.value, one.label) for one in subject.grounds]  # type: ignore[attr-defined]
        if subject.read_address is None:
            del self.fields["address"]
        if email:
            del self.fields["email"]
            del self.fields["name"]
        else:
            field = self.fields["email"]
            field.widget.attrs.pop("maxlength", None)
            field.validators = [plain_text.paragraph, *without_null_check(field)]

    def clean_address(self) -> str:
        read = self.subject.read_address
        address: str = self.cleaned_data["address"]
        return read(address) if read else address

    def clean_links(self) -> list[str]:
        words = self.cleaned_data["links"].split()
        if len(words) > MOST_LINKS:
            message = _("That is %(count)d links; at most %(most)d fit. The strongest are enough.")
            raise ValidationError(message % {"count": len(words), "most": MOST_LINKS})
        return [_link(word) for word in words]

    def showable(self) -> "ReportForm":
        """The same form with its faults, as a page can carry it."""
        self.data = showable(self.data)
        return self

    def content_key(self, page: uuid.UUID) -> uuid.UUID:
        """The same page with the same content is the same report, however often it arrives."""
        fields = sorted((name, str(value)) for name, value in self.cleaned_data.items())
        return uuid.uuid5(
            page, repr((self.about.object_type, self.about.object_id, self.known_email, fields))
        )


class AppealForm(forms.Form):
    text = text_field(
        gettext_lazy("Why should we look again?"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        help_text=gettext_lazy("What we overlooked, or what has changed since. Another person reads it."),
        error_messages={"required": gettext_lazy("Please write why.")},
        attrs={"rows": 5},
    )

    def showable(self) -> "AppealForm":
        self.data = showable(self.data)
        return self


class DecisionForm(forms.Form):
    """A moderator's decision about a report, with the statement of reasons."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=gettext_lazy("Was the report right?"),
        choices=Case.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("What is to be done, if it was right?"), required=False, widget=forms.RadioSelect
    )
    facts = text_field(
        gettext_lazy("Facts that you rely on"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        help_text=gettext_lazy(
            "What you saw yourself, where and when. Both sides read it: name nobody, and do not quote the report."
        ),
        error_messages={"required": gettext_lazy("Please write which facts you rely on.")},
        attrs={"rows": 5},
    )
    rule = text_field(
        gettext_lazy("The rule, and why it is broken or not"),
        most=2_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        error_messages={"required": gettext_lazy("Please write which rule it is about.")},
        attrs={"rows": 3},
    )

    def __init__(self, data: QueryDict | None = None, *, case: Case) -> None:
        rule = str(case.subject.ground(case.ground).rule)
        super().__init__(data, initial={"version": case.version, "rule": rule})
        self.fields["measure"].choices = measure_choices(case)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        _clean_version(self)
        is_upheld = self.cleaned_data.get("decision") == Case.Decision.UPHELD
        if is_upheld and not self.cleaned_data.get("measure") and "measure" not in self.errors:
            self.add_error("measure", _("Please choose what is to be done."))
        return self.cleaned_data

    def ruling(self) -> Ruling:
        told = self.cleaned_data
        is_upheld = told["decision"] == Case.Decision.UPHELD
        return Ruling(
            told["decision"],
            _measure(told["measure"]) if is_upheld else NOTHING,
            told["facts"],
            told["rule"],
        )


class AppealDecisionForm(forms.Form):
    """A second moderator's decision about the appeal."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What becomes of the decision?"),
        choices=Appeal.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("If it is changed: what is done from now on?"),
        required=False,
        widget=forms.RadioSelect,
    )
    reasons = text_field(
        gettext_lazy("Your reasons"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        help_text=gettext_lazy(
            "Both sides read them: name nobody, and quote neither the report nor the appeal."
        ),
        error_messages={"required": gettext_lazy("Please write your reasons.")},
        attrs={"rows": 5},
    )

    def __init__(self, data: QueryDict | None = None, *, case: Case) -> None:
        super().__init__(data, initial={"version": case.version})
        self.case = case
        self.fields["measure"].choices = measure_choices(case)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        _clean_version(self)
        told = self.cleaned_data
        if told.get("outcome") == Appeal.Outcome.OVERTURNED and "measure" not in self.errors:
            if not told.get("measure"):
                self.add_error("measure", _("Please choose what is done from now on."))
            elif _measure(told["measure"]) == self.case.measure_in_force:
                self.add_error("measure", _("That is in force already: then the decision stands."))
        return told

    def ruling(self) -> SecondRuling:
        told = self.cleaned_data
        return SecondRuling(told["outcome"], _measure(told["measure"]), told["reasons"])


def measure_choices(case: Case) -> list[tuple[str, Any]]:
    return [
        *((one.value, one.label) for one in case.subject.measures),
        (_NO_MEASURE, _("Nothing")),
    ]


def _measure(value: str) -> str:
    return NOTHING if value == _NO_MEASURE else value


def _clean_version(form: forms.Form) -> None:
    if form.errors.pop("version", None) or form.cleaned_data.get("version") is None:
        form.cleaned_data["version"] = 0  # of no case: then it counts as changed meanwhile


def _link(word: str) -> str:
    try:
        address = plain_text.website(word)
    except ValidationError as fault:
        told: Mapping[str, str] = {"word": plain_text.without_unprintable(word)[:80]}
        raise ValidationError(_("“%(word)s” cannot be read as a link.") % told) from fault
    if len(address) > 500:
        raise ValidationError(_("One of the links is longer than 500 characters."))
    return address
