"""Months that were counted before, so that the course of time need not be counted at every request."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Month(models.Model):
    """What a question was answered at the end of a month. A copy: `fingerprint` tells whether it still holds."""

    question = models.CharField(_("question"), max_length=200)  # as it stands in an address
    last_on = models.DateField(_("last day"))
    fingerprint = models.CharField(max_length=32)  # of the history up to then (`Timeline.fingerprint`)
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    organizations = models.PositiveIntegerField(_("organizations"))
    own = models.PositiveIntegerField(_("with an account of their own"))
    parent = models.PositiveIntegerField(_("covered through a parent"))
    accounts = models.PositiveIntegerField(_("accounts"))
    proven = models.PositiveIntegerField(_("proven accounts"))
    platforms = models.JSONField(_("organizations by platform"), default=dict)
    counted_at = models.DateTimeField(_("counted"))

    class Meta:
        verbose_name = _("month")
        verbose_name_plural = _("months")
        constraints = [
            models.UniqueConstraint(fields=["question", "last_on"], name="figures_month_once"),
            models.CheckConstraint(
                condition=models.Q(own__lte=models.F("organizations")), name="figures_month_share_at_most_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.last_on:%Y-%m}"
