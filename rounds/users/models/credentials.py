"""Professional credentials: stated by the person, checked by staff. Only those that were checked are shown."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

CHECK = "users.check_credential"


class CredentialQuerySet(models.QuerySet["Credential"]):
    def shown_on(self, day: date) -> Self:
        """Those that may stand beside a name on a day."""
        return self.filter(state=Credential.State.CHECKED).filter(Q(until_on=None) | Q(until_on__gte=day))

    def waiting(self) -> Self:
        """For staff, the longest waiting first."""
        return self.filter(state=Credential.State.STATED).order_by("stated_at", "pk")


class Credential(models.Model):
    """One statement of one person. A renewal is another row, which takes the place of the old one once checked."""

    class State(models.TextChoices):
        STATED = "stated", _("Waiting to be checked")
        CHECKED = "checked", _("Checked")
        REFUSED = "refused", _("Not confirmed")
        WITHDRAWN = "withdrawn", _("Taken back")
        REPLACED = "replaced", _("Renewed")

    class Basis(models.TextChoices):
        LICENSE = "license", _("A license, looked up in its register")
        NPI = "npi", _("An NPI number, looked up in the register (United States)")
        DOCUMENT = "document", _("A certificate or diploma, shown to us")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="credentials")
    abbreviation = models.CharField(_("credential"), max_length=20)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.STATED)
    basis = models.CharField(_("how it can be checked"), max_length=10, choices=Basis.choices)
    npi = models.CharField(_("NPI"), max_length=10, blank=True)
    license_number = models.CharField(_("license number"), max_length=60, blank=True)
    jurisdiction = models.CharField(_("where"), max_length=120, blank=True)
    note = models.TextField(_("note"), max_length=2_000, blank=True)  # to whoever checks it
    stated_at = models.DateTimeField(_("stated"))
    checked_at = models.DateTimeField(_("decided"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    record = models.CharField(_("record that was seen"), max_length=300, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)  # its last day
    reason = models.TextField(_("reason"), max_length=2_000, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)  # when the person was told that it ran out

    objects = CredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")
        default_permissions = ()
        permissions = [("check_credential", "Can check people's credentials")]
        indexes = [
            models.Index(fields=["state", "stated_at"], name="users_credentials_waiting"),
            models.Index(fields=["state", "until_on"], name="users_credentials_running_out"),
            models.Index(
                fields=["abbreviation", "state", "until_on", "user"], name="users_credentials_of_a_kind"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "abbreviation"], condition=Q(state="stated"), name="users_stated_once"
            ),
            models.UniqueConstraint(
                fields=["user", "abbreviation"], condition=Q(state="checked"), name="users_checked_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="checked") | Q(checked_at__isnull=False) & ~Q(record=""),
                name="users_checked_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="checked") | Q(until_on__isnull=False) | Q(basis="document"),
                name="users_licenses_run_out",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(checked_at__isnull=False) & ~Q(reason=""),
                name="users_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.abbreviation

    def is_shown_on(self, day: date) -> bool:
        return self.state == self.State.CHECKED and (self.until_on is None or day <= self.until_on)

    def has_run_out(self, day: date) -> bool:
        return self.state == self.State.CHECKED and self.until_on is not None and self.until_on < day

    @property
    def version(self) -> str:
        """Another one as soon as somebody decides, or the person states it anew."""
        return f"{self.state}-{self.stated_at.timestamp():.6f}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.STATED


def may_check(user: Any) -> bool:
    return bool(user.has_perm(CHECK))
