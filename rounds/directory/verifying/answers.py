"""Answers to "is this account theirs?", in the same number of queries for one address and for 500."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from rounds.directory.models import Account
from rounds.directory.proof import STRENGTH
from rounds.directory.verifying.answer import NO_ADDRESS, NOT_LISTED, Answer, Owner, Renamed
from rounds.directory.verifying.asked import Account as Identity
from rounds.directory.verifying.asked import Asked
from rounds.directory.verifying.names import Place, current_names, key_of
from rounds.directory.verifying.renames import Renames
from rounds.directory.verifying.said import Said, SaidOf, owners_of, said_now, said_then
from rounds.directory.verifying.warnings import with_impostors, with_look_alikes

Accounts = Mapping[Identity, set[int]]


def answers(
    asked: Sequence[Asked], *, now: datetime, moment: datetime | None = None, version: int | None = None
) -> list[Answer]:
    """In the order of the questions. `moment`: the end of the past day that is asked about."""
    names = current_names(now, version)
    identities = {one for each in asked for one in each.accounts}
    own = _accounts(identities)
    called = {one: names.accounts_once_called((one.platform, one.key)) for one in identities}
    accounts = {pk for of in (*own.values(), *called.values()) for pk in of}
    if moment:
        said = said_then(accounts, moment)
        owners = owners_of(said, now=now, moment=moment)
        return [_then(one, own, called, said, owners, moment) for one in asked]
    said = said_now(accounts, now)
    owners = owners_of(said, now=now, moment=None)
    renames = Renames({pk for of in called.values() for pk in of}, said, owners, now)
    found = [_now(one, own, called, said, owners, renames) for one in asked]
    return with_impostors(with_look_alikes(found, names, now), names)


def _now(
    asked: Asked, own: Accounts, called: Accounts, said: SaidOf, owners: Mapping[int, Owner], renames: Renames
) -> Answer:
    for one in asked.accounts:
        if listed := [each for pk in sorted(own[one]) for each in said.get(pk, ())]:
            return _listed(asked, listed, owners)
    for one in asked.accounts:
        place = one.platform, one.key
        goes_by = [pk for pk in sorted(called[one]) if renames.goes_by(pk, place)]
        if goes_by:
            return _listed(asked, said[goes_by[0]], owners)
        if renamed := renames.find(called[one], place):
            return _unlisted(asked, renamed=renamed)
    return _unlisted(asked)


def _then(
    asked: Asked,
    own: Accounts,
    called: Accounts,
    said: SaidOf,
    owners: Mapping[int, Owner],
    moment: datetime,
) -> Answer:
    """A name stood for the account that had it on that day."""
    for one in asked.accounts:
        accounts = sorted(own[one] | called[one])
        if listed := [each for pk in accounts for each in said.get(pk, ()) if _is_meant(one, each)]:
            return _listed(asked, listed, owners, moment)
    return _unlisted(asked, moment=moment)


def _is_meant(asked: Identity, said: Said) -> bool:
    is_its_id = bool(asked.native_id) and asked.native_id == said.native_id
    return is_its_id or asked.key == key_of(asked.platform, said.address)


def _listed(
    asked: Asked, listed: Sequence[Said], owners: Mapping[int, Owner], moment: datetime | None = None
) -> Answer:
    told = [owners[one.listing.pk] for one in listed]
    told.sort(key=lambda one: (STRENGTH[one.status], one.organization.name))
    first = listed[0]
    platform = first.listing.account.platform
    names = first.address, platform, first.handle, first.native_id
    return Answer(asked, told[0].status, *names, owners=tuple(told), moment=moment)


def _unlisted(asked: Asked, *, renamed: Renamed | None = None, moment: datetime | None = None) -> Answer:
    if asked.refusal or not asked.addresses:
        return Answer(asked, NO_ADDRESS, moment=moment)
    [one] = asked.addresses
    names = one.url, one.platform, one.handle, one.native_id
    return Answer(asked, NOT_LISTED, *names, renamed=renamed, moment=moment)


def _accounts(identities: Iterable[Identity]) -> dict[Identity, set[int]]:
    """The accounts that have this key or this permanent id now."""
    by_key = _pks("key", {(one.platform, one.key) for one in identities})
    by_id = _pks("native_id", {(one.platform, one.native_id) for one in identities if one.native_id})
    return {
        one: by_key.get((one.platform, one.key), set()) | by_id.get((one.platform, one.native_id), set())
        for one in identities
    }


def _pks(field: str, places: set[Place]) -> dict[Place, set[int]]:
    values: defaultdict[str, set[str]] = defaultdict(set)
    for platform, value in places:
        values[platform].add(value)
    wanted = Q()
    for platform, of in values.items():
        wanted |= Q(**{"platform": platform, f"{field}__in": of})
    found: defaultdict[Place, set[int]] = defaultdict(set)
    # Without the empty ones, as the index over permanent ids is.
    known = Account.objects.exclude(**{field: ""}).filter(wanted)
    for pk, platform, value in known.values_list("pk", "platform", field) if places else ():
        found[platform, value].add(pk)
    return found
