"""Fits the weights: each question is a choice between its candidates and "none of these" (a conditional logit).

On the tuning half only, with a little ridge, and no weight of the wrong sign. It needs numpy and scipy, which nothing
else of ours does: `uv run --with scipy python -m tests.bench.matching --fit`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rounds.organizations.matching.weights import WEIGHTS
from tests.bench.matching import pairs
from tests.bench.matching.corpora import keys
from tests.bench.matching.dirty import dirty
from tests.bench.matching.measure import Judged, judged

RIDGE = 0.0001
CANDIDATES = 12  # of a question; those that score best so far
TUNING_SEED = 5  # of the dirty names that tune; those that are measured have another
_FOR = (
    "asked words|known words|all words|all asked for|same but for common words|letters|core letters|same words"
    "|rare word|same city|same region|same country|same type|same postal code|same address|same phone|same website"
    "|same page|same identifier|same kind|near city"
)
_AGAINST = (
    "missing word|unsaid word|clash|another kind|kind not had|kind not asked|children of one|another direction"
    "|direction of one|another number|number of one|another city|another region|another country|another postal code"
    "|another type|another phone|another website|slip in the city"
)
SIGNS = dict.fromkeys(_FOR.split("|"), 1) | dict.fromkeys(_AGAINST.split("|"), -1)


class Choice(NamedTuple):
    candidates: Sequence[dict[str, float]]
    right: int | None  # None: none of these
    weight: float


def choices(corpus: str) -> Iterator[Choice]:
    """What a corpus can teach. A group that matters more, or is smaller, weighs more."""
    ids = keys(corpus)
    if corpus == "us":
        differing = _tuning(pairs.hifld(differing=True))
        same = _tuning(pairs.hifld(differing=False))[:400]
        typed = _tuning(dirty(TUNING_SEED, 2_400))
        yield from _choices(judged(differing, ids), 3.0)
        yield from _choices(judged(differing, ids, leave_out=True), 2.0)
        yield from _choices(judged(same, ids), 0.5)
        yield from _choices(judged(same, ids, leave_out=True), 1.0)
        yield from _choices(judged(typed, ids), 1.0)
        yield from _choices(judged(typed, ids, leave_out=True), 1.0)
        yield from _choices(judged(_tuning(pairs.strangers()), ids), 2.0)
    elif corpus == "ror":
        asked = _tuning(pairs.aliases())
        yield from _choices(judged(asked, ids), 1.0)
        yield from _choices(judged(asked, ids, leave_out=True), 0.6)
    else:
        differing = _tuning(pairs.hifld(differing=True))
        typed = _tuning(dirty(TUNING_SEED + 1, 2_400))
        for leave_out in (False, True):
            yield from _choices(judged(differing, ids, leave_out=leave_out), 1.0)
            yield from _choices(judged(typed, ids, leave_out=leave_out), 0.5)


def _tuning(asked: Iterable[pairs.Pair]) -> list[pairs.Pair]:
    return [pair for pair in asked if pair.tuning]


def _choices(answers: Iterable[Judged], weight: float) -> Iterator[Choice]:
    for one in answers:
        best = one.candidates[:CANDIDATES]
        ids = [candidate.organization.id for candidate in best]
        if one.right is None or one.right in ids:
            right = None if one.right is None else ids.index(one.right)
            yield Choice([dict(candidate.features) for candidate in best], right, weight)


def fitted(made: Sequence[Choice]) -> dict[str, float]:
    import numpy as np
    from scipy.optimize import minimize

    names = sorted({name for choice in made for one in choice.candidates for name in one})
    at = {name: number for number, name in enumerate(names)}
    rows = [(number, one) for number, choice in enumerate(made) for one in choice.candidates]
    known = np.zeros((len(rows), len(names)))
    for number, (_, features) in enumerate(rows):
        for name, value in features.items():
            known[number, at[name]] = value
    of = np.array([number for number, _ in rows])
    right = np.array(
        [here == choice.right for choice in made for here in range(len(choice.candidates))], float
    )
    none = np.array([choice.right is None for choice in made], float)
    worth = np.array([choice.weight for choice in made])
    worth /= worth.sum()

    def loss(weights):  # type: ignore[no-untyped-def]
        logits = known @ weights
        highest = np.zeros(len(made))
        np.maximum.at(highest, of, logits)
        shares = np.exp(logits - highest[of])
        nobody = np.exp(-highest)
        whole = np.bincount(of, shares, len(made)) + nobody
        shares /= whole[of]
        said = np.bincount(of, shares * right, len(made)) + none * nobody / whole
        slope = known.T @ ((shares - right) * worth[of]) + RIDGE * weights
        return -(worth * np.log(np.maximum(said, 1e-12))).sum() + RIDGE / 2 * weights @ weights, slope

    limits = [{1: (0, None), -1: (None, 0)}.get(SIGNS.get(name, 0), (None, None)) for name in names]
    start = [np.clip(WEIGHTS.get(name, 0.0), *limit) for name, limit in zip(names, limits, strict=True)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 800})
    return {name: round(float(weight), 2) for name, weight in zip(names, found.x, strict=True)}
