"""What can be earned, who earned it, and the keys that say so. What was signed never changes."""

import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.badges.statuses import SIZE

RESERVED = ("awards", "status", "verify")  # addresses of pages of ours


def new_code() -> str:
    """Not to be guessed: before it is shared only its holder knows it."""
    return secrets.token_hex(12)


class Achievement(models.Model):
    """What can be earned. `kind` and `key` say of what: contexts above name their courses by them."""

    class Kind(models.TextChoices):
        COURSE = "course", _("course")
        OTHER = "other", _("something else")

    IN_THE_STANDARD = {Kind.COURSE: "Course", Kind.OTHER: "Badge"}

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    key = models.CharField(_("key"), max_length=80)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    code = models.CharField(_("code"), max_length=20, blank=True)  # "PRO 101"
    name = models.CharField(_("name"), max_length=150)
    description = models.CharField(_("what it is, in one or two sentences"), max_length=500)
    criteria = models.TextField(_("what one has to do for it"), max_length=2_000)
    language = models.CharField(_("language"), max_length=35, default="en")
    created_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="badges_achievement_once"),
            models.CheckConstraint(condition=~Q(slug__in=RESERVED), name="badges_address_is_free"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("badges:achievement", args=[self.slug])


class Picture(models.Model):
    """Drawn when it is first asked for, and anew once the name has changed."""

    achievement = models.OneToOneField(Achievement, on_delete=models.CASCADE, related_name="picture")
    svg = models.TextField()
    png = models.BinaryField()

    class Meta:
        verbose_name = _("picture of an achievement")
        verbose_name_plural = _("pictures of achievements")

    def __str__(self) -> str:
        return f"picture of {self.achievement_id}"


class SigningKeyQuerySet(models.QuerySet["SigningKey"]):
    def signing(self) -> Self:
        return self.filter(retired_at=None)

    def of(self, did: str) -> Self:
        return self.filter(did=did)


class SigningKey(models.Model):
    """`public`: as multibase. `sealed`: the private one, of no use without our secret; gone once it is retired.

    One signs at a time; those of before go on verifying.
    """

    suite = models.CharField(max_length=30, default="eddsa-rdfc-2022", editable=False)
    did = models.CharField(_("issuer"), max_length=300)
    public = models.CharField(_("public key"), max_length=100, unique=True)
    sealed = models.TextField(blank=True, editable=False)
    began_at = models.DateTimeField(_("signs from"))
    retired_at = models.DateTimeField(_("until"), null=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        constraints = [
            models.UniqueConstraint(
                fields=["suite"], condition=Q(retired_at=None), name="badges_one_key_signs"
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None) ^ Q(sealed=""), name="badges_retired_keys_are_destroyed"
            ),
        ]

    def __str__(self) -> str:
        return f"…{self.public[-8:]}"

    @property
    def method(self) -> str:
        return f"{self.did}#{self.public}"


class AwardQuerySet(models.QuerySet["Award"]):
    def standing(self) -> Self:
        return self.filter(revoked_at=None)

    def shared(self) -> Self:
        """Those with a page for everybody, taken back or not."""
        return self.filter(is_public=True).exclude(credential="")

    def of(self, user: Any) -> Self:
        return self.filter(user=user).exclude(credential="")


class Award(models.Model):
    """`credential`: the JSON exactly as it was signed; empty once its holder has left. `fingerprint`: of its values.

    Nothing changes but who may see it, and that it was taken back.
    """

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="awards")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="awards")
    code = models.SlugField(max_length=32, unique=True, default=new_code)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="awards")
    credential = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    status_index = models.PositiveBigIntegerField(unique=True)  # through all lists
    hundredths = models.PositiveIntegerField(_("credit, in hundredths"), default=0)
    awarded_at = models.DateTimeField(_("awarded"))
    awarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_public = models.BooleanField(_("has a page for everybody"), default=False)
    revoked_at = models.DateTimeField(_("taken back"), null=True)
    revoked_reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("badge")
        verbose_name_plural = _("badges")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "achievement"], condition=Q(revoked_at=None), name="badges_awarded_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_reason="") | ~Q(revoked_at=None),
                name="badges_reason_of_what_is_taken_back",
            ),
        ]
        indexes = [
            models.Index(fields=["status_index"], condition=~Q(revoked_at=None), name="badges_taken_back")
        ]

    def __str__(self) -> str:
        return f"{self.achievement_id} for {self.user_id}"

    def get_absolute_url(self) -> str:
        return reverse("badges:award", args=[self.code])

    @property
    def list_number(self) -> int:
        return self.status_index // SIZE
