"""What can happen to what staff read: published, and shared by a secret address with those who have no seat."""

import secrets
from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.policies.actions.holding import hold
from rounds.policies.models import Edition, Policy, Release
from rounds.policies.refusing import Refused
from rounds.policies.text import filled
from rounds.policies.workbench import Workbench, workbench
from rounds.users.models import User


@transaction.atomic
def publish(
    *, policy: Policy, title: str, what_changed: str, contact: str, by: User, at: datetime
) -> Release:
    """As it is now, with its blanks filled. Refused while one is not, and where nothing is new to its readers."""
    policy = hold(policy, by=by, at=at)
    bench = workbench(policy)
    clauses = written_out(bench)
    if not clauses:
        raise Refused(Refused.EMPTY)
    if bench.unfilled:
        raise Refused(Refused.BLANKS, about=[gap.key for gap in bench.unfilled])
    last = newest_release(policy)
    if last and (last.title, last.clauses, last.contact) == (title, clauses, contact):
        raise Refused(Refused.THE_SAME)
    policy.title, policy.contact = title, contact
    policy.save(update_fields=["title", "contact"])
    release = Release.objects.create(
        policy=policy,
        number=last.number + 1 if last else 1,
        edition=_edition(bench),
        title=title,
        clauses=clauses,
        what_changed=what_changed,
        contact=contact,
        published_at=at,
        published_by=by,
    )
    record(verb="policy.released", about=policy, by=by, at=at, release=release.number)
    return release


@transaction.atomic
def share(*, policy: Policy, by: User, at: datetime) -> Policy:
    """Make the address anew; one that was there ends."""
    policy = hold(policy, by=by, at=at)
    policy.reading_key = secrets.token_urlsafe(32)
    policy.save(update_fields=["reading_key"])
    record(verb="policy.shared", about=policy, by=by, at=at)
    return policy


@transaction.atomic
def stop_sharing(*, policy: Policy, by: User, at: datetime) -> Policy:
    """A door can be closed whether or not the membership runs."""
    policy = hold(policy, by=by, at=at, is_lapsed=True)
    if policy.reading_key:
        policy.reading_key = ""
        policy.save(update_fields=["reading_key"])
        record(verb="policy.unshared", about=policy, by=by, at=at)
    return policy


def newest_release(policy: Policy) -> Release | None:
    return policy.releases.order_by("-number").first()


def written_out(bench: Workbench) -> list[dict[str, str]]:
    """The clauses as staff read them."""
    return [
        {
            "key": one.key,
            "heading": one.heading,
            "text": filled(one.text, bench.values, bench.labels),
        }
        for one in bench.included
    ]


def _edition(bench: Workbench) -> Edition:
    return Edition.objects.get(template=bench.policy.template_id, number=bench.edition_number)
