"""Memberships and their terms. A term is written once; joining, renewing, upgrading and ending add rows."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from rounds.billing.models import Invoice
from rounds.memberships.models.plans import Plan
from rounds.organizations.models import Organization


class MembershipQuerySet(models.QuerySet["Membership"]):
    def led_by(self, user_id: int) -> Self:
        return self.filter(leaderships__user_id=user_id, leaderships__until_at=None)


class Membership(models.Model):
    """One holder's relation to the network, across all its terms and gaps: a person's, or an organization's."""

    kind = models.CharField(max_length=20, choices=Plan.Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    opened_at = models.DateTimeField(_("opened"))
    renews_itself = models.BooleanField(
        default=True
    )  # a renewal invoice goes out; off: it ends with its term
    # Where invoices go. Kept here because renewals go to the same desk; invoices write out their own.
    bill_to = models.CharField(_("name on invoices"), max_length=300, blank=True)
    attention = models.CharField(_("attention of"), max_length=200, blank=True)
    address = models.TextField(_("address"), max_length=600, blank=True)
    billing_email = models.EmailField(_("e-mail address for invoices"), max_length=254, blank=True)
    purchase_order = models.CharField(_("purchase order number"), max_length=60, blank=True)
    revenue = models.PositiveBigIntegerField(_("yearly revenue"), null=True, blank=True)  # whole dollars

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        permissions = [("manage_membership", _("May decide applications and manage memberships"))]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="organization", organization__isnull=False, user=None)
                    | (~Q(kind="organization") & Q(user__isnull=False, organization=None))
                ),
                name="memberships_one_holder",
            ),
            models.UniqueConstraint(fields=["organization"], name="memberships_one_of_organization"),
            models.UniqueConstraint(fields=["user", "kind"], name="memberships_one_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.organization_id or self.user_id}"


class TermQuerySet(models.QuerySet["Term"]):
    def ending_between(self, first: date, last: date) -> Self:
        """Running terms that end by themselves in these days, with nothing agreed after them."""
        later = Term.objects.filter(
            membership=OuterRef("membership"), starts_on__gt=OuterRef("starts_on"), ending=None
        )
        running = self.filter(ends_on__range=(first, last), starts_on__lte=first, ending=None)
        return running.exclude(Exists(later))


class Term(models.Model):
    """One period of a membership, first day to last day. A trigger of the database refuses to change it.

    Whether it counts on a day follows from `basis`: an invoice that is paid or not yet due, a waiver, an honor.
    """

    class Basis(models.TextChoices):
        INVOICE = "invoice", _("Invoice")
        WAIVER = "waiver", _("Waived")
        HONOR = "honor", _("Honorary")

    class How(models.TextChoices):
        JOINED = "joined", _("Joined")
        RENEWED = "renewed", _("Renewed")
        REJOINED = "rejoined", _("Came back")
        UPGRADED = "upgraded", _("Upgraded")
        RESTORED = "restored", _("Back to what it was")  # an upgrade was credited

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="terms")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)  # the last day; without end: honorary alone
    basis = models.CharField(max_length=10, choices=Basis.choices)
    invoice = models.ForeignKey(Invoice, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(  # who waived, or who honors
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)  # of a waiver or an honor
    dues_cents = models.BigIntegerField(_("dues"))  # for the whole year on this plan, as agreed
    zones = models.JSONField(default=list)  # as the plan opened them when the term was written
    seats = models.PositiveIntegerField(_("seats"), default=0)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    written_at = models.DateTimeField()

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        indexes = [
            models.Index(fields=["membership", "starts_on"], name="memberships_terms_in_order"),
            models.Index(fields=["ends_on"], name="memberships_terms_ending"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(  # a comparison with no day is neither true nor false, and a check lets that pass
                    Q(ends_on__isnull=False, ends_on__gte=F("starts_on"))
                    | Q(ends_on__isnull=True, basis="honor")
                ),
                name="memberships_terms_end",
            ),
            models.CheckConstraint(
                condition=(
                    Q(basis="invoice", invoice__isnull=False)
                    | (Q(basis__in=["waiver", "honor"]) & Q(approved_by__isnull=False) & ~Q(reason=""))
                ),
                name="memberships_terms_have_a_basis",
            ),
            models.UniqueConstraint(fields=["invoice"], name="memberships_one_term_of_an_invoice"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.starts_on} to {self.ends_on or 'no end'}"


class Ending(models.Model):
    """A term ended before its last day. `ended_on` is the first day on which it no longer counts."""

    class Reason(models.TextChoices):
        UPGRADED = "upgraded", _("Upgraded")
        REFUNDED = "refunded", _("Left, with a refund")
        UNPAID = "unpaid", _("Never paid")
        CREDITED = "credited", _("The invoice was credited")
        LEFT = "left", _("Left")
        CLOSED = "closed", _("The person closed their account")

    term = models.OneToOneField(Term, on_delete=models.PROTECT, related_name="ending")
    ended_on = models.DateField(_("ended"))
    reason = models.CharField(_("why"), max_length=10, choices=Reason.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("ending")
        verbose_name_plural = _("endings")

    def __str__(self) -> str:
        return f"{self.term_id} {self.reason} {self.ended_on:%Y-%m-%d}"


class Notice(models.Model):
    """What the clock told the holder about a term, each thing once: it also keeps a crash from telling twice."""

    class Kind(models.TextChoices):
        INVOICED = "invoiced", _("Renewal invoice")
        DAYS_60 = "days_60", _("60 days before the end")
        DAYS_30 = "days_30", _("30 days before the end")
        DAYS_7 = "days_7", _("7 days before the end")
        GRACE = "grace", _("The grace period began")
        LAPSED = "lapsed", _("The membership lapsed")
        # Of a term that was paid after it had been told so.
        GRACE_AGAIN = "grace_2", _("The grace period began again")
        LAPSED_AGAIN = "lapsed_2", _("The membership lapsed again")

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "kind"], name="memberships_told_once")]

    def __str__(self) -> str:
        return f"{self.term_id} {self.kind} {self.day}"
