"""Two to five organizations side by side. Four queries, however many accounts they have."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from rounds.core.countries import country_name, region_name
from rounds.core.templatetags.core import number
from rounds.directory.grid.census import CLOSED, OWN, PARENT, Census
from rounds.directory.labels import label_of
from rounds.directory.models import Listing, Purpose
from rounds.directory.platforms import PLATFORMS, Platform
from rounds.directory.proof import STRENGTH, Proof, shown
from rounds.figures.peers import (
    Lack,
    Peers,
    coverage_of,
    covering,
    described,
    lacking,
    peers_of,
    tells_much,
    unranked,
)
from rounds.organizations.models import Organization

FEWEST, MOST = 2, 5


class Cell(NamedTuple):
    """An account of one organization."""

    label: str
    address: str  # "" where it must not be linked: a stranger may be behind it, or the platform has closed
    proof: str
    proof_label: str
    seen_on: date | None

    @property
    def text(self) -> str:
        seen = _("last seen %(day)s") % {"day": self.seen_on.isoformat()} if self.seen_on else ""
        return f"{self.label} ({', '.join(filter(None, (self.proof_label, seen)))})"


class Column(NamedTuple):
    """One organization."""

    organization: Organization
    coverage: str  # how it is covered: in words
    parent: Organization | None  # through which it is covered, if it has no account of its own
    peers: Peers | None
    peers_label: str
    lacks: list[Lack]
    can_lack: bool  # enough peers have accounts to say what most of them have


class Fact(NamedTuple):
    label: str
    named: list[tuple[str, str]]  # for each column, the organization's name and the value


class OnPlatform(NamedTuple):
    platform: Platform
    named: list[tuple[str, list[Cell]]]  # for each column, the organization's name and its accounts there


class Comparison(NamedTuple):
    columns: list[Column]
    facts: list[Fact]
    platforms: list[OnPlatform]


def compare(organizations: Sequence[Organization], census: Census) -> Comparison:
    """Of current organizations."""
    parents = _covering(organizations, census)
    columns = [_column(one, parents.get(one.pk), census) for one in organizations]
    return Comparison(columns, list(_facts(columns)), _platforms(organizations, census.now))


def chosen(slugs: Sequence[str]) -> list[Organization]:
    """In the order asked for. One that was merged is the one that it was merged into; unknown ones are left out.

    There may be more of them than can be compared.
    """
    wanted = [slug for slug in dict.fromkeys(slugs) if "\0" not in slug][
        : 2 * MOST
    ]  # PostgreSQL keeps no NUL
    found = {
        one.slug: one.merged_into or one
        for one in Organization.objects.filter(slug__in=wanted).select_related("merged_into")
    }
    return list({found[slug].pk: found[slug] for slug in wanted if slug in found}.values())


def csv_rows(compared: Comparison) -> Iterator[tuple]:
    """What the page shows, in its order: a line for each fact and each platform, a column for each organization."""
    for fact in compared.facts:
        yield fact.label, *(value for _name, value in fact.named)
    yield _("Covered"), *(one.coverage for one in compared.columns)
    for row in compared.platforms:
        yield row.platform.name, *("; ".join(cell.text for cell in cells) for _name, cells in row.named)
    yield (
        _("Where most peers are and it is not"),
        *(", ".join(PLATFORMS[lack.platform].name for lack in one.lacks) for one in compared.columns),
    )


def _column(one: Organization, parent: Organization | None, census: Census) -> Column:
    peers = peers_of(one, census)
    if peers is None:
        return Column(one, str(one.get_status_display()), None, None, "", [], False)
    coverage = coverage_of(census, peers.at)
    said = _coverage(coverage, peers.accounts, parent)
    return Column(one, said, parent, peers, described(peers, one), lacking(peers), tells_much(peers))


def _coverage(coverage: str, accounts: int, parent: Organization | None) -> str:
    if coverage == OWN:
        return _("Accounts of its own: %(n)s") % {"n": number(accounts)}
    if coverage == PARENT and parent:
        return _("Only through %(parent)s, which it is part of") % {"parent": parent.name}
    if coverage == CLOSED:
        return _("Only on platforms that have closed")
    return _("None listed yet")


def _covering(organizations: Sequence[Organization], census: Census) -> dict[int, Organization]:
    """For each organization that is covered only through another, which one that is."""
    positions = census.timeline.position
    through = {one.pk: covering(census, positions[one.pk]) for one in organizations if one.pk in positions}
    known = Organization.objects.in_bulk([pk for pk in through.values() if pk])
    return {pk: known[parent] for pk, parent in through.items() if parent in known}


def _facts(columns: Sequence[Column]) -> Iterator[Fact]:
    """What is not known is blank."""
    ones = [column.organization for column in columns]
    told: list[tuple[str, list[str]]] = [
        (_("Type"), [str(one.get_type_display()) for one in ones]),
        (_("City"), [one.city for one in ones]),
        (_("State or region"), [region_name(one.region) if one.region else "" for one in ones]),
        (_("Country"), [country_name(one.country) for one in ones]),
        (_("Beds"), [number(one.beds) for one in ones]),
        (_("Ownership"), [str(one.get_ownership_display()) for one in ones]),
        (_("Rank among its peers, by accounts"), [_rank(column.peers) for column in columns]),
    ]
    names = [one.name for one in ones]
    return (Fact(label, list(zip(names, values, strict=True))) for label, values in told)


def _rank(peers: Peers | None) -> str:
    if peers is None or not peers.members:
        return ""
    return peers.rank if peers.is_ranked else unranked(peers.whole.own, peers.whole.organizations)


def _platforms(organizations: Sequence[Organization], now: datetime) -> list[OnPlatform]:
    """Open platforms first, in their usual order."""
    places = {one.pk: at for at, one in enumerate(organizations)}
    rows: defaultdict[str, list[list[tuple]]] = defaultdict(lambda: [[] for _ in organizations])
    for owner, platform, purpose, cell in _cells(places, now):
        rows[platform][places[owner]].append(
            (STRENGTH[cell.proof], purpose != Purpose.MAIN, cell.label, cell)
        )
    names = [one.name for one in organizations]
    found = [
        OnPlatform(PLATFORMS[slug], list(zip(names, map(_in_order, row), strict=True)))
        for slug, row in rows.items()
    ]
    return sorted(found, key=lambda row: (row.platform.closed_on is not None, row.platform.bit))


def _in_order(cells: list[tuple]) -> list[Cell]:
    """The best proven first, the main account before others."""
    return [cell for *_place, cell in sorted(cells, key=lambda one: one[:3])]


def _cells(places: Mapping[int, int], now: datetime) -> Iterator[tuple[int, str, str, Cell]]:
    for owner, platform, handle, native_id, address, purpose, proof, until, seen_on in (
        Listing.objects.theirs()
        .filter(organization__in=list(places))
        .values_list(
            "organization_id",
            "account__platform",
            "account__handle",
            "account__native_id",
            "account__address",
            "purpose",
            "proof",
            "proof_until",
            "seen_on",
        )
    ):
        known = Proof(shown(proof, until, now))
        is_linked = known != Proof.DISPUTED and PLATFORMS[platform].closed_on is None
        label = label_of(platform, handle, native_id)
        to = address if is_linked else ""
        yield owner, platform, purpose, Cell(label, to, known.value, str(known.label), seen_on)
