"""What can be found is kept and forgotten here, in the transaction of whoever changes it."""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Count, Max

from rounds.search import vocabulary
from rounds.search.index import index
from rounds.search.models import Passage
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
    return sum(keep(kind, item, wanted.get(item, [])) for item in sorted(set(items)))


@transaction.atomic
def keep(kind: str, item: int, passages: Sequence[Passage]) -> bool:
    """These are all the passages of one thing; what it had before is forgotten. Whether anything changed."""
    _take_turns()
    before = list(Passage.objects.filter(kind=kind, item=item).order_by("pk"))
    if [_told(one) for one in before] == [_told(one) for one in passages]:
        return False
    for passage in passages:
        passage.kind, passage.item = kind, item
    _forget(before)
    made = Passage.objects.bulk_create(passages, batch_size=BATCH)
    index().add(made)
    vocabulary.count(vocabulary.words_in(before), vocabulary.words_in(made))
    return True


@transaction.atomic
def forget(kind: str, items: Collection[int]) -> int:
    """Nothing finds these things any more. Returns how many passages they had."""
    _take_turns()
    return sum(_forget_some(kind, some) for some in _batches(sorted(set(items))))


def state() -> str:
    """Changes with whatever is kept or forgotten: what is kept anew has a new number."""
    told = Passage.objects.aggregate(last=Max("pk"), count=Count("pk"))
    return f"{told['last']} {told['count']}"


def _forget_some(kind: str, items: Sequence[int]) -> int:
    before = list(Passage.objects.filter(kind=kind, item__in=items).order_by("pk"))
    _forget(before)
    vocabulary.count(vocabulary.words_in(before), vocabulary.words_in([]))
    return len(before)


def _forget(passages: Collection[Passage]) -> None:
    ids = [one.pk for one in passages]
    for some in _batches(ids):
        Passage.objects.filter(pk__in=some).delete()
    index().take_out(ids)


def _told(passage: Passage) -> tuple:
    return tuple(getattr(passage, name) for name in _TOLD)


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _take_turns() -> None:
    """One after the other, until the end of the transaction: what two kept at once for one thing might stay twice."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('search.passages'))")
