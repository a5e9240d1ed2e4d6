"""What has changed and is not in the log yet. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, Max, Model, OuterRef

from rounds.activity.models import Activity
from rounds.core.among import Among
from rounds.directory.models import Listing, Statement
from rounds.directory.proof import OFFICIAL
from rounds.open_data.models import LoggedChange
from rounds.organizations.models import Change, Organization, Status

Kind = LoggedChange.Kind
SOURCES: dict[str, type[Model]] = {
    "organization": Organization,
    "change": Change,
    "statement": Statement,
    "removal": Activity,
}
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Found:
    """A line that the log lacks, as the fields of `LoggedChange`."""

    kind: str
    organization_id: int | None
    happened_at: datetime
    removal_id: int | None = None
    change_id: int | None = None
    listing_id: int | None = None
    statement_id: int | None = None
    previous_id: int | None = None


def top(source: str) -> int:
    return SOURCES[source]._default_manager.aggregate(top=Max("pk"))["top"] or 0


def found(floors: Mapping[str, int], *, at: datetime) -> list[Found]:
    """All of it, in the order in which it happened as far as that is known now. `floors`: numbers to read behind."""
    every = [
        *_removals(floors["removal"]),
        *_organizations(floors["organization"]),
        *_changes(floors["change"]),
        *_statements(floors["statement"]),
        *_ended(),
        *_lapses(at),
    ]
    return sorted(every, key=lambda one: one.happened_at)  # of one moment: as they stand above


def lapses_are_due(at: datetime) -> bool:
    return _lapsed(at).exists()


def late_words(floor: int) -> dict[int, int]:
    """Lapses that were logged before anything was written about them, and the statements that say so now."""
    pending = dict(
        LoggedChange.objects.filter(kind=Kind.PROOF, statement=None).values_list("listing_id", "pk")
    )
    if not pending:
        return {}
    said = Statement.objects.filter(
        Among("listing_id", list(pending)), pk__gt=floor, proof__in=_NOT_OFFICIAL
    ).exclude(pk__in=LoggedChange.objects.filter(statement__gt=floor).values("statement"))
    first: dict[int, int] = {}
    for listing, pk in said.order_by("from_at", "pk").values_list("listing_id", "pk"):
        first.setdefault(listing, pk)
    return {pending[listing]: pk for listing, pk in first.items()}


_NOT_OFFICIAL = ["stale"]


def _removals(floor: int) -> Iterator[Found]:
    known = LoggedChange.objects.filter(removal=OuterRef("pk"))
    new = Activity.objects.filter(~Exists(known), pk__gt=floor, verb="organization.removed").order_by("pk")
    for pk, happened_at in new.values_list("pk", "happened_at").iterator(BATCH):
        yield Found(Kind.REMOVED, None, happened_at, removal_id=pk)


def _organizations(floor: int) -> Iterator[Found]:
    known = LoggedChange.objects.filter(kind=Kind.ADDED, organization=OuterRef("pk"))
    new = Organization.objects.filter(~Exists(known), pk__gt=floor).order_by("pk")
    for pk, created_at in new.values_list("pk", "created_at").iterator(BATCH):
        yield Found(Kind.ADDED, pk, created_at)


def _changes(floor: int) -> Iterator[Found]:
    known = LoggedChange.objects.filter(change=OuterRef("pk"))
    new = Change.objects.filter(~Exists(known), pk__gt=floor).order_by("pk")
    told = ("pk", "organization_id", "field", "new", "happened_at")
    for pk, organization, field, value, happened_at in new.values_list(*told).iterator(BATCH):
        kind = _BY_STATUS.get(value, Kind.CHANGED) if field == "status" else Kind.CHANGED
        yield Found(kind, organization, happened_at, change_id=pk)


_BY_STATUS = {
    Status.MERGED: Kind.MERGED,
    Status.CLOSED: Kind.CLOSED,
    Status.WITHDRAWN: Kind.WITHDRAWN,
    Status.ACTIVE: Kind.REOPENED,
}


class _Said(NamedTuple):
    listing: int
    pk: int
    organization: int
    from_at: datetime
    until_at: datetime | None
    proof: str
    handle: str
    address: str

    @property
    def was_seen(self) -> bool:
        return self.from_at != self.until_at


_TOLD = (
    *("listing_id", "pk", "listing__organization_id", "from_at", "until_at", "proof", "handle"),
    "address",
)


def _statements(floor: int) -> Iterator[Found]:
    """Each that somebody could see, beside what was said before it."""
    logged = set(LoggedChange.objects.filter(statement__gt=floor).values_list("statement_id", flat=True))
    new = Statement.objects.filter(pk__gt=floor).values_list("listing_id", "pk")
    listings = {listing for listing, pk in new.iterator(BATCH) if pk not in logged}
    for chain in _chains(sorted(listings)):
        known = _known(chain, floor, logged)
        before: _Said | None = None
        for said in chain:
            if not said.was_seen and said.pk not in known:
                continue
            if said.pk not in known:
                kind = _kind(said, before)
                previous = before.pk if before else None
                yield Found(
                    kind,
                    said.organization,
                    said.from_at,
                    listing_id=said.listing,
                    statement_id=said.pk,
                    previous_id=previous,
                )
            before = said


def _known(chain: Iterable[_Said], floor: int, logged: set[int]) -> set[int]:
    return {said.pk for said in chain if said.pk in logged or (said.pk <= floor and said.was_seen)}


def _chains(listings: list[int]) -> Iterator[list[_Said]]:
    """All that was said of each listing, in order."""
    for start in range(0, len(listings), BATCH):
        chains: defaultdict[int, list[_Said]] = defaultdict(list)
        said = Statement.objects.filter(Among("listing_id", listings[start : start + BATCH]))
        for row in said.order_by("from_at", "pk").values_list(*_TOLD).iterator(BATCH):
            chains[row[0]].append(_Said(*row))
        yield from chains.values()


def _kind(said: _Said, before: _Said | None) -> str:
    """Of several differences the one that matters most; the line shows all of them."""
    if before is None:
        return Kind.LISTED
    if said.proof != before.proof:
        return Kind.PROOF
    is_renamed = (said.handle, said.address) != (before.handle, before.address)
    return Kind.RENAMED if is_renamed else Kind.DESCRIBED


def _ended() -> Iterator[Found]:
    """Taking out writes no new row, so all that have ended are compared with the log."""
    known = LoggedChange.objects.filter(kind=Kind.ENDED, listing=OuterRef("pk"))
    new = Listing.objects.filter(~Exists(known), ended_at__isnull=False).order_by("pk")
    for pk, organization, ended_at in new.values_list("pk", "organization_id", "ended_at").iterator(BATCH):
        if ended_at:
            yield Found(Kind.ENDED, organization, ended_at, listing_id=pk)


def _lapsed(at: datetime) -> Any:
    """Proofs that have run out and of which nobody has written so. Once each: until then its line has no statement."""
    pending = LoggedChange.objects.filter(kind=Kind.PROOF, statement=None, listing=OuterRef("pk"))
    said = Statement.objects.filter(listing=OuterRef("pk"), until_at=None, proof__in=OFFICIAL)
    return Listing.objects.current().filter(~Exists(pending), Exists(said), proof_until__lte=at)


def _lapses(at: datetime) -> Iterator[Found]:
    lapsed: dict[int, tuple[int, datetime]] = {
        pk: (organization, until)
        for pk, organization, until in _lapsed(at).values_list("pk", "organization_id", "proof_until")
    }
    said = Statement.objects.filter(Among("listing_id", list(lapsed)), until_at=None)
    for listing, statement in said.order_by("pk").values_list("listing_id", "pk"):
        organization, until = lapsed[listing]
        yield Found(Kind.PROOF, organization, until, listing_id=listing, previous_id=statement)
