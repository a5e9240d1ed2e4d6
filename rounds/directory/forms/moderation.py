"""A moderator's form: what is to be made of a submission. Saves nothing."""

import re
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.countries import country_choices, region_code, region_name
from rounds.core.text_fields import text_field
from rounds.directory.actions.submissions import Decision, Verdict
from rounds.directory.forms.fields import NEW, PROPOSED, clean_website
from rounds.directory.models import Purpose, Submission
from rounds.directory.moderation.review import AccountReview, Review
from rounds.organizations.models import Organization, OrganizationType

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class AccountRow(NamedTuple):
    """One account as the page shows it: what is known, and what the moderator has entered."""

    review: AccountReview
    accepted: bool
    purpose: str
    language: str
    error: str = ""


class DecisionForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = text_field(gettext_lazy("Name"), most=300, check=plain_text.name)
    type = forms.ChoiceField(label=gettext_lazy("Type"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    region = text_field(gettext_lazy("State, province or region"), most=120, check=plain_text.name)
    city = text_field(gettext_lazy("City"), most=120, check=plain_text.name)
    website = text_field(gettext_lazy("Website"), most=500, check=plain_text.paragraph)
    attested = forms.BooleanField(
        label=gettext_lazy("List as official, attested by the organization's representative"), required=False
    )
    take_out = text_field(
        gettext_lazy("Why the reported account leaves the List"),
        most=300,
        check=plain_text.line,
        help_text=gettext_lazy(
            "Everybody can read it on the organization's page. Leave empty to keep the account."
        ),
    )
    message = text_field(
        gettext_lazy("Message to the sender"),
        most=5_000,
        check=plain_text.paragraph,
        widget=forms.Textarea,
        help_text=gettext_lazy("The reason or the question; sent by mail. Needed to decline and to ask."),
        attrs={"rows": 4},
    )

    def __init__(self, data: QueryDict | None = None, *, review: Review) -> None:
        self.review = review
        super().__init__(data, initial=None if data else _initial(review))
        self.fields["type"].choices = [("", "–"), *OrganizationType.choices]  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", "–"), *country_choices()]  # type: ignore[attr-defined]
        self.organization: Organization | None = None
        self.proposed: dict[str, str] = {}

    @property
    def action(self) -> str:
        return str(self.data.get("do", ""))

    @property
    def chosen(self) -> str:
        """The organization's slug, or "new"."""
        if self.is_bound:
            return str(self.data.get("organization", ""))
        organization = self.review.submission.organization
        if organization is None:
            return NEW
        return (organization.merged_into or organization).slug

    def rows(self) -> list[AccountRow]:
        return [self._row(account) for account in self.review.accounts]

    def clean(self) -> dict[str, Any]:
        if self.errors.pop("version", None) or self.cleaned_data.get("version") is None:
            self.cleaned_data["version"] = 0  # of no submission: then it counts as changed meanwhile
        if self.action in ("decline", "ask"):
            for name in set(self.errors) - {"message"}:
                self.errors.pop(name)  # what is not going to be published need not be right
            if not self.cleaned_data.get("message") and "message" not in self.errors:
                self.add_error("message", _("Please write it to the sender."))
        else:
            self._clean_organization()
            self._clean_accounts()
        return self.cleaned_data

    def decision(self) -> Decision:
        """What was decided, of a valid form whose action is to accept."""
        return Decision(
            organization=self.organization,
            proposed=self.proposed,
            accounts=[
                Verdict(row.review.submitted.position, row.accepted, row.purpose, row.language)
                for row in self.rows()
            ],
            attested=self.cleaned_data["attested"],
            take_out=self.cleaned_data["take_out"],
            reason=self.cleaned_data["message"],
        )

    def _row(self, account: AccountReview) -> AccountRow:
        submitted = account.submitted
        place = submitted.position
        if not self.is_bound:
            is_news = account.here is None or self.review.is_attestable
            return AccountRow(
                account, is_news and not account.needs_care, submitted.purpose, submitted.language
            )
        purpose = self.data.get(f"purpose-{place}", "")
        language = str(self.data.get(f"language-{place}", "")).strip()
        is_known = not language or (len(language) <= 12 and _LANGUAGE.fullmatch(language))
        return AccountRow(
            account,
            f"accept-{place}" in self.data,
            purpose if purpose in Purpose.values else submitted.purpose,
            language,
            "" if is_known else _("A language is written as a code, such as en, es or pt-BR."),
        )

    def _clean_organization(self) -> None:
        if self.chosen == NEW:
            self._clean_new()
            return
        for name in PROPOSED:
            self.errors.pop(name, None)
        self.organization = Organization.objects.current().filter(slug=self.chosen.replace("\0", "")).first()
        if self.organization is None:
            self.add_error(None, _("Please choose the organization."))

    def _clean_new(self) -> None:
        for name in ("name", "type", "country"):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("A new organization needs this."))
        country, region = self.cleaned_data.get("country", ""), self.cleaned_data.get("region", "")
        if country and region:
            self.cleaned_data["region"] = region_code(country, region)
            if not self.cleaned_data["region"]:
                self.add_error("region", _("There is no such state, province or region in that country."))
        clean_website(self)
        if not self.errors:
            self.proposed = {name: self.cleaned_data[name] for name in PROPOSED}

    def _clean_accounts(self) -> None:
        rows = self.rows()
        if any(row.error for row in rows if row.accepted):
            self.add_error(None, _("The language of an account is not right."))
        is_list = self.review.submission.kind == Submission.Kind.ACCOUNTS
        if is_list and not any(row.accepted for row in rows):
            self.add_error(None, _("Please tick at least one account, or decline."))


def _initial(review: Review) -> dict[str, Any]:
    submission = review.submission
    proposed = submission.proposed
    return {
        "version": submission.version,
        **proposed,
        "region": region_name(proposed.get("region", "")),
        # For a new organization the website is the sender's own word until the moderator has looked.
        "attested": review.is_attestable and submission.organization is not None,
    }
