"""What anybody sends in, and what the sender answers, to the values that an action takes."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rounds.core import plain_text
from rounds.core.countries import country_choices, country_name, region_code
from rounds.core.text_fields import email_field, showable, text_field, without_null_check
from rounds.directory.actions.submissions import Entered
from rounds.directory.forms.fields import NEW, PROPOSED, clean_website
from rounds.directory.models import Account, Listing, Purpose, Submission
from rounds.directory.submitting.pasted import LONGEST, MOST_ACCOUNTS, Found, Pasted
from rounds.organizations.models import Organization, OrganizationType

TRAP = "referral"  # a field that people do not see and programs fill in


class SubmissionForm(forms.Form):
    """All three parts of the page. When valid, `proposed` and `entered` stand beside cleaned_data."""

    q = text_field(
        gettext_lazy("Name of the organization"),
        most=300,
        check=plain_text.name,
        help_text=gettext_lazy("Country and city help to find the right one."),
        attrs={"autocomplete": "off", "spellcheck": "false"},
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Please choose a country of the list.")},
    )
    city = text_field(gettext_lazy("City"), most=120, check=plain_text.name)
    type = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Please choose one of the kinds in the list.")},
    )
    region = text_field(gettext_lazy("State, province or region"), most=120, check=plain_text.name)
    website = text_field(
        gettext_lazy("Its website"),
        most=500,
        check=plain_text.paragraph,
        help_text=gettext_lazy("We look there for the accounts. For example www.example.org"),
        attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
    )
    pasted = text_field(
        gettext_lazy("Paste anything that has the accounts in it"),
        most=LONGEST,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        help_text=gettext_lazy(
            "One address, a list of them, a whole e-mail signature: we pick out the accounts and show them to you."
        ),
        attrs={"rows": 5, "spellcheck": "false", "autocapitalize": "none"},
    )
    note = text_field(
        gettext_lazy("Anything a moderator should know"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        attrs={"rows": 4},
    )
    sender_role = forms.ChoiceField(
        label=gettext_lazy("Who are you?"),
        choices=Submission.Role.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose who you are."),
            "invalid_choice": gettext_lazy("Please choose who you are from the list."),
        },
    )
    sender_name = text_field(
        gettext_lazy("Your name"), most=200, check=plain_text.line, attrs={"autocomplete": "name"}
    )
    sender_email = email_field(
        gettext_lazy(
            "We send you one link to confirm it, and tell you what became of your submission. It is never shown."
        )
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        organization: Organization | None = None,
        reported: Account | None = None,
        is_correction: bool = False,
        pasted: Pasted | None = None,
        **more: Any,
    ) -> None:
        """`organization` is the one chosen; `pasted` what was found in the pasted text."""
        super().__init__(data, **more)
        self.organization, self.reported, self.is_correction = organization, reported, is_correction
        self.fields["country"].choices = [("", _("Choose a country")), *country_choices()]  # type: ignore[attr-defined]
        self.fields["type"].choices = [("", _("Choose what it is")), *OrganizationType.choices]  # type: ignore[attr-defined]
        if is_correction:
            self.fields["note"].label = _("What is wrong, or what should be changed?")
            self.fields["pasted"].label = _("The right accounts, if you know them")
        email = self.fields["sender_email"]
        email.widget.attrs.pop("maxlength", None)
        email.validators = [plain_text.paragraph, *without_null_check(email)]
        self.looked_through = pasted or Pasted()
        self.proposed: dict[str, str] = {}
        self.entered: list[Entered] = []

    @property
    def kind(self) -> str:
        return Submission.Kind.CORRECTION if self.is_correction else Submission.Kind.ACCOUNTS

    def clean(self) -> dict[str, Any]:
        if self.organization is None:
            self._clean_proposed()
        else:  # these are not on the page then, so nobody could mend them
            for name in ("type", "region", "website"):
                self.errors.pop(name, None)
        self._clean_accounts()
        if self.is_correction and not self.cleaned_data.get("note") and "note" not in self.errors:
            self.add_error("note", _("Please write what is wrong, or what should be changed."))
        return self.cleaned_data

    def showable(self) -> "SubmissionForm":
        """The same form with its faults, as a page can carry it."""
        self.data = showable(self.data)
        return self

    def _clean_proposed(self) -> None:
        if "q" in self.errors:
            return
        if not self.cleaned_data.get("q"):
            self.add_error("q", _("Please write the name of the organization."))
        elif self.data.get("organization") != NEW:
            self.add_error("q", _("Please choose one of the organizations below, or “None of these”."))
        else:
            self._clean_new()

    def _clean_new(self) -> None:
        for name, message in (
            ("type", _("Please choose what kind of organization it is.")),
            ("country", _("Please choose the country.")),
        ):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, message)
        country, region = self.cleaned_data.get("country", ""), self.cleaned_data.get("region", "")
        if country and region:
            code = region_code(country, region)
            if not code:
                message = _("We know no “%(region)s” in %(country)s. Write it in full, or leave it empty.")
                self.add_error("region", message % {"region": region[:60], "country": country_name(country)})
            self.cleaned_data["region"] = code
        clean_website(self)
        if not self.errors:
            told = self.cleaned_data | {"name": self.cleaned_data["q"]}
            self.proposed = {name: told[name] for name in PROPOSED}

    def _clean_accounts(self) -> None:
        if "pasted" in self.errors:
            return
        found = self.looked_through.found
        wanted = [one for one in found if is_ticked(one, self.data, self.organization)]
        if len(found) > MOST_ACCOUNTS:
            self.add_error("pasted", too_many(len(found)))
        elif unseen := [one for one in found if not is_shown(one, self.data)]:
            message = ngettext(
                "We found %(count)d account. Please look whether it is right, and send again.",
                "We found %(count)d accounts. Please look whether they are right, and send again.",
                len(unseen),
            )
            self.add_error("pasted", message % {"count": len(unseen)})
        elif not wanted and not self.is_correction:
            self.add_error("pasted", self._why_none())
        self.entered = [Entered(one.address, purpose_of(one, self.data)) for one in wanted]

    def _why_none(self) -> str:
        if self.looked_through.found:
            return _("Please tick at least one account.")
        if self.cleaned_data.get("pasted"):
            return _("We found no account in this text. Beside it stands what we could not read.")
        return _("Please paste at least one account.")


def too_many(count: int) -> str:
    message = _("That is %(count)d accounts; one submission holds %(most)d. Please send the rest in another.")
    return message % {"count": count, "most": MOST_ACCOUNTS}


class AnswerForm(forms.Form):
    """What the sender answers, or adds."""

    text = text_field(
        gettext_lazy("Your answer"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        required=True,
        error_messages={"required": gettext_lazy("Please write something.")},
        attrs={"rows": 4},
    )

    def showable(self) -> "AnswerForm":
        self.data = showable(self.data)
        return self


def chosen(data: Mapping[str, Any]) -> Organization | None:
    """The organization that is chosen in the form; the one that it was merged into, where it was."""
    slug = data.get("organization") or ""
    if slug == NEW or not slug or "\0" in slug:
        return None
    organization = Organization.objects.select_related("merged_into").filter(slug=slug[:120]).first()
    return organization.merged_into or organization if organization else None


def reported(data: Mapping[str, Any], organization: Organization | None) -> Account | None:
    """The account that is reported, if it is listed for the organization."""
    given = data.get("reported") or ""
    if organization is None or not (given.isascii() and given.isdigit() and len(given) < 19):
        return None
    listings = Listing.objects.current().filter(organization=organization, account=int(given))
    listing = listings.select_related("account").first()
    return listing.account if listing else None


def is_shown(found: Found, data: Mapping[str, Any]) -> bool:
    """Whether the person has seen it among what was found."""
    return found.ref in data.getlist("shown")  # type: ignore[attr-defined]


def is_ticked(found: Found, data: Mapping[str, Any], organization: Organization | None) -> bool:
    """As the person left it; where it has not been shown yet: yes, unless there is nothing new in it."""
    if is_shown(found, data):
        return found.ref in data.getlist("account")  # type: ignore[attr-defined]
    return not found.is_listed_for(organization.pk if organization else None)


def purpose_of(found: Found, data: Mapping[str, Any]) -> str:
    purpose = data.get(f"purpose-{found.ref}", "")
    return purpose if purpose in Purpose.values else Purpose.MAIN


def content_key(form: SubmissionForm, page: uuid.UUID) -> uuid.UUID:
    """The same page with the same content is the same submission, however often it arrives; changed, it is another."""
    accounts = [(one.address.platform, one.address.key, one.purpose) for one in form.entered]
    words = [form.cleaned_data[name] for name in ("note", "sender_role", "sender_name", "sender_email")]
    organization = form.organization.pk if form.organization else sorted(form.proposed.items())
    reported_id = form.reported.pk if form.reported else None
    return uuid.uuid5(page, repr((form.kind, organization, reported_id, accounts, words)))
