"""What waits for the membership team, on the front page of the back office."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rounds.core import desk
from rounds.core.desk import Task
from rounds.memberships.actions.leadership import MANAGE
from rounds.memberships.models import Application, Order, Term

SOON = timedelta(days=30)


def enter() -> None:
    desk.enter(
        "memberships.applications",
        Task(
            permission=MANAGE,
            count=_to_read,
            label=lambda n: ngettext("%d application to read", "%d applications to read", n) % n,
            url_name="office_applications",
            rank=10,
            nothing=_("No application waits."),
        ),
    )
    desk.enter(
        "memberships.ending",
        Task(
            permission=MANAGE,
            count=_ending,
            label=lambda n: (
                ngettext("%d membership ends within 30 days", "%d memberships end within 30 days", n) % n
            ),
            url_name="office_memberships_ending",
            rank=30,
        ),
    )
    desk.enter(
        "memberships.stuck",
        Task(
            permission=MANAGE,
            count=lambda _at: Order.objects.paid_in_vain().count(),
            label=lambda n: ngettext("%d paid order came too late", "%d paid orders came too late", n) % n,
            url_name="office_memberships_stuck",
            rank=5,
        ),
    )


def _to_read(_at: datetime) -> int:
    return Application.objects.filter(state=Application.State.WAITING).count()


def _ending(at: datetime) -> int:
    return Term.objects.ending_between(at.date(), at.date() + SOON).count()
