"""The moderators' queue: which submissions, in which order."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.directory.models import Submission
from rounds.directory.moderation.risk import BANDS

State = Submission.State
STATES: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "waiting": (_("Waiting for us"), (State.WAITING,)),
    "asked": (_("Waiting for the sender's answer"), (State.ASKED,)),
    "decided": (_("Decided"), (State.ACCEPTED, State.DECLINED)),
    "unconfirmed": (_("Not confirmed yet"), (State.UNCONFIRMED,)),
    "withdrawn": (_("Withdrawn"), (State.WITHDRAWN,)),
}
RISKS: dict[str, str | Promise] = {"high": _("High risk"), "some": _("Some risk"), "low": _("Low risk")}
# Those without proof of work wait behind the others, in every order by age.
ORDERS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "oldest": (_("Oldest first"), ("-solved", "confirmed_at", "sent_at", "pk")),
    "risk": (_("Riskiest first"), ("-risk", "-solved", "confirmed_at", "pk")),
    "newest": (_("Newest first"), ("-sent_at", "-pk")),
}


class Asked(NamedTuple):
    state: str
    risk: str
    kind: str
    order: str


def read(parameters: Mapping[str, str]) -> Asked:
    """What the address asks for; what it does not know is left out."""
    state, risk, kind = (parameters.get(name, "") for name in ("state", "risk", "kind"))
    order = parameters.get("order", "")
    return Asked(
        state if state in STATES else "waiting",
        risk if risk in RISKS else "",
        kind if kind in Submission.Kind.values else "",
        order if order in ORDERS else "newest" if state == "decided" else "oldest",
    )


def submissions(asked: Asked) -> QuerySet[Submission]:
    found = Submission.objects.filter(state__in=STATES[asked.state][1])
    if asked.risk:
        found = found.filter(risk__range=BANDS[asked.risk])
    if asked.kind:
        found = found.filter(kind=asked.kind)
    found = found.select_related("organization", "decided_by").annotate(account_count=Count("accounts"))
    return found.order_by(*ORDERS[asked.order][1])


def next_after(submission: Submission) -> Submission | None:
    """The next that waits, for going on without a way back through the queue."""
    waiting = Submission.objects.filter(state=State.WAITING).exclude(pk=submission.pk)
    return waiting.order_by(*ORDERS["oldest"][1]).first()
