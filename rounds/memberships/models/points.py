"""Points. They lie in lots, each with its last day; every move is an entry from one lot to another, or in or out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rounds.memberships.models.orders import Order
from rounds.memberships.models.terms import Membership


class Wallet(models.Model):
    """Whose points: a person's, or an organization's, which its leader spends. Whoever moves points locks the row."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="wallet"
    )
    membership = models.OneToOneField(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="wallet"
    )

    class Meta:
        verbose_name = _("wallet")
        verbose_name_plural = _("wallets")
        constraints = [
            models.CheckConstraint(
                condition=(Q(user__isnull=False, membership=None) | Q(user=None, membership__isnull=False)),
                name="memberships_wallet_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"wallet {self.pk}"


class Lot(models.Model):
    """Points that came together and expire together. They count while `membership` is current or in grace.

    `remaining` is what the entries leave; it is kept for the database to hold it between 0 and `amount`.
    """

    wallet = models.ForeignKey(Wallet, on_delete=models.PROTECT, related_name="lots")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="lots")
    amount = models.PositiveIntegerField(_("points"))
    remaining = models.PositiveIntegerField(_("left"))
    expires_on = models.DateField(_("last day"))
    came_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lot of points")
        verbose_name_plural = _("lots of points")
        indexes = [
            models.Index(
                fields=["wallet", "expires_on", "id"],
                name="memberships_first_to_go",
                condition=Q(remaining__gt=0),
            ),
            models.Index(
                fields=["expires_on"], name="memberships_lots_expiring", condition=Q(remaining__gt=0)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(remaining__gte=0) & Q(remaining__lte=F("amount")) & Q(amount__gt=0),
                name="memberships_lot_never_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.remaining} of {self.amount} until {self.expires_on:%Y-%m-%d}"


class PointsOperation(models.Model):
    """One thing that happened to points, by one cause. Its entries say which lots it touched."""

    class Kind(models.TextChoices):
        DUES = "dues", _("With paid dues")
        TOP_UP = "top_up", _("Bought")
        TRANSFER = "transfer", _("Transferred")
        RETURN = "return", _("Returned")
        SPEND = "spend", _("Spent")
        UNSPEND = "unspend", _("Given back")
        EXPIRE = "expire", _("Expired")
        END = "end", _("Ended with the membership")
        REFUND = "refund", _("Taken back with a refund")
        UNPAID = "unpaid", _("Taken back with a payment that did not come")

    key = models.CharField(max_length=200, unique=True)  # the same cause moves points once
    kind = models.CharField(max_length=10, choices=Kind.choices)
    memo = models.CharField(_("for"), max_length=300, blank=True)
    order = models.ForeignKey(Order, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")

    def __str__(self) -> str:
        return self.key


class PointsEntry(models.Model):
    """`amount` points went from a lot to a lot. From none: they were issued. To none: spent, expired or taken back.

    Both sides stand in one row, so that points neither appear nor vanish unseen. Rows are added, never changed.
    """

    operation = models.ForeignKey(PointsOperation, on_delete=models.PROTECT, related_name="entries")
    source = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="outs")
    target = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="ins")
    amount = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="memberships_entry_is_something"),
            models.CheckConstraint(
                condition=(Q(source__isnull=False) | Q(target__isnull=False)) & ~Q(source=F("target")),
                name="memberships_entry_moves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} > {self.target_id}: {self.amount}"
