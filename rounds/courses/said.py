"""What the record says about courses, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "course.begun": _("Course begun"),
    "course.completed": _("Course completed"),
    "course.draft_thrown_away": _("Draft of an edition of a course thrown away"),
    "course.drafted": _("Draft of an edition of a course begun"),
    "course.made": _("Course made"),
    "course.moved_on": _("Course continued in its newest edition"),
    "course.passed": _("Course passed"),
    "course.published": _("Edition of a course published"),
    "course.retired": _("Course retired"),
    "course.taken_in": _("Draft of a course taken in from a folder"),
    "course.taken_up": _("Course offered again"),
}
