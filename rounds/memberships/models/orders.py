"""What somebody asks for: applications, and orders that an invoice bills and that are delivered when it may be."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.billing.models import Invoice
from rounds.memberships.models.plans import Plan
from rounds.memberships.models.terms import Membership, Term
from rounds.organizations.models import Organization


class Application(models.Model):
    """Somebody asks to join a plan. An organization's form names it: from the List, or in words until staff find it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        ASKED = "asked", _("We asked back")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    key = models.UUIDField(default=uuid.uuid4, unique=True)  # of the form: sent twice, it is stored once
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="applications")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organization_name = models.CharField(_("organization"), max_length=300, blank=True)
    organization_place = models.CharField(_("city and country"), max_length=200, blank=True)
    organization_website = models.URLField(_("website"), max_length=500, blank=True)
    role = models.CharField(_("your role there"), max_length=200, blank=True)
    revenue = models.PositiveBigIntegerField(_("yearly revenue"), null=True, blank=True)  # whole dollars
    seats = models.PositiveIntegerField(_("seats"), default=0)  # wanted in all; below those included: these
    bill_to = models.CharField(_("name on the invoice"), max_length=300, blank=True)
    attention = models.CharField(_("attention of"), max_length=200, blank=True)
    address = models.TextField(_("address"), max_length=600, blank=True)
    billing_email = models.EmailField(_("e-mail address for invoices"), max_length=254, blank=True)
    purchase_order = models.CharField(_("purchase order number"), max_length=60, blank=True)
    answers = models.JSONField(default=list)  # [{"question": "…", "answer": "…"}], as asked on that day
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sent_at = models.DateTimeField(_("sent"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)  # of a decline, as it is told

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes = [
            models.Index(fields=["sent_at"], name="memberships_to_read", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.organization_name or self.user_id}: {self.plan_id}"


class ApplicationMessage(models.Model):
    """What staff asked back, and what the applicant answered."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    is_from_staff = models.BooleanField()
    text = models.TextField(_("message"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return self.text[:60]


class OrderQuerySet(models.QuerySet["Order"]):
    def paid_in_vain(self) -> Self:
        """Upgrades that were paid when the year that they were for was over: staff put them right."""
        return self.filter(delivered_at=None, called_off_at=None, invoice__settled_at__isnull=False)


class Order(models.Model):
    """What is bought with one invoice. It is delivered once: when the invoice is settled, or at once on terms."""

    class Kind(models.TextChoices):
        JOIN = "join", _("Joining")
        RENEW = "renew", _("Renewal")
        UPGRADE = "upgrade", _("Upgrade")
        TOP_UP = "top_up", _("Points")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="orders")
    user = models.ForeignKey(  # who ordered; of points: to whose wallet, unless it is the organization's
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    application = models.OneToOneField(
        Application, null=True, blank=True, on_delete=models.PROTECT, related_name="order"
    )
    follows = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    seats = models.PositiveIntegerField(default=0)
    dues_cents = models.BigIntegerField(default=0)  # for a whole year; an upgrade is billed a part of it
    points = models.PositiveIntegerField(default=0)
    to_organization = models.BooleanField(default=False)  # points go to the organization's wallet
    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="order")
    placed_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="top_up") & Q(points__gt=0)) | (~Q(kind="top_up") & Q(plan__isnull=False)),
                name="memberships_orders_something",
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=Q(kind="renew", called_off_at=None),
                name="memberships_renewed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.membership_id}"
