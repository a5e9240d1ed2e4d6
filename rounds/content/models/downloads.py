"""How often files were downloaded: numbers, and nothing about who did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rounds.content.models.files import File


class Downloads(models.Model):
    document = models.ForeignKey(File, on_delete=models.CASCADE, related_name="downloads")
    on = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("downloads"), default=0)

    class Meta:
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads of days")
        constraints = [models.UniqueConstraint(fields=["document", "on"], name="content_downloads_of_a_day")]

    def __str__(self) -> str:
        return f"{self.document_id}, {self.on}: {self.count}"
