"""A cohort, its chief residents and its meetings."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rounds.residency.models.programs import Program, Slot


class CohortQuerySet(models.QuerySet["Cohort"]):
    def announced(self) -> Self:
        return self.filter(announced_at__isnull=False)

    def led_by(self, user: Any) -> Self:
        return self.filter(chiefs__user=user, chiefs__ended_at=None).distinct()


class Cohort(models.Model):
    """Planned until it is announced; then people apply, until `applications_close_at`; it runs from its first day."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open for applications")
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")
        CANCELLED = "cancelled", _("Cancelled")

    class Mode(models.TextChoices):
        ONLINE = "online", _("Online")
        IN_PERSON = "in_person", _("In person")

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="cohorts")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=160)
    mode = models.CharField(_("where"), max_length=10, choices=Mode.choices)
    location = models.CharField(_("address of the room"), max_length=300, blank=True)
    link = models.URLField(
        _("link to the meeting"), max_length=500, blank=True
    )  # for those with a place alone
    time_zone = models.CharField(_("time zone"), max_length=60)
    begins_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    plan_due_on = models.DateField(_("strategic plan due on"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("places"))
    fee_cents = models.PositiveIntegerField(_("fee"), default=0)  # of the house's currency
    takes_points = models.BooleanField(_("points pay the fee"), default=True)
    applications_close_at = models.DateTimeField(_("applications close"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    announced_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(_("why it is cancelled"), blank=True, max_length=2_000)
    created_at = models.DateTimeField()

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        permissions = [("run_residency", "Can run the residency: cohorts, applications, chiefs")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="residency_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="residency_some_places"),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at=None)),
                name="residency_cancelled_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Chief(models.Model):
    """A chief resident of a cohort, with a group of at most eight: each of its residents has a seat from 1 to 8."""

    MOST = 8

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="chiefs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="chief_of")
    group = models.PositiveSmallIntegerField()  # its number in the cohort, from 1
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    calendar_key = models.CharField(max_length=40, blank=True)  # in the address of their calendar
    read_at = models.DateTimeField(null=True)  # the group's posts
    told_at = models.DateTimeField(null=True)  # of new posts, by mail

    class Meta:
        verbose_name = _("chief resident")
        verbose_name_plural = _("chief residents")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user"], condition=Q(ended_at=None), name="residency_chief_once"
            ),
            models.UniqueConstraint(
                fields=["cohort", "group"], condition=Q(ended_at=None), name="residency_group_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} leads group {self.group} of {self.cohort_id}"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self) -> Self:
        return self.filter(taken_out_at=None)

    def in_order(self) -> Self:
        return self.order_by("begins_at", "pk")


class Meeting(models.Model):
    """`round`: of the rotations, from 1; in each the groups are with different platforms."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(_("kind"), max_length=10, choices=Slot.Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    text = models.CharField(_("what for"), max_length=600, blank=True)
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    round = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    taken_out_at = models.DateTimeField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="residency_meeting_lasts"),
            models.CheckConstraint(
                condition=Q(round=None) | Q(kind="rotation", round__gte=1),
                name="residency_rounds_of_rotations",
            ),
        ]
        indexes = [models.Index(fields=["cohort", "begins_at"], name="residency_meetings_in_order")]

    def __str__(self) -> str:
        return self.title
