"""How people leave: with everything about them in their hands, and with nothing of them left here."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rounds.mail.models import Message


class TakeOutQuerySet(models.QuerySet["TakeOut"]):
    def under_way(self) -> Self:
        return self.filter(ready_at=None)

    def shown(self, at: datetime) -> Self:
        """Without those that are over and only wait to be erased."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at))

    def at_hand(self, at: datetime) -> Self:
        """Those whose archive can be fetched."""
        return self.filter(ready_at__isnull=False, expires_at__gt=at)


class TakeOut(models.Model):
    """Everything about one person as one archive. They have one at a time.

    `position` of `total` holdings are in. `attempt` names who builds it: a worker that finds another number was
    overtaken, and stops.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="take_out")
    asked_at = models.DateTimeField(_("asked"))
    attempt = models.PositiveIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField()  # when it last came further; what stands still is taken up again
    kept_as = models.CharField(max_length=100, blank=True)  # its name in the private storage
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256, hexadecimal
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"), null=True, blank=True)

    objects = TakeOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("archive")
        verbose_name_plural = _("archives")
        indexes = [models.Index(fields=["expires_at"], name="users_take_outs_expire")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at=None, expires_at=None, kept_as="")
                | Q(ready_at__isnull=False, expires_at__gt=F("ready_at")) & ~Q(kept_as=""),
                name="users_take_out_ready_has_a_file",
            )
        ]

    def __str__(self) -> str:
        return f"of {self.user_id}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_ready(self) -> bool:
        return self.ready_at is not None


class ClosingQuerySet(models.QuerySet["Closing"]):
    def to_erase(self, at: datetime) -> Self:
        """Those that can no longer be taken back and are not done, oldest first."""
        return self.filter(finished_at=None, erase_at__lte=at).order_by("erase_at", "pk")


class Closing(models.Model):
    """Somebody closes what they have here. Until `erase_at` they can take it back; then it is erased, part by part.

    `erased` names the holdings that are done, so that whatever was cut off goes on behind them.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="closing")
    asked_at = models.DateTimeField(_("asked"))
    erase_at = models.DateTimeField(_("can be taken back until"))
    erased = models.JSONField(default=list, blank=True)
    problem = models.CharField(
        max_length=200, blank=True
    )  # "billing: OperationalError", and nothing of the person
    finished_at = models.DateTimeField(_("done"), null=True, blank=True)
    farewell = models.ForeignKey(  # the last mail, until it has left: it holds the address
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("closing")
        verbose_name_plural = _("closings")
        indexes = [
            models.Index(fields=["erase_at"], condition=Q(finished_at=None), name="users_closings_due")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(erase_at__gt=F("asked_at")), name="users_closing_can_be_undone"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("erase_at")),
                name="users_closing_done_after_undo",
            ),
        ]

    def __str__(self) -> str:
        return f"of {self.user_id}"

    def may_be_taken_back(self, at: datetime) -> bool:
        return at < self.erase_at and not self.erased
