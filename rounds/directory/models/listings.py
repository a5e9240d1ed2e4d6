"""Accounts, the organizations they speak for, and the evidence."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.directory.labels import label_of
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import DIRECTIONS, Direction, Kind, Outcome, Proof
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
        indexes = [
            models.Index(
                fields=["platform", "native_id"], condition=~Q(native_id=""), name="directory_account_by_id"
            ),
            # How a handle begins, on every platform; PostgreSQL asks LIKE of no other class of index.
            models.Index(fields=["key"], opclasses=["varchar_pattern_ops"], name="directory_account_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.exact_name}"

    @property
    def exact_name(self) -> str:
        """The handle, or the permanent id where it has none: what tells it from every other."""
        return self.handle or self.native_id

    @property
    def full_name(self) -> str:
        """ "Facebook MercyHospital"."""
        return f"{PLATFORMS[self.platform].name} {self.exact_name}"

    @property
    def label(self) -> str:
        return label_of(self.platform, self.handle, self.native_id)


class Handle(models.Model):
    """A name an account was seen under, and the permanent id behind it then. A second id for a name is a warning."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="handles")
    handle = models.CharField(_("handle"), max_length=200)
    native_id = models.CharField(_("permanent id"), max_length=200)
    first_seen_at = models.DateTimeField(_("first seen"))
    last_seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("handle")
        verbose_name_plural = _("handles")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "handle", "native_id"], name="directory_handle_of_an_id_once"
            ),
            models.CheckConstraint(
                condition=Q(last_seen_at__gte=F("first_seen_at")), name="directory_handle_seen_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handle} ({self.native_id})"


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
        """Those that are in the List now, with those that are no longer theirs: these are kept as a warning."""
        return self.filter(ended_at=None)

    def theirs(self) -> Self:
        """Those that the List shows as an organization's own, whether proven or not."""
        return self.current().exclude(proof=Proof.RELEASED)

    def to_publish(self) -> Self:
        """Those that its own site should name: neither disputed nor out of reach, nor on a closed platform."""
        closed = [one.slug for one in PLATFORMS.values() if one.closed_on]
        doubtful = (
            Q(proof=Proof.DISPUTED) | Q(account__health__state="gone") | Q(account__platform__in=closed)
        )
        return self.theirs().exclude(doubtful)


class Listing(models.Model):
    """An account listed for an organization. `proof` is a copy of what the evidence says until `proof_until`."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="listings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="listings")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices, default=Purpose.MAIN)
    language = models.CharField(_("language"), max_length=12, blank=True)  # BCP 47
    audience = models.CharField(_("whom it is for"), max_length=200, blank=True)
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
        indexes = [
            models.Index(fields=["proof_until"], condition=Q(ended_at=None), name="directory_lapses_next")
        ]
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


class Statement(models.Model):
    """What the List said of a listing from one moment to the next: so any past day can be asked (decision 0009)."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="statements")
    proof = models.CharField(_("proof"), max_length=20, choices=Proof.choices)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    language = models.CharField(_("language"), max_length=12, blank=True)
    audience = models.CharField(_("whom it is for"), max_length=200, blank=True)
    handle = models.CharField(_("handle"), max_length=200, blank=True)
    address = models.URLField(_("address"), max_length=500)
    from_at = models.DateTimeField(_("from"))
    until_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = [models.Index(fields=["listing", "-from_at"], name="directory_statements_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["listing"], condition=Q(until_at=None), name="directory_one_statement_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="directory_statement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proof} from {self.from_at:%Y-%m-%d}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def update(self, **fields: Any) -> int:
        raise TypeError("Evidence is only ever added to.")


class Evidence(models.Model):
    """One observation about the pair of organization and account. Added, never changed."""

    Kind = Kind
    Outcome = Outcome

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.CONFIRMS)
    source_url = models.URLField(_("seen at"), max_length=2_000, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the fragment that was seen, hexadecimal
    checker = models.CharField(max_length=40, blank=True)  # "site 1": which of ours looked, and its version
    detail = models.CharField(_("detail"), max_length=300, blank=True)  # for people; shown in public
    observed_at = models.DateTimeField(_("observed"))  # when it was so
    recorded_at = models.DateTimeField(_("recorded"))  # when we learned it
    expires_at = models.DateTimeField(_("good until"), null=True, blank=True)
    register = models.ForeignKey(Register, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(
        "Submission", null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence"
    )
    by = models.ForeignKey(  # whose word it is; never shown in public
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["listing", "-observed_at"], name="directory_evidence_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="directory_evidence_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("observed_at")),
                name="directory_evidence_expires_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.observed_at:%Y-%m-%d})"

    @property
    def direction(self) -> Direction:
        return DIRECTIONS[Kind(self.kind)]


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
