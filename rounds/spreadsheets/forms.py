"""A file, what its columns are, and what is said of rows, to the values that an action takes. They save nothing."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core.countries import country_choices
from rounds.directory.platforms import PLATFORMS
from rounds.organizations.models import Organization, OrganizationType
from rounds.spreadsheets.actions.choosing import Said
from rounds.spreadsheets.columns.roles import (
    FACTS,
    IDENTIFIERS,
    LABELS,
    ON,
    Role,
    label_of,
    may_repeat,
    platform_of,
)
from rounds.spreadsheets.models import Row, Spreadsheet
from rounds.spreadsheets.reading import LARGEST, How
from rounds.spreadsheets.reading.book import too_large
from rounds.spreadsheets.reading.text import ENCODINGS, SEPARATORS

_SEPARATOR_NAMES = {
    ",": gettext_lazy("Comma ,"),
    ";": gettext_lazy("Semicolon ;"),
    "\t": gettext_lazy("Tab"),
    "|": gettext_lazy("Bar |"),
}
_PLACES = (Role.NAME, Role.TYPE, Role.COUNTRY, Role.REGION, Role.CITY, *FACTS)
_ACCOUNTS = (Role.ACCOUNT, Role.PLATFORM, Role.HANDLE, Role.PURPOSE, Role.LANGUAGE, Role.AUDIENCE)


class BringForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Your spreadsheet"),
        help_text=gettext_lazy(
            "CSV or Excel (.xlsx), at most 5 MB, 5,000 rows and 100 columns. Any names of columns will do."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm"}),
        error_messages={
            "required": gettext_lazy("Please choose a file."),
            "empty": gettext_lazy("The file is empty."),
            "invalid": gettext_lazy("Please choose a file."),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > LARGEST:
            raise forms.ValidationError(too_large())
        return file


class ReadingForm(forms.Form):
    """How the file is read."""

    encoding = forms.ChoiceField(label=gettext_lazy("Letters"), required=False)
    separator = forms.ChoiceField(label=gettext_lazy("Between the columns"), required=False)
    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)
    header = forms.ChoiceField(label=gettext_lazy("Names of the columns"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        spreadsheet: Spreadsheet,
        sheets: Sequence[str],
        lines: Sequence[tuple[int, str]],
    ) -> None:
        said = {name: getattr(spreadsheet, name) for name in ("encoding", "separator", "sheet", "header")}
        super().__init__(data, initial=said)
        heads = [("0", _("There are none: the first row is data")), *((str(n), text) for n, text in lines)]
        for name, choices in (
            ("encoding", list(ENCODINGS.items())),
            ("separator", [(one, _SEPARATOR_NAMES.get(one, one)) for one in SEPARATORS]),
            ("sheet", [(one, one) for one in sheets]),
            ("header", [("-1", _("Find them")), *heads]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name in ("encoding", "separator") if sheets else ("sheet",):
            del self.fields[name]

    @property
    def how(self) -> How:
        told = self.cleaned_data
        return How(told.get("encoding", ""), told.get("separator", ""), told.get("sheet", ""))

    @property
    def header_line(self) -> int:
        """Another sheet has other rows."""
        if self.how.sheet != self.initial["sheet"]:
            return -1
        return int(self.cleaned_data.get("header") or -1)


class ColumnsForm(forms.Form):
    """What each column is, and what rows mean that do not say. `column-0` is the first."""

    organization = forms.ChoiceField(label=gettext_lazy("Whom the rows are about"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country, where a row names none"), required=False)
    type = forms.ChoiceField(
        label=gettext_lazy("Type of new organizations, where a row names none"), required=False
    )
    facts = forms.ChoiceField(
        label=gettext_lazy("Websites, phones and other facts"), choices=Spreadsheet.Facts.choices
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        spreadsheet: Spreadsheet,
        is_moderator: bool,
        desks: Sequence[Organization],
    ) -> None:
        said: dict[str, Any] = {
            "country": spreadsheet.country,
            "type": spreadsheet.type,
            "facts": spreadsheet.facts,
            "organization": spreadsheet.organization.slug if spreadsheet.organization else "",
            **{f"column-{place}": role for place, role in enumerate(spreadsheet.columns)},
        }
        if not spreadsheet.organization and len(desks) == 1 and Role.NAME not in spreadsheet.columns:
            said["organization"] = desks[0].slug
        super().__init__(data, initial=said)
        self.spreadsheet, self.is_moderator = spreadsheet, is_moderator
        self.desks = {one.slug: one for one in desks}
        by_row = ("", _("Each row says it"))
        for name, choices in (
            ("organization", [by_row, *((slug, one.name) for slug, one in self.desks.items())]),
            ("country", [("", _("Leave it open")), *country_choices()]),
            ("type", [("", _("Leave it open")), *OrganizationType.choices]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name in ("type", "facts") if not is_moderator else ():
            del self.fields[name]
        if not desks:
            del self.fields["organization"]
        for place in range(len(spreadsheet.columns)):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=self.column_name(place), choices=role_choices(), required=False
            )

    def column_name(self, place: int) -> str:
        return column_name(self.spreadsheet, place)

    @property
    def columns(self) -> list[str]:
        return [
            self.cleaned_data.get(f"column-{place}", "") for place in range(len(self.spreadsheet.columns))
        ]

    @property
    def about(self) -> Organization | None:
        return self.desks.get(self.cleaned_data.get("organization", ""))

    @property
    def what_of_facts(self) -> str:
        return self.cleaned_data.get("facts") or Spreadsheet.Facts.LEAVE

    def clean(self) -> dict[str, Any]:
        columns = self.columns
        for role in {role for role in columns if role and not may_repeat(role)}:
            places = [place for place, one in enumerate(columns) if one == role]
            if len(places) > 1:
                words = _("“%(role)s” can be only one column.") % {"role": label_of(role)}
                self.add_error(f"column-{places[1]}", words)
        if not self.about and not {Role.NAME, *IDENTIFIERS} & set(columns):
            self.add_error(None, _("Please say which column names the organization."))
        if (Role.PLATFORM in columns) != (Role.HANDLE in columns):
            words = _(
                "“Which platform” and “The account on that platform” go together: please choose both or neither."
            )
            self.add_error(None, words)
        has_accounts = any(platform_of(role) or role in (Role.ACCOUNT, Role.HANDLE) for role in columns)
        has_facts = (
            self.is_moderator and self.what_of_facts != Spreadsheet.Facts.LEAVE and set(FACTS) & set(columns)
        )
        if not has_accounts and not has_facts:
            self.add_error(None, _("Please say which column holds accounts."))
        return self.cleaned_data


def column_name(spreadsheet: Spreadsheet, place: int) -> str:
    """As it stands in the file; told apart from others of the same name."""
    name = spreadsheet.names[place] if place < len(spreadsheet.names) else ""
    if not name:
        return _("Column %(letter)s") % {"letter": letter_of(place)}
    earlier = spreadsheet.names[:place].count(name)
    return f"{name[:80]} ({earlier + 1})" if earlier else name[:80]


def letter_of(place: int) -> str:
    """As spreadsheet programs count: A to Z, AA, AB …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def role_choices() -> list[Any]:
    platforms = sorted(PLATFORMS.values(), key=lambda one: (one.closed_on is not None, one.name.casefold()))
    return [
        ("", _("Not used")),
        (str(Role.EMAIL), label_of(Role.EMAIL)),
        (_("About the organization"), [(str(role), LABELS[role]) for role in _PLACES]),
        (_("Identifiers"), [(str(role), LABELS[role]) for role in IDENTIFIERS]),
        (_("Accounts"), [(str(role), LABELS[role]) for role in _ACCOUNTS]),
        (_("Accounts of one platform"), [(ON + one.slug, one.name) for one in platforms]),
    ]


class ChoicesForm:
    """What a person says of the rows on a page: `row-5` is what of row 5, `other-5` another organization."""

    def __init__(self, data: QueryDict) -> None:
        self.said: dict[int, Said] = {}
        self.faults: dict[int, str] = {}
        self.typed = {key: text.strip()[:500] for key, text in _numbered(data, "other-") if text.strip()}
        found = _found(self.typed)
        for pk, value in _numbered(data, "row-"):
            if said := _said(value):
                self.said[pk] = said
        for pk, text in self.typed.items():
            if organization := found.get(text):
                self.said[pk] = Said(Row.Choice.THIS, organization)
            else:
                self.faults[pk] = _("We know no such organization. Paste the address of its page here.")
        shown = [pk for pk, _value in _numbered(data, "shown-")]
        ticked = {pk for pk, _value in _numbered(data, "allow-")}
        self.allowed = {pk: pk in ticked for pk in shown}


def _numbered(data: QueryDict, prefix: str) -> list[tuple[int, str]]:
    found = []
    for name in data:
        number = name.removeprefix(prefix)
        if name.startswith(prefix) and number.isascii() and number.isdigit() and len(number) < 19:
            found.append((int(number), str(data[name])))
    return found


def _said(value: str) -> Said | None:
    if match := re.fullmatch(r"org-([0-9]{1,18})", value, re.ASCII):
        return Said(Row.Choice.THIS, int(match[1]))
    return Said(value) if value in (Row.Choice.NONE, Row.Choice.NEW, Row.Choice.SKIP) else None


def _found(typed: dict[int, str]) -> dict[str, int]:
    """What was typed to the organization whose page it is. One query."""
    slugs = {text: _slug(text) for text in typed.values()}
    known = dict(
        Organization.objects.current()
        .filter(slug__in=set(filter(None, slugs.values())))
        .values_list("slug", "pk")
    )
    return {text: known[slug] for text, slug in slugs.items() if slug in known}


def _slug(text: str) -> str:
    found = re.search(r"(?:/organizations/)?([-a-zA-Z0-9_]+)/?(?:[?#].*)?$", text)
    return found[1][:120] if found else ""
