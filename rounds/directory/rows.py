"""The rows that the grid shows and exports: plain tuples, read in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from rounds.core.countries import country_name, region_name
from rounds.core.templatetags.core import chip
from rounds.core.templatetags.core import proof as proof_badge
from rounds.directory.models import Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import STRENGTH, Proof
from rounds.organizations.models import Organization, OrganizationType

TYPE_LABELS = dict(OrganizationType.choices)
PROOF_LABELS = dict(Proof.choices)


class AccountCell(NamedTuple):
    platform: str
    platform_name: str
    label: str  # the handle, or the platform's own id where it has none
    address: str
    proof: str
    closed: bool  # the platform is

    @property
    def chip(self) -> SafeString:
        return chip(self.platform, self.platform_name, self.label, self.address, closed=self.closed)


class GridRow(NamedTuple):
    slug: str
    name: str
    place: str
    type: str
    accounts: list[AccountCell]
    proof: str  # the best of its accounts; "" without any
    proof_label: str
    seen_on: date | None

    @property
    def chips(self) -> SafeString:
        items = "".join(f"<li>{account.chip}</li>" for account in self.accounts)
        return mark_safe(f'<ul class="chips">{items}</ul>')  # noqa: S308 - chips are escaped

    @property
    def badge(self) -> SafeString:
        return proof_badge(self.proof, self.proof_label)


def grid_rows(ids: Sequence[int], now: datetime) -> list[GridRow]:
    """The rows of one page, in the order of the ids. Two queries."""
    accounts: defaultdict[int, list[tuple[int, date | None, AccountCell]]] = defaultdict(list)
    for pk, platform, handle, native_id, address, proof, until, seen_on in (
        Listing.objects.current()
        .filter(organization__in=ids)
        .values_list(
            "organization_id",
            "account__platform",
            "account__handle",
            "account__native_id",
            "account__address",
            "proof",
            "proof_until",
            "seen_on",
        )
    ):
        known = PLATFORMS[platform]
        holds = Proof.STALE.value if until and until <= now else proof
        cell = AccountCell(
            platform, known.name, handle or shortened(native_id), address, holds, known.closed_on is not None
        )
        accounts[pk].append((known.bit, seen_on, cell))
    rows = {
        pk: _row(values, sorted(accounts[pk], key=lambda one: (one[2].closed, one[0], one[2].label)))
        for pk, *values in Organization.objects.filter(pk__in=ids).values_list(
            "pk", "slug", "name", "city", "region", "country", "type"
        )
    }
    return [rows[pk] for pk in ids if pk in rows]


def _row(values: list[str], accounts: list[tuple[int, date | None, AccountCell]]) -> GridRow:
    slug, name, city, region, country, type_ = values
    cells = [cell for _, _, cell in accounts]
    proof = min((cell.proof for cell in cells), key=STRENGTH.__getitem__, default="")
    return GridRow(
        slug,
        name,
        place_of(city, region, country),
        str(TYPE_LABELS.get(type_, type_)),
        cells,
        proof,
        str(PROOF_LABELS.get(proof, "")),
        max((seen_on for _, seen_on, _ in accounts if seen_on), default=None),
    )


def shortened(native_id: str) -> str:
    """A permanent id as a label: nobody reads all of it."""
    return native_id if len(native_id) <= 12 else f"{native_id[:10]}…"


def place_of(city: str, region: str, country: str) -> str:
    return ", ".join(part for part in (city, region_name(region), country_name(country)) if part)


CSV_HEADER = (
    "organization",
    "slug",
    "type",
    "city",
    "region",
    "country",
    "website",
    "platform",
    "handle",
    "permanent_id",
    "address",
    "purpose",
    "language",
    "proof",
    "last_seen",
)
_CHUNK = 2_000


def csv_rows(ids: Sequence[int], now: datetime) -> Iterator[tuple]:
    """One tuple for each listed account, in the order of the organizations; one without account where there is none."""
    for start in range(0, len(ids), _CHUNK):
        yield from _csv_chunk(ids[start : start + _CHUNK], now)


def _csv_chunk(ids: Sequence[int], now: datetime) -> Iterator[tuple]:
    accounts: defaultdict[int, list[tuple]] = defaultdict(list)
    for pk, until, *values, proof, seen_on in (
        Listing.objects.current()
        .filter(organization__in=list(ids))
        .order_by("account__platform", "account__key")
        .values_list(
            "organization_id",
            "proof_until",
            "account__platform",
            "account__handle",
            "account__native_id",
            "account__address",
            "purpose",
            "language",
            "proof",
            "seen_on",
        )
    ):
        accounts[pk].append((*values, "stale" if until and until <= now else proof, seen_on or ""))
    organizations = {
        values[0]: values[1:]
        for values in Organization.objects.filter(pk__in=list(ids)).values_list(
            "pk", "name", "slug", "type", "city", "region", "country", "website"
        )
    }
    for pk in ids:
        if pk in organizations:
            for account in accounts.get(pk, _NONE):
                yield organizations[pk] + account


_NONE = [("",) * 8]
