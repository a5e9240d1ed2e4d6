"""What those who control content disclosed, and the roles that they have with it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.credits.models.designated import Activity, Part


class Disclosure(models.Model):
    """What one person said at one moment of the months before it. Never changed: a newer one takes its place."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="disclosures")
    given_at = models.DateTimeField()
    months = models.PositiveSmallIntegerField()  # before `given_at` that it covers

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        indexes = [models.Index(fields=["person", "given_at"], name="credits_disclosed")]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.given_at:%Y-%m-%d}"


class Relation(models.Model):
    """With a company that makes, sells or markets what is used on or by patients. A disclosure without any: nothing."""

    class Kind(models.TextChoices):
        EMPLOYEE = "employee", _("employee")
        OWNER = "owner", _("owner, or stock that is not publicly traded")
        STOCK = "stock", _("individual stock or options, publicly traded")
        CONSULTANT = "consultant", _("consultant or adviser")
        SPEAKER = "speaker", _("paid speaker or teacher")
        RESEARCH = "research", _("research funding")
        ROYALTY = "royalty", _("royalties or patents")
        OTHER = "other", _("something else of financial worth")

    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="relations")
    company = models.CharField(_("company"), max_length=150)
    kind = models.CharField(_("what you are to it"), max_length=12, choices=Kind.choices)
    is_in_control = models.BooleanField(_("the company has a say in what you teach"), default=False)
    has_ended = models.BooleanField(_("has ended"), default=False)

    class Meta:
        verbose_name = _("relation to a company")
        verbose_name_plural = _("relations to companies")

    def __str__(self) -> str:
        return self.company


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)


class Role(models.Model):
    """Control of an activity's content. `minutes`: what of it they gave or wrote; empty: all of it, or of the part."""

    class Kind(models.TextChoices):
        AUTHOR = "author", _("author")
        PRESENTER = "presenter", _("presenter")
        REVIEWER = "reviewer", _("reviewer")
        PLANNER = "planner", _("planner")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="roles")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, blank=True, related_name="roles")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles_in_content"
    )
    kind = models.CharField(_("role"), max_length=10, choices=Kind.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="roles")
    mitigation = models.TextField(_("how it is kept out of the content"), max_length=1_000, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role in content")
        verbose_name_plural = _("roles in content")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person", "kind", "part"],
                condition=Q(ended_at=None),
                name="credits_role_in_part_once",
            ),
            models.UniqueConstraint(
                fields=["activity", "person", "kind"],
                condition=Q(ended_at=None, part=None),
                name="credits_role_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} of {self.activity_id}"

    @property
    def is_teaching(self) -> bool:
        """What they made or gave themselves is not theirs to claim as a learner."""
        return self.kind in (Role.Kind.AUTHOR, Role.Kind.PRESENTER)
