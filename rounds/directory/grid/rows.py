"""The rows that the grid shows and exports: plain tuples, read in a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Coalesce, Left
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rounds.core.among import Among
from rounds.core.countries import place_of
from rounds.core.templatetags.core import chip
from rounds.core.templatetags.core import proof as proof_badge
from rounds.directory.as_of import last_instant
from rounds.directory.grid import past
from rounds.directory.labels import label_of
from rounds.directory.models import Listing, Purpose
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import STRENGTH, Proof, shown
from rounds.organizations.models import Organization, OrganizationType

TYPE_LABELS = dict(OrganizationType.choices)
PROOF_LABELS = dict(Proof.choices)
MOST_CHIPS = 6  # of one row; the organization's page has them all


class AccountCell(NamedTuple):
    platform: str
    platform_name: str
    label: str
    address: str
    proof: str
    closed: bool  # the platform is

    @property
    def chip(self) -> SafeString:
        return chip(self.platform, self.platform_name, self.label, self.address, closed=self.closed)


Account = tuple[tuple[bool, int, bool, str], date | None, AccountCell]  # its place in the row, last seen


class GridRow(NamedTuple):
    address: str
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
        ahead = self.accounts if len(self.accounts) <= MOST_CHIPS + 1 else self.accounts[:MOST_CHIPS]
        items = "".join(f"<li>{account.chip}</li>" for account in ahead)
        if further := len(self.accounts) - len(ahead):
            words = _("%(n)s more") % {"n": further}
            items += format_html('<li><a class="chip chip--more" href="{}">{}</a></li>', self.address, words)
        return mark_safe(f'<ul class="chips">{items}</ul>')  # noqa: S308 - chips are escaped

    @property
    def badge(self) -> SafeString:
        return proof_badge(self.proof, self.proof_label)


def grid_rows(ids: Sequence[int], now: datetime, moment: datetime | None = None) -> list[GridRow]:
    """The rows of one page, in the order of the ids, today or as they were at the end of a past day."""
    accounts: defaultdict[int, list[Account]] = defaultdict(list)
    for line in past.lines_at(ids, moment) if moment else _lines(ids, now):
        known = PLATFORMS[line.platform]
        cell = AccountCell(
            line.platform,
            known.name,
            label_of(line.platform, line.handle, line.native_id),
            line.address,
            line.proof,
            known.closed_on is not None,
        )
        place = (cell.closed, known.bit, line.purpose != Purpose.MAIN, cell.label)
        accounts[line.organization_id].append((place, line.seen_on, cell))
    known_as = past.organizations_at(ids, _SHOWN, moment) if moment else _organizations(ids)
    suffix = f"?as_of={last_instant(moment):%Y-%m-%d}" if moment else ""
    rows = {pk: _row(values, _in_row(accounts[pk]), suffix) for pk, values in known_as.items()}
    return [rows[pk] for pk in ids if pk in rows]


_SHOWN = ("slug", "name", "city", "region", "country", "type")


def _organizations(ids: Sequence[int]) -> dict[int, list[str]]:
    return {pk: values for pk, *values in Organization.objects.filter(pk__in=ids).values_list("pk", *_SHOWN)}


def _lines(ids: Sequence[int], now: datetime) -> Iterator[past.Line]:
    listings = Listing.objects.theirs().filter(organization__in=ids)
    for (
        pk,
        platform,
        handle,
        native_id,
        address,
        purpose,
        language,
        proof,
        until,
        seen_on,
    ) in listings.values_list(*_READ):
        proof = shown(proof, until, now)
        yield past.Line(pk, platform, handle, native_id, address, purpose, language, proof, seen_on)


_READ = (
    "organization_id",
    "account__platform",
    "account__handle",
    "account__native_id",
    "account__address",
    "purpose",
    "language",
    "proof",
    "proof_until",
    "seen_on",
)


def _in_row(accounts: list[Account]) -> list[Account]:
    """By platform; where not all are shown, the first of each platform before the second of any."""
    accounts.sort(key=itemgetter(0))
    if len(accounts) <= MOST_CHIPS + 1:
        return accounts
    seen: Counter[str] = Counter()
    ranks = []
    for account in accounts:
        ranks.append((account[2].closed, seen[account[2].platform]))
        seen[account[2].platform] += 1
    return [account for _rank, account in sorted(zip(ranks, accounts, strict=True), key=itemgetter(0))]


def _row(values: list[str], accounts: list[Account], suffix: str) -> GridRow:
    slug, name, city, region, country, type_ = values
    cells = [cell for _, _, cell in accounts]
    proof = min((cell.proof for cell in cells), key=STRENGTH.__getitem__, default="")
    return GridRow(
        f"/organizations/{slug}/{suffix}",
        slug,
        name,
        place_of(city, region, country),
        str(TYPE_LABELS.get(type_, type_)),
        cells,
        proof,
        str(PROOF_LABELS.get(proof, "")),
        max((seen_on for _, seen_on, _ in accounts if seen_on), default=None),
    )


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
CHUNK = 1_000  # organizations read at once


def csv_rows(ids: Sequence[int], now: datetime, moment: datetime | None = None) -> Iterator[tuple]:
    """One tuple for each listed account, in the order of the organizations; one without account where there is none."""
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        accounts = accounts_of(chunk, now, moment)
        known = past.organizations_at(chunk, _EXPORTED, moment) if moment else _exported(chunk)
        for pk in chunk:
            if pk in known:
                own = tuple(known[pk])
                for account in sorted(accounts.get(pk, _NONE)):  # by platform and handle
                    yield own + account[:_IN_CSV]


_EXPORTED = ("name", "slug", "type", "city", "region", "country", "website")
_IN_CSV = len(CSV_HEADER) - len(_EXPORTED)
_NONE = [("",) * _IN_CSV]
ACCOUNT = (
    "platform",
    "handle",
    "permanent_id",
    "address",
    "purpose",
    "language",
    "proof",
    "last_seen",
    "listed_on",
    "audience",
    "proof_until",
    "id",
)


def accounts_of(
    ids: Sequence[int], now: datetime, moment: datetime | None = None
) -> dict[int, list[tuple[str, ...]]]:
    """The listed accounts of these organizations, each as `ACCOUNT`, "" where nothing is known.

    Until when a proof counts is known of today alone, and written as the database does.
    """
    accounts: defaultdict[int, list[tuple[str, ...]]] = defaultdict(list)
    if moment:
        for pk, *what, seen_on, audience, listed_on, account in past.lines_at(ids, moment):
            days = (seen_on.isoformat() if seen_on else "", listed_on.isoformat() if listed_on else "")
            accounts[pk].append((*what, *days, audience, "", str(account)))
        return accounts
    listings = Listing.objects.theirs().filter(Among("organization_id", ids))
    is_over = Case(When(proof_until__lte=now, then=Value(Proof.STALE.value)), default=F("proof"))
    columns = [is_over if column == "proof" else column for column in _TOLD]
    for row in listings.values_list("organization_id", *columns).iterator(chunk_size=CHUNK):
        accounts[row[0]].append(row[1:])
    return accounts


def _text(column: str) -> Coalesce:
    """A day or moment as the database writes it, "" where there is none: made in Python it would cost the most."""
    return Coalesce(Cast(column, CharField()), Value(""))


_TOLD = (
    "account__platform",
    "account__handle",
    "account__native_id",
    "account__address",
    "purpose",
    "language",
    "proof",
    _text("seen_on"),
    Left(_text("listed_at"), 10),
    "audience",
    _text("proof_until"),
    Cast("account_id", CharField()),
)


def _exported(ids: Sequence[int]) -> dict[int, tuple]:
    known = Organization.objects.filter(Among("pk", ids)).values_list("pk", *_EXPORTED)
    return {row[0]: row[1:] for row in known.iterator(chunk_size=CHUNK)}
