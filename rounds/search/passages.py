"""What can be found is kept and forgotten here, in the transaction of whoever changes it."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection, transaction

from rounds.search import vocabulary
from rounds.search.index import index
from rounds.search.models import Passage, PassagesVersion
from rounds.search.sources import kept_here

_TOLD = ("zone", "title", "text", "url", "at_seconds", "language", "published_at")
BATCH = 500


@transaction.atomic
def refresh(kind: str, items: Collection[int]) -> int:
    """Ask the source of this kind what these have now, and keep that. Returns how many had changed."""
    _take_turns()  # before the source is asked, so that nobody writes over what came later
    source = kept_here()[kind]
    assert source.of is not None
    wanted = source.of(items)
    return keep_all(kind, {item: wanted.get(item, []) for item in items})


def keep(kind: str, item: int, passages: Sequence[Passage]) -> bool:
    """These are all the passages of one thing; what it had before is forgotten. Whether anything changed."""
    return bool(keep_all(kind, {item: passages}))


@transaction.atomic
def keep_all(kind: str, wanted: Mapping[int, Sequence[Passage]]) -> int:
    """The same of many at once. Returns how many had changed."""
    _take_turns()
    before: defaultdict[int, list[Passage]] = defaultdict(list)
    for some in _batches(sorted(wanted)):
        for one in Passage.objects.filter(kind=kind, item__in=some).order_by("pk"):
            before[one.item].append(one)
    changed = [item for item in wanted if _told(before[item]) != _told(wanted[item])]
    gone = [one for item in changed for one in before[item]]
    new = [_of(one, kind, item) for item in changed for one in wanted[item]]
    if not changed:
        return 0
    _forget(gone)
    made = Passage.objects.bulk_create(new, batch_size=BATCH)
    whole = [one for one in made if one.at_seconds is None]
    index().add(whole)
    vocabulary.count(vocabulary.words_in(gone), vocabulary.words_in(whole))
    _bump()
    return len(changed)


@transaction.atomic
def forget(kind: str, items: Collection[int]) -> int:
    """Nothing finds these things any more. Returns how many passages they had."""
    _take_turns()
    return sum(_forget_some(kind, some) for some in _batches(sorted(set(items))))


def state() -> str:
    """Changes with whatever is kept or forgotten."""
    return str(PassagesVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0)


def _forget_some(kind: str, items: Sequence[int]) -> int:
    before = list(Passage.objects.filter(kind=kind, item__in=items).order_by("pk"))
    _forget(before)
    vocabulary.count(vocabulary.words_in(before), vocabulary.words_in([]))
    if before:
        _bump()
    return len(before)


def _forget(passages: Collection[Passage]) -> None:
    ids = [one.pk for one in passages]
    for some in _batches(ids):
        Passage.objects.filter(pk__in=some).delete()
    index().take_out(ids)


def _of(passage: Passage, kind: str, item: int) -> Passage:
    passage.kind, passage.item = kind, item
    return passage


def _told(passages: Iterable[Passage]) -> list[tuple]:
    return [tuple(getattr(one, name) for name in _TOLD) for one in passages]


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _bump() -> None:
    """Drawn, not counted: a transaction that is taken back can then never have used the number of the next one."""
    PassagesVersion.objects.update_or_create(pk=1, defaults={"number": secrets.randbits(62) + 1})


def _take_turns() -> None:
    """One after the other, until the end of the transaction: what two kept at once for one thing might stay twice."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('search.passages'))")
