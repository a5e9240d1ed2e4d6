"""Everything that is counted as tables of figures: for the page, its CSV and the API alike.

Each figure is a count out of a count, with the rows of the grid behind it. `value` and `measure` name it for programs
and stay the same in every language; titles, headings and notes are for readers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.core.charts import words
from rounds.core.countries import country_name
from rounds.core.templatetags.core import number
from rounds.directory.grid import facets
from rounds.directory.grid.census import CLOSED, NONE, OWN, PARENT
from rounds.directory.grid.queries import Facet, Query
from rounds.figures.answers import Answer
from rounds.figures.counting import Group, Line

ORGANIZATIONS, ACCOUNTS = "organizations", "accounts"
PARTS = (OWN, PARENT, CLOSED, NONE)
Filters = Mapping[Facet, str]


class Figure(NamedTuple):
    measure: str
    amount: int | float
    of: int  # the denominator; 0: there is none, or nothing to divide by
    rows: (
        str  # the address of the grid that shows the organizations behind it; "" for what is no count of rows
    )

    @property
    def share(self) -> float | None:
        return self.amount / self.of if self.of else None

    @property
    def cell(self) -> SafeString:
        """As it stands in a table: the count, which leads to its rows, and the share."""
        count = number(self.amount)
        told = format_html('<a href="{}">{}</a>', self.rows, count) if self.rows and self.amount else count
        share = (
            format_html(' <span class="figure-share">{}</span>', words.share(self.amount / self.of))
            if self.of
            else ""
        )
        return format_html("{}{}", told, share)


class Row(NamedTuple):
    value: str
    label: str
    figures: list[Figure]


class Table(NamedTuple):
    name: str
    title: str
    about: str  # heading of the first column
    headings: list[str]  # of the figures
    rows: list[Row]
    note: str  # what the shares are of, and whether the lines add up
    adds_up: bool


def tables(answer: Answer) -> list[Table]:
    """All of them, in the order of the page."""
    make = _Maker(answer)
    return [
        make.coverage(),
        make.accounts(),
        make.platforms(),
        make.closed_platforms(),
        make.proofs(),
        make.groups("places", _("By state or region"), _("State or region"), "place", answer.counted.places),
        make.groups("countries", _("By country"), _("Country"), "country", answer.counted.countries),
        make.groups("types", _("By type"), _("Type"), "type", answer.counted.types),
        make.groups("beds", _("By number of beds"), _("Beds"), "beds", answer.counted.beds),
        make.groups("ownerships", _("By ownership"), _("Ownership"), "ownership", answer.counted.ownerships),
        make.per_organization(),
        make.spread(),
    ]


class _Maker:
    def __init__(self, answer: Answer) -> None:
        self._counted = answer.counted
        edition = answer.edition.slug if answer.edition else ""
        sub_list = answer.question.sub_list
        self._path = reverse("directory:sub_list", args=[sub_list]) if sub_list else reverse("directory:list")
        self._asked: Query = answer.question.rows(edition)
        self._all = self._counted.whole.organizations

    def coverage(self) -> Table:
        whole = self._counted.whole
        return Table(
            "coverage",
            _("How many take part"),
            _("Covered"),
            [_("Organizations")],
            [
                Row(
                    part,
                    facets.label("coverage", part),
                    [self._organizations(count, self._all, {"coverage": part})],
                )
                for part, count in zip(PARTS, whole[2:], strict=True)
            ],
            _("Of all organizations that are counted here. The four lines add up to them."),
            adds_up=True,
        )

    def accounts(self) -> Table:
        counted = self._counted
        both = counted.accounts + counted.closed_accounts
        rows = (
            ("open", _("On platforms that are open"), counted.accounts),
            ("closed", _("On platforms that have closed"), counted.closed_accounts),
        )
        return Table(
            "accounts",
            _("How many accounts"),
            _("Accounts"),
            [_("Accounts")],
            [Row(value, label, [Figure(ACCOUNTS, count, both, "")]) for value, label, count in rows],
            _(
                "Different accounts: one that is listed for two organizations counts once. The two lines add up."
            ),
            adds_up=True,
        )

    def platforms(self) -> Table:
        return Table(
            "platforms",
            _("By platform"),
            _("Platform"),
            [_("Organizations"), _("Accounts")],
            self._lines(self._counted.platforms, "platform", self._all, self._counted.accounts),
            _(
                "Organizations: of all that are counted here. One organization stands in several lines, so these do not"
                " add up. Accounts: of all accounts on open platforms; these do add up."
            ),
            adds_up=False,
        )

    def closed_platforms(self) -> Table:
        return Table(
            "closed-platforms",
            _("On platforms that have closed"),
            _("Platform"),
            [_("Organizations"), _("Accounts")],
            self._lines(self._counted.closed_platforms, "platform", self._all, self._counted.closed_accounts),
            _("Kept for the record and counted nowhere else. One organization may stand in several lines."),
            adds_up=False,
        )

    def proofs(self) -> Table:
        return Table(
            "proofs",
            _("By status of proof"),
            _("Status of proof"),
            [_("Organizations"), _("Accounts")],
            self._lines(
                self._counted.proofs,
                "proof",
                self._counted.whole.own,
                self._counted.accounts,
                {"coverage": OWN},
            ),
            _(
                "Organizations with an account of their own, by the strongest status among all their accounts; accounts"
                " on open platforms, by theirs. What is no longer theirs is not counted. Both columns add up."
            ),
            adds_up=True,
        )

    def groups(self, name: str, title: str, about: str, facet: Facet, groups: Sequence[Group]) -> Table:
        rows = [
            Row(
                one.value,
                self._place(one.value, groups) if facet == "place" else facets.label(facet, one.value),
                [
                    self._organizations(one.organizations, self._all, {facet: one.value}),
                    *(
                        self._organizations(
                            count, one.organizations, {facet: one.value, "coverage": part}, measure=part
                        )
                        for part, count in zip(PARTS, one[2:], strict=True)
                    ),
                ],
            )
            for one in groups
        ]
        headings = [
            _("Counted"),
            _("With an account"),
            _("Through a parent"),
            _("Only closed platforms"),
            _("None in the List yet"),
        ]
        note = _(
            "The shares are of the organizations of each line. The lines add up to all that are counted here, and the"
            " last four columns to the first."
        )
        return Table(name, title, about, headings, rows, note, adds_up=True)

    def spread(self) -> Table:
        own = self._counted.whole.own
        return Table(
            "spread",
            _("Accounts for each organization"),
            _("Accounts"),
            [_("Organizations")],
            [
                Row(
                    band.value,
                    facets.label("accounts", band.value),
                    [self._organizations(band.organizations, own, {"accounts": band.value})],
                )
                for band in self._counted.spread.bands
            ],
            _(
                "Of the organizations with an account of their own, on open platforms. The lines add up to them."
            ),
            adds_up=True,
        )

    def per_organization(self) -> Table:
        spread = self._counted.spread
        rows = (
            ("median", _("Median"), _plain(spread.median)),
            ("mean", _("On average"), _plain(round(spread.mean, 2))),
            ("most", _("At most"), spread.most),
        )
        return Table(
            "per-organization",
            _("Accounts for each organization, in short"),
            _("Accounts for each organization"),
            [_("Accounts")],
            [Row(value, label, [Figure(ACCOUNTS, count, 0, "")]) for value, label, count in rows],
            _("Organizations without an account of their own are not in it."),
            adds_up=False,
        )

    def _lines(
        self, lines: Sequence[Line], facet: Facet, of: int, accounts: int, more: Filters | None = None
    ) -> list[Row]:
        return [
            Row(
                line.value,
                facets.label(facet, line.value),
                [
                    self._organizations(line.organizations, of, {facet: line.value, **(more or {})}),
                    Figure(ACCOUNTS, line.accounts, accounts, ""),
                ],
            )
            for line in lines
        ]

    def _organizations(self, count: int, of: int, filters: Filters, measure: str = ORGANIZATIONS) -> Figure:
        return Figure(measure, count, of, self._rows(filters))

    def _rows(self, filters: Filters) -> str:
        """The grid with exactly these organizations. A filter that is asked for already is narrowed by the one here."""
        narrowed = {str(facet): (value,) for facet, value in filters.items()}
        asked = replace(self._asked, **narrowed)  # type: ignore[arg-type]
        return f"{self._path}?{asked.encoded()}"

    def _place(self, value: str, groups: Sequence[Group]) -> str:
        """A country beside its own states is what of it is in none that we know."""
        if "-" not in value and any(one.value.startswith(f"{value}-") for one in groups):
            return _("%(country)s, state or region not known") % {"country": country_name(value)}
        return facets.label("place", value)


def _plain(number: float) -> int | float:
    """1, not 1.0: as the script writes it that counts again."""
    return int(number) if number == int(number) else number
