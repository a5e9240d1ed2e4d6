"""From scores to a verdict: this one, ask a person, or new. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rounds.organizations.matching.answers import Candidate, Verdict
from rounds.organizations.matching.weights import MARGIN, NEAR, SAID, SAID_OF_BOTH, SURE

# One of these must agree beside the name before nobody is asked.
_ANCHORS = (
    "same identifier",
    "same city",
    "near city",
    "same phone",
    "same address",
    "same page",
    "same website",
    "same postal code",
)
_KEYS = ("same phone", "same address", "same page")  # with these the names need hardly agree
# What says that it is another one, however alike the rest.
_OTHERS = (
    "acronym",
    "another direction",
    "another number",
    "another country",
    "another region",
    "kind not had",
    "children of one",
)


def verdict_of(candidates: Sequence[Candidate]) -> Verdict:
    """`candidates`: best first, scored against each other."""
    if not candidates or candidates[0].score < NEAR:
        return Verdict.NEW
    best = candidates[0]
    second = candidates[1].score if len(candidates) > 1 else 0.0
    sure = best.score >= SURE and best.score - second >= MARGIN
    return Verdict.THIS if sure and may_be_automatic(best.features) else Verdict.ASK


def may_be_automatic(features: Mapping[str, float]) -> bool:
    """Never on an acronym, a bare name, or a name that says another house; an identifier needs nothing else."""
    if features.get("same identifier"):
        return True
    if any(features.get(other) for other in _OTHERS) or not any(features.get(key) for key in _ANCHORS):
        return False
    if any(features.get(key) for key in _KEYS):
        return True
    return features.get("asked words", 0.0) >= SAID and features.get("all words", 0.0) >= SAID_OF_BOTH
