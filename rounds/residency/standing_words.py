"""How far a resident is, and what is the matter, in words."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from rounds.residency.standing import Line, Part
from rounds.residency.stuck import Reason, Why

ENOUGH = gettext_noop("%(done)s of %(of)s meetings; %(needed)s are enough")


class Said(NamedTuple):
    label: str
    text: str
    line: Line


def said_of_line(line: Line) -> Said:
    numbers = {"done": line.done, "of": line.of, "needed": line.needed}
    match line.part:
        case Part.PREREQUISITES:
            return Said(_("Courses before it"), _("%(done)s of %(of)s") % numbers, line)
        case Part.PRESENT:
            text = _("%(done)s of %(of)s meetings") if line.needed == line.of else _(ENOUGH)
            return Said(_("Attendance"), text % numbers, line)
        case Part.TASKS:
            return Said(_("Tasks"), _("%(done)s of %(of)s done") % numbers, line)
        case Part.PLAN:
            return Said(_("Strategic plan"), _("accepted") if line.is_met else _("not accepted yet"), line)
    return Said(_("All meetings"), _("over") if line.is_met else _("not over yet"), line)


def said_of_reason(reason: Reason) -> str:
    n = reason.number
    match reason.why:
        case Why.ABSENT:
            return ngettext("Missed %(n)s meeting in a row", "Missed %(n)s meetings in a row", n) % {"n": n}
        case Why.OVERDUE:
            text = ngettext("The plan is %(n)s day late", "The plan is %(n)s days late", n)
            return text % {"n": n} if n else _("The plan was due today")
        case Why.RETURNED:
            text = ngettext(
                "The plan came back and was not touched for %(n)s day",
                "The plan came back and was not touched for %(n)s days",
                n,
            )
            return text % {"n": n}
        case Why.NO_PLAN:
            text = ngettext("No plan yet; it is due in %(n)s day", "No plan yet; it is due in %(n)s days", n)
            return text % {"n": n} if n else _("No plan yet; it is due today")
        case Why.BEHIND:
            text = ngettext(
                "%(n)s task behind the middle of the group", "%(n)s tasks behind the middle of the group", n
            )
            return text % {"n": n}
    return ngettext("No work for %(n)s day", "No work for %(n)s days", n) % {"n": n}


def next_step(reason: Reason) -> str:
    """What a chief may do about it."""
    match reason.why:
        case Why.ABSENT:
            return _("Ask how they are, and whether the time fits. An excuse can be marked later.")
        case Why.OVERDUE | Why.NO_PLAN:
            return _("Offer half an hour together to begin: a title and the first goal are enough.")
        case Why.RETURNED:
            return _("Read the reviewer’s remarks with them, and mend the first one together.")
        case Why.BEHIND:
            return _("Show them a task that somebody of the group has done.")
    return _("Write a line, and ask what would help.")
