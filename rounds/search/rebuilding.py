"""Making everything found anew, from what the contexts keep; and setting right what has come apart."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db import transaction

from rounds.core.zones import Zone
from rounds.search import passages, vocabulary
from rounds.search.index import index
from rounds.search.models import Passage, Word
from rounds.search.sources import Source, kept_here

BATCH = 200
Progress = Callable[[int], None]


class Repaired(NamedTuple):
    """What was wrong. `changed`: things whose passages were not those that they should have."""

    changed: int
    gone: int  # things that are no more, and were still found
    unfound: int  # passages that the index did not know, or knew without there being any
    words: int  # words that were counted wrong

    @property
    def is_nothing(self) -> bool:
        return not any(self)


def begin_anew() -> None:
    """Empty the index of words, so that all of it is written again: for another way to write words."""
    with transaction.atomic():
        index().clear()


def heal(kinds: dict[str, Source] | None = None, *, progress: Progress = lambda done: None) -> Repaired:
    """Compare everything that is found with what should be, one thing after the other; twice does no harm."""
    known = kept_here() if kinds is None else kinds
    changed = gone = 0
    for kind, source in known.items():
        kind_changed, kind_gone = _heal_kind(kind, source, progress)
        changed, gone = changed + kind_changed, gone + kind_gone
    if kinds is None:
        left = set(Passage.objects.exclude(kind__in=known).order_by().values_list("kind", flat=True))
        gone += sum(_forget_all(kind) for kind in left)
    return Repaired(changed, gone, _heal_index(), _heal_words())


def _heal_kind(kind: str, source: Source, progress: Progress) -> tuple[int, int]:
    assert source.ids is not None
    there = sorted(source.ids())
    changed = 0
    for some in _some(there):
        changed += passages.refresh(kind, some)
        progress(len(some))
    left = set(Passage.objects.filter(kind=kind).order_by().values_list("item", flat=True)) - set(there)
    passages.refresh(kind, left)
    return changed, len(left)


def _forget_all(kind: str) -> int:
    found = set(Passage.objects.filter(kind=kind).order_by().values_list("item", flat=True))
    passages.forget(kind, found)
    return len(found)


@transaction.atomic
def _heal_index() -> int:
    there = set(Passage.objects.filter(at_seconds=None).values_list("pk", flat=True))
    known = index().known()
    index().take_out(known - there)
    for some in _some(sorted(there - known)):
        index().add(list(Passage.objects.filter(pk__in=some)))
    return len(known ^ there)


@transaction.atomic
def _heal_words() -> int:
    right: Counter[str] = Counter()
    for one in Passage.objects.filter(zone=Zone.PUBLIC, at_seconds=None).iterator(chunk_size=500):
        right.update(vocabulary.words_in([one]))
    counted = dict(Word.objects.values_list("text", "passages"))
    wrong = {word for word in right.keys() | counted.keys() if right[word] != counted.get(word, 0)}
    vocabulary.add(sorted((word, right[word] - counted.get(word, 0)) for word in wrong))
    return len(wrong)


def _some(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
