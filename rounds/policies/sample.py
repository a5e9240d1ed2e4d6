"""The sample hospital's own policy: adopted, filled, reworded, published twice, and an update waits. Made once."""

from datetime import datetime, timedelta

from django.db import transaction

from rounds.memberships.models import Leadership
from rounds.memberships.sample import HOSPITAL
from rounds.policies import starter
from rounds.policies.actions import adopting, releasing, writing
from rounds.policies.actions.writing import Typed
from rounds.policies.models import OwnClause, Policy, Template
from rounds.policies.workbench import workbench
from rounds.users.models import User

DAY = timedelta(days=1)
SLUG = "social-media-policy"
CONTACT = "Communications, 555-0143, social@hospital.example"
OWN = "If you are unsure, ask before you post: we would rather answer a small question than read a large apology."
BADGE = "Take your badge off before you film yourself, even if nobody else is in the picture."


@transaction.atomic
def make_sample_policies(*, at: datetime) -> Policy | None:
    """The starter policies, too. Without the sample hospital and its leader they are all that is made."""
    starter.load(at=at - 120 * DAY, up_to=1)
    leading = Leadership.objects.current().filter(membership__organization__slug=HOSPITAL)
    leader = leading.select_related("user", "membership__organization").order_by("pk").first()
    template = Template.objects.filter(slug=SLUG).first()
    policy = None
    if leader and template and not Policy.objects.exists() and template.editions.count() == 1:
        organization = leader.membership.organization
        assert organization
        policy = adopting.adopt(
            template=template, organization=organization, by=leader.user, at=at - 100 * DAY
        )
        _write(policy, leader.user, at)
    starter.load(at=at - 6 * DAY)
    return policy


def _write(policy: Policy, leader: User, at: datetime) -> None:
    gaps = workbench(policy).gaps
    typed = {gap.key: Typed("", gap.example or "to be named") for gap in gaps}
    typed["organization"] = Typed("", policy.organization.name)
    writing.fill(policy=policy, typed=typed, by=leader, at=at - 99 * DAY)
    writing.leave_out(clause=_clause(policy, "laboratories"), began=1, by=leader, at=at - 99 * DAY)
    _add_to(policy, "speak-for-yourself", OWN, leader, at - 98 * DAY)
    _publish(policy, "", leader, at - 90 * DAY)
    _add_to(policy, "patient-privacy", OWN, leader, at - 31 * DAY)
    writing.add(policy=policy, heading="Badges", text=BADGE, by=leader, at=at - 31 * DAY)
    _publish(
        policy, "A clause about badges, after a question from the emergency room.", leader, at - 30 * DAY
    )


def _add_to(policy: Policy, key: str, words: str, leader: User, at: datetime) -> None:
    """A paragraph of their own before the template's."""
    clause = _clause(policy, key)
    text = f"{words}\n\n{clause.text}"
    began = policy.version
    writing.reword(clause=clause, heading=clause.heading, text=text, began=began, by=leader, at=at)


def _publish(policy: Policy, what_changed: str, leader: User, at: datetime) -> None:
    releasing.publish(
        policy=policy,
        title=policy.title,
        what_changed=what_changed,
        contact=CONTACT,
        by=leader,
        at=at,
    )


def _clause(policy: Policy, key: str) -> OwnClause:
    return policy.clauses.select_related("policy", "based_on").get(key=key)
