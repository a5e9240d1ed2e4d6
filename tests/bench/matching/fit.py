"""Fits the weights: each question is a choice between its candidates and "none of these" (a conditional logit).

Plain gradient steps with a memory of their size (Adam), on the tuning half only, with a little ridge so that what is
seldom seen weighs little. No library; a minute or two.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from rounds.organizations.matching.weights import WEIGHTS

STEPS, PACE, RIDGE = 400, 0.08, 0.0001
CANDIDATES = 10  # of a question; those that guess best
# What must not be read the wrong way round, whatever a few pairs say.
_FOR = (
    "asked words|known words|all words|all asked for|same but for common words|letters|core letters|same words"
    "|rare word|same city|same region|same country|same type|same postal code|same address|same phone|same website"
    "|same page|same identifier|same kind|near city"
)
_AGAINST = (
    "missing word|unsaid word|clash|another kind|kind not had|kind not asked|children of one|another direction"
    "|direction of one|another number|number of one|another city|another region|another country|another postal code"
    "|another type|another phone|another website"
)
SIGNS = dict.fromkeys(_FOR.split("|"), 1) | dict.fromkeys(_AGAINST.split("|"), -1)


class Choice(NamedTuple):
    candidates: Sequence[dict[str, float]]
    right: int | None  # None: none of these
    weight: float


def fitted(choices: Sequence[Choice], start: dict[str, float] | None = None) -> dict[str, float]:
    names = sorted({name for choice in choices for one in choice.candidates for name in one})
    at = {name: number for number, name in enumerate(names)}
    rows = [
        (
            [[(at[name], value) for name, value in one.items()] for one in choice.candidates],
            choice.right,
            choice.weight,
        )
        for choice in choices
    ]
    weights = [float((start or WEIGHTS).get(name, 0.0)) for name in names]
    signs = [SIGNS.get(name, 0) for name in names]
    mean, square = [0.0] * len(names), [0.0] * len(names)
    whole = sum(weight for _, _, weight in rows)
    for step in range(1, STEPS + 1):
        slope = [RIDGE * weight for weight in weights]
        loss = 0.0
        for candidates, right, worth in rows:
            shares, none = _shares(candidates, weights)
            loss -= worth * math.log(max(none if right is None else shares[right], 1e-12))
            for number, one in enumerate(candidates):
                miss = worth * (shares[number] - (number == right)) / whole
                if abs(miss) > 1e-9:
                    for name, value in one:
                        slope[name] += miss * value
        for number, steep in enumerate(slope):
            mean[number] = 0.9 * mean[number] + 0.1 * steep
            square[number] = 0.999 * square[number] + 0.001 * steep * steep
            stride = PACE * (1 - step / STEPS * 0.9)
            weights[number] -= (
                stride
                * (mean[number] / (1 - 0.9**step))
                / (math.sqrt(square[number] / (1 - 0.999**step)) + 1e-8)
            )
            if signs[number] * weights[number] < 0:
                weights[number] = 0.0
        if step % 50 == 0:
            print(f"step {step}: loss {loss / whole:.4f}", flush=True)
    return {name: round(weights[number], 2) for name, number in at.items()}


def _shares(
    candidates: Sequence[Sequence[tuple[int, float]]], weights: Sequence[float]
) -> tuple[list[float], float]:
    logits = [sum(weights[name] * value for name, value in one) for one in candidates]
    highest = max(0.0, *logits) if logits else 0.0
    shares = [math.exp(logit - highest) for logit in logits]
    none = math.exp(-highest)
    whole = sum(shares) + none
    return [share / whole for share in shares], none / whole
