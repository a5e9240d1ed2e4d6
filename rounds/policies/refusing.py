"""Why something cannot be done with a policy."""

from collections.abc import Sequence


class Refused(Exception):
    """As things stand it cannot be done. `reason`: one of the words below. `about`: what it is about, if anything."""

    NOT_A_LEADER = "not a leader"
    NOT_RUNNING = "not running"  # the membership is neither current nor in grace
    NOT_OPEN = "not open"  # the template is for people with another membership
    NOT_PUBLISHED = "not published"  # the template has no edition yet
    ADOPTED = "adopted"
    GIVEN_UP = "given up"
    CHANGED = "changed"  # somebody else changed the same thing meanwhile
    DECIDED = "decided"  # the change does not wait any more
    NEWER = "newer"  # an edition came that whoever decides has not seen
    NOT_OPTIONAL = "not optional"
    BLANKS = "blanks"  # `about`: the keys of those that are not filled
    EMPTY = "empty"  # no clause is in it
    THE_SAME = "the same"  # as the newest release
    FULL = "full"

    def __init__(self, reason: str, about: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.about = list(about)
