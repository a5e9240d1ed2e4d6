"""The ledger. Entries are added, never changed, never deleted: triggers of the database refuse."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.credits.models.designated import Activity

LETTERS = "23456789abcdefghjkmnpqrstvwxyz"  # none that looks like another
CODE_LENGTH = 14  # 68 bits


def code() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))


class Side(models.TextChoices):
    LEARNER = "learner", _("as a learner")
    FACULTY = "faculty", _("for presenting")


class EntryQuerySet(models.QuerySet["Entry"]):
    def standing(self) -> Self:
        """Neither reversed nor a reversal."""
        return self.filter(reverses=None, reversed_by=None)

    def newest_first(self) -> Self:
        return self.order_by("-period_to", "-number")


class Entry(models.Model):
    """One line of one person's ledger, numbered from 1. What somebody has is the sum.

    `rule`: stable, "learner.1". `numbers`: {"terms": [...], "steps": [[what, {...}], ...]}, from which every number is
    explained again. `periods`: [from, to] in minutes since 1970, of what took place at a time. A reversal has the
    minutes and the credit of what it reverses, negative.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="credit_entries"
    )
    number = models.PositiveIntegerField(_("number"))
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="entries")
    side = models.CharField(_("as"), max_length=10, choices=Side.choices)
    minutes = models.IntegerField(_("minutes"))
    hundredths = models.IntegerField(_("credit, in hundredths"))
    rule = models.CharField(_("rule"), max_length=30)
    numbers = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    periods = models.JSONField(default=list)
    period_from = models.DateTimeField(_("from"))
    period_to = models.DateTimeField(_("to"))
    entered_at = models.DateTimeField(_("entered"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("reverses")
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)  # of a reversal

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of credit")
        verbose_name_plural = _("entries of credit")
        constraints = [
            models.UniqueConstraint(fields=["user", "number"], name="credits_number_once"),
            models.CheckConstraint(
                condition=(
                    Q(reverses=None, minutes__gte=0, hundredths__gte=0)
                    | Q(reverses__isnull=False, minutes__lte=0, hundredths__lte=0)
                ),
                name="credits_only_reversals_take_away",
            ),
        ]
        indexes = [models.Index(fields=["user", "activity", "side"], name="credits_earned")]

    def __str__(self) -> str:
        return f"{self.hundredths / 100:.2f} for {self.user_id}"


class Certificate(models.Model):
    """Of what somebody earned in one activity. Whoever has its code reads whether it stands, and what is shared."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("as"), max_length=10, choices=Side.choices)
    code = models.CharField(max_length=20, unique=True, default=code, editable=False)
    shares_name = models.BooleanField(_("my name"), default=False)
    shares_activity = models.BooleanField(_("the activity and when I took it"), default=False)
    shares_credit = models.BooleanField(_("how much credit"), default=False)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(fields=["user", "activity", "side"], name="credits_certificate_once")
        ]

    def __str__(self) -> str:
        return self.code
