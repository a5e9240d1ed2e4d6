"""Cases and appeals."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rounds.moderation import subjects

APPEAL_FOR = timedelta(days=183)  # six months: Art. 20(1) DSA


def new_token() -> str:
    """A secret of 128 bits for an address that only its reader knows."""
    return secrets.token_urlsafe(16)


class Side(models.TextChoices):
    REPORTER = "reporter", _("Who reported")
    AFFECTED = "affected", _("Whom it concerns")


class CaseQuerySet(models.QuerySet["Case"]):
    def about(self, object_type: str, object_id: int, address: str = "") -> Self:
        return self.filter(object_type=object_type, object_id=object_id, address=address)

    def in_force(self) -> Self:
        """Those whose measure stands."""
        return self.exclude(measure_in_force=subjects.NOTHING)


class Case(models.Model):
    """A report and what became of it. `version` grows with every change, so that nobody overwrites.

    The statement of reasons holds what Art. 17 DSA asks for: the measure, the facts relied on, the rule, whether
    anything was automated, and how to appeal.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Waiting for the reporter to confirm the e-mail address")
        OPEN = "open", _("Waiting for a moderator")
        DECIDED = "decided", _("Decided")
        APPEALED = "appealed", _("An appeal waits for a moderator")
        CLOSED = "closed", _("Closed")

    class Decision(models.TextChoices):
        UPHELD = "upheld", _("The report was right")
        REJECTED = "rejected", _("The report was not right")

    object_type = models.CharField(max_length=80)  # "directory.listing"
    object_id = models.BigIntegerField()
    address = models.URLField(_("address"), max_length=500, blank=True)  # of what is no thing of ours
    title = models.CharField(_("about"), max_length=300)  # as it was called when it was reported
    path = models.CharField(max_length=500)  # where it stood then

    token = models.CharField(max_length=32, unique=True, default=new_token)  # the reporter's page
    affected_token = models.CharField(max_length=32, unique=True, default=new_token)  # that of the affected
    confirmation = models.CharField(max_length=32, unique=True, default=new_token)  # sent by e-mail only
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # of the form: sent twice, stored once
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.UNCONFIRMED)
    version = models.PositiveIntegerField(default=1)

    ground = models.CharField(_("ground"), max_length=40)  # one of the subject's
    text = models.TextField(_("what the reporter writes"))
    links = models.JSONField(_("links"), default=list, blank=True)  # addresses given as evidence
    reporter_name = models.CharField(_("name"), max_length=200, blank=True)
    reporter_email = models.EmailField(_("e-mail address"), max_length=254)
    reporter = models.ForeignKey(  # where a signed-in user reported
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    solved = models.BooleanField(default=False)  # the proof of work: unsolved ones come last
    sent_at = models.DateTimeField(_("sent"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    decision = models.CharField(_("decision"), max_length=20, choices=Decision.choices, blank=True)
    measure = models.CharField(_("measure"), max_length=40, blank=True)  # one of the subject's, or NOTHING
    measure_in_force = models.CharField(_("in force"), max_length=40, blank=True)  # an appeal may change it
    facts = models.TextField(_("facts relied on"), blank=True)
    rule = models.TextField(_("rule"), blank=True)
    automated = models.BooleanField(_("automated means were used"), default=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    appeal_until_at = models.DateTimeField(_("appeal until"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        permissions = [("decide_case", _("Can decide about reports and appeals"))]
        indexes = [
            models.Index(fields=["state", "sent_at"], name="moderation_queue"),
            models.Index(fields=["object_type", "object_id"], name="moderation_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["unconfirmed", "open"])
                | (
                    Q(decided_at__isnull=False, appeal_until_at__isnull=False)
                    & ~Q(decision="")
                    & ~Q(facts="")
                    & ~Q(rule="")
                ),
                name="moderation_decisions_have_reasons",
            ),
            models.CheckConstraint(
                condition=Q(decision="upheld") | Q(measure=""), name="moderation_rejected_does_nothing"
            ),
            models.CheckConstraint(
                condition=Q(state="unconfirmed") | Q(confirmed_at__isnull=False),
                name="moderation_counts_when_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> subjects.Subject:
        return subjects.subject_of(self.object_type)

    @property
    def ground_label(self) -> str:
        return str(self.subject.ground(self.ground).label)

    @property
    def effect(self) -> str:
        """What the first decision did, in the words of the statement of reasons."""
        return self.effect_of(self.measure)

    def effect_of(self, measure: str) -> str:
        found = self.subject.measure(measure)
        return str(found.effect) if found else str(_("Nothing changes."))

    def concerns_affected(self) -> bool:
        """Whether somebody besides the reporter has reason to know of the case."""
        return bool(self.measure or self.measure_in_force)

    def may_appeal(self, side: str, *, at: datetime) -> bool:
        """Each side once, within six months, and not while another appeal waits."""
        is_in_time = self.appeal_until_at is not None and at < self.appeal_until_at
        if not is_in_time or self.state not in (self.State.DECIDED, self.State.CLOSED):
            return False
        if side == Side.AFFECTED and not self.concerns_affected():
            return False
        return not self.appeals.filter(side=side).exists()

    def deciders(self) -> set[int]:
        """Who has decided about this case already: none of them decides about an appeal."""
        appeals = self.appeals.exclude(decided_by=None).values_list("decided_by_id", flat=True)
        return {pk for pk in (self.decided_by_id, *appeals) if pk}


class Appeal(models.Model):
    """One side asks for another look at the decision. Another person decides."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("The decision stands")
        OVERTURNED = "overturned", _("The decision is changed")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="appeals")
    side = models.CharField(_("by"), max_length=10, choices=Side.choices)
    text = models.TextField(_("what they write"))
    made_at = models.DateTimeField(_("made"))
    against = models.ForeignKey(  # whose decision it is about
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)
    measure = models.CharField(_("measure"), max_length=40, blank=True)  # in force from then on
    reasons = models.TextField(_("reasons"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(fields=["case", "side"], name="moderation_each_side_appeals_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(decided_at=None), name="moderation_one_appeal_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(against=None) | ~Q(decided_by=F("against")),
                name="moderation_another_person_decides",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | (~Q(outcome="") & ~Q(reasons="")),
                name="moderation_appeals_have_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_side_display()}"

    @property
    def effect(self) -> str:
        return self.case.effect_of(self.measure)
