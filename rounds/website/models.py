"""The clock's notebook."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClockDuty(models.Model):
    """When one piece of regular work is to be done next. Whoever moves `due_at` on is the one who does it."""

    name = models.CharField(_("work"), max_length=100, unique=True)
    due_at = models.DateTimeField(_("due"))
    done_at = models.DateTimeField(_("last done"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("clock duty")
        verbose_name_plural = _("clock duties")

    def __str__(self) -> str:
        return self.name
