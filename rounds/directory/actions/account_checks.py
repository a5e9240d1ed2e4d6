"""What a look at an account changes: its health, its names, what it says in return (decision 0010)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from rounds.activity.actions import record
from rounds.directory.actions import alerts
from rounds.directory.actions.checks import Visited, visited_by
from rounds.directory.actions.entries import take_turns
from rounds.directory.actions.evidence import Seen, locked, observe, restate
from rounds.directory.checking import health as rules
from rounds.directory.checking.accounts import READABLE
from rounds.directory.checking.identity import Identity, judge
from rounds.directory.checking.readings import AccountReading, Backlink, Life
from rounds.directory.checking.scope import NOWHERE, Scope
from rounds.directory.models import Account, Audience, Handle, Health, Listing
from rounds.directory.newest import in_force, newest
from rounds.directory.platforms import Address, parse
from rounds.directory.proof import WORD, Kind, Outcome
from rounds.organizations.matching.addresses import host_of

IN_RETURN = (Kind.PROFILE, Kind.FEED, Kind.DID_DOCUMENT, Kind.DOMAIN)
ANOTHER = (Identity.TAKEN, Identity.RETURNED_UNKNOWN)


@transaction.atomic
def account_read(
    *, account_id: int, reading: AccountReading, scopes: Mapping[int, Scope], at: datetime
) -> Visited:
    """Keep what a look at an account brought home. `scopes`: of the organizations, by id."""
    listings = _held(account_id)
    health, _is_new = Health.objects.select_for_update().get_or_create(
        account_id=account_id, defaults={"next_check_at": at}
    )
    account = Account.objects.get(pk=account_id)
    was_gone = health.state == Health.State.GONE
    seen = _state_of_health(health, listings, reading, at)
    if reading.life is Life.ALIVE:
        seen += _alive(account, listings, reading, scopes, was_gone, at)
    visited = visited_by(seen)
    if seen:
        visited.turns = observe(seen, by=None, at=at)
        alerts.warn(visited.turns, at=at)
    return visited


def plan_looks(*, at: datetime) -> int:
    """Make a look due for each listed account that can be read without a key and has none planned. Returns how many."""
    listed = Listing.objects.theirs().filter(account__platform__in=READABLE, account__health=None)
    pks = set(listed.values_list("account", flat=True))
    Health.objects.bulk_create(
        [Health(account_id=pk, next_check_at=at) for pk in sorted(pks)],
        ignore_conflicts=True,
        batch_size=1_000,
    )
    return len(pks)


@transaction.atomic
def account_put_off(*, account_id: int, at: datetime) -> None:
    """Its platform fails for everybody: nothing is concluded; we look again later."""
    health = Health.objects.select_for_update().get(account=account_id)
    health.checked_at = at
    health.next_check_at = rules.next_check(health.state, at, len(health.failures), account_id)
    health.save(update_fields=["checked_at", "next_check_at"])


def _held(account_id: int) -> list[Listing]:
    """Its listings and their organizations before its health: in the order in which representatives take them."""
    current = Listing.objects.current().filter(account=account_id)
    listings = [one for one in locked(current.values_list("pk", flat=True)) if one.ended_at is None]
    take_turns({one.organization_id for one in listings})
    return listings


def _state_of_health(
    health: Health, listings: Iterable[Listing], reading: AccountReading, at: datetime
) -> list[Seen]:
    """Count a failure, or forget the failures; what is gone for good, or back, is evidence."""
    before = health.state
    failures = [datetime.fromisoformat(one) for one in health.failures]
    new = rules.next_state(health.state, failures, life=reading.life, at=at)
    health.state, health.checked_at = new.state, at
    health.failures = [one.isoformat() for one in new.failures]
    health.problem = "" if reading.life is Life.ALIVE else reading.message[:300]
    if reading.life is Life.ALIVE:
        health.reached_at = at
        health.posted_at = reading.posted_at or health.posted_at
    health.next_check_at = rules.next_check(new.state, at, len(new.failures), health.account_id)
    health.save()
    if before == new.state or Health.State.GONE not in (before, new.state):
        return []
    outcome = Outcome.ABSENT if new.state == Health.State.GONE else Outcome.CONFIRMS
    detail = reading.message if outcome == Outcome.ABSENT else ""
    return [
        Seen(one.pk, Kind.HEALTH, outcome, reading.source_url, checker=reading.checker, detail=detail[:300])
        for one in listings
    ]


def _alive(
    account: Account,
    listings: list[Listing],
    reading: AccountReading,
    scopes: Mapping[int, Scope],
    was_gone: bool,
    at: datetime,
) -> list[Seen]:
    verdict = judge(account.native_id, account.handle, was_gone, reading)
    # Without an id, an earlier word was about whoever was there before the account was gone once more.
    if verdict in ANOTHER and not (reading.native_id and _is_accepted(listings, reading)):
        _keep_handle(account, reading, at)
        return [one for listing in listings if (one := _conflict(listing, verdict, reading))]
    if verdict in (Identity.LEARNED, Identity.TAKEN):
        _learn(account, reading)
    elif verdict is Identity.RENAMED and not _rename(account, listings, reading, at):
        _keep_handle(account, reading, at)
        return [one for listing in listings if (one := _held_up(listing, reading))]
    _keep_handle(account, reading, at)
    if reading.followers is not None:
        Audience.objects.update_or_create(
            account=account,
            observed_on=at.date(),
            defaults={"followers": reading.followers, "source_url": reading.source_url},
        )
    return [
        one
        for listing in listings
        for one in _in_return(listing, reading, scopes.get(listing.organization_id, NOWHERE), at)
    ]


def _conflict(listing: Listing, verdict: Identity, reading: AccountReading) -> Seen | None:
    """Somebody else stands behind the handle. Told once; it stays so until a person settles it."""
    told = newest(listing.evidence.all(), of=(Kind.IDENTITY,))
    if told and told.digest == _digest(reading) and not _is_settled(listing):
        return None
    if verdict is Identity.TAKEN:
        detail = _("Another account stands behind the name now")
    else:
        detail = _("The account was gone and is back; nobody can tell whether it is the same")
    return Seen(
        listing.pk,
        Kind.IDENTITY,
        Outcome.CONFLICTS,
        source_url=reading.source_url,
        digest=_digest(reading),
        checker=reading.checker,
        detail=detail[:300],
    )


def _held_up(listing: Listing, reading: AccountReading) -> Seen | None:
    """It has another name, which another account of the List has: anybody may take the name that we know. Told once."""
    digest = sha256(reading.handle.casefold().encode()).hexdigest()
    if any(one.kind == Kind.IDENTITY and one.digest == digest for one in listing.evidence.all()):
        return None
    detail = _("It goes by another name now, under which the List has another account: %(handle)s")
    return Seen(
        listing.pk,
        Kind.IDENTITY,
        Outcome.CONFLICTS,
        source_url=reading.source_url,
        digest=digest,
        checker=reading.checker,
        detail=(detail % {"handle": reading.handle})[:300],
    )


def _is_accepted(listings: Iterable[Listing], reading: AccountReading) -> bool:
    """Whether a person, knowing of the change, said that the new account is the organization's."""
    return any(
        (told := newest(listing.evidence.all(), of=(Kind.IDENTITY,)))
        and told.digest == _digest(reading)
        and _is_settled(listing)
        for listing in listings
    )


def _digest(reading: AccountReading) -> str:
    return sha256(reading.native_id.encode()).hexdigest()


def _is_settled(listing: Listing) -> bool:
    told = newest(listing.evidence.all(), of=(Kind.IDENTITY,))
    word = newest(listing.evidence.all(), of=WORD)
    return bool(told and word and word.outcome == Outcome.CONFIRMS and word.observed_at > told.observed_at)


def _learn(account: Account, reading: AccountReading) -> None:
    """Keep the permanent id, unless another account of the List has it."""
    if reading.native_id and not _is_elsewhere(account, native_id=reading.native_id):
        account.native_id = reading.native_id[:200]
        account.save(update_fields=["native_id"])


def _rename(account: Account, listings: list[Listing], reading: AccountReading, at: datetime) -> bool:
    """The handle follows its id. False where somebody listed the new handle already: a person sees both."""
    address = parse(reading.url, account.platform)
    if not isinstance(address, Address):
        return True
    if _is_elsewhere(account, key=address.key):
        return False
    old = account.handle
    account.handle, account.key, account.address = address.handle, address.key, address.url
    account.save(update_fields=["handle", "key", "address"])
    for listing in listings:
        listing.account = account
        record(
            verb="account.renamed",
            about=listing.organization,
            by=None,
            at=at,
            account=account.pk,
            old=old,
            new=account.handle,
        )
    restate(locked(one.pk for one in listings), by=None, at=at)
    return True


def _is_elsewhere(account: Account, **what: str) -> bool:
    return Account.objects.filter(platform=account.platform, **what).exclude(pk=account.pk).exists()


def _keep_handle(account: Account, reading: AccountReading, at: datetime) -> None:
    if not (reading.native_id and reading.handle):
        return
    kept, is_new = Handle.objects.get_or_create(
        account=account,
        handle=reading.handle[:200],
        native_id=reading.native_id[:200],
        defaults={"first_seen_at": at, "last_seen_at": at},
    )
    if not is_new:
        kept.last_seen_at = at
        kept.save(update_fields=["last_seen_at"])


def _in_return(listing: Listing, reading: AccountReading, scope: Scope, at: datetime) -> list[Seen]:
    """What the account says of this organization, and what it does not say any more."""
    said: dict[Kind, Backlink] = {}
    for link in reading.backlinks:
        if _is_about(link, scope):
            said.setdefault(link.kind, link)
    seen = [
        Seen(listing.pk, kind, source_url=link.source_url, digest=link.digest, checker=reading.checker)
        for kind, link in said.items()
    ]
    for kind in IN_RETURN:
        last = in_force(listing.evidence.all(), kind, at)
        was_looked_for = kind not in said and kind not in reading.untold
        if last and was_looked_for and last.checker.partition(" ")[0] == reading.checker.partition(" ")[0]:
            seen.append(Seen(listing.pk, kind, Outcome.ABSENT, last.source_url, checker=reading.checker))
    return seen


def _is_about(link: Backlink, scope: Scope) -> bool:
    """Where a domain answers for a handle it must be the organization's alone: a path has no domain."""
    if link.kind in (Kind.DOMAIN, Kind.DID_DOCUMENT):
        return scope.whole and scope.is_top and host_of(link.url) == scope.host
    return scope.covers(link.url)
