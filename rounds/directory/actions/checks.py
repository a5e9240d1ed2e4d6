"""What a visit to a site changes: evidence, suggestions, and when to come again (decision 0010)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from rounds.activity.actions import record
from rounds.directory.actions import alerts
from rounds.directory.actions.entries import take_turns
from rounds.directory.actions.evidence import Seen, Turn, locked, observe
from rounds.directory.checking.keeping_pages import to_json
from rounds.directory.checking.readings import Mention, PageReading, SiteReading
from rounds.directory.checking.scope import Scope
from rounds.directory.models import Account, Checking, Health, Listing, Site, SitePage, Suggestion
from rounds.directory.newest import in_force
from rounds.directory.platforms import Kind as AddressKind
from rounds.directory.proof import Kind, Outcome
from rounds.organizations.models import Organization
from rounds.users.models import User

CHECKER = "site 1"
SITE_KINDS = (Kind.LINK, Kind.REL_ME, Kind.JSON_LD, Kind.META, Kind.TRUST_TXT)
EVERY = timedelta(days=7)  # a site with accounts in the List
SELDOM = timedelta(days=30)  # a site that may name accounts which are not in the List yet
AGAIN_AFTER = (timedelta(hours=20), timedelta(hours=50), timedelta(days=4), timedelta(days=7))


@dataclass(slots=True)
class Visited:
    """What came of one visit."""

    confirmed: int = 0
    missed: int = 0
    suggested: int = 0
    turns: list[Turn] = field(default_factory=list)


@transaction.atomic
def turn_checks(*, on: bool, by: User, at: datetime) -> None:
    """Let this installation ask other servers, or stop it."""
    switch, _ = Checking.objects.select_for_update().get_or_create(pk=1)
    if switch.is_on != on:
        switch.is_on, switch.changed_by, switch.changed_at = on, by, at
        switch.save()
        record(verb="checks.turned_on" if on else "checks.turned_off", about=switch, by=by, at=at)


@transaction.atomic
def check_soon(*, organization: Organization, account: Account | None = None, at: datetime) -> None:
    """Something changed: look at the site, and at the account, with the next round."""
    Site.objects.update_or_create(organization=organization, defaults={"next_visit_at": at})
    if account:
        Health.objects.update_or_create(account=account, defaults={"next_check_at": at})


def plan_visits(*, at: datetime) -> int:
    """Make a visit due for each organization with a website that has none planned. Returns how many."""
    unplanned = Organization.objects.current().exclude(website="").filter(site=None)
    sites = [Site(organization_id=pk, next_visit_at=at) for pk in unplanned.values_list("pk", flat=True)]
    Site.objects.bulk_create(sites, ignore_conflicts=True, batch_size=1_000)
    return len(sites)


@transaction.atomic
def site_read(*, organization_id: int, reading: SiteReading, scope: Scope, at: datetime) -> Visited:
    """Keep what a visit to an organization's site brought home."""
    if reading.problem:
        _put_off(Site.objects.select_for_update().get(pk=organization_id), reading, at)
        return Visited()
    listings = _held(organization_id)
    site = Site.objects.select_for_update().get(pk=organization_id)
    site.visited_at = at
    named = [one for one in reading.mentions if scope.covers(one.source_url)]
    seen = [*_confirmed(listings, named), *_missed(listings, named, reading.pages, at)]
    visited = visited_by(seen)
    if seen:
        visited.turns = observe(seen, by=None, at=at)
        alerts.warn(visited.turns, at=at)
    if scope.is_top:
        visited.suggested = _suggest(organization_id, listings, named, at)
    _keep_pages(site, reading.pages, at)
    site.read_at, site.failures, site.problem = at, 0, ""
    site.next_visit_at = at + (EVERY if listings else SELDOM)
    site.relations = {name: list(addresses) for name, addresses in reading.relations.items()}
    site.proofs = {kind: at.isoformat() for kind in sorted(reading.proofs)}
    site.save()
    return visited


def visited_by(seen: Iterable[Seen]) -> Visited:
    """How many listings were confirmed, and how many looked for in vain."""
    found = {outcome: {one.listing_id for one in seen if one.outcome == outcome} for outcome in Outcome}
    return Visited(confirmed=len(found[Outcome.CONFIRMS]), missed=len(found[Outcome.ABSENT]))


def _held(organization_id: int) -> list[Listing]:
    """What representatives change too, in the order in which they take it, so that nobody waits for one who waits."""
    suggestions = Suggestion.objects.select_for_update().filter(organization=organization_id)
    list(suggestions.order_by("pk").values_list("pk", flat=True))
    current = Listing.objects.current().filter(organization=organization_id)
    listings = [one for one in locked(current.values_list("pk", flat=True)) if one.ended_at is None]
    take_turns([organization_id])
    return listings


def _put_off(site: Site, reading: SiteReading, at: datetime) -> None:
    """A visit that failed teaches nothing; the next comes later each time."""
    site.visited_at = at
    site.next_visit_at = at + AGAIN_AFTER[min(site.failures, len(AGAIN_AFTER) - 1)]
    site.failures = min(site.failures + 1, 1_000)
    site.problem = (reading.message or reading.problem)[:300]
    site.save(update_fields=["visited_at", "next_visit_at", "failures", "problem"])


def is_same(account: Account, mention: Mention) -> bool:
    address = mention.address
    if address.platform != account.platform:
        return False
    return address.key == account.key or bool(address.native_id and address.native_id == account.native_id)


def _confirmed(listings: Sequence[Listing], named: Sequence[Mention]) -> list[Seen]:
    """One observation for each listing and kind, the first on the site."""
    seen: dict[tuple[int, Kind], Seen] = {}
    for listing in listings:
        for mention in named:
            if is_same(listing.account, mention):
                seen.setdefault(
                    (listing.pk, mention.kind),
                    Seen(
                        listing.pk,
                        mention.kind,
                        source_url=mention.source_url,
                        digest=mention.digest,
                        checker=CHECKER,
                    ),
                )
    return list(seen.values())


def _missed(
    listings: Sequence[Listing], named: Sequence[Mention], pages: Sequence[PageReading], at: datetime
) -> list[Seen]:
    """What counted until now and is no longer on the page where it was, though that page was read."""
    read = {page.url for page in pages}
    missed = []
    for listing in listings:
        still = {mention.kind for mention in named if is_same(listing.account, mention)}
        for kind in SITE_KINDS:
            last = in_force(listing.evidence.all(), kind, at)
            if last and kind not in still and last.source_url in read:
                missed.append(
                    Seen(listing.pk, kind, Outcome.ABSENT, source_url=last.source_url, checker=CHECKER)
                )
    return missed


def _suggest(
    organization_id: int, listings: Sequence[Listing], named: Sequence[Mention], at: datetime
) -> int:
    """Keep what the site names and the List does not have. Returns how many are new."""
    unlisted: dict[tuple[str, str], Mention] = {}
    for mention in named:
        address = mention.address
        is_listed = any(is_same(listing.account, mention) for listing in listings)
        if not is_listed and address.kind is AddressKind.ACCOUNT:
            unlisted.setdefault((address.platform, address.key), mention)
    known = {(one.platform, one.key): one for one in Suggestion.objects.filter(organization=organization_id)}
    again = [known[pair] for pair in unlisted if pair in known]
    for one in again:
        one.last_seen_at = at
    Suggestion.objects.bulk_update(again, ["last_seen_at"])
    new = [_suggestion(organization_id, unlisted[pair], at) for pair in unlisted if pair not in known]
    Suggestion.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _suggestion(organization_id: int, mention: Mention, at: datetime) -> Suggestion:
    address = mention.address
    return Suggestion(
        organization_id=organization_id,
        platform=address.platform,
        handle=address.handle,
        native_id=address.native_id,
        key=address.key,
        address=address.url,
        kind=mention.kind,
        source_url=mention.source_url,
        first_seen_at=at,
        last_seen_at=at,
    )


def _keep_pages(site: Site, pages: Sequence[PageReading], at: datetime) -> None:
    """What is needed to ask next time whether a page changed. Pages that were not visited this time are forgotten."""
    site.pages.filter(~Q(url__in=[page.url for page in pages])).delete()
    SitePage.objects.bulk_create(
        [
            SitePage(
                site=site,
                url=page.url,
                etag=page.etag[:300],
                modified=page.modified[:100],
                read_at=at,
                **to_json(page),
            )
            for page in pages
        ],
        update_conflicts=True,
        unique_fields=["site", "url"],
        update_fields=["etag", "modified", "mentions", "links", "read_at"],
    )
