"""What share of answers is right, and how long they take. Each corpus in a process of its own."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import quantiles
from typing import NamedTuple

from django.db import connection

from rounds.organizations.matching import engine, frequencies, retrieval
from rounds.organizations.matching.answers import Candidate
from rounds.organizations.matching.engine import Verdict, match
from rounds.organizations.matching.features import read
from rounds.organizations.matching.verdicts import verdict_of
from tests.bench.matching import before, pairs
from tests.bench.matching.corpora import keys
from tests.bench.matching.dirty import dirty
from tests.bench.matching.pairs import Pair

BATCH = 50
COMPARED_WITH_BEFORE = 250  # questions; it takes them one by one


class Row(NamedTuple):
    """Of one group of questions; shares of 1."""

    group: str
    half: str  # "tuning" or "held out"
    questions: int
    first: float | None  # the right one is the first; None where none is right
    five: float | None
    automatic: float
    wrong: int  # automatic answers that are not right
    before_first: float | None = None
    before_five: float | None = None


class Speed(NamedTuple):
    organizations: int
    database: str
    rate: float  # questions a second, in batches of 50
    p50: float  # milliseconds, one question
    p95: float


class Judged(NamedTuple):
    pair: Pair
    right: int | None
    candidates: list[Candidate]


def us(seed: int) -> Iterator[Row]:
    ids = keys("us")
    differing, same = list(pairs.hifld(differing=True)), list(pairs.hifld(differing=False))
    typed = list(dirty(seed, 3_000))
    yield from _rows("HIFLD 2023, names differ", differing, ids, compare=True)
    yield from _rows("HIFLD 2023, same names", same, ids)
    yield from _rows("names of 2021 against 2026", list(pairs.renamed()), ids, compare=True)
    yield from _rows(f"dirty names (seed {seed})", typed, ids, compare=True)
    yield from _rows("strangers: HIFLD, not in CMS", list(pairs.strangers()), ids)
    yield from _rows("strangers: HIFLD, right one taken out", differing, ids, leave_out=True)
    yield from _rows("strangers: dirty, right one taken out", typed, ids, leave_out=True)


def ror() -> Iterator[Row]:
    ids = keys("ror")
    asked = list(pairs.aliases())
    latin = [pair for pair in asked if is_latin(pair.question.name)]
    yield from _rows("ROR, a name held out", asked, ids, compare=True)
    yield from _rows("… in Latin letters", latin, ids)
    yield from _rows("… in other scripts", [pair for pair in asked if pair not in set(latin)], ids)
    yield from _rows("strangers: ROR, right one taken out", asked, ids, leave_out=True)


def large(corpus: str, seed: int) -> Iterator[Row]:
    asked = list(dirty(seed, 1_500))
    yield from _rows(f"dirty names in {corpus}", asked, keys(corpus))
    yield from _rows(f"strangers in {corpus}: taken out", asked, keys(corpus), leave_out=True)


def speed(seed: int) -> Speed:
    """The questions are new to the process: nothing of them is ready."""
    typed = [pair.question for pair in dirty(seed + 1, 2_000)]
    frequencies.current()
    took = []
    for question in typed[:500]:
        began = time.perf_counter()
        match([question])
        took.append((time.perf_counter() - began) * 1_000)
    began = time.perf_counter()
    for at in range(500, len(typed), BATCH):
        match(typed[at : at + BATCH])
    rate = (len(typed) - 500) / (time.perf_counter() - began)
    parts = quantiles(took, n=20)
    return Speed(frequencies.current().total, connection.vendor, rate, parts[9], parts[18])


def judged(asked: Sequence[Pair], ids: dict[str, int], *, leave_out: bool = False) -> Iterator[Judged]:
    """Every candidate of every question, best first; `leave_out`: as if the right one were not in the List."""
    known_words = frequencies.current()
    for at in range(0, len(asked), BATCH):
        batch = asked[at : at + BATCH]
        questions = [read(pair.question, known_words, known_words.counts) for pair in batch]
        found = retrieval.find(questions, known_words)
        known = engine.known_of({pk for one in found for pk in one.ids}, known_words)
        for pair, question, its in zip(batch, questions, found, strict=True):
            right = ids.get(pair.key)
            if leave_out and right in its.ids:
                its = its._replace(
                    ids=tuple(pk for pk in its.ids if pk != right), in_town=max(0, its.in_town - 1)
                )
            candidates = engine.scored(engine.compared_with(question, its, known))
            yield Judged(pair, None if leave_out else right, candidates)


def is_latin(text: str) -> bool:
    return all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x2100 for char in text)


def _rows(
    group: str, asked: Sequence[Pair], ids: dict[str, int], *, leave_out: bool = False, compare: bool = False
) -> Iterator[Row]:
    for half, is_tuning in (("tuning", True), ("held out", False)):
        part = [pair for pair in asked if pair.tuning == is_tuning]
        if part:
            yield _row(group, half, list(judged(part, ids, leave_out=leave_out)), compare)


def _row(group: str, half: str, answers: Sequence[Judged], compare: bool) -> Row:
    has_right = any(one.right for one in answers)
    sure = [one for one in answers if verdict_of(one.candidates) == Verdict.THIS]
    return Row(
        group,
        half,
        len(answers),
        _share(answers, lambda one: _ids(one)[:1]) if has_right else None,
        _share(answers, lambda one: _ids(one)[:5]) if has_right else None,
        len(sure) / len(answers),
        sum(one.candidates[0].organization.id != one.right for one in sure),
        *(_before(answers) if compare else ()),
    )


def _ids(one: Judged) -> list[int]:
    return [candidate.organization.id for candidate in one.candidates]


def _share(answers: Iterable[Judged], found: Callable[[Judged], list[int]]) -> float:
    said = [one.right in found(one) for one in answers]
    return sum(said) / len(said)


def _before(answers: Sequence[Judged]) -> tuple[float, float]:
    some = random.Random(1).sample(list(answers), min(COMPARED_WITH_BEFORE, len(answers)))
    found = [(one.right, before.likely(one.pair.question)) for one in some]
    first = sum(ids[:1] == [right] for right, ids in found) / len(found)
    return first, sum(right in ids for right, ids in found) / len(found)
