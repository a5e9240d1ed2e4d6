"""Templates in editions, organizations' own policies, and what their staff read."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.core.zones import ADVERTISED, Zone, open_to
from rounds.organizations.models import Organization


class TemplateQuerySet(models.QuerySet["Template"]):
    def published(self) -> Self:
        """Those with an edition that is published."""
        return self.filter(
            models.Exists(Edition.objects.published().filter(template_id=models.OuterRef("pk")))
        )

    def known_to(self, user: Any) -> Self:
        """Those whose title, summary and headings a person (or AnonymousUser) may see."""
        return self.published().filter(Q(zone__in=ADVERTISED) | Q(zone__in=open_to(user)))

    def visible_to(self, user: Any) -> Self:
        """Those whose clauses a person may read."""
        return self.published().filter(zone__in=open_to(user))


class Template(models.Model):
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=150)
    summary = models.CharField(_("in one sentence"), max_length=300)
    zone = models.CharField(_("who may read it"), max_length=20, choices=Zone.choices, default=Zone.GUEST)
    language = models.CharField(_("language"), max_length=35, default="en")
    created_at = models.DateTimeField()

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy template")
        verbose_name_plural = _("policy templates")

    def __str__(self) -> str:
        return self.title

    def is_known_in(self, zones: frozenset[str]) -> bool:
        return self.zone in ADVERTISED or self.zone in zones


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(published_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class Edition(models.Model):
    """`number` counts from 1. Without `published_at` it is the draft of the next; a template has at most one."""

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    what_changed = models.TextField(_("what changed, and why"), blank=True, max_length=2000)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="policies_edition_number_once"),
            models.UniqueConstraint(
                fields=["template"], condition=Q(published_at=None), name="policies_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template_id}, edition {self.number}"


class Clause(models.Model):
    """`text`: paragraphs and lists in Markdown, with blanks as {{key}}."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="clauses")
    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    heading = models.CharField(_("heading"), max_length=150)
    text = models.TextField(_("text"), max_length=10_000)
    guidance = models.TextField(_("guidance for whoever adopts it"), blank=True, max_length=2000)
    is_optional = models.BooleanField(_("optional"), default=False)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="policies_clause_key_once")]

    def __str__(self) -> str:
        return self.heading


class Blank(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="blanks")
    key = models.SlugField(_("key"), max_length=60)
    label = models.CharField(_("label"), max_length=120)
    hint = models.CharField(_("hint"), max_length=250, blank=True)
    example = models.CharField(_("example"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("blank")
        verbose_name_plural = _("blanks")
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="policies_blank_key_once")]

    def __str__(self) -> str:
        return self.label


class Policy(models.Model):
    """One organization's copy of one template. `version` grows with each change: who edits an older one is told."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="policies")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="policies")
    title = models.CharField(_("title"), max_length=150)
    version = models.PositiveIntegerField(default=1)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_up_at = models.DateTimeField(null=True)
    reading_key = models.CharField(
        max_length=43, blank=True
    )  # of the address that staff without a seat read it at
    contact = models.CharField(_("who answers questions about it"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "template"],
                condition=Q(given_up_at=None),
                name="policies_adopted_once",
            ),
            models.UniqueConstraint(
                fields=["reading_key"], condition=~Q(reading_key=""), name="policies_reading_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OwnClause(models.Model):
    """A clause in the organization's words. `based_on`: the published clause that it was last compared with.

    A clause of their own has no `based_on`. One that they left out stays, with `is_included` False, so that it is
    not offered again until it changes. `changed_in`: the version of the policy that made it what it is.
    """

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="clauses")
    key = models.SlugField(max_length=60)
    based_on = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(_("heading"), max_length=150)
    text = models.TextField(_("text"), max_length=10_000)
    is_included = models.BooleanField(default=True)
    changed_in = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("own clause")
        verbose_name_plural = _("own clauses")
        constraints = [models.UniqueConstraint(fields=["policy", "key"], name="policies_own_clause_key_once")]

    def __str__(self) -> str:
        return self.heading


class FormerClause(models.Model):
    """What an own clause was until `version` of the policy changed it, so that any step can be taken back.

    `was_there`: False where that version brought the clause.
    """

    clause = models.ForeignKey(OwnClause, on_delete=models.CASCADE, related_name="former")
    version = models.PositiveIntegerField()
    based_on = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, related_name="+")
    heading = models.CharField(max_length=150)
    text = models.TextField(max_length=10_000)
    is_included = models.BooleanField()
    was_there = models.BooleanField(default=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("former clause")
        verbose_name_plural = _("former clauses")
        constraints = [
            models.UniqueConstraint(fields=["clause", "version"], name="policies_former_clause_once")
        ]

    def __str__(self) -> str:
        return f"{self.heading}, before version {self.version}"


class FilledBlank(models.Model):
    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="filled")
    key = models.SlugField(max_length=60)
    text = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = _("filled blank")
        verbose_name_plural = _("filled blanks")
        constraints = [models.UniqueConstraint(fields=["policy", "key"], name="policies_filled_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class Release(models.Model):
    """What staff read, as it was when it was published: a trigger refuses to change it.

    `clauses`: [{"key", "heading", "text"}, …], the text in Markdown with its blanks filled.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="releases")
    title = models.CharField(max_length=150)
    clauses = models.JSONField()
    what_changed = models.CharField(_("what changed"), max_length=500, blank=True)
    contact = models.CharField(_("who answers questions about it"), max_length=250, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policies_release_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"
