"""What moderation keeps about a person: the reports they sent, and what they decided."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rounds.activity.actions import record
from rounds.moderation.models import Appeal, Case, Side
from rounds.users.addresses import verified_addresses
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

KEYS = ("token", "affected_token", "confirmation", "key")

TABLES = (
    Table(
        "moderation.Case",
        _("reports you sent, and decisions you took"),
        Fate.ANONYMOUS,
        _("A report goes on, and a decision holds, without your name and address: others rely on it."),
    ),
    Table(
        "moderation.Appeal",
        _("appeals you made or decided"),
        Fate.ANONYMOUS,
        _("They belong to the decision, and do not name you."),
    ),
)


def enter() -> None:
    register("moderation", Holding(tables=TABLES, export=export, erase=erase))


def export(user: User) -> Iterable[Part]:
    reports = _reports(user)
    mine = Appeal.objects.filter(case__in=reports, side=Side.REPORTER)
    decided = Case.objects.filter(decided_by=user)
    yield Part("reports.json", rows(reports, without=[*KEYS, "reporter", "decided_by"]))
    yield Part("appeals.json", rows(mine, "case__title", without=["against", "decided_by"]))
    yield Part(  # of the reporter, only what the decision says
        "decisions.json",
        rows(decided, without=[*KEYS, "text", "links", "reporter", "reporter_name", "reporter_email"]),
    )
    yield Part(
        "appeals-decided.json",
        rows(Appeal.objects.filter(decided_by=user), "case__title", without=["text", "against"]),
    )
    yield Part(
        "appeals-against-you.json",
        rows(Appeal.objects.filter(against=user), "case__title", without=["text", "decided_by"]),
    )


@transaction.atomic
def erase(user: User, at: datetime) -> None:
    """What was never confirmed goes whole. The rest stays, without the person."""
    unconfirmed = _reports(user).filter(state=Case.State.UNCONFIRMED)
    for case in unconfirmed.select_for_update():
        record(verb="case.forgotten", about=case, by=None, at=at)
        case.delete()
    _reports(user).update(reporter=None, reporter_name="", reporter_email="")


def _reports(user: User) -> QuerySet[Case]:
    """Signed in or not: a proven address is the person's."""
    theirs = Q(reporter=user)
    for address in verified_addresses(user):
        theirs |= Q(reporter_email__iexact=address)
    return Case.objects.filter(theirs)
