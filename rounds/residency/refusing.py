"""Why something cannot be done in the residency."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """As things stand it cannot be done. `reason`: one of the words below; `about`: what its words name."""

    NOT_OPEN = "not open"  # for applications
    NOT_A_MEMBER = "not a member"
    MISSING = "missing"  # prerequisites
    NOT_SENT = "not sent"
    DECIDED = "decided"
    FULL = "full"
    HAS_PLACE = "has a place"
    GONE = "gone"  # the resident has left
    IS_CHIEF = "is chief"
    IS_RESIDENT = "is resident"
    NO_SEAT = "no seat"  # the chief has eight residents
    NOT_OF_COHORT = "not of cohort"
    ENDED_CHIEF = "ended chief"
    WITHOUT_CHIEF = "without chief"
    FEW_CHIEFS = "few chiefs"
    NOT_NOW = "not now"  # the cohort's state has no such step
    TOO_FEW_PLACES = "too few places"
    CHANGED = "changed"  # by somebody else meanwhile
    IS_COMPLETED = "is completed"
    NOTHING_OWED = "nothing owed"
    NOT_BY_ONESELF = "not by oneself"  # the office let them go, or declined
    ENTERED = "entered"  # already, where it is carried over

    def __init__(self, reason: str, **about: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.about: Mapping[str, Any] = about

    def __str__(self) -> str:
        return str(REFUSALS[self.reason]) % self.about


REFUSALS = {
    Refused.NOT_OPEN: _("This cohort takes no applications now. What you wrote is kept."),
    Refused.NOT_A_MEMBER: _(
        "The residency is for members. What you wrote is kept: become a member and go on."
    ),
    Refused.MISSING: _("Still missing before a place: %(courses)s."),
    Refused.NOT_SENT: _("This application was not sent, or was withdrawn."),
    Refused.DECIDED: _("This application has its answer already. Look at it again."),
    Refused.FULL: _("Every place is taken. Raise the number of places, or let the waiting list move up."),
    Refused.HAS_PLACE: _("This person has a place in the cohort already."),
    Refused.GONE: _("This resident has left the cohort. Bring them back first."),
    Refused.IS_CHIEF: _("A chief resident cannot be a resident of the same cohort. End their group first."),
    Refused.IS_RESIDENT: _(
        "A resident of this cohort cannot be its chief. They would have to leave it first."
    ),
    Refused.NO_SEAT: _(
        "%(chief)s has eight residents, and no chief has more. Choose another chief, or name one more."
    ),
    Refused.NOT_OF_COHORT: _("That chief resident belongs to another cohort."),
    Refused.ENDED_CHIEF: _("That chief resident does not lead a group any more. Choose another."),
    Refused.WITHOUT_CHIEF: _(
        "A cohort begins when every resident has a chief. Without one: %(names)s. Spread them, or name one more chief."
    ),
    Refused.FEW_CHIEFS: _(
        "%(residents)s residents need %(needed)s chief residents, eight to each; there are %(chiefs)s. Name one more."
    ),
    Refused.NOT_NOW: _("The cohort is not in a state for this any more. Look at it again."),
    Refused.TOO_FEW_PLACES: _("%(held)s residents have a place already: there cannot be fewer places."),
    Refused.CHANGED: _("Somebody else changed this meanwhile. Nothing was overwritten."),
    Refused.IS_COMPLETED: _("This resident has completed the residency. That stays."),
    Refused.NOTHING_OWED: _("There is no fee to give back."),
    Refused.NOT_BY_ONESELF: _("Only the office gives this place again. Send your application once more."),
    Refused.ENTERED: _("You have an application to that cohort already. It is kept as it is."),
}
