"""Why something cannot be done with credit."""


class Refused(Exception):
    """As things stand it cannot be done. `reason`: one of the words below; `numbers`: what its sentence names."""

    BEGUN = "begun"  # the activity has begun: it can be designated no more
    DESIGNATED = "designated"  # it is already
    INACTIVE = "inactive"  # the accreditor designates nothing at present
    WITHDRAWN = "withdrawn"
    NOT_COVERED = "not covered"  # finished before it was designated, or after it was withdrawn
    TOO_MUCH = "too much"
    TOO_LITTLE = "too little"  # it makes no credit
    THE_SAME = "the same"  # as much is entered already, or more
    NOT_HELD = "not held"  # yet; or it has no time at which it is
    NOT_PRESENTING = "not presenting"
    REPEATED = "repeated"  # the talk counted already
    NO_FACULTY = "no faculty"  # the accreditor gives nothing for presenting
    UNDISCLOSED = "undisclosed"
    OUT_OF_DATE = "out of date"  # the disclosure is
    CONTROLLED = "controlled"  # a company has a say
    UNMITIGATED = "unmitigated"
    HAS_ROLE = "has role"
    ENDED = "ended"
    LONGER = "longer"  # than the activity
    REVERSED = "reversed"

    def __init__(self, reason: str, **numbers: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.numbers = numbers
