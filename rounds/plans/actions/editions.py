"""A plan kept as it stands: by hand under a name, or because it is sent."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from rounds.activity.actions import record
from rounds.plans.access import NOT_AN_AUTHOR, is_author
from rounds.plans.actions.writing import held
from rounds.plans.content import content_of
from rounds.plans.models import Edition, StrategicPlan
from rounds.plans.refusing import Refused
from rounds.users.models import User

SAME = _("Nothing has changed since version %(number)d, which is kept already.")


@transaction.atomic
def keep(*, plan: StrategicPlan, name: str, by: User, at: datetime) -> Edition:
    """By an author, at any time. Raises Refused."""
    locked = held(plan)
    if not is_author(locked, by):
        raise Refused(NOT_AN_AUTHOR)
    content = content_of(locked)
    last = locked.editions.order_by("-number").first()
    if last and last.content == content:
        raise Refused(SAME % {"number": last.number})
    edition = made(locked, Edition.Why.KEPT, content, by, at, name=name.strip())
    record(verb="plan.edition_kept", about=locked, by=by, at=at, number=edition.number)
    return edition


def made(
    plan: StrategicPlan, why: str, content: dict[str, object], by: User, at: datetime, name: str = ""
) -> Edition:
    """`plan` is locked, so that numbers follow one another."""
    last = plan.editions.aggregate(last=Max("number"))["last"] or 0
    return Edition.objects.create(
        plan=plan, number=last + 1, why=why, name=name, content=content, by=by, at=at
    )
