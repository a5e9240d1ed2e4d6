"""Who takes which course, how far they are, and what they answered. Completing and passing are two facts, two dates."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.courses.models.teaching import Course, Edition, Lesson, Question


class Enrolment(models.Model):
    """`edition`: the one that they read now. Completed: every lesson done; passed: every check passed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    began_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    last_lesson = models.SlugField(max_length=60, blank=True)  # its key
    completed_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [models.UniqueConstraint(fields=["user", "course"], name="courses_enrolled_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.course_id}"


class LessonDone(models.Model):
    """By the key of the lesson: a new edition takes nothing away."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="done")
    lesson = models.SlugField(max_length=60)  # its key
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("lesson done")
        verbose_name_plural = _("lessons done")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson"], name="courses_lesson_done_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} did {self.lesson}"


class Attempt(models.Model):
    """At the check of a lesson. `question_ids` are the questions drawn, in their order; `seed` orders their answers.

    `share`: of the points, 0 to 1; empty until it is ended and everything is marked.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()  # of this enrolment at this lesson's key, from 1
    question_ids = models.JSONField(default=list)
    seed = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # with extra time counted in
    ended_at = models.DateTimeField(null=True)
    share = models.FloatField(null=True)
    is_passed = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson", "number"], name="courses_attempt_once"),
            models.UniqueConstraint(
                fields=["enrolment", "lesson"], condition=Q(ended_at=None), name="courses_one_attempt_open"
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} at {self.lesson_id}"


class Answer(models.Model):
    """`given` has the shape of the question's kind. `points`: 0 to 1, empty while an essay waits to be read."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    given = models.JSONField()
    points = models.FloatField(null=True)
    at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    remark = models.TextField(_("remark"), blank=True, max_length=2_000)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="courses_answered_once"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gte=0, points__lte=1), name="courses_points_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.question_id}"


class ExtraTime(models.Model):
    """For whoever needs it, in every check with a time limit. Why is nobody's business, and not written down."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="extra_time")
    percent = models.PositiveSmallIntegerField(_("more time, in percent"), default=50)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("extra time")
        verbose_name_plural = _("extra time")

    def __str__(self) -> str:
        return f"{self.percent} %"
