"""Where a cohort and an application stand, in plain words."""

from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rounds.residency.days import takes_applications
from rounds.residency.models import Application, Cohort

State = Application.State


class Words(NamedTuple):
    """`tone`: of a tag; `icon`: of the sprite."""

    words: str | Promise
    tone: str
    icon: str


def said_of(cohort: Cohort, held: int, at: datetime) -> Words:
    """To whoever thinks of applying."""
    free = cohort.places - held
    if cohort.state == Cohort.State.CANCELLED:
        return Words(_("Cancelled"), "problem", "cross")
    if cohort.state in {Cohort.State.RUNNING, Cohort.State.ENDED}:
        return Words(str(cohort.get_state_display()), "info", "calendar")
    if not takes_applications(cohort, at):
        return Words(_("Applications are closed"), "info", "lock")
    if free <= 0:
        return Words(_("Full: there is a waiting list"), "warning", "clock")
    left = ngettext("%(count)d place left", "%(count)d places left", free) % {"count": free}
    return Words(left, "success", "check")


TOLD = {
    State.DRAFT: Words(gettext_lazy("A draft. Only you see it."), "info", "document"),
    State.SENT: Words(gettext_lazy("Sent. We read it and write to you."), "info", "clock"),
    State.WAITING: Words(gettext_lazy("You are on the waiting list."), "warning", "clock"),
    State.PLACED: Words(gettext_lazy("You have a place."), "success", "check"),
    State.DECLINED: Words(gettext_lazy("We could not offer you a place."), "problem", "info"),
    State.WITHDRAWN: Words(gettext_lazy("Withdrawn. What you wrote is kept."), "info", "undo"),
}


def said_to(application: Application) -> Words:
    return TOLD[State(application.state)]
