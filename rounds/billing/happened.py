"""What happened to an invoice, in plain words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.activity.models import Activity
from rounds.billing.money import money

_WORDS = {
    "invoice.issued": gettext_lazy("issued it"),
    "invoice.settled": gettext_lazy("found nothing owed any more"),
    "invoice.reopened": gettext_lazy("opened it again"),
    "invoice.reminded": gettext_lazy("reminded the payer"),
    "invoice.paid": gettext_lazy("wrote down a payment of %(amount)s"),
    "invoice.credited": gettext_lazy("credited %(amount)s"),
    "invoice.refunded": gettext_lazy("gave back %(amount)s"),
    "invoice.payment_reversed": gettext_lazy("took out a payment of %(amount)s"),
    "invoice.checkout_started": gettext_lazy("went to the card company"),
    "invoice.charge_planned": gettext_lazy("planned to charge the kept card"),
    "invoice.charge_failed": gettext_lazy("could not charge the kept card"),
    "invoice.disputed": gettext_lazy("was told that a bank took back %(amount)s"),
}


def told_of(activity: Activity) -> str:
    words = str(_WORDS.get(activity.verb, activity.verb))
    told = words % {"amount": money(activity.data.get("cents", 0))}
    if reason := activity.data.get("reason"):
        return _("%(what)s: %(why)s") % {"what": told, "why": reason}
    return told
