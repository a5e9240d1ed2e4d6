"""Names by which a listed account may be meant: those it had or has besides its own, and those that look like it.

Both are a sieve in memory, since the database has no index for them; whoever uses it asks the database whether what
it finds is so. It follows the data version by reading what was added, and is made anew once a day.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from threading import Lock

from django.db.models import F, Max, Model, QuerySet

from rounds.directory.models import Account, Handle, Impostor, Statement
from rounds.directory.moderation import look_alikes
from rounds.directory.platforms import Address, parse
from rounds.organizations import versions

KEPT_FOR = timedelta(days=1)
OVERLAP = 100  # rows read again: a transaction that began earlier may have ended later
TOO_MANY = 2_000  # new accounts for which it is cheaper to begin anew
MOST = 10  # look-alikes of one name
Place = tuple[str, str]  # platform, key


class Shapes:
    """The handles of one platform by what they look like: about 150 bytes for each."""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        self.pks = array("q")
        self.handles: list[str] = []
        self.later: defaultdict[int, list[int]] = defaultdict(list)
        self.recent: dict[int, str] = {}
        packed: list[int] = []
        for pk, handle in rows:
            at = self._keep(pk, handle)
            packed += [word << 32 | at for word in _words(handle)]
        packed.sort()
        self.packed = array("Q", packed)  # a word in the upper half, the place of a handle in the lower

    def add(self, pk: int, handle: str) -> None:
        if self.recent.get(pk) != handle:
            self.recent[pk] = handle
            at = self._keep(pk, handle)
            for word in _words(handle):
                self.later[word].append(at)

    def like(self, handle: str) -> list[int]:
        """Accounts whose handle could be taken for this one, the most deliberate likeness first."""
        places = {at for word in _words(handle) for at in self._places(word)}
        found = look_alikes.find(handle, {self.handles[at] for at in places}, limit=MOST)
        order = {seen.text: rank for rank, seen in enumerate(found)}
        alike = {self.pks[at]: order[self.handles[at]] for at in places if self.handles[at] in order}
        return sorted(alike, key=alike.__getitem__)[:MOST]

    def _keep(self, pk: int, handle: str) -> int:
        self.pks.append(pk)
        self.handles.append(handle)
        return len(self.handles) - 1

    def _places(self, word: int) -> Iterator[int]:
        packed = self.packed
        for at in range(bisect_left(packed, word << 32), len(packed)):
            if packed[at] >> 32 != word:
                break
            yield packed[at] & 0xFFFFFFFF
        yield from self.later.get(word, ())


def _words(handle: str) -> set[int]:
    return {hash(word) & 0xFFFFFFFF for word in look_alikes.signatures(handle)}


class Names:
    def __init__(self, version: int, now: datetime) -> None:
        self.version, self.made_at = version, now
        self.lock = Lock()
        self.marks = _marks()
        self.shapes: dict[str, Shapes] = {}
        self.others: defaultdict[Place, set[int]] = defaultdict(set)
        self.impostors = _impostors()
        self._add_others(None)

    def accounts_once_called(self, place: Place) -> set[int]:
        """Accounts that had this name, or have it besides their own."""
        return self.others.get(place, set())

    def like(self, platform: str, handle: str) -> list[int]:
        """Accounts of the platform whose handle could be taken for this one."""
        if not handle:
            return []
        with self.lock:
            if platform not in self.shapes:
                rows = Account.objects.filter(platform=platform).exclude(handle="")
                self.shapes[platform] = Shapes(rows.values_list("pk", "handle").iterator(chunk_size=5_000))
            return self.shapes[platform].like(handle)

    def is_true_for(self, version: int, now: datetime) -> bool:
        return self.version == version != 0 and now < self.made_at + KEPT_FOR

    def follow(self, version: int, now: datetime) -> bool:
        """Read what was added since; False where it must be made anew."""
        marks = _marks()
        too_old = not self.version or not version or now >= self.made_at + KEPT_FOR
        if too_old or any(new < old for new, old in zip(marks, self.marks, strict=True)):
            return False
        touched = self._touched()
        if len(touched) > TOO_MANY:
            return False
        with self.lock:
            for pk, platform, handle in Account.objects.filter(pk__in=touched).values_list(
                "pk", "platform", "handle"
            ):
                if handle and platform in self.shapes:
                    self.shapes[platform].add(pk, handle)
        self._add_others(touched)
        self.impostors = _impostors()
        self.marks, self.version = marks, version
        return True

    def _touched(self) -> set[int]:
        accounts, handles, statements = (mark - OVERLAP for mark in self.marks)
        found: set[int] = set()
        for pks in (
            Account.objects.filter(pk__gt=accounts).values_list("pk", flat=True),
            Handle.objects.filter(pk__gt=handles).values_list("account", flat=True),
            Statement.objects.filter(pk__gt=statements).values_list("listing__account", flat=True),
        ):
            found.update(pks.order_by()[: TOO_MANY + 1])
        return found

    def _add_others(self, accounts: Collection[int] | None) -> None:
        handles: QuerySet[Handle] = Handle.objects.exclude(handle=F("account__handle"))
        statements: QuerySet[Statement] = Statement.objects.exclude(address=F("listing__account__address"))
        if accounts is not None:
            handles = handles.filter(account__in=accounts)
            statements = statements.filter(listing__account__in=accounts)
        said = [
            *handles.values_list("account", "account__platform", "account__key", "handle"),
            *statements.values_list(
                "listing__account", "listing__account__platform", "listing__account__key", "address"
            ),
        ]
        for pk, platform, key, name in said:
            other = key_of(platform, name)
            if other and other != key:
                self.others[platform, other].add(pk)


def key_of(platform: str, name: str) -> str:
    """The key of the account that a handle or an address names on a platform; "" for none."""
    found = parse(name, platform)
    return found.key if isinstance(found, Address) and found.platform == platform else ""


def _impostors() -> set[Place]:
    return set(Impostor.objects.standing().values_list("platform", "key"))


def _marks() -> tuple[int, ...]:
    models: tuple[type[Model], ...] = (Account, Handle, Statement)
    return tuple(model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for model in models)


_lock = Lock()
_kept: Names | None = None


def current_names(now: datetime, version: int | None = None) -> Names:
    """The names of the present data version, which whoever has just read it may tell."""
    global _kept
    version = versions.current() if version is None else version
    if _kept and _kept.is_true_for(version, now):
        return _kept
    with _lock:
        if not (_kept and (_kept.is_true_for(version, now) or _kept.follow(version, now))):
            _kept = Names(version, now)
        return _kept
