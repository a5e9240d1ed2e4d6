"""What the record says about the days of a residency, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "residency.attendance_marked": _("Attendance marked"),
    "residency.calendar_renewed": _("Address of a calendar made anew"),
    "residency.completed": _("Residency completed"),
    "residency.meeting_added": _("Meeting added"),
    "residency.meeting_changed": _("Meeting changed"),
    "residency.meeting_put_back": _("Meeting put back"),
    "residency.meeting_taken_out": _("Meeting taken out"),
    "residency.meetings_laid_out": _("Meetings made of the program’s schedule"),
    "residency.noted": _("Note of a chief written"),
    "residency.plan_chosen": _("Plan chosen for a residency"),
    "residency.post_put_back": _("Post put back"),
    "residency.post_taken_out": _("Post taken out"),
    "residency.posted": _("Posted in a group"),
    "residency.task_done": _("Task of a workbook done"),
    "residency.task_not_done": _("Task of a workbook taken up again"),
    "residency.work_begun": _("Work on a task begun"),
}
