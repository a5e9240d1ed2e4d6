"""A plan, the people who write it, and what they say to one another about it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from rounds.organizations.models import Organization

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def new_code() -> str:
    return get_random_string(10, LETTERS)


class StrategicPlanQuerySet(models.QuerySet["StrategicPlan"]):
    def written_by(self, user: Any) -> Self:
        return self.filter(Q(authors__user=user, authors__left_at=None)).distinct()

    def returned_to(self, user: Any) -> Self:
        """Whoever leads it sends it again. The longest ago first."""
        lead = Author.objects.filter(plan=OuterRef("pk"), user=user, is_lead=True, left_at=None)
        found = self.filter(Exists(lead), state=StrategicPlan.State.RETURNED, archived_at=None)
        return found.order_by("state_since", "pk")


class StrategicPlan(models.Model):
    """`organization`: as it stands in the List; `organization_name` is what the authors call it.

    Draft: it is written. Sent: a reviewer has it, and nobody changes it. Returned: written again, remarks beside it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("In review")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    WRITABLE = (State.DRAFT, State.RETURNED)

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)  # its address
    title = models.CharField(_("title"), max_length=160)
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="strategic_plans"
    )
    organization_name = models.CharField(_("organization"), max_length=200)
    language = models.CharField(_("language"), max_length=12, default="en")
    currency = models.CharField(_("currency"), max_length=3)
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    state_since = models.DateTimeField()
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)  # put away by its authors; it can be brought back

    objects = StrategicPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("strategic plan")
        verbose_name_plural = _("strategic plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("begins_on")),
                name="plans_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/plans/{self.code}/"

    @property
    def is_writable(self) -> bool:
        return self.state in self.WRITABLE and self.archived_at is None


class Author(models.Model):
    """A plan has exactly one lead at a time: who sends it, and invites."""

    plan = models.ForeignKey(StrategicPlan, on_delete=models.CASCADE, related_name="authors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authored_plans"
    )
    is_lead = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [
            models.UniqueConstraint(fields=["plan", "user"], name="plans_author_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(is_lead=True, left_at=None), name="plans_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} writes {self.plan_id}"


class Invitation(models.Model):
    """To write along, by a link in a mail. `digest`: of the link's secret, which is kept nowhere."""

    plan = models.ForeignKey(StrategicPlan, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation to a plan")
        verbose_name_plural = _("invitations to plans")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="plans_invited_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.plan_id}"


class Comment(models.Model):
    """On a section; `quote` is what of it was meant. `answers`: the comment that this one answers."""

    plan = models.ForeignKey(StrategicPlan, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=20)
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    quote = models.CharField(max_length=400, blank=True)
    text = models.TextField(_("comment"), max_length=4_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_out_at = models.DateTimeField(null=True)  # by whoever wrote it

    class Meta:
        verbose_name = _("comment on a plan")
        verbose_name_plural = _("comments on plans")
        indexes = [models.Index(fields=["plan", "section", "at"], name="plans_comments_of_section")]

    def __str__(self) -> str:
        return self.text[:60]
