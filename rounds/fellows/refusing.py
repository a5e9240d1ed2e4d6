"""Why something cannot be done on the ladder."""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """As things stand it cannot be done. `reason`: one of the words below. `about`: what it is about, if anything."""

    NOT_YOURS = "not yours"
    NOT_NOW = "not now"  # the step is in another state
    TOO_EARLY = "too early"  # `about`: the day
    MISSING = "missing"  # `about`: sentences that say what
    BELOW = "below"  # the step below is not awarded; `about`: its level
    ABOVE = "above"  # a step above is awarded; `about`: its level
    NO_REASON = "no reason"
    NOT_A_REVIEWER = "not a reviewer"  # `about`: who
    TIED = "tied"  # `about`: who, and the tie
    TWICE = "twice"  # they have the other seat
    DECIDED = "decided"
    NOT_NOMINATING = "not nominating"  # neither the office nor a fellow of gold or platinum
    SELF = "self"
    BEFORE = "before"  # carrying out cannot begin before the plan was accepted; `about`: the day
    AHEAD = "ahead"  # nor in the future
    FULL = "full"
    READ_ALREADY = "read already"  # a measure, on that day
    PLAN_NOT_YOURS = "plan not yours"  # only its lead author shows it to everybody

    def __init__(self, reason: str, about: Sequence[Any] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.about = list(about)
