"""A person says whom rows are about, what is left out, and what is wanted all the same."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from rounds.organizations.models import Organization
from rounds.spreadsheets.actions import Refused
from rounds.spreadsheets.columns.roles import FACTS
from rounds.spreadsheets.models import Planned, Row, Spreadsheet
from rounds.spreadsheets.planning.powers import Powers, powers_of
from rounds.spreadsheets.planning.settling import settle
from rounds.users.models import User

AT_ONCE = 500  # rows that are settled again together
Choice = Row.Choice


class Said(NamedTuple):
    """What a person says of a row. `organization`: with THIS alone."""

    choice: str
    organization: int | None = None


@transaction.atomic
def choose(
    *,
    spreadsheet: Spreadsheet,
    said: Mapping[int, Said],
    allowed: Mapping[int, bool],
    by: User,
    at: datetime,
) -> int:
    """Keep what was said of rows and of accounts (by their ids). Returns how many rows it touched.

    Whom a row is about holds for all rows that name it in the same way, unless more was said of one of them.
    """
    current = _locked(spreadsheet)
    powers = powers_of(by)
    rows = {row.pk: row for row in current.rows.filter(pk__in=said)}
    changed = {pk: one for pk, one in said.items() if pk in rows and _is_news(rows[pk], one)}
    _refuse_strangers(changed.values())
    were: dict[int, int | None] = {}  # rows, and whom they were about
    for pk, one in changed.items():
        like = dict(_alike(current, rows[pk], one, said, changed).values_list("pk", "organization"))
        current.rows.filter(pk__in=like).update(**_values(one))
        were |= like
    touched = were.keys() | _allow(current, allowed)
    _settle_again(current, touched, set(were.values()), by_whom=powers, at=at)
    return len(touched)


@transaction.atomic
def add_all_new(*, spreadsheet: Spreadsheet, by: User, at: datetime) -> int:
    """Every organization that the register does not have is new. Returns how many rows it touched."""
    current = _locked(spreadsheet)
    powers = powers_of(by)
    if not powers.is_moderator:
        raise Refused("not-yours")
    rows = current.rows.filter(verdict=Row.Verdict.NEW, choice=Choice.NONE)
    touched = set(rows.values_list("pk", flat=True))
    rows.update(choice=Choice.NEW)
    _settle_again(current, touched, set(), by_whom=powers, at=at)
    return len(touched)


def _locked(spreadsheet: Spreadsheet) -> Spreadsheet:
    current = Spreadsheet.objects.select_for_update().get(pk=spreadsheet.pk)
    if current.state != Spreadsheet.State.READY:
        raise Refused("state")
    return current


def _is_news(row: Row, said: Said) -> bool:
    if said.choice != row.choice:
        return said.choice != Choice.THIS or said.organization is not None
    return said.choice == Choice.THIS and said.organization not in (None, row.organization_id)


def _refuse_strangers(said: Collection[Said]) -> None:
    ids = {one.organization for one in said if one.choice == Choice.THIS}
    if Organization.objects.current().filter(pk__in=ids).count() != len(ids):
        raise Refused("gone")


def _alike(
    spreadsheet: Spreadsheet, row: Row, one: Said, said: Mapping[int, Said], changed: Mapping[int, Said]
) -> QuerySet[Row]:
    """The rows that a choice is for, or that it is taken back for: leaving out is said of one row alone."""
    if one.choice == Choice.SKIP or not row.key or row.verdict == Row.Verdict.NONE:
        return spreadsheet.rows.filter(pk=row.pk)
    others = Q(key=row.key) & ~Q(choice=Choice.SKIP)
    if one.choice == Choice.NONE:  # those that the same was said of
        others &= Q(choice=row.choice, organization=row.organization_id) & ~Q(pk__in=changed)
    else:
        others &= ~Q(pk__in=said)
    return spreadsheet.rows.filter(Q(pk=row.pk) | others)


def _values(said: Said) -> dict[str, object]:
    """Taken back, the row is as the matching left it."""
    match said.choice:
        case Choice.THIS:
            return {"choice": Choice.THIS, "organization": said.organization}
        case Choice.NONE:
            return {"choice": Choice.NONE, "organization": None}
    return {"choice": said.choice}


def _allow(spreadsheet: Spreadsheet, allowed: Mapping[int, bool]) -> set[int]:
    planned = Planned.objects.filter(row__spreadsheet=spreadsheet, pk__in=allowed)
    touched = set()
    for one in planned.select_related("row"):
        if one.allowed != allowed[one.pk]:
            one.allowed = allowed[one.pk]
            one.save(update_fields=["allowed"])
            touched.add(one.row_id)
    return touched


def _settle_again(
    spreadsheet: Spreadsheet, touched: set[int], were: set[int | None], *, by_whom: Powers, at: datetime
) -> None:
    """With the rows that bring the same accounts or facts, since one may now bring what the other did.

    `were`: whom they were about.
    """
    accounts = Planned.objects.filter(row__in=touched).exclude(key="").values("key")
    shared = Planned.objects.filter(row__spreadsheet=spreadsheet, key__in=accounts)
    wanted = touched | set(shared.values_list("row", flat=True))
    if set(FACTS) & set(spreadsheet.columns):
        are = spreadsheet.rows.filter(pk__in=touched).values_list("organization", "matched_id")
        whom = were.union(*are) - {None}
        wanted |= set(spreadsheet.rows.filter(organization__in=whom).values_list("pk", flat=True))
    rows = list(spreadsheet.rows.filter(pk__in=wanted).order_by("number"))
    for row in rows:
        if row.choice == Choice.NONE and row.organization_id is None and row.verdict == Row.Verdict.THIS:
            row.organization_id = row.matched_id
    for start in range(0, len(rows), AT_ONCE):
        settle(spreadsheet, rows[start : start + AT_ONCE], by_whom, at=at)
