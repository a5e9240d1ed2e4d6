"""A plan as it was kept or sent, and how a reviewer judged it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.plans.models.plans import StrategicPlan


class Edition(models.Model):
    """The whole plan as it stood: `content` has the shape that `rounds.plans.content` gives. Never changed."""

    class Why(models.TextChoices):
        KEPT = "kept", _("Kept by hand")
        SENT = "sent", _("Sent for review")

    plan = models.ForeignKey(StrategicPlan, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()  # of this plan, from 1
    why = models.CharField(max_length=8, choices=Why.choices)
    name = models.CharField(_("name"), max_length=120, blank=True)
    content = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plans_edition_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}, version {self.number}"


class Review(models.Model):
    """Of one edition. `reviewer` is empty until the center names one; authors never review their own plan.

    `version` counts the saves of the summary while it is typed; ratings and remarks count theirs.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        RETURNED = "returned", _("Returned")

    plan = models.ForeignKey(StrategicPlan, on_delete=models.CASCADE, related_name="reviews")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="review")
    rubric = models.PositiveSmallIntegerField()  # the number of the rubric it is judged by
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="plan_reviews"
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    named_at = models.DateTimeField(null=True)
    due_on = models.DateField(_("wanted by"), null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    summary = models.TextField(_("in a few words"), blank=True, max_length=4_000)
    version = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)  # by the authors, before it was decided

    class Meta:
        verbose_name = _("review of a plan")
        verbose_name_plural = _("reviews of plans")
        permissions = [
            ("name_reviewer", "Can name the reviewer of a plan"),
            ("review_plan", "Can review plans"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(decided_at=None, taken_back_at=None),
                name="plans_one_review_open",
            ),
            models.CheckConstraint(
                condition=(Q(verdict="") & Q(decided_at=None))
                | (~Q(verdict="") & Q(decided_at__isnull=False) & Q(reviewer__isnull=False)),
                name="plans_verdict_has_reviewer_and_moment",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(taken_back_at=None), name="plans_decided_or_taken_back"
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.edition_id}"


class Rating(models.Model):
    """By one criterion of the rubric. `level`: 0 (missing) to 3 (strong)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.SlugField(max_length=40)
    level = models.PositiveSmallIntegerField(null=True)  # none yet, while only the reason is typed
    remark = models.TextField(_("why"), blank=True, max_length=2_000)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="plans_rated_once"),
            models.CheckConstraint(condition=Q(level__lte=3), name="plans_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"


class Remark(models.Model):
    """On a clause: a section, and in it what `quote` names. The authors answer it, and the reviewer sees how."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="remarks")
    section = models.CharField(max_length=20)
    quote = models.CharField(max_length=400, blank=True)
    text = models.TextField(_("remark"), max_length=4_000)
    must_change = models.BooleanField(_("has to be mended"), default=True)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    answer = models.TextField(_("answer"), blank=True, max_length=2_000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return self.text[:60]
