"""What a person reads about a spreadsheet: what will happen, row by row and in numbers, and what has happened."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core.templatetags.core import number
from rounds.directory.platforms import PLATFORMS
from rounds.spreadsheets.columns.roles import Role, label_of
from rounds.spreadsheets.forms import column_name
from rounds.spreadsheets.models import Planned, Row, Spreadsheet, Step

What, Group = Planned.What, Row.Group
CARE = "care"  # rows with an account that somebody should look at
FILTERS = (Group.ASK, Group.READY, CARE, Group.THERE, Group.REFUSED, Group.SKIPPED)


class Tab(NamedTuple):
    name: str
    label: str
    rows: int


class Counts(NamedTuple):
    rows: int
    listed: int  # accounts that will be listed
    sent: int  # that go to a moderator first
    organizations: int
    added: int  # organizations
    changed: int  # facts
    there: int  # accounts that are listed already
    read: int  # accounts that can be read, whatever becomes of them
    unread: int
    asking: int
    refused: int
    skipped: int
    care: int


class ShownAccount(NamedTuple):
    planned: Planned
    platform: Any
    label: str
    tone: str  # of the tag: success, info, warning, problem, ""
    icon: str


class ShownRow(NamedTuple):
    row: Row
    accounts: list[ShownAccount]
    changes: list[tuple[str, str, str]]


def counts_of(spreadsheet: Spreadsheet) -> Counts:
    """A fixed number of queries."""
    rows = dict(spreadsheet.rows.values_list("group").annotate(n=Count("pk")))
    planned = Planned.objects.filter(row__spreadsheet=spreadsheet)
    will = dict(planned.filter(row__group=Group.READY).values_list("what").annotate(n=Count("pk")))
    there = planned.filter(what=What.THERE, row__group__in=[Group.READY, Group.THERE]).count()
    ready = spreadsheet.rows.filter(group=Group.READY)
    changes = ready.exclude(changes=[]).values_list("organization", "changes")
    told = ready.aggregate(
        known=Count("organization", distinct=True), added=Count("key", distinct=True, filter=Q(adds=True))
    )
    return Counts(
        rows=sum(rows.values()),
        listed=will.get(What.LIST, 0),
        sent=will.get(What.SEND, 0),
        organizations=told["known"] + told["added"],
        added=told["added"],
        changed=len({(whom, name) for whom, facts in changes for name, _old, _new in facts}),
        there=there,
        read=planned.exclude(what=What.REFUSED).count(),
        unread=planned.filter(what=What.REFUSED).count(),
        asking=rows.get(Group.ASK, 0),
        refused=rows.get(Group.REFUSED, 0),
        skipped=rows.get(Group.SKIPPED, 0),
        care=_care(spreadsheet).count(),
    )


def summary(counts: Counts) -> list[str]:
    """Sentences, the most important first."""
    said = [_listed(counts)] if counts.listed else []
    for count, words in (
        (
            counts.sent,
            ngettext(
                "%(n)s account goes to a moderator first.",
                "%(n)s accounts go to a moderator first.",
                counts.sent,
            ),
        ),
        (
            counts.added,
            ngettext(
                "%(n)s organization will be added to the register.",
                "%(n)s organizations will be added to the register.",
                counts.added,
            ),
        ),
        (
            counts.changed,
            ngettext("%(n)s fact will be changed.", "%(n)s facts will be changed.", counts.changed),
        ),
        (
            counts.there,
            ngettext(
                "%(n)s account is listed already.",
                "%(n)s accounts are listed already.",
                counts.there,
            ),
        ),
        (counts.asking, ngettext("%(n)s row needs you.", "%(n)s rows need you.", counts.asking)),
        (
            counts.unread,
            ngettext("%(n)s account cannot be read.", "%(n)s accounts cannot be read.", counts.unread)
            if counts.read
            else _("No cell in these columns looks like an account."),
        ),
        (
            counts.refused,
            ngettext(
                "%(n)s row cannot be taken in.",
                "%(n)s rows cannot be taken in.",
                counts.refused,
            ),
        ),
    ):
        if count:
            said.append(_n(words, count))
    return said or [_("There is nothing to take in.")]


def _listed(counts: Counts) -> str:
    accounts = ngettext("%(n)s account will be listed", "%(n)s accounts will be listed", counts.listed)
    whom = ngettext("for %(n)s organization", "for %(n)s organizations", counts.organizations)
    return f"{_n(accounts, counts.listed)} {_n(whom, counts.organizations)}."


def _n(words: str, count: int) -> str:
    return words % {"n": number(count)}


def tabs(spreadsheet: Spreadsheet, counts: Counts) -> list[Tab]:
    by_group = dict(spreadsheet.rows.values_list("group").annotate(n=Count("pk")))
    labels = {**dict(Group.choices), CARE: _("Look-alikes and others’")}
    found = [
        Tab(str(name), str(labels[name]), counts.care if name == CARE else by_group.get(name, 0))
        for name in FILTERS
    ]
    return [tab for tab in found if tab.rows]


def rows_of(spreadsheet: Spreadsheet, name: str) -> Any:
    rows = _care(spreadsheet) if name == CARE else spreadsheet.rows.filter(group=name)
    return rows.select_related("organization").order_by("number")


def shown(rows: Sequence[Row]) -> list[ShownRow]:
    """One query, whatever the rows."""
    planned: defaultdict[int, list[Planned]] = defaultdict(list)
    for one in Planned.objects.filter(row__in=rows).order_by("pk"):
        planned[one.row_id].append(one)
    return [
        ShownRow(
            row,
            [_account(one) for one in planned[row.pk]],
            [(label_of(name), old or "", new) for name, old, new in row.changes],
        )
        for row in rows
    ]


_LOOKS = {
    What.LIST: ("success", "plus"),
    What.SEND: ("info", "clock"),
    What.CARE: ("warning", "warning"),
    What.THERE: ("", "check"),
    What.TWICE: ("", "copy"),
    What.REFUSED: ("problem", "cross"),
}


def _account(one: Planned) -> ShownAccount:
    platform = PLATFORMS.get(one.platform)
    label = one.handle or one.native_id or one.text
    return ShownAccount(one, platform, label, *_LOOKS[What(one.what)])


def _care(spreadsheet: Spreadsheet) -> Any:
    """Not `distinct`, which would have to compare what the rows say."""
    looked_at = Planned.objects.filter(row__spreadsheet=spreadsheet).filter(
        Q(what=What.CARE) | Q(allowed=True)
    )
    return spreadsheet.rows.filter(pk__in=looked_at.values("row")).exclude(
        group__in=[Group.REFUSED, Group.SKIPPED]
    )


def unused(spreadsheet: Spreadsheet) -> list[str]:
    """The names of the columns that nothing is taken from."""
    return [column_name(spreadsheet, place) for place, role in enumerate(spreadsheet.columns) if not role]


def has_emails(spreadsheet: Spreadsheet) -> bool:
    return str(Role.EMAIL) in spreadsheet.columns


class Done(NamedTuple):
    """What was done, or undone."""

    listed: int
    sent: int
    added: int
    changed: int
    undone: int
    kept: int
    differs: int


def done_of(spreadsheet: Spreadsheet) -> Done:
    kinds = dict(spreadsheet.steps.values_list("kind").annotate(n=Count("pk")))
    return Done(
        listed=kinds.get(Step.Kind.LISTED, 0),
        sent=kinds.get(Step.Kind.SENT, 0),
        added=kinds.get(Step.Kind.ADDED, 0),
        changed=kinds.get(Step.Kind.CHANGED, 0),
        undone=spreadsheet.steps.exclude(undone_at=None).count(),
        kept=spreadsheet.steps.exclude(kept="").count(),
        differs=spreadsheet.rows.exclude(differs="").count(),
    )


def report(done: Done) -> list[str]:
    differs = ngettext(
        "%(n)s row came otherwise than the preview said.",
        "%(n)s rows came otherwise than the preview said.",
        done.differs,
    )
    said = [
        (done.listed, ngettext("%(n)s account was listed.", "%(n)s accounts were listed.", done.listed)),
        (
            done.sent,
            ngettext("%(n)s account went to a moderator.", "%(n)s accounts went to a moderator.", done.sent),
        ),
        (
            done.added,
            ngettext("%(n)s organization was added.", "%(n)s organizations were added.", done.added),
        ),
        (done.changed, ngettext("%(n)s fact was changed.", "%(n)s facts were changed.", done.changed)),
        (done.differs, differs),
    ]
    return [_n(words, count) for count, words in said if count] or [_("Nothing was changed.")]
