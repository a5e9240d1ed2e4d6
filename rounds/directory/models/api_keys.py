"""Keys for programs that ask more often than a visitor may."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def in_force(self) -> Self:
        return self.filter(revoked_at=None)


class ApiKey(models.Model):
    """A key that staff gave out. Only its SHA-256 is kept: it is 256 random bits, so nothing slower is needed."""

    name = models.CharField(_("what it is for"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(_("begins with"), max_length=16)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("given out by"),
    )
    per_minute = models.PositiveIntegerField(_("requests a minute"), default=600)
    created_at = models.DateTimeField(_("given out"))
    last_used_on = models.DateField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        constraints = [
            models.CheckConstraint(condition=Q(per_minute__gte=1), name="directory_api_key_may_ask"),
        ]

    def __str__(self) -> str:
        return self.name
