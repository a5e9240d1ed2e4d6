"""Other names of listed accounts, as the database knows them: what is in memory is only where to look."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from rounds.directory.models import Handle, Statement
from rounds.directory.proof import SEEN_FOR, STRENGTH, Proof
from rounds.directory.verifying.answer import Owner, Renamed
from rounds.directory.verifying.names import Place, key_of
from rounds.directory.verifying.said import SaidOf


class Renames:
    def __init__(self, accounts: set[int], said: SaidOf, owners: Mapping[int, Owner], now: datetime) -> None:
        self.said, self.owners, self.now = said, owners, now
        self.handles: defaultdict[int, list[Handle]] = defaultdict(list)
        self.ended: defaultdict[int, list[tuple[str, datetime]]] = defaultdict(list)
        if not accounts:
            return
        for handle in Handle.objects.filter(account__in=accounts).order_by("last_seen_at", "pk"):
            self.handles[handle.account_id].append(handle)
        ended = Statement.objects.filter(listing__account__in=accounts).exclude(until_at=None)
        for pk, address, until_at in ended.values_list("listing__account", "address", "until_at"):
            if until_at:
                self.ended[pk].append((address, until_at))

    def goes_by(self, account: int, place: Place) -> bool:
        """Whether an account that we know by its permanent id had this name when we last saw it, not long ago."""
        newest = self.handles[account][-1] if self.handles[account] else None
        listed = self.said.get(account)
        if newest is None or not listed or newest.last_seen_at <= self.now - SEEN_FOR:
            return False
        known = listed[0].listing.account
        is_by_id = known.native_id and known.key.casefold().endswith(known.native_id.casefold())
        is_same = newest.native_id == known.native_id
        return bool(is_by_id) and is_same and key_of(place[0], newest.handle) == place[1]

    def find(self, accounts: Iterable[int], place: Place) -> Renamed | None:
        """The listed account that had this name once."""
        for pk in sorted(accounts):
            listed = [one for one in self.said.get(pk, ()) if one.status != Proof.RELEASED]
            until = self._until(pk, place)
            if listed and until:
                owners = [self.owners[one.listing.pk] for one in listed]
                owners.sort(key=lambda owner: STRENGTH[owner.status])
                first = listed[0]
                return Renamed(first.address, first.handle or first.native_id, until, tuple(owners))
        return None

    def _until(self, account: int, place: Place) -> datetime | None:
        platform, key = place
        times = [one.last_seen_at for one in self.handles[account] if key_of(platform, one.handle) == key]
        times += [until for address, until in self.ended[account] if key_of(platform, address) == key]
        return max(times, default=None)
