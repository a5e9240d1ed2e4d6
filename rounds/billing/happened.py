"""What happened to an invoice: the record's own words, with how much money and why."""

from django.utils.translation import gettext as _

from rounds.activity.models import Activity
from rounds.activity.verbs import in_words
from rounds.billing.money import money


def told_of(activity: Activity, currency: str) -> str:
    told = in_words(activity.verb)
    if cents := activity.data.get("cents"):
        told = _("%(what)s, %(money)s") % {"what": told, "money": money(cents, currency)}
    if reason := activity.data.get("reason"):
        told = _("%(what)s: %(why)s") % {"what": told, "why": reason}
    return told
