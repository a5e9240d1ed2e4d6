"""Who speaks for an organization, how that was proven, and what we ask them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rounds.directory.models.submissions import new_token
from rounds.organizations.models import Organization


class Method(models.TextChoices):
    """How a person proves to speak for an organization."""

    EMAIL = "email", _("An e-mail address at its domain")
    DNS = "dns", _("A TXT record of its domain")
    FILE = "file", _("A file on its website")
    META = "meta", _("A tag in its home page")
    INVITATION = "invitation", _("Invited by a representative")
    DECISION = "decision", _("A moderator's decision")


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def speaking(self) -> Self:
        """Those who can sign in and say something."""
        return self.current().filter(user__is_active=True)


class Representative(models.Model):
    """A person who speaks for an organization, and for the organizations that are parts of it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="representatives")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="represents")
    method = models.CharField(_("proven by"), max_length=20, choices=Method.choices)
    since_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(ended_at=None),
                name="directory_represents_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("since_at")),
                name="directory_represents_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.organization_id}"


class Claim(models.Model):
    """Somebody says that they speak for an organization. `challenge` is what they show on their domain or site."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for the proof")
        WAITING = "waiting", _("Waiting for a moderator")
        PROVEN = "proven", _("Proven")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Not proven in time")

    OPEN = (State.OPEN, State.WAITING)

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    method = models.CharField(_("method"), max_length=20, choices=Method.choices)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.OPEN)
    challenge = models.CharField(max_length=32, unique=True, default=new_token)
    note = models.TextField(_("note"), blank=True)  # to the moderator
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("to be proven until"))
    tried_at = models.DateTimeField(_("last looked for"), null=True, blank=True)
    problem = models.CharField(_("what was found instead"), max_length=300, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = [models.Index(fields=["state", "made_at"], name="directory_claims")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(state__in=["open", "waiting"]),
                name="directory_one_claim_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "waiting"]) | Q(settled_at__isnull=False),
                name="directory_claims_settled_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} claims {self.organization_id}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Invitation(models.Model):
    """A representative asks a colleague in. The link in the mail is the only key."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("good until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"to {self.organization_id}"


class Removal(models.Model):
    """The last representative of an organization is removed only when two people agree."""

    representative = models.ForeignKey(Representative, on_delete=models.CASCADE, related_name="removals")
    reason = models.CharField(_("why"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)  # None until decided

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        constraints = [
            models.UniqueConstraint(
                fields=["representative"],
                condition=Q(decided_at=None),
                name="directory_one_removal_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(agreed=True) | ~Q(decided_by=F("asked_by")), name="directory_two_people_agree"
            ),
        ]

    def __str__(self) -> str:
        return f"removal of {self.representative_id}"


class Asking(models.Model):
    """We ask an organization's representatives whether the accounts are all still theirs. One link, one button."""

    class Cause(models.TextChoices):
        YEARLY = "yearly", _("A year has passed")
        ODD = "odd", _("Something looks odd")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="askings")
    cause = models.CharField(_("why"), max_length=10, choices=Cause.choices)
    detail = models.CharField(_("what looks odd"), max_length=300, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    asked_at = models.DateTimeField(_("asked"))
    reminders = models.PositiveSmallIntegerField(_("reminders sent"), default=0)
    next_reminder_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lapsed_at = models.DateTimeField(_("given up"), null=True, blank=True)

    class Meta:
        verbose_name = _("question to representatives")
        verbose_name_plural = _("questions to representatives")
        indexes = [models.Index(fields=["next_reminder_at"], name="directory_reminders_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(answered_at=None, lapsed_at=None),
                name="directory_one_question_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"asking {self.organization_id}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.lapsed_at is None
