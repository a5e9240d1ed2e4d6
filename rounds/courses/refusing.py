"""Why something cannot be done with a course."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """As things stand it cannot be done. `reason`: one of the words below. `about`: what it is about, if anything."""

    NOT_OPEN = "not open"  # the course is for people with another membership
    NOT_OFFERED = "not offered"  # it is retired, or not published yet
    NOT_PASSED = "not passed"  # `about`: codes of courses that come before it
    CHECK = "check"  # the lesson is done with its check, which was not ended yet
    GONE = "gone"  # the newest edition has no such lesson

    def __init__(self, reason: str, about: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.about = list(about)


REFUSALS = {
    Refused.NOT_OPEN: _("Your membership does not include this course."),
    Refused.NOT_OFFERED: _("This course is not offered any more."),
    Refused.NOT_PASSED: _("Another course comes before this one: %(about)s."),
    Refused.CHECK: _("This lesson is done when you have ended its check."),
    Refused.GONE: _("The newest edition of the course does not have this lesson any more. Nothing was lost."),
}


def why(refused: Refused) -> str:
    """In words for whoever asked."""
    return str(REFUSALS[refused.reason]) % {"about": ", ".join(refused.about)}
