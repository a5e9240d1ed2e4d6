"""The outbox, and who said no to what."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rounds.mail.unsubscribing import digest


class MessageQuerySet(models.QuerySet["Message"]):
    def unsent(self) -> Self:
        return self.filter(sent_at=None, given_up_at=None, refused_at=None)

    def due(self, at: datetime) -> Self:
        """What waits to be sent, oldest first."""
        return self.unsent().filter(next_try_at__lte=at).order_by("next_try_at", "pk")


class Message(models.Model):
    """One mail to one person. `key` names the cause: the same cause never writes a second mail."""

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    topic = models.CharField(_("topic"), max_length=60, blank=True)  # of mail.topics; "" cannot be refused
    language = models.CharField(_("language"), max_length=10, blank=True)
    created_at = models.DateTimeField(_("written"))
    next_try_at = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)
    refused_at = models.DateTimeField(_("not sent, for its reader said no"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("outbox")
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="mail_due",
                condition=models.Q(sent_at=None, given_up_at=None, refused_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} -> {self.to}"


class RefusalQuerySet(models.QuerySet["Refusal"]):
    def of(self, address: str, topic: str = "") -> Self:
        """Of one address: all, or that of one topic."""
        found = self.filter(address_digest=digest(address))
        return found.filter(topic=topic) if topic else found


class Refusal(models.Model):
    """An address wants no more mail of a topic. The address itself is not kept."""

    address_digest = models.CharField(max_length=64)  # `unsubscribing.digest`
    topic = models.CharField(_("topic"), max_length=60)
    at = models.DateTimeField(_("said"))

    objects = RefusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")
        constraints = [
            models.UniqueConstraint(fields=["address_digest", "topic"], name="mail_refused_once"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.address_digest[:8]}"
