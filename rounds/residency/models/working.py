"""What residents and their chief do: attend, work through workbooks, talk in the group."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rounds.residency.models.cohorts import Chief, Meeting
from rounds.residency.models.places import Place
from rounds.residency.models.programs import Task


class Attendance(models.Model):
    class How(models.TextChoices):
        PRESENT = "present", _("Present")
        ABSENT = "absent", _("Absent")
        EXCUSED = "excused", _("Excused")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="attendances")
    how = models.CharField(max_length=8, choices=How.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="residency_attendance_once")]

    def __str__(self) -> str:
        return f"{self.place_id} at {self.meeting_id}: {self.how}"


class Work(models.Model):
    """What a resident wrote to a task, for the group's eyes. `version` counts the saves."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="works")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="works")
    text = models.TextField(_("your work"), blank=True, max_length=10_000)
    url = models.URLField(_("where it can be seen"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        constraints = [models.UniqueConstraint(fields=["place", "task"], name="residency_work_once")]

    def __str__(self) -> str:
        return f"{self.place_id} on {self.task_id}"


class Post(models.Model):
    """Said in a group, which is its residents, its chief and those who run the residency."""

    group = models.ForeignKey(Chief, on_delete=models.CASCADE, related_name="posts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    text = models.TextField(_("what you say"), max_length=4_000)
    at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("post in a group")
        verbose_name_plural = _("posts in groups")
        indexes = [models.Index(fields=["group", "at"], name="residency_posts_in_order")]

    def __str__(self) -> str:
        return self.text[:60]


class Note(models.Model):
    """What a chief writes down about a resident, to help them on: for chiefs and those who run the residency."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=2_000)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("note of a chief")
        verbose_name_plural = _("notes of chiefs")

    def __str__(self) -> str:
        return self.text[:60]
