"""What was taken out of a draft, so that it can be put back."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rounds.courses.models.teaching import Course, Edition


class TakenOutQuerySet(models.QuerySet["TakenOut"]):
    def of(self, draft: Edition) -> Self:
        """What can be put back into it."""
        parts = self.filter(course_id=draft.course_id, number=draft.number)
        return parts.exclude(kind=TakenOut.Kind.DRAFT)


class TakenOut(models.Model):
    """`number`: of the edition. `lesson_id`: of what belonged to a lesson; it may itself be taken out, and come back
    under the same number. `rows`: as Django writes them down, the thing itself first.
    """

    class Kind(models.TextChoices):
        DRAFT = "draft", _("draft")
        MODULE = "module", _("module")
        LESSON = "lesson", _("lesson")
        FILE = "file", _("file")
        QUESTION = "question", _("question")
        CARD = "card", _("review card")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="taken_out")
    number = models.PositiveIntegerField()
    lesson_id = models.PositiveBigIntegerField(null=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=150)
    rows = models.JSONField()
    at = models.DateTimeField()

    objects = TakenOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing taken out of a draft")
        verbose_name_plural = _("things taken out of drafts")

    def __str__(self) -> str:
        return self.title
