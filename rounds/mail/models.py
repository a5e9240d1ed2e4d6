"""The outbox."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, at: datetime) -> Self:
        """What waits to be sent, oldest first."""
        return self.filter(sent_at=None, given_up_at=None, next_try_at__lte=at).order_by("next_try_at", "pk")


class Message(models.Model):
    """One mail to one person. `key` names the cause: the same cause never writes a second mail."""

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    created_at = models.DateTimeField(_("written"))
    next_try_at = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("outbox")
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="mail_due",
                condition=models.Q(sent_at=None, given_up_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} -> {self.to}"
