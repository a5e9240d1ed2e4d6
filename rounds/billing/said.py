"""What the record says about invoices and payments, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "card.kept": _("Card kept"),
    "card.removed": _("Card removed"),
    "invoice.charge_failed": _("The card could not be charged"),
    "invoice.charge_planned": _("The kept card is to be charged"),
    "invoice.checkout_started": _("Paying by card begun"),
    "invoice.credited": _("Credited"),
    "invoice.disputed": _("The card's holder disputes the payment"),
    "invoice.issued": _("Issued"),
    "invoice.paid": _("Payment noted"),
    "invoice.payment_reversed": _("Payment taken out: it did not arrive"),
    "invoice.refunded": _("Refund noted"),
    "invoice.reminded": _("Reminder sent"),
    "invoice.reopened": _("Open again"),
    "invoice.settled": _("Settled"),
    "payout.written": _("Payout of the card company noted"),
    "provider_event.put_right": _("Put right by hand"),
    "refund.failed": _("The refund failed"),
    "refund.sent": _("The refund was sent"),
}
