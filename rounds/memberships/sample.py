"""The network of a sample installation: each kind of member, as a year and a half would have left it. Made once.

Everything comes about by the actions that people's pages call, on days counted back from today.
"""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from rounds.billing.actions import pay
from rounds.billing.models import Payment
from rounds.memberships.actions import invitations, points, seats
from rounds.memberships.actions.applications import Told, apply, approve
from rounds.memberships.actions.renewals import renew
from rounds.memberships.models import Membership, Order, Plan
from rounds.organizations.models import Organization
from rounds.users.models import User

DAY = timedelta(days=1)
HOSPITAL = "example-hospital-sample"  # of directory.sample
APPLYING = "baylor-scott-white-health"
SEATED = ("seat", "clinician", "resident", "instructor")
INVITED = ("nurse.manager@example.org", "web.team@example.org", "patient.relations@example.org")
GIVEN = 150  # points to each of two


@transaction.atomic
def make_sample_network(*, at: datetime) -> Membership | None:
    """What is missing of people, plans or the hospital leaves out what stands on it."""
    people = {
        user.email.partition("@")[0]: user for user in User.objects.filter(email__endswith="@example.org")
    }
    plans = {plan.slug: plan for plan in Plan.objects.all()}
    hospital = Organization.objects.filter(slug=HOSPITAL).first()
    needed = {"leader", "member", "lapsed", "student", "team", "treasurer", *SEATED}
    if Membership.objects.exists() or hospital is None or not needed <= people.keys() or len(plans) < 4:
        return None
    _alone(people["lapsed"], plans["individual"], people, at - 489 * DAY)
    _alone(people["member"], plans["individual"], people, at - 200 * DAY)
    _alone(people["student"], plans["student"], people, at - 90 * DAY)
    membership = _hospital(hospital, plans["organization"], people, at - 325 * DAY)
    _network(membership, people, at)
    _waiting(plans["organization"], people, at - 2 * DAY)
    renew(membership=membership, user=people["leader"], by=people["leader"], at=at - 5 * DAY)
    return membership


def _alone(user: User, plan: Plan, people: dict[str, User], at: datetime) -> None:
    told = Told(
        answers=[
            {"question": one.text, "answer": "Example University, for two more years"}
            for one in plan.questions.all()
        ]
    )
    application = apply(key=_key(user.email), plan=plan, told=told, user=user, at=at)
    if application.decided_at is None:
        approve(application=application, organization=None, by=people["team"], at=at + DAY)
    _paid(Order.objects.get(application=application), people["treasurer"], at + DAY)


def _hospital(hospital: Organization, plan: Plan, people: dict[str, User], at: datetime) -> Membership:
    leader = people["leader"]
    told = Told(
        organization=hospital,
        organization_name=hospital.name,
        role="Head of communications",
        revenue=120_000_000,
        bill_to="Example Hospital, Accounts Payable",
        address="1 Example Street\nRochester, MN 55901",
        billing_email="accounts@example.org",
        purchase_order="PO-2041",
        answers=[
            {"question": one.text, "answer": "Answer every question within a day."}
            for one in plan.questions.all()
        ],
    )
    application = apply(key=_key(hospital.slug), plan=plan, told=told, user=leader, at=at)
    order = approve(application=application, organization=hospital, by=people["team"], at=at + DAY)
    _paid(order, people["treasurer"], at + 15 * DAY)
    return order.membership


def _network(membership: Membership, people: dict[str, User], at: datetime) -> None:
    leader = people["leader"]
    for number, name in enumerate(SEATED):
        seats.grant(membership=membership, user=people[name], by=leader, at=at - (300 - number) * DAY)
    receivers = [people["seat"], people["clinician"]]
    points.transfer(
        membership=membership, to_users=receivers, points=GIVEN, by=leader, at=at - 250 * DAY, key="sample"
    )
    invitations.invite(membership=membership, addresses=INVITED, by=leader, at=at - 3 * DAY)


def _waiting(plan: Plan, people: dict[str, User], at: datetime) -> None:
    """An application that the team has still to read."""
    applying = Organization.objects.filter(slug=APPLYING).first()
    person = people.get("representative")
    if person is None:
        return
    told = Told(
        organization=applying,
        organization_name=applying.name if applying else "Northfield General",
        organization_place="Dallas, Texas",
        role="Social media manager",
        revenue=900_000_000,
        answers=[
            {"question": one.text, "answer": "Train thirty people who speak for us."}
            for one in plan.questions.all()
        ],
    )
    apply(key=_key("waiting"), plan=plan, told=told, user=person, at=at)


def _paid(order: Order, treasurer: User, at: datetime) -> None:
    pay(
        key=f"sample:{order.pk}",
        invoice=order.invoice,
        amount_cents=order.invoice.total_cents,
        method=Payment.Method.BANK,
        received_on=at.date(),
        by=treasurer,
        at=at,
    )


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"https://rounds.example/sample/{name}")
