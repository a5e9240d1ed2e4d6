"""An organization and its listings on a past day: the records in memory as they were. They are never saved."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Min

from rounds.directory.as_of import (
    earlier,
    handle_of,
    id_of,
    last_instant,
    seen_at,
    unknown_ids,
    values_at,
)
from rounds.directory.models import Listing, Statement
from rounds.organizations.models import (
    Change,
    Identifier,
    ImportRun,
    Name,
    Organization,
    Register,
    Scheme,
    Status,
)
from rounds.organizations.names import fold
from rounds.organizations.precedence import PERSON

FIELDS = (
    *("name", "type", "country", "region", "city", "website", "street", "postal_code", "phone", "beds"),
    *("ownership", "status", "status_on", "parent", "merged_into"),
)
_LINKS = ("parent", "merged_into")


class Changes(NamedTuple):
    """What has changed of an organization, newest first: before the end of the day, and since."""

    earlier: list[Change]
    later: list[Change]


def changes_of(one: Organization, moment: datetime) -> Changes:
    every = list(one.changes.order_by("-happened_at", "-pk"))
    return Changes(
        [change for change in every if change.happened_at < moment],
        [change for change in every if change.happened_at >= moment],
    )


def rewind(one: Organization, changes: Changes, known: Collection[str], moment: datetime) -> None:
    """Undo what has changed since, and leave out the sources that we had not read by then."""
    before = {change.field: change.old for change in changes.later if change.field in FIELDS}
    one.provenance = _sources_of(one, before, changes.earlier, known, moment)
    links = {field: before.pop(field) for field in _LINKS if field in before}
    _undo(one, before)
    if one.status != Status.MERGED:
        one.merged_into = None
    others = Organization.objects.in_bulk([int(old) for old in links.values() if old.isdigit()])
    for field, old in links.items():
        setattr(one, field, others.get(int(old)) if old.isdigit() else None)
    _rename([other for other in (one.parent, one.merged_into) if other], moment)


def _sources_of(
    one: Organization,
    changed: Collection[str],
    earlier: Iterable[Change],
    known: Collection[str],
    moment: datetime,
) -> dict[str, Any]:
    """Where a field has changed since, its last change before tells the source; else what stands today does."""
    sources = {
        field: said
        for field, said in one.provenance.items()
        if field not in changed and _was_read(said, known, moment)
    }
    for change in earlier:
        if change.field in changed:
            sources.setdefault(change.field, {"source": change.source, "as_of": change.as_of.isoformat()})
    return sources


def children_of(one: Organization, moment: datetime) -> list[Organization]:
    """What was part of it, by name."""
    moved = Change.objects.filter(field="parent", happened_at__gte=moment, old=str(one.pk))
    known = Organization.objects.filter(created_at__lt=moment)
    candidates = known.filter(parent=one) | known.filter(pk__in=moved.values("organization"))
    children = {child.pk: child for child in candidates}
    before = values_at(moment, ("name", "city", "status", "parent"), children)
    found = []
    for pk, child in children.items():
        old = before.get(pk, {})
        if old.pop("parent", str(one.pk)) == str(one.pk):
            _undo(child, old)
            found.append(child)
    current = [child for child in found if child.status == Status.ACTIVE]
    return sorted(current, key=lambda child: (child.sort_name, child.pk))


def registers_at(registers: dict[str, Register], moment: datetime) -> dict[str, Register]:
    """Those that we had read by then. One that was never read by an import is as old as its edition."""
    first = dict(ImportRun.objects.order_by().values_list("register").annotate(Min("started_at")))
    day = last_instant(moment).date()
    return {
        slug: register
        for slug, register in registers.items()
        if (first[register.pk] < moment if register.pk in first else register.as_of <= day)
    }


def names_at(one: Organization, changes: Changes, unread: Collection[str]) -> list[Name]:
    """The names it had. When a name came is not kept, but its source is, and so are the changes that brought it.

    `unread`: the registers that we had not read by then.
    """
    had = {change.old for change in changes.earlier if change.field == "name"}
    left_since = {change.old for change in changes.later if change.field == "name"} - had
    others = [change for change in changes.later if change.field == "other name"]
    added = {change.new for change in others if not change.old}
    removed = {change.old for change in others if not change.new} - added
    hidden = left_since | added
    names = [name for name in one.names.all() if name.source not in unread and name.text not in hidden]
    return [
        *names,
        *(Name(organization=one, kind=Name.Kind.ALTERNATIVE, text=text) for text in sorted(removed)),
    ]


def identifiers_at(one: Organization, changes: Changes, unread: Collection[str]) -> list[Identifier]:
    later = [change for change in changes.later if change.field == "identifier"]
    added = {change.new for change in later if not change.old}
    removed = {change.old for change in later if not change.new} - added
    kept = [held for held in one.identifiers.all() if held.source not in unread and str(held) not in added]
    schemes = {str(label): value for value, label in Scheme.choices}
    for old in sorted(removed):
        label, _space, value = old.rpartition(" ")
        if label in schemes:
            kept.append(Identifier(organization=one, scheme=schemes[label], value=value))
    return kept


def rewind_listings(listings: Iterable[Listing], moment: datetime) -> list[Listing]:
    """Those that had been listed by then, each with what the List said of it."""
    known = [one for one in listings if one.listed_at < moment]
    seen = seen_at(moment, [one.pk for one in known])
    unknown = unknown_ids(moment, [one.account_id for one in known])
    for listing in known:
        if listing.ended_at and listing.ended_at >= moment:
            listing.ended_at = None
        said = _said(listing)
        if said is None:
            continue
        account = listing.account
        handle, native_id = handle_of(said), id_of(said, unknown)
        account.handle, account.native_id, account.address = handle, native_id, said.address
        listing.proof = said.proof
        listing.proof_until = listing.proof_until if said.until_at is None else None
        listing.purpose, listing.language, listing.audience = said.purpose, said.language, said.audience
        listing.seen_on = earlier(seen.get(listing.pk), listing.seen_on)
    return known


def name_ended(listings: Iterable[Listing]) -> None:
    """What has left the List is called what it was called when it left."""
    for listing in listings:
        said = _said(listing)
        if listing.ended_at and said:
            listing.account.handle = handle_of(said)


def _said(listing: Listing) -> Statement | None:
    """The last thing said of it. Its statements are loaded in order, up to the day of the page."""
    told: Sequence[Statement] = [one for one in listing.statements.all() if one.from_at != one.until_at]
    return told[-1] if told else None


def _undo(one: Organization, before: dict[str, str]) -> None:
    for field, old in before.items():
        setattr(one, field, _read(field, old))
    if "name" in before:
        one.sort_name = fold(one.name)[:300]


def _read(field: str, old: str) -> str | int | date | None:
    """A value as a change tells it. Number and date have a form that only we write."""
    match field:
        case "beds":
            return int(old) if old else None
        case "status_on":
            return date.fromisoformat(old) if old else None
    return old


def _rename(others: Sequence[Organization], moment: datetime) -> None:
    before = values_at(moment, ("name",), [other.pk for other in others])
    for other in others:
        _undo(other, before.get(other.pk, {}))


def _was_read(said: object, known: Collection[str], moment: datetime) -> bool:
    """Whether the source of a fact was one that we had by then, in that state."""
    if not isinstance(said, dict):
        return False
    if said.get("source") == PERSON:
        return str(said.get("as_of", "9")) < f"{moment:%Y-%m-%d}"
    return said.get("source") in known
