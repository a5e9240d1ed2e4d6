"""Who reads a plan besides its authors, its reviewers and those who name them: contexts above enter whom they know.

They read it and comment on it; only its authors write it.
"""

from collections.abc import Callable
from typing import Any

from rounds.plans.models import StrategicPlan

Reads = Callable[[StrategicPlan, Any], bool]  # the plan, and a user who is signed in

_known: dict[str, Reads] = {}


def enter(name: str, reads: Reads) -> None:
    """`name` is the source's own: entered again it takes the place of the first."""
    _known[name] = reads


def reads_along(plan: StrategicPlan, user: Any) -> bool:
    return any(reads(plan, user) for _name, reads in sorted(_known.items()))
