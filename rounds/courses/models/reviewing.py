"""What somebody remembers, and when they are asked again: FSRS, in whole days."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.courses.models.teaching import Course

A_FLIGHT = timedelta(days=1)  # by which a day may run ahead, west of where it was written


class MemoryQuerySet(models.QuerySet["Memory"]):
    def due(self, today: date) -> Self:
        """To be asked. A review that lies days ahead was made under a wrong clock: what followed does not count."""
        ahead = Q(last_reviewed_on__gt=today + A_FLIGHT)
        return self.filter(Q(due_on__lte=today) | ahead, put_away_at=None)


class Memory(models.Model):
    """Of one card, or of a question that makes one ("q-" before its key). `stability`: days until nine in ten would
    still know it; `difficulty`: 1 to 10; `digest`: of the text that they saw last.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memories")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="memories")
    lesson = models.SlugField(max_length=60)  # these three are keys
    card = models.SlugField(max_length=64)
    objective = models.SlugField(max_length=60, blank=True)
    stability = models.FloatField(null=True)
    difficulty = models.FloatField(null=True)
    due_on = models.DateField()
    last_reviewed_on = models.DateField(null=True)
    times = models.PositiveIntegerField(default=0)
    put_away_at = models.DateTimeField(null=True)  # by the learner: not asked any more
    digest = models.CharField(max_length=64, blank=True, default="")

    objects = MemoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("memory")
        verbose_name_plural = _("memories")
        constraints = [
            models.UniqueConstraint(fields=["user", "course", "lesson", "card"], name="courses_memory_once")
        ]
        indexes = [
            models.Index(fields=["user", "due_on"], condition=Q(put_away_at=None), name="courses_memory_due")
        ]

    def __str__(self) -> str:
        return f"{self.lesson}/{self.card}"

    def is_due(self, today: date) -> bool:
        is_ahead = self.last_reviewed_on is not None and self.last_reviewed_on > today + A_FLIGHT
        return self.due_on <= today or is_ahead


class Review(models.Model):
    """`rating`: 1 forgotten, 2 hard, 3 good, 4 easy. `expected`: how likely they were to know it, 0 to 1."""

    memory = models.ForeignKey(Memory, on_delete=models.CASCADE, related_name="reviews")
    rating = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(4)])
    at = models.DateTimeField()
    on = models.DateField()  # where they live
    days_since = models.PositiveIntegerField(null=True)
    expected = models.FloatField(null=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [models.UniqueConstraint(fields=["memory", "on"], name="courses_reviewed_once_a_day")]

    def __str__(self) -> str:
        return f"{self.rating} for {self.memory_id}"


class Rhythm(models.Model):
    """When it is day where a learner lives, and when they were last told that cards wait.

    `time_zone`: a name of the IANA ("Europe/Paris"), empty for that of this installation. `unanswered`: mails
    since they last reviewed anything.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rhythm")
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, default="")
    told_at = models.DateTimeField(null=True)
    unanswered = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("rhythm of reviewing")
        verbose_name_plural = _("rhythms of reviewing")

    def __str__(self) -> str:
        return f"{self.user_id} {self.time_zone}"
