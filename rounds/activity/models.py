"""The record of what happened."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityQuerySet(models.QuerySet["Activity"]):
    def about(self, obj: models.Model) -> Self:
        """What happened to one thing, newest first."""
        return self.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by(
            "-happened_at", "-pk"
        )

    def update(self, **fields: Any) -> int:
        raise TypeError("The activity record is only ever added to.")


class Activity(models.Model):
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verb = models.CharField(_("what happened"), max_length=80)  # "submission.accepted"
    object_type = models.CharField(max_length=80)  # "directory.submission"
    object_id = models.BigIntegerField()
    data = models.JSONField(default=dict, blank=True)
    happened_at = models.DateTimeField(_("when"))

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activity")
        indexes = [
            models.Index(fields=["object_type", "object_id", "happened_at"], name="activity_about"),
            models.Index(fields=["happened_at"], name="activity_when"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"
