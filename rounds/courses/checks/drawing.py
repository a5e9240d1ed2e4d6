"""Which questions are asked, and in which order their answers stand. The same seed draws the same. Pure."""

from collections.abc import Sequence
from random import Random

MOST_SEEDS = 2**31 - 1  # what a positive integer of every database holds


def drawn(bank: Sequence[int], count: int | None, seed: int) -> list[int]:
    """`count` of them at random; all of them, in their own order, where it is None or there are not more."""
    if count is None or count >= len(bank):
        return list(bank)
    return Random(seed).sample(list(bank), count)  # noqa: S311 - nothing to keep secret


def order(length: int, seed: int, question: int) -> list[int]:
    """Of the places from 0, as they are shown: for this question, in this attempt."""
    places = list(range(length))
    Random(f"{seed}-{question}").shuffle(places)  # noqa: S311
    return places


def upset(length: int, seed: int, question: int) -> list[int]:
    """As `order`, but never as it was: what is to be put in order must not stand in order."""
    places = order(length, seed, question)
    return places if places != sorted(places) else places[1:] + places[:1]
