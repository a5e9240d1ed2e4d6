"""Plans, memberships and terms for tests. What happens to them goes through the actions."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from rounds.billing.actions import pay
from rounds.billing.models import Invoice, Payment
from rounds.memberships.actions.applications import Told, apply, approve
from rounds.memberships.models import Membership, Order, Plan, PlanBand, Term
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

A_DAY = date(2026, 3, 10)


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


A_MOMENT = moment(A_DAY)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")


class PlanFactory(DjangoModelFactory[Plan]):
    """An individual's, for 100 dollars a year, half of it in points."""

    class Meta:
        model = Plan

    slug = factory.Sequence(lambda n: f"plan-{n}")
    kind = Plan.Kind.INDIVIDUAL
    name = factory.Sequence(lambda n: f"Plan {n}")
    zones = factory.LazyFunction(lambda: ["guest", "member"])
    price_cents = 100_00
    points_percent = 50


class OrganizationPlanFactory(PlanFactory):
    """On terms, for 4,000 dollars with 20 seats, one more for 50."""

    kind = Plan.Kind.ORGANIZATION
    zones = factory.LazyFunction(lambda: ["guest", "member", "organization"])
    price_cents = 4_000_00
    seats = 20
    extra_seat_cents = 50_00
    on_terms = True
    approval = Plan.Approval.STAFF


class PlanBandFactory(DjangoModelFactory[PlanBand]):
    class Meta:
        model = PlanBand


def pay_invoice(invoice: Invoice, *, at: datetime, method: str = "bank", cents: int | None = None) -> Payment:
    return pay(
        key=f"test:{invoice.pk}:{at.isoformat()}",
        invoice=invoice,
        amount_cents=invoice.owed_cents if cents is None else cents,
        method=method,
        received_on=at.date(),
        by=None,
        at=at,
    )


def join(*, user: User | None = None, plan: Plan | None = None, at: datetime = A_MOMENT) -> Order:
    """A person's order, not paid yet."""
    application = apply(
        key=uuid4(),
        plan=plan or PlanFactory(),
        told=Told(),
        user=user or UserFactory(),
        at=at,
    )
    return application.order


def joined(*, at: datetime = A_MOMENT, **what: Any) -> Membership:
    """A person's membership, paid on the day of joining."""
    order = join(at=at, **what)
    pay_invoice(order.invoice, at=at)
    return order.membership


def organization_order(
    *, leader: User | None = None, plan: Plan | None = None, at: datetime = A_MOMENT, **told: Any
) -> Order:
    """An organization's order on terms: the membership has begun, the invoice is open."""
    organization = told.pop("organization", None) or OrganizationFactory()
    application = apply(
        key=uuid4(),
        plan=plan or OrganizationPlanFactory(),
        told=Told(organization=organization, **told),
        user=leader or UserFactory(),
        at=at,
    )
    return approve(application=application, organization=organization, by=UserFactory(), at=at)


def member_organization(*, at: datetime = A_MOMENT, **what: Any) -> Membership:
    """One that has paid on the day it joined; `leader` leads it."""
    order = organization_order(at=at, **what)
    pay_invoice(order.invoice, at=at)
    return order.membership


def newest(membership: Membership) -> Term:
    return membership.terms.order_by("-starts_on", "-pk")[0]
