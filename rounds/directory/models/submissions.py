"""What people send in."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.directory.labels import label_of
from rounds.directory.models.listings import Account, Purpose
from rounds.directory.moderation.risk import band_of
from rounds.organizations.models import Organization


def new_token() -> str:
    """A secret of 128 bits for an address that only its reader knows."""
    return secrets.token_urlsafe(16)


class Submission(models.Model):
    """What somebody sends in about one organization. `version` grows with every change, so that nobody overwrites."""

    class Kind(models.TextChoices):
        ACCOUNTS = "accounts", _("Accounts to list")
        CORRECTION = "correction", _("Correction or report")

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Waiting for the sender to confirm the e-mail address")
        WAITING = "waiting", _("Waiting for a moderator")
        ASKED = "asked", _("A moderator asked the sender something")
        ACCEPTED = "accepted", _("Published")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn by the sender")

    OPEN = (State.UNCONFIRMED, State.WAITING, State.ASKED)
    DECIDABLE = (State.WAITING, State.ASKED)

    class Role(models.TextChoices):
        REPRESENTATIVE = "representative", _("I speak for the organization (communications, marketing, web)")
        STAFF = "staff", _("I work there")
        PATIENT = "patient", _("I am a patient or relative")
        OTHER = "other", _("Somebody else")

    token = models.CharField(max_length=32, unique=True, default=new_token)  # address of the status page
    confirmation = models.CharField(max_length=32, unique=True, default=new_token)  # sent by e-mail only
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # of the form: sent twice, stored once
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ACCOUNTS)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.UNCONFIRMED)
    version = models.PositiveIntegerField(default=1)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    # For an organization that is not in the register yet: name, type, country, region, city, website.
    proposed = models.JSONField(default=dict, blank=True)
    reported = models.ForeignKey(  # the account that a correction is about
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    pasted = models.TextField(_("as pasted"), blank=True)
    note = models.TextField(_("note"), blank=True)
    sender_name = models.CharField(_("your name"), max_length=200, blank=True)
    sender_email = models.EmailField(_("your e-mail address"), max_length=254)
    sender_role = models.CharField(_("your role"), max_length=20, choices=Role.choices)
    solved = models.BooleanField(default=False)  # the proof of work: unsolved ones wait in the slower queue
    risk = models.PositiveSmallIntegerField(_("risk"), default=0)  # 0 to 100, from `risk.assess`
    sent_at = models.DateTimeField(_("sent"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        permissions = [("moderate_submission", _("Can decide about submissions"))]
        indexes = [models.Index(fields=["state", "sent_at"], name="directory_queue")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | Q(decided_at__isnull=False),
                name="directory_decisions_are_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.organization.name if self.organization else self.proposed.get("name", "")

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_decidable(self) -> bool:
        """Whether a moderator may decide: the sender's address is confirmed and nobody has decided yet."""
        return self.state in self.DECIDABLE

    @property
    def risk_band(self) -> str:
        """ "high", "some" or "low"."""
        return band_of(self.risk)


class SubmittedAccount(models.Model):
    """One account of a submission, in the sender's order."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="accounts")
    position = models.PositiveSmallIntegerField()
    pasted = models.CharField(max_length=1000)
    platform = models.SlugField(max_length=30)
    handle = models.CharField(max_length=200, blank=True)
    native_id = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=300)
    address = models.URLField(max_length=500)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.MAIN)
    language = models.CharField(max_length=12, blank=True)
    accepted = models.BooleanField(null=True, blank=True)  # None until decided

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="directory_submitted_in_order"),
            models.UniqueConstraint(
                fields=["submission", "platform", "key"], name="directory_submitted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def label(self) -> str:
        return label_of(self.platform, self.handle, self.native_id)


class Remark(models.Model):
    """A question of a moderator to the sender, or the answer."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    from_sender = models.BooleanField(default=False)
    text = models.TextField(_("text"))
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]
