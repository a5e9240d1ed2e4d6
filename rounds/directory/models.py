"""The List: accounts, the organizations they speak for, the evidence, and what people send in."""

import secrets
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.directory.labels import label_of
from rounds.directory.moderation.risk import band_of
from rounds.directory.proof import Proof
from rounds.organizations.models import Organization, Register


class Account(models.Model):
    """A social-media account. `key` is its identity inside the platform, folded as the platform folds."""

    platform = models.SlugField(_("platform"), max_length=30)
    handle = models.CharField(_("handle"), max_length=200, blank=True)
    native_id = models.CharField(_("permanent id"), max_length=200, blank=True)
    key = models.CharField(max_length=300)
    address = models.URLField(_("address"), max_length=500)
    created_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(fields=["platform", "key"], name="directory_account_once")]

    def __str__(self) -> str:
        return f"{self.platform} {self.exact_name}"

    @property
    def exact_name(self) -> str:
        """The handle, or the permanent id where it has none: what tells it from every other."""
        return self.handle or self.native_id

    @property
    def label(self) -> str:
        return label_of(self.platform, self.handle, self.native_id)


class Purpose(models.TextChoices):
    MAIN = "main", _("Main account")
    NEWS = "news", _("News and media")
    CAREERS = "careers", _("Careers")
    PATIENTS = "patients", _("Patients and families")
    DEPARTMENT = "department", _("Department or service")
    RESEARCH = "research", _("Research and education")
    FOUNDATION = "foundation", _("Foundation and giving")
    EMERGENCY = "emergency", _("Alerts and emergencies")
    LEADER = "leader", _("Leader or spokesperson")
    OTHER = "other", _("Other")


class ListingQuerySet(models.QuerySet["Listing"]):
    def current(self) -> Self:
        """Those that are in the List now."""
        return self.filter(ended_at=None)


class Listing(models.Model):
    """An account listed for an organization. `proof` is a copy of what the evidence says until `proof_until`."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="listings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="listings")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices, default=Purpose.MAIN)
    language = models.CharField(_("language"), max_length=12, blank=True)  # BCP 47
    proof = models.CharField(_("proof"), max_length=20, choices=Proof.choices, default=Proof.REPORTED)
    proof_until = models.DateTimeField(null=True, blank=True)
    seen_on = models.DateField(_("last seen"), null=True, blank=True)
    listed_at = models.DateTimeField(_("listed"))
    ended_at = models.DateTimeField(_("taken out"), null=True, blank=True)
    ended_reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "account"],
                condition=Q(ended_at=None),
                name="directory_listed_once",
            ),
            models.CheckConstraint(condition=Q(proof__in=Proof.values), name="directory_proof_is_known"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("listed_at")),
                name="directory_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} for {self.organization}"


class Evidence(models.Model):
    """One observation that an account speaks for an organization. Added, never changed."""

    class Kind(models.TextChoices):
        REGISTER = "register", _("An outside register names it")
        SUBMISSION = "submission", _("Somebody sent it in")
        ATTESTATION = "attestation", _("The organization's representative says so")

    class Outcome(models.TextChoices):
        CONFIRMS = "confirms", _("Confirms")
        DENIES = "denies", _("Denies")

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.CONFIRMS)
    register = models.ForeignKey(Register, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(
        "Submission", null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence"
    )
    source_url = models.URLField(_("seen at"), max_length=500, blank=True)
    observed_at = models.DateTimeField(_("observed"))
    expires_at = models.DateTimeField(_("good until"), null=True, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["listing", "-observed_at"], name="directory_evidence_of")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.observed_at:%Y-%m-%d})"


class Entry(models.Model):
    """An organization's line in the List: what the grid filters and sorts by. `refresh_entries` keeps it true."""

    organization = models.OneToOneField(
        Organization, on_delete=models.CASCADE, primary_key=True, related_name="entry"
    )
    accounts = models.PositiveIntegerField(_("accounts"), default=0)
    platforms = models.BigIntegerField(default=0)  # a set: bit n is the platform whose `bit` is n
    proof = models.CharField(_("best proof"), max_length=20, choices=Proof.choices, default=Proof.REPORTED)
    proof_until = models.DateTimeField(null=True, blank=True)  # when the copy must be made again
    seen_on = models.DateField(_("last seen"), null=True, blank=True)
    listed_at = models.DateTimeField(_("first listed"))

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.CheckConstraint(condition=Q(accounts__gte=1), name="directory_entry_has_accounts")
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.accounts}"


class SubList(models.Model):
    """A named part of the List: by `rule` (a query of the grid, "country=US&type=hospital"), or curated by hand."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True)
    rule = models.CharField(_("rule"), max_length=500, blank=True)
    organizations = models.ManyToManyField(Organization, blank=True, related_name="sub_lists")
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("sub-list")
        verbose_name_plural = _("sub-lists")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:sub_list", args=[self.slug])


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
