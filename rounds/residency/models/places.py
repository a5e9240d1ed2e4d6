"""Who applies for a cohort, who has a place in it, and what was paid for it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.billing.models import Invoice
from rounds.memberships.models import PointsOperation
from rounds.plans.models import StrategicPlan
from rounds.residency.models.cohorts import Chief, Cohort


class Application(models.Model):
    """A draft is kept until the prerequisites are there. Waiting: in the order of `waiting_since`."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Not sent yet")
        SENT = "sent", _("Sent")
        WAITING = "waiting", _("On the waiting list")
        PLACED = "placed", _("Has a place")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="applications")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="residency_applications"
    )
    role = models.CharField(_("what you do"), max_length=200, blank=True)
    why = models.TextField(_("why you want to come"), blank=True, max_length=4_000)
    access_needs = models.TextField(_("what we should prepare for you"), blank=True, max_length=1_000)
    wants_points = models.BooleanField(_("pay the fee with points"), default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    state_since = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True, max_length=2_000)  # told to whoever applied
    settled_at = models.DateTimeField(null=True)  # told of a cancelled cohort, and the fee given back
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("application to a cohort")
        verbose_name_plural = _("applications to cohorts")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user"], name="residency_applied_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", waiting_since__isnull=False)
                | (~Q(state="waiting") & Q(waiting_since=None)),
                name="residency_waiting_has_a_place_in_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.cohort_id}"


class PlaceQuerySet(models.QuerySet["Place"]):
    def held(self) -> Self:
        return self.filter(left_at=None)

    def of(self, user: Any) -> Self:
        return self.filter(user=user)


class Place(models.Model):
    """A resident in a cohort. With a chief they have one of the chief's eight seats: the database has no ninth."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="residents")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="place")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="residencies")
    chief = models.ForeignKey(Chief, on_delete=models.PROTECT, null=True, related_name="residents")
    seat = models.PositiveSmallIntegerField(null=True)
    plan = models.ForeignKey(StrategicPlan, on_delete=models.SET_NULL, null=True, related_name="capstone_of")
    began_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_why = models.TextField(_("why they left"), blank=True, max_length=2_000)
    completed_at = models.DateTimeField(null=True)
    completed_why = models.TextField(blank=True, max_length=2_000)  # where a person said so, not the rule
    calendar_key = models.CharField(max_length=40, blank=True)  # in the address of their calendar
    read_at = models.DateTimeField(null=True)  # the group's posts
    told_at = models.DateTimeField(null=True)  # of new posts, by mail

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user"], condition=Q(left_at=None), name="residency_resident_once"
            ),
            models.UniqueConstraint(
                fields=["chief", "seat"], condition=Q(left_at=None), name="residency_seat_once"
            ),
            models.CheckConstraint(
                condition=Q(chief=None, seat=None)
                | Q(chief__isnull=False, seat__gte=1, seat__lte=Chief.MOST),
                name="residency_eight_to_a_chief",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(completed_at=None), name="residency_left_or_completed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.cohort_id}"


class Fee(models.Model):
    """Owed by invoice or paid in points; one of both."""

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="fee")
    cents = models.PositiveIntegerField()
    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, null=True, related_name="+")
    points = models.OneToOneField(PointsOperation, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        constraints = [
            models.CheckConstraint(
                condition=Q(invoice=None, points__isnull=False) | Q(invoice__isnull=False, points=None),
                name="residency_invoice_or_points",
            )
        ]

    def __str__(self) -> str:
        return f"fee of {self.place_id}"
