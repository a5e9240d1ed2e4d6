"""What we see when we look for ourselves: organizations' sites, the accounts, and how the looking went."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rounds.directory.labels import label_of
from rounds.directory.models.listings import Account
from rounds.organizations.models import Organization


class Checking(models.Model):
    """The one switch: whether this installation asks other servers anything. Off until an administrator turns it on."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_on = models.BooleanField(_("on"), default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        permissions = [("run_checks", _("Can turn the checks on and off and look at their reports"))]
        constraints = [models.CheckConstraint(condition=Q(id=1), name="directory_one_switch")]

    def __str__(self) -> str:
        return "on" if self.is_on else "off"


class Site(models.Model):
    """An organization's own website, as we visit it. What it says is evidence of the listings."""

    organization = models.OneToOneField(
        Organization, on_delete=models.CASCADE, primary_key=True, related_name="site"
    )
    visited_at = models.DateTimeField(_("last visited"), null=True, blank=True)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True)  # a visit that worked
    next_visit_at = models.DateTimeField(_("next visit"))
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    problem = models.CharField(_("what went wrong"), max_length=300, blank=True)
    # trust.txt, as it stood at the last reading: {"member": ["https://…"], "belongto": […], "control": […], …}
    relations = models.JSONField(default=dict, blank=True)
    # Which of the proofs that we write were found there: {"trust.txt": "2026-01-31T…"}
    proofs = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        indexes = [models.Index(fields=["next_visit_at"], name="directory_sites_due")]

    def __str__(self) -> str:
        return f"site of {self.organization_id}"


class SitePage(models.Model):
    """One page of a site, with what is needed to ask whether it changed, and what it said."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="pages")
    url = models.URLField(max_length=2_000)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    mentions = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "url"], name="directory_page_once")]

    def __str__(self) -> str:
        return self.url


class Suggestion(models.Model):
    """An account that an organization's site names and that is not listed for it: for a person to decide."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        ACCEPTED = "accepted", _("Listed")
        DISMISSED = "dismissed", _("Dismissed")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="suggestions")
    platform = models.SlugField(max_length=30)
    handle = models.CharField(max_length=200, blank=True)
    native_id = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=300)
    address = models.URLField(max_length=500)
    kind = models.CharField(max_length=20)  # how the site names it: a kind of evidence
    source_url = models.URLField(_("seen at"), max_length=2_000)
    first_seen_at = models.DateTimeField(_("first seen"))
    last_seen_at = models.DateTimeField(_("last seen"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        indexes = [models.Index(fields=["state", "last_seen_at"], name="directory_suggestions")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "platform", "key"], name="directory_suggested_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_at__isnull=False),
                name="directory_suggestion_decided_when",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def label(self) -> str:
        return label_of(self.platform, self.handle, self.native_id)


class Health(models.Model):
    """Whether an account can be reached, with hysteresis: one failure is never "gone"."""

    class State(models.TextChoices):
        FINE = "fine", _("Reachable")
        SUSPECT = "suspect", _("Not reached lately")
        GONE = "gone", _("Cannot be reached")

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="health")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.FINE)
    failures = models.JSONField(
        default=list, blank=True
    )  # when it failed since it was last reached, ISO 8601
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True)
    reached_at = models.DateTimeField(_("last reached"), null=True, blank=True)
    next_check_at = models.DateTimeField(_("next check"))
    posted_at = models.DateTimeField(_("last post"), null=True, blank=True)
    problem = models.CharField(_("what went wrong"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("health")
        verbose_name_plural = _("health")
        indexes = [models.Index(fields=["next_check_at"], name="directory_health_due")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.state}"


class Audience(models.Model):
    """How many follow an account on a day, as its platform said. Never estimated."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="audiences")
    followers = models.PositiveBigIntegerField(_("followers"))
    observed_on = models.DateField(_("observed"))
    source_url = models.URLField(max_length=2_000)

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        constraints = [
            models.UniqueConstraint(fields=["account", "observed_on"], name="directory_audience_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.followers} on {self.observed_on}"


class CheckRun(models.Model):
    """One round of checks. Each site and account knows when it is due, so the next round goes on where one died."""

    class Kind(models.TextChoices):
        SITES = "sites", _("Sites")
        ACCOUNTS = "accounts", _("Accounts")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    due = models.PositiveIntegerField(_("due"), default=0)
    done = models.PositiveIntegerField(_("checked"), default=0)
    failed = models.PositiveIntegerField(_("could not be read"), default=0)
    confirmed = models.PositiveIntegerField(_("listings confirmed"), default=0)
    missed = models.PositiveIntegerField(_("listings not found any more"), default=0)
    suggested = models.PositiveIntegerField(_("new suggestions"), default=0)
    # What failed, by reason: {"timeout": 12}; which platforms failed everywhere: {"frozen": ["youtube"]}
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("round of checks")
        verbose_name_plural = _("rounds of checks")
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="directory_round_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.started_at:%Y-%m-%d}"
