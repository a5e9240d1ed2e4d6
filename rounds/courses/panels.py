"""What the back office's page about a person says of their time in checks."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.courses.checks.allowed import GIVE_TIME
from rounds.courses.models import ExtraTime
from rounds.users import panels
from rounds.users.models import User


def enter() -> None:
    panels.enter(
        "courses.extra_time",
        panels.Panel(permission=GIVE_TIME, label=gettext_lazy("Time in checks"), rows=_extra_time, rank=60),
    )


def _extra_time(person: User, at: datetime) -> Sequence[panels.Row]:
    percent = ExtraTime.objects.filter(user=person).values_list("percent", flat=True).first()
    label = _("%(percent)d percent more") % {"percent": percent} if percent else _("As everybody")
    return [panels.Row(label, "", reverse("office_extra_time", args=[person.pk]))]
