"""Credit in the back office: what is designated, in its search; what somebody earned, on its page about them."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rounds.core import finding
from rounds.credits import claimable
from rounds.credits.explaining import credit
from rounds.credits.models import Activity, Entry
from rounds.users import panels
from rounds.users.models import User

MANAGE = "credits.manage_credit"
SHOWN = 20


def enter() -> None:
    finding.enter(
        "credits.activities",
        finding.Finder(permission=MANAGE, label=_("Designated for credit"), find=find_activities, rank=60),
    )
    panels.enter(
        "credits.entries", panels.Panel(permission=MANAGE, label=_("Credit"), rows=_entries_of, rank=60)
    )


def find_activities(words: str, most: int) -> Sequence[finding.Found]:
    called = Q(title__icontains=words) | Q(key__icontains=words)
    found = Activity.objects.filter(called).order_by("title", "pk")[:most]
    return [
        finding.Found(
            one.title, reverse("office_credit_activity", args=[one.pk]), claimable.label_of(one.kind)
        )
        for one in found
    ]


def _entries_of(person: User, at: datetime) -> Sequence[panels.Row]:
    found = Entry.objects.filter(user=person).select_related("activity").newest_first()[:SHOWN]
    return [
        panels.Row(
            f"{credit(one.hundredths)} · {one.activity.title}",
            date_format(timezone.localtime(one.period_to).date()),
            reverse("office_credit_entry", args=[one.pk]),
        )
        for one in found
    ]
