"""What will become of rows, from what they say, whom they are about and what the List says today.

Nothing of the List is written here. The number of queries does not grow with the rows.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rounds.directory.models import Purpose
from rounds.directory.platforms import Address
from rounds.directory.proof import Proof
from rounds.organizations.matching.addresses import host_of, line
from rounds.organizations.models import Organization, Ownership
from rounds.spreadsheets.columns.roles import FACTS, label_of
from rounds.spreadsheets.models import Planned, Row, Spreadsheet
from rounds.spreadsheets.planning.belonging import Belonging, Families
from rounds.spreadsheets.planning.powers import Powers
from rounds.spreadsheets.planning.told import Defaults, Told, ToldAccount, told_by

What, Group, Choice, Verdict = Planned.What, Row.Group, Row.Choice, Row.Verdict
NEEDED = ("name", "type", "country")  # of a new organization
_SETTLED = ["group", "reason", "changes", "adds", "organization", "choice", "verdict"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A row with all that taking it in needs."""

    row: Row
    told: Told
    organization: Organization | None
    accounts: tuple[tuple[Planned, Address | None], ...]


def tell(spreadsheet: Spreadsheet, rows: Sequence[Row]) -> list[Told]:
    defaults = Defaults(spreadsheet.country, spreadsheet.type)
    return [told_by(row.cells, spreadsheet.columns, defaults) for row in rows]


def settle(spreadsheet: Spreadsheet, rows: Sequence[Row], powers: Powers, *, at: datetime) -> list[Plan]:
    """Put the plan of these rows together anew and keep it. What a person chose for them stays chosen."""
    plans = plan(spreadsheet, rows, powers, at=at)
    keep(plans)
    return plans


@transaction.atomic
def keep(plans: Sequence[Plan], *more: str) -> None:
    """Keep the plan of rows. `more`: what else of them has changed."""
    rows = [one.row for one in plans]
    Planned.objects.filter(row__in=rows).delete()
    Planned.objects.bulk_create([one for each in plans for one, _address in each.accounts], batch_size=500)
    Row.objects.bulk_update(rows, [*_SETTLED, *more], batch_size=100)


def plan(spreadsheet: Spreadsheet, rows: Sequence[Row], powers: Powers, *, at: datetime) -> list[Plan]:
    """The plan of these rows, as things stand now. Keeps nothing."""
    told = tell(spreadsheet, rows)
    addresses = [account.address for one in told for account in one.accounts if account.address]
    belonging = Belonging(addresses, at)
    organizations = _organizations(rows)
    families = Families(belonging.organizations() | set(organizations))
    allowed = _allowed(rows)
    earlier = _Earlier(spreadsheet, rows, addresses)
    said = _Said(spreadsheet, rows, organizations)
    plans = []
    for row, one in zip(rows, told, strict=True):
        organization = organizations.get(row.organization_id or 0)
        if organization is None or row.choice == Choice.NEW:
            organization = None
            row.organization_id = None
        kept = [
            _planned(row, account, organization, powers, belonging, families, account_key in allowed)
            for account in one.accounts
            for account_key in [(row.pk, _place(account))]
        ]
        if _may_bring(row, organization, powers):
            earlier.mark(row, kept)
        _decide(row, one, organization, spreadsheet, powers, kept, said)
        pairs = zip(kept, (account.address for account in one.accounts), strict=True)
        plans.append(Plan(row, one, organization, tuple(pairs)))
    return plans


def _organizations(rows: Sequence[Row]) -> dict[int, Organization]:
    ids = {row.organization_id for row in rows if row.organization_id}
    return {one.pk: one for one in Organization.objects.current().filter(pk__in=ids)}


def _allowed(rows: Sequence[Row]) -> set[tuple[int, tuple[str, str]]]:
    kept = Planned.objects.filter(row__in=rows, allowed=True)
    return {(pk, (platform, key)) for pk, platform, key in kept.values_list("row", "platform", "key")}


def _place(account: ToldAccount) -> tuple[str, str]:
    return (account.address.platform, account.address.key) if account.address else ("", "")


def _planned(
    row: Row,
    account: ToldAccount,
    organization: Organization | None,
    powers: Powers,
    belonging: Belonging,
    families: Families,
    is_allowed: bool,
) -> Planned:
    planned = Planned(
        row=row,
        place=account.place,
        text=account.text,
        purpose=account.purpose or Purpose.MAIN,
        language=account.language,
        audience=account.audience,
    )
    address = account.address
    if address is None:
        planned.what, planned.why = What.REFUSED, account.fault[:500]
        return planned
    planned.platform, planned.handle, planned.native_id = address.platform, address.handle, address.native_id
    planned.key, planned.address = address.key, address.url
    organization_id = organization.pk if organization else None
    here = belonging.here(address, organization_id) if organization else None
    if here is not None:
        planned.what, planned.why = What.THERE, _said_of(here.proof)
    elif warning := belonging.warning(address, organization_id, families):
        planned.why = warning[:500]
        planned.allowed = is_allowed and powers.is_moderator
        planned.what = (What.LIST if planned.allowed else What.CARE) if powers.is_moderator else What.SEND
    else:
        planned.what, planned.why = What.LIST, belonging.remark(address, organization_id)[:500]
    return planned


def _said_of(proof: str) -> str:
    if proof in (Proof.RELEASED, Proof.DISPUTED):
        return _("The List says: %(proof)s. A spreadsheet does not change that.") % {
            "proof": Proof(proof).label
        }
    return ""


def _may_bring(row: Row, organization: Organization | None, powers: Powers) -> bool:
    """Whether anything of the row can come into the List, as far as the organization goes."""
    if row.choice == Choice.SKIP:
        return False
    if organization is None:
        return powers.is_moderator and row.choice == Choice.NEW
    return powers.may_touch(organization.pk)


class _Earlier:
    """Accounts that an earlier row of the same spreadsheet brings for the same organization."""

    def __init__(self, spreadsheet: Spreadsheet, rows: Sequence[Row], addresses: Sequence[Address]) -> None:
        mine = {row.pk for row in rows}
        kept = Planned.objects.filter(
            row__spreadsheet=spreadsheet,
            what__in=[What.LIST, What.SEND],
            key__in={one.key for one in addresses},
        ).exclude(row__in=mine)
        self._seen: defaultdict[tuple[Any, ...], set[int]] = defaultdict(set)
        for number, organization, key, platform, account in kept.filter(row__group=Group.READY).values_list(
            "row__number", "row__organization", "row__key", "platform", "key"
        ):
            self._seen[organization or key, platform, account].add(number)

    def mark(self, row: Row, kept: Sequence[Planned]) -> None:
        for one in kept:
            if one.what not in (What.LIST, What.SEND):
                continue
            numbers = self._seen[row.organization_id or row.key, one.platform, one.key]
            first = min(numbers, default=row.number)
            if first < row.number:
                one.what, one.why = What.TWICE, _("Row %(n)d brings it.") % {"n": first}
            else:
                numbers.add(row.number)


class _Said:
    """Facts that an earlier row of the same spreadsheet changes. Of two that differ the first is believed."""

    def __init__(self, spreadsheet: Spreadsheet, rows: Sequence[Row], organizations: Collection[int]) -> None:
        kept = spreadsheet.rows.filter(organization__in=organizations).exclude(changes=[])
        kept = kept.exclude(pk__in={row.pk for row in rows}).order_by("-number")
        self._first: dict[tuple[int | None, str], tuple[int, str]] = {}
        for number, organization, changes in kept.values_list("number", "organization", "changes"):
            self._first |= {(organization, name): (number, new) for name, _old, new in changes}

    def heed(self, row: Row) -> bool:
        """Leave out of a row's changes what an earlier row says otherwise. Returns whether there was any."""
        agreeing, otherwise = [], []
        for name, old, new in row.changes:
            number, first = self._first.get((row.organization_id, name), (row.number, new))
            if number >= row.number:
                self._first[row.organization_id, name] = row.number, new
                agreeing.append([name, old, new])
            elif _same(name, first, new):
                agreeing.append([name, old, first])
            else:
                words = _("%(field)s: row %(n)d says otherwise.")
                otherwise.append(words % {"field": label_of(name), "n": number})
        row.changes = agreeing
        row.reason = " ".join(filter(None, (row.reason, *otherwise)))[:500]
        return bool(otherwise)


def _decide(
    row: Row,
    told: Told,
    organization: Organization | None,
    spreadsheet: Spreadsheet,
    powers: Powers,
    kept: Sequence[Planned],
    said: _Said,
) -> None:
    """Set what will become of a row, and why."""
    row.changes, row.adds, row.reason = [], False, " ".join(told.faults)[:500]
    if row.choice == Choice.SKIP:
        row.group, row.reason = Group.SKIPPED, ""
    elif row.verdict == Verdict.NONE:
        row.group, row.reason = Group.REFUSED, row.reason or _("The row names no organization.")
    elif organization is None and not kept and not _says_facts(row, told, spreadsheet, powers):
        row.group, row.reason = Group.THERE, row.reason or _("The row names no account.")
    elif organization is None:
        _decide_unknown(row, told, powers, kept)
    elif not powers.may_touch(organization.pk):
        row.group = Group.REFUSED
        row.reason = _("You do not speak for %(name)s.") % {"name": organization.name}
    else:
        if powers.is_moderator:
            row.changes = _changes(organization, told, spreadsheet.facts)
        _decide_known(row, kept, is_contradicted=said.heed(row))


def _says_facts(row: Row, told: Told, spreadsheet: Spreadsheet, powers: Powers) -> bool:
    """Whether it is worth asking whom a row is about that names no account."""
    wants_facts = powers.is_moderator and spreadsheet.facts != Spreadsheet.Facts.LEAVE
    return wants_facts and row.verdict == Verdict.ASK and any(told.facts.get(name) for name in FACTS)


def _decide_unknown(row: Row, told: Told, powers: Powers, kept: Sequence[Planned]) -> None:
    is_new = row.choice == Choice.NEW or row.verdict == Verdict.NEW
    if not is_new:
        theirs = [one for one in row.candidates if powers.may_touch(one["id"])]
        row.group = Group.ASK if theirs or powers.is_moderator else Group.REFUSED
        row.reason = (
            row.reason if theirs or powers.is_moderator else _("You speak for none that could be meant.")
        )
    elif not powers.is_moderator:
        row.group, row.reason = Group.REFUSED, _("It is not in the register, and you do not speak for it.")
    elif row.choice != Choice.NEW:
        row.group = Group.ASK
        row.reason = row.reason or _("It is not in the register. Say that it is new, or whom it is about.")
    elif missing := [name for name in NEEDED if not (told.name if name == "name" else told.facts.get(name))]:
        row.group, row.choice = Group.ASK, Choice.NEW
        row.reason = _("To be added it needs: %(what)s.") % {"what": ", ".join(_words(missing))}
    elif not any(one.what in (What.LIST, What.TWICE) for one in kept):
        row.group, row.reason = Group.ASK, _("It has no account that could be listed, so it is not added.")
    else:
        row.group, row.adds = Group.READY, True


def _words(names: Sequence[str]) -> list[str]:
    return [
        str({"name": _("a name"), "type": _("a type"), "country": _("a country")}[name]) for name in names
    ]


def _decide_known(row: Row, kept: Sequence[Planned], *, is_contradicted: bool) -> None:
    whats = {one.what for one in kept}
    if whats & {What.LIST, What.SEND} or row.changes:
        row.group = Group.READY
    elif What.CARE in whats:
        row.group = Group.ASK
        row.reason = row.reason or _("Look at the account before it is listed.")
    elif What.REFUSED in whats or is_contradicted:
        row.group = Group.REFUSED
    else:
        row.group = Group.THERE
        if not kept:
            row.reason = row.reason or _("The row names no account.")


def _changes(organization: Organization, told: Told, how: str) -> list[list[Any]]:
    """The facts that differ: [field, old, new]."""
    if how == Spreadsheet.Facts.LEAVE:
        return []
    found = []
    for name in FACTS:
        old, new = getattr(organization, name), told.facts.get(name, "")
        if not new or _same(name, old, new) or (old not in (None, "") and how == Spreadsheet.Facts.FILL):
            continue
        found.append([str(name), old if old is None else str(old), new])
    return found


def _same(name: str, old: Any, new: str) -> bool:
    if old in (None, ""):
        return False
    match name:
        case "website":
            return host_of(str(old)) == host_of(new) and _path(str(old)) == _path(new)
        case "phone":
            return line(str(old)) == line(new)
    return str(old).casefold() == new.casefold()


def _path(address: str) -> str:
    return address.partition("//")[2].partition("/")[2].rstrip("/").casefold()


def value_of(name: str, text: str) -> Any:
    """A fact as the organization keeps it."""
    if name == "beds":
        return int(text) if text else None
    return Ownership(text).value if name == "ownership" and text else text
