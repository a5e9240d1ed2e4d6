"""Invoices, payments and the ledger."""

from datetime import date
from secrets import token_urlsafe
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.billing.readers import organizations_read_by
from rounds.organizations.models import Organization


def new_token() -> str:
    return token_urlsafe(24)


class Counter(models.Model):
    """The last number given in a series. Whoever numbers locks the row, so that numbers have no gaps."""

    name = models.CharField(max_length=40, unique=True)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last__gte=0), name="billing_counts_up")]

    def __str__(self) -> str:
        return f"{self.name} {self.last}"


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def open(self) -> Self:
        """Invoices on which something is still owed."""
        return self.filter(kind=Invoice.Kind.INVOICE, settled_at=None)

    def overdue(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)

    def to_refund(self) -> Self:
        """Invoices for which more came in than was owed."""
        return self.filter(kind=Invoice.Kind.INVOICE, paid_cents__gt=F("total_cents") - F("credited_cents"))

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of organizations whose invoices one may read."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(Q(user=user) | Q(organization__in=organizations_read_by(user)))


class Invoice(models.Model):
    """A document with a number: who owes how much for what, until when. Or, with `credits`, a credit note.

    All but the last four fields is fixed when the row is written: a trigger of the database refuses the rest.
    Whom it is addressed to is written out, as the law wants it and as it was on that day.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("Invoice")
        CREDIT = "credit", _("Credit note")

    key = models.CharField(max_length=200, unique=True)  # what caused it: the same cause gets no second one
    serial = models.PositiveBigIntegerField(unique=True)  # without gaps, invoices and credit notes together
    number = models.CharField(_("number"), max_length=20, unique=True)
    token = models.CharField(max_length=40, unique=True, default=new_token)  # its address, for who pays
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.INVOICE)
    credits = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="credit_notes"
    )
    user = models.ForeignKey(  # who ordered
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="invoices"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="invoices"
    )
    bill_to = models.CharField(_("name"), max_length=300)
    attention = models.CharField(_("attention of"), max_length=200, blank=True)
    address = models.TextField(_("address"), max_length=600, blank=True)
    email = models.EmailField(_("e-mail address for invoices"), max_length=254)
    purchase_order = models.CharField(_("purchase order number"), max_length=60, blank=True)
    language = models.CharField(max_length=10, default="en")
    currency = models.CharField(max_length=3)  # ISO 4217
    issued_at = models.DateTimeField(_("issued"))
    issued_on = models.DateField(_("invoice date"))
    due_on = models.DateField(_("due"))
    total_cents = models.BigIntegerField(_("total"))  # of a credit note: what it takes back, positive
    memo = models.CharField(_("note"), max_length=500, blank=True)
    # What became of it.
    paid_cents = models.BigIntegerField(default=0)  # payments less refunds
    credited_cents = models.BigIntegerField(default=0)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)  # nothing is owed any more
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        permissions = [("manage_invoice", _("May issue, credit and settle invoices"))]
        indexes = [
            models.Index(fields=["due_on"], name="billing_owed", condition=Q(settled_at=None)),
            models.Index(fields=["user", "-serial"], name="billing_of_user"),
            models.Index(fields=["organization", "-serial"], name="billing_of_organization"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(total_cents__gte=0), name="billing_total_not_negative"),
            models.CheckConstraint(
                condition=(Q(kind="credit") & Q(credits__isnull=False))
                | (Q(kind="invoice") & Q(credits=None)),
                name="billing_credit_notes_credit",
            ),
            models.CheckConstraint(
                condition=Q(credited_cents__gte=0) & Q(credited_cents__lte=F("total_cents")),
                name="billing_credited_within_total",
            ),
            models.CheckConstraint(condition=Q(paid_cents__gte=0), name="billing_paid_not_negative"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("billing:invoice", args=[self.token])

    @property
    def is_credit_note(self) -> bool:
        return self.kind == self.Kind.CREDIT

    @property
    def owed_cents(self) -> int:
        """What is still to be paid; 0 on a credit note."""
        return 0 if self.is_credit_note else max(0, self.creditable_cents - self.paid_cents)

    @property
    def overpaid_cents(self) -> int:
        """What came in and is not ours; 0 on a credit note."""
        return 0 if self.is_credit_note else max(0, self.paid_cents - self.creditable_cents)

    @property
    def creditable_cents(self) -> int:
        """What has not been taken back yet."""
        return self.total_cents - self.credited_cents

    @property
    def is_taken_back(self) -> bool:
        """All of it, where there was something."""
        return 0 < self.total_cents == self.credited_cents

    def is_overdue(self, day: date) -> bool:
        return self.settled_at is None and self.due_on < day


class InvoiceLine(models.Model):
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    description = models.CharField(_("for"), max_length=500)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    unit_cents = models.BigIntegerField(_("each"))
    amount_cents = models.BigIntegerField(_("amount"))
    account = models.CharField(max_length=60)  # of the ledger, "dues": where the revenue goes

    class Meta:
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="billing_lines_in_order"),
            models.CheckConstraint(
                condition=Q(amount_cents=F("quantity") * F("unit_cents")), name="billing_line_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return self.description


class PaymentQuerySet(models.QuerySet["Payment"]):
    def to_send(self) -> Self:
        """Refunds that a provider has not given back to the card yet."""
        promised = Posting.objects.filter(payment=models.OuterRef("pk"), credit="refunds_payable")
        sent = Posting.objects.filter(payment=models.OuterRef("pk"), debit="refunds_payable")
        return self.filter(models.Exists(promised), ~models.Exists(sent), kind=Payment.Kind.REFUND)


class Payment(models.Model):
    """Money that moved for an invoice: in, or with kind REFUND back out. Never changed; a mistake is refunded."""

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("Payment")
        REFUND = "refund", _("Refund")

    class Method(models.TextChoices):
        BANK = "bank", _("Bank transfer")
        CHECK = "check", _("Check")
        CARD = "card", _("Card")

    key = models.CharField(
        max_length=200, unique=True
    )  # of a provider, its own reference: a replay is harmless
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PAYMENT)
    method = models.CharField(_("paid by"), max_length=10, choices=Method.choices)
    provider = models.CharField(max_length=40, blank=True)  # "stripe"
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    amount_cents = models.BigIntegerField(_("amount"))
    received_on = models.DateField(_("received"))
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="billing_payment_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id}: {self.kind} {self.amount_cents}"

    @property
    def reversal_reference(self) -> str:
        """The reference of a refund that says: this payment did not come after all."""
        return f"reversal:{self.pk}"

    def reversals(self) -> models.QuerySet["Payment"]:
        return Payment.objects.filter(
            invoice_id=self.invoice_id, kind=self.Kind.REFUND, reference=self.reversal_reference
        )

    @property
    def is_reversal(self) -> bool:
        return self.kind == self.Kind.REFUND and self.reference.startswith("reversal:")


class Posting(models.Model):
    """One line of the double-entry ledger: `amount_cents` moves from the credited account to the debited one.

    Both sides stand in one row, so the sum over all accounts is zero whatever is written. Rows are only added.
    """

    key = models.CharField(max_length=200, unique=True)
    debit = models.CharField(_("debit"), max_length=60)
    credit = models.CharField(_("credit"), max_length=60)
    amount_cents = models.BigIntegerField(_("amount"))
    currency = models.CharField(max_length=3)
    invoice = models.ForeignKey(Invoice, null=True, on_delete=models.PROTECT, related_name="postings")
    payment = models.ForeignKey(Payment, null=True, on_delete=models.PROTECT, related_name="postings")
    memo = models.CharField(max_length=300)
    happened_on = models.DateField(_("date"))
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("ledger")
        indexes = [
            models.Index(fields=["debit", "happened_on"], name="billing_debits"),
            models.Index(fields=["credit", "happened_on"], name="billing_credits"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="billing_posting_is_something"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="billing_posting_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.credit} > {self.debit} {self.amount_cents}"


class Checkout(models.Model):
    """Somebody was sent to a provider to pay an invoice by card."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="checkouts")
    provider = models.CharField(max_length=40)
    reference = models.CharField(max_length=200)  # the provider's own
    amount_cents = models.BigIntegerField()
    keeps_card = models.BooleanField(default=False)  # the payer wants later dues charged to the same card
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)  # "paid", "expired", "failed"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "reference"], name="billing_checkout_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.reference}"


class ProviderEventQuerySet(models.QuerySet["ProviderEvent"]):
    def problems(self) -> Self:
        """What only a person can put right: it is over for us, and something was wrong."""
        return self.exclude(handled_at=None).exclude(error="")


class ProviderEvent(models.Model):
    """What a provider told us, once each. `error`: what went wrong when we acted on it; it is tried again."""

    provider = models.CharField(max_length=40)
    reference = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = ProviderEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "reference"], name="billing_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.kind}"


class CardQuerySet(models.QuerySet["Card"]):
    def kept(self) -> Self:
        return self.filter(removed_at=None)

    def of(self, invoice: Invoice) -> Self:
        """The card that its payer keeps: the organization's, or the person's own."""
        if invoice.organization_id:
            return self.kept().filter(organization=invoice.organization_id)
        return self.kept().filter(user=invoice.user_id, organization=None) if invoice.user_id else self.none()

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of organizations whose invoices one may read."""
        own = Q(user=user, organization=None)
        return self.kept().filter(own | Q(organization__in=organizations_read_by(user)))


class Card(models.Model):
    """A card that a provider keeps for a payer, who agreed that renewals are charged to it. We keep no number."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="cards"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="cards"
    )
    provider = models.CharField(max_length=40)
    customer = models.CharField(max_length=200)  # the provider's references
    method = models.CharField(max_length=200)
    label = models.CharField(_("card"), max_length=60)  # "Visa ending in 4242"
    agreed_at = models.DateTimeField(_("agreed"))
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(removed_at=None, organization=None),
                name="billing_one_card_of_person",
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(removed_at=None), name="billing_one_card_of_organization"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Attempt(models.Model):
    """One try to charge an invoice to a kept card. There are few, at set days, and then no more."""

    class Outcome(models.TextChoices):
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Failed")

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="attempts")
    card = models.ForeignKey(Card, null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField(_("due"))
    tried_at = models.DateTimeField(_("tried"), null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "number"], name="billing_attempts_in_order"),
        ]
        indexes = [models.Index(fields=["due_at"], name="billing_to_try", condition=Q(tried_at=None))]

    def __str__(self) -> str:
        return f"{self.invoice_id} {self.number}"
