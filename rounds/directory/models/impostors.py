"""Accounts that were reported and found to pretend."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rounds.moderation.models import Case
from rounds.organizations.models import Organization


class ImpostorQuerySet(models.QuerySet["Impostor"]):
    def standing(self) -> Self:
        """Those that we warn of now."""
        return self.filter(lifted_at=None)

    def at(self, platform: str, key: str) -> Self:
        return self.filter(platform=platform, key=key)


class Impostor(models.Model):
    """An account that pretends to be an organization: whoever asks about its address is told.

    `platform` and `key` as in `Account`; of an address on no platform that we know, "" and the address.
    """

    platform = models.SlugField(_("platform"), max_length=30, blank=True)
    key = models.CharField(max_length=500)
    address = models.URLField(_("address"), max_length=500)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="impostors")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    since_at = models.DateTimeField(_("since"))
    lifted_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ImpostorQuerySet.as_manager()

    class Meta:
        verbose_name = _("impostor")
        verbose_name_plural = _("impostors")
        indexes = [models.Index(fields=["platform", "key"], name="directory_impostors_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "key", "organization"],
                condition=Q(lifted_at=None),
                name="directory_impostor_once",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=F("since_at")),
                name="directory_impostor_lifted_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} as {self.organization}"
