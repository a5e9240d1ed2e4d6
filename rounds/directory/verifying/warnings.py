"""What to warn of: accounts that look like a listed one, and those that were found to pretend."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from rounds.directory.models import Impostor, Listing
from rounds.directory.moderation import look_alikes
from rounds.directory.proof import OFFICIAL, STRENGTH, shown
from rounds.directory.verifying.answer import AGAINST, NOT_LISTED, Alike, Answer, Impersonated, named
from rounds.directory.verifying.names import Names, Place
from rounds.organizations.models import Status

MOST_ALIKE = 5


def with_look_alikes(found: Sequence[Answer], names: Names, now: datetime) -> list[Answer]:
    """Whom an account that is not listed could be mistaken for, among those that are."""
    like = {
        at: pks
        for at, one in enumerate(found)
        if one.status == NOT_LISTED and not one.renamed and (pks := names.like(one.platform, one.handle))
    }
    known = _known({pk for pks in like.values() for pk in pks}, now)
    return [replace(one, alike=_alike(one, like.get(at, ()), known)) for at, one in enumerate(found)]


def with_impostors(found: list[Answer], names: Names) -> list[Answer]:
    places = [[place for place in _places(one) if place in names.impostors] for one in found]
    if not any(places):
        return found
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for platform, key in {place for of in places for place in of}:
        keys[platform].add(key)
    wanted = Q()
    for platform, of in keys.items():
        wanted |= Q(platform=platform, key__in=of)
    warned: defaultdict[Place, list[Impersonated]] = defaultdict(list)
    standing = Impostor.objects.standing().filter(wanted).select_related("organization").order_by("since_at")
    for one in standing:
        warned[one.platform, one.key].append(Impersonated(named(one.organization), one.since_at))
    return [
        replace(one, impersonates=tuple(warn for place in of for warn in warned.get(place, ())))
        for one, of in zip(found, places, strict=True)
    ]


def _places(answer: Answer) -> list[Place]:
    asked = answer.asked
    places = [(one.platform, one.key) for one in asked.accounts]
    return [*places, ("", asked.elsewhere)] if asked.elsewhere else places


def _alike(asked: Answer, accounts: Sequence[int], known: dict[int, Alike]) -> tuple[Alike, ...]:
    """Official ones first, then the most deliberate likeness."""
    found = []
    for pk in accounts:
        if (one := known.get(pk)) and (seen := look_alikes.find(asked.handle, [one.handle])):
            found.append(one._replace(why=seen[0].why))
    return tuple(sorted(found, key=lambda one: one.status not in OFFICIAL)[:MOST_ALIKE])


def _known(accounts: set[int], now: datetime) -> dict[int, Alike]:
    """By account: those that are in the List now and that nothing speaks against."""
    best: dict[int, Alike] = {}
    listings = Listing.objects.theirs().filter(account__in=accounts, organization__status=Status.ACTIVE)
    for one in listings.select_related("account", "organization") if accounts else ():
        account, status = one.account, shown(one.proof, one.proof_until, now)
        there = best.get(account.pk)
        if status in AGAINST or (there and STRENGTH[there.status] <= STRENGTH[status]):
            continue
        until = one.proof_until if one.proof_until and one.proof_until > now else None
        best[account.pk] = Alike(account.address, account.handle, status, named(one.organization), until)
    return best
