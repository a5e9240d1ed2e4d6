"""Accreditors with their rules, and the activities that they designated for credit."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rounds.credits.rules import Terms


class AccreditorQuerySet(models.QuerySet["Accreditor"]):
    def active(self) -> Self:
        return self.filter(is_active=True)


class Accreditor(models.Model):
    """Who grants credit; we keep the record. The rules are settings, since bodies change theirs."""

    class Rounding(models.TextChoices):
        NEAREST = "nearest", _("to the nearest step")
        DOWN = "down", _("down to the step below")

    name = models.CharField(_("name"), max_length=150, unique=True)
    statement = models.TextField(_("accreditation statement"), max_length=2_000, blank=True)
    unit = models.CharField(_("unit of credit"), max_length=80)  # "AMA PRA Category 1 Credit(s)™"
    minutes_per_credit = models.PositiveSmallIntegerField(
        _("minutes for one credit"), default=60, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    step_hundredths = models.PositiveSmallIntegerField(
        _("smallest step, in hundredths"),
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(1_000)],
    )
    rounding = models.CharField(
        _("rounded"), max_length=10, choices=Rounding.choices, default=Rounding.NEAREST
    )
    faculty_hundredths_per_hour = models.PositiveSmallIntegerField(
        _("for an hour presented, in hundredths"), default=200, validators=[MaxValueValidator(1_000)]
    )  # 0: presenting earns nothing
    repeat_counts_once = models.BooleanField(_("a repeated talk counts once"), default=True)
    disclosure_months = models.PositiveSmallIntegerField(
        _("months that a disclosure covers, and is good for"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    is_active = models.BooleanField(_("designates activities"), default=True)
    created_at = models.DateTimeField(editable=False)

    objects = AccreditorQuerySet.as_manager()

    class Meta:
        verbose_name = _("accreditor")
        verbose_name_plural = _("accreditors")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_per_credit__gte=1, step_hundredths__gte=1), name="credits_divides"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def terms(self) -> Terms:
        return Terms(
            self.minutes_per_credit,
            self.step_hundredths,
            str(self.rounding),
            self.faculty_hundredths_per_hour,
        )


class Activity(models.Model):
    """`kind` and `key` name it where it lives: "course", "pro-101". Designated before it begins, and then fixed.

    `starts_at`: empty for what everybody takes in their own time. `repeat_of`: the first talk of a repeated one.
    """

    accreditor = models.ForeignKey(Accreditor, on_delete=models.PROTECT, related_name="activities")
    kind = models.SlugField(_("kind"), max_length=20)
    key = models.SlugField(_("key"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    most_minutes = models.PositiveIntegerField(_("minutes at most"), validators=[MinValueValidator(1)])
    excludes = models.CharField(
        _("what does not count"), max_length=300, blank=True
    )  # "lunch, the vendor talk"
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    repeat_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeats"
    )
    designated_at = models.DateTimeField(editable=False)
    designated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="credits_activity_once"),
            models.CheckConstraint(condition=Q(most_minutes__gte=1), name="credits_activity_lasts"),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(starts_at__gt=F("designated_at")),
                name="credits_designated_before_it_begins",
            ),
        ]
        permissions = [("manage_credit", "May keep the record of credit")]

    def __str__(self) -> str:
        return self.title

    @property
    def family(self) -> int:
        """A talk and its repeats have the same."""
        return self.repeat_of_id or self.pk

    def covers(self, ended_at: datetime) -> bool:
        """Whether what was finished then may earn credit: designated is in advance, never afterwards."""
        return self.designated_at <= ended_at and (self.withdrawn_at is None or ended_at <= self.withdrawn_at)


class Part(models.Model):
    """A session of an activity that has several. One that is not counted earns nothing: a break, a vendor's talk."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parts")
    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    is_counted = models.BooleanField(_("counts"), default=True)

    class Meta:
        verbose_name = _("part of an activity")
        verbose_name_plural = _("parts of activities")
        constraints = [
            models.UniqueConstraint(fields=["activity", "key"], name="credits_part_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="credits_part_lasts"),
        ]

    def __str__(self) -> str:
        return self.title
