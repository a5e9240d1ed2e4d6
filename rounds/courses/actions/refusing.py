"""Why something cannot be done at a check."""


class Refused(Exception):
    """As things stand it cannot be done. `reason`: one of the words below."""

    NO_QUESTIONS = "no questions"
    USED_UP = "used up"  # no attempt is left
    ENDED = "ended"  # the attempt was
    LATE = "late"  # the time was over
    NOT_DRAWN = "not drawn"  # the question is not one of the attempt's
    OWN = "own"  # nobody reads their own essay
    READ = "read"  # somebody read it meanwhile, or read it otherwise
    NOT_ENDED = "not ended"  # the essay may still change

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
