"""That a page says a person's name: when they were told so, and whether they took it off."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Naming(models.Model):
    """Kept beside the page, so that publishing an older draft brings no name back."""

    page: Any = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="namings")
    person: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(_("told"))
    taken_off_at = models.DateTimeField(_("name taken off"), null=True, blank=True)

    class Meta:
        verbose_name = _("naming")
        verbose_name_plural = _("namings")
        constraints = [
            models.UniqueConstraint(fields=["page", "person"], name="content_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.page_id}"
