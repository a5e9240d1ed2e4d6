"""What a residency consists of, before anybody is in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.courses.models import Course


class ProgramQuerySet(models.QuerySet["Program"]):
    def offered(self) -> "ProgramQuerySet":
        return self.filter(retired_at=None)


class Program(models.Model):
    """`share_present`: of the meetings, in percent, that a resident attends at least to complete it."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("in a sentence"), max_length=300)
    text = models.TextField(_("description"), blank=True, max_length=20_000)  # Markdown
    language = models.CharField(_("language"), max_length=12, default="en")
    share_present = models.PositiveSmallIntegerField(_("attendance to complete it, in percent"), default=80)
    wants_plan = models.BooleanField(_("ends in a strategic plan"), default=True)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = _("residency program")
        verbose_name_plural = _("residency programs")
        constraints = [
            models.CheckConstraint(condition=Q(share_present__lte=100), name="residency_share_of_hundred")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/residency/{self.slug}/"


class Prerequisite(models.Model):
    """A course that has to be passed, or only completed, before anybody has a place."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="prerequisites")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+", verbose_name=_("course"))
    must_pass = models.BooleanField(_("its checks have to be passed"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("prerequisite")
        verbose_name_plural = _("prerequisites")
        constraints = [
            models.UniqueConstraint(fields=["program", "course"], name="residency_prerequisite_once")
        ]

    def __str__(self) -> str:
        return f"{self.course_id} before {self.program_id}"


class Rotation(models.Model):
    """Time with one platform, and its workbook: `text` before the tasks."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="rotations")
    key = models.SlugField(max_length=40)
    title = models.CharField(_("title"), max_length=160)
    platform = models.CharField(_("platform"), max_length=40)  # its key in the List
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    text = models.TextField(_("workbook"), blank=True, max_length=40_000)  # Markdown
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("rotation")
        verbose_name_plural = _("rotations")
        constraints = [models.UniqueConstraint(fields=["program", "key"], name="residency_rotation_once")]

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """Of a workbook. Done in the safe space, for the group's eyes alone, or in public, with a link to show it."""

    rotation = models.ForeignKey(Rotation, on_delete=models.CASCADE, related_name="tasks")
    key = models.SlugField(max_length=40)
    title = models.CharField(_("task"), max_length=200)
    text = models.TextField(_("how"), blank=True, max_length=8_000)  # Markdown
    is_public = models.BooleanField(_("is done in public"), default=False)
    is_optional = models.BooleanField(_("may be left out"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [models.UniqueConstraint(fields=["rotation", "key"], name="residency_task_once")]

    def __str__(self) -> str:
        return self.title


class Slot(models.Model):
    """Of the program's schedule, from which a cohort's meetings are made: `day` from 1, minutes from midnight."""

    class Kind(models.TextChoices):
        TALK = "talk", _("Talk")
        ROTATION = "rotation", _("Rotations")
        GROUP = "group", _("Group work")
        BREAK = "break", _("Break")

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="slots")
    day = models.PositiveSmallIntegerField(_("day"), default=1)
    begins = models.PositiveSmallIntegerField(_("begins"))  # minutes from midnight, where the cohort is
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    text = models.CharField(_("what for"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            models.CheckConstraint(
                condition=Q(day__gte=1, begins__lt=1440, minutes__gte=5), name="residency_slot_in_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.title
