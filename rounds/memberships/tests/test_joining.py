"""From an application to the first term."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from rounds.billing.actions import credit
from rounds.billing.models import Invoice
from rounds.core.zones import open_to
from rounds.mail.models import Message
from rounds.memberships.access import current_term, is_member, standing_of, zones_of
from rounds.memberships.actions import applications, orders
from rounds.memberships.actions.applications import Told, apply, approve
from rounds.memberships.models import (
    Application,
    Ending,
    Leadership,
    Lot,
    Membership,
    Notice,
    Order,
    Seat,
    Term,
)
from rounds.memberships.refusing import Refused
from rounds.memberships.standing import Standing
from rounds.memberships.tests.factories import (
    A_DAY,
    A_MOMENT,
    OrganizationPlanFactory,
    PlanFactory,
    UserFactory,
    join,
    joined,
    member_organization,
    moment,
    organization_order,
    pay_invoice,
)
from rounds.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_a_person_is_a_member_from_the_day_of_payment_for_a_year():
    order = join()
    assert standing_of(order.membership, A_DAY) == Standing.NONE
    paid_on = A_DAY + timedelta(days=12)
    pay_invoice(order.invoice, at=moment(paid_on))
    term = Term.objects.get()
    assert (term.starts_on, term.ends_on, term.how, term.dues_cents) == (
        paid_on,
        date(2027, 3, 21),
        "joined",
        100_00,
    )
    assert standing_of(order.membership, paid_on) == Standing.CURRENT


def test_whoever_has_not_paid_is_in_no_zone_of_members():
    order = join()
    assert zones_of(order.user, A_MOMENT) == set()
    assert open_to(order.user) == {"public", "guest"}


def test_whoever_has_paid_is_in_the_zones_of_the_plan():
    order = join()
    pay_invoice(order.invoice, at=A_MOMENT)
    assert zones_of(order.user, A_MOMENT) == {"guest", "member"}
    assert is_member(order.user, A_MOMENT)


def test_a_part_of_the_dues_opens_nothing():
    order = join()
    pay_invoice(order.invoice, at=A_MOMENT, cents=99_99)
    assert standing_of(order.membership, A_DAY) == Standing.NONE


def test_paid_dues_bring_half_their_amount_in_points():
    joined()
    assert Lot.objects.get().amount == 50


def test_a_plan_that_costs_nothing_begins_at_once():
    order = join(plan=PlanFactory(price_cents=0))
    assert standing_of(order.membership, A_DAY) == Standing.CURRENT


def test_settled_again_nothing_is_delivered_again():
    order = join()
    pay_invoice(order.invoice, at=A_MOMENT)
    orders.settled(invoice=order.invoice, by=None, at=A_MOMENT)
    assert (Term.objects.count(), Lot.objects.count()) == (1, 1)


def test_an_application_sent_twice_is_stored_once():
    key, plan, user = uuid4(), PlanFactory(), UserFactory()
    for _time in range(2):
        apply(key=key, plan=plan, told=Told(), user=user, at=A_MOMENT)
    assert (Application.objects.count(), Invoice.objects.count(), Membership.objects.count()) == (1, 1, 1)


def test_of_applications_that_nobody_paid_the_last_one_alone_is_owed():
    plan, user = PlanFactory(), UserFactory()
    first, second = (join(plan=plan, user=user) for _time in range(2))
    first.refresh_from_db()
    assert first.called_off_at
    assert [one.pk for one in Invoice.objects.open()] == [second.invoice_id]
    pay_invoice(second.invoice, at=A_MOMENT)
    assert standing_of(second.membership, A_DAY) == Standing.CURRENT


def test_a_second_membership_of_a_kind_is_refused_while_the_first_is_open():
    membership = joined()
    with pytest.raises(Refused, match=Refused.MEMBER_ALREADY):
        join(user=membership.user)


def test_a_plan_that_is_not_offered_cannot_be_joined():
    with pytest.raises(Refused, match=Refused.NOT_OFFERED):
        join(plan=PlanFactory(is_offered=False))


def test_a_person_may_have_several_memberships_and_what_they_open_adds_up():
    user = UserFactory()
    joined(user=user)
    joined(user=user, plan=PlanFactory(kind="student", zones=["guest", "board"]))
    assert zones_of(user, A_MOMENT) == {"guest", "member", "board"}


# --- Organizations ---------------------------------------------------------------------------------------------------


def test_an_approved_organization_begins_at_once_and_owes_its_dues():
    leader = UserFactory()
    order = organization_order(
        leader=leader, seats=22, billing_email="pay@example.org", purchase_order="PO 7"
    )
    term = Term.objects.get()
    assert (term.starts_on, term.seats, term.dues_cents) == (A_DAY, 22, 4_100_00)
    assert (order.invoice.total_cents, order.invoice.email, order.invoice.purchase_order) == (
        4_100_00,
        "pay@example.org",
        "PO 7",
    )
    assert order.invoice.due_on == A_DAY + timedelta(days=30)
    assert Lot.objects.count() == 0


def test_whoever_applied_leads_it_and_has_the_first_seat():
    leader = UserFactory()
    organization_order(leader=leader)
    assert Leadership.objects.get().user == leader
    assert (Seat.objects.get().user, Seat.objects.get().place) == (leader, 1)
    assert zones_of(leader, A_MOMENT) == {"guest", "member", "organization"}


def test_its_points_come_when_the_dues_are_paid():
    order = organization_order()
    pay_invoice(order.invoice, at=moment(A_DAY + timedelta(days=20)))
    assert Lot.objects.get().amount == 2_000
    assert Term.objects.count() == 1


def test_who_does_not_pay_has_thirty_days_to_the_due_date_and_thirty_of_grace():
    membership = organization_order().membership
    seen = [standing_of(membership, A_DAY + timedelta(days=n)) for n in (30, 31, 60, 61)]
    assert seen == [Standing.CURRENT, Standing.GRACE, Standing.GRACE, Standing.LAPSED]


def test_an_organization_is_approved_once():
    organization = OrganizationFactory()
    member_organization(organization=organization)
    with pytest.raises(Refused, match=Refused.MEMBER_ALREADY):
        organization_order(organization=organization)


def test_of_two_applications_for_one_organization_the_second_cannot_be_approved():
    plan, organization, staff = OrganizationPlanFactory(), OrganizationFactory(), UserFactory()
    told = Told(organization_name=organization.name)
    first, second = (
        apply(key=uuid4(), plan=plan, told=told, user=UserFactory(), at=A_MOMENT) for _n in range(2)
    )
    approve(application=first, organization=organization, by=staff, at=A_MOMENT)
    with pytest.raises(Refused, match=Refused.MEMBER_ALREADY):
        approve(application=second, organization=organization, by=staff, at=A_MOMENT)
    second.refresh_from_db()
    assert second.state == Application.State.WAITING


def test_staff_must_say_which_organization_it_is():
    application = apply(
        key=uuid4(), plan=OrganizationPlanFactory(), told=Told(), user=UserFactory(), at=A_MOMENT
    )
    with pytest.raises(Refused, match=Refused.NO_ORGANIZATION):
        approve(application=application, organization=None, by=UserFactory(), at=A_MOMENT)


def test_staff_ask_back_and_the_answer_comes_to_them_again():
    staff, user = UserFactory(), UserFactory()
    application = apply(key=uuid4(), plan=OrganizationPlanFactory(), told=Told(), user=user, at=A_MOMENT)
    applications.ask_back(application=application, text="Which campus?", by=staff, at=A_MOMENT)
    application.refresh_from_db()
    assert application.state == "asked"
    assert "Which campus?" in Message.objects.get(subject="A question about your application").text
    applications.answer(application=application, text="The northern.", by=user, at=A_MOMENT)
    application.refresh_from_db()
    assert application.state == "waiting"
    assert [one.text for one in application.messages.order_by("pk")] == ["Which campus?", "The northern."]


def test_a_declined_application_tells_why_and_stays_declined():
    staff = UserFactory()
    application = apply(
        key=uuid4(), plan=OrganizationPlanFactory(), told=Told(), user=UserFactory(), at=A_MOMENT
    )
    applications.decline(application=application, reason="You sell to hospitals.", by=staff, at=A_MOMENT)
    assert "You sell to hospitals." in Message.objects.get(subject="About your application").text
    with pytest.raises(Refused, match=Refused.DECIDED):
        approve(application=application, organization=OrganizationFactory(), by=staff, at=A_MOMENT)


def test_leaders_are_told_who_would_like_a_seat_and_nobody_else_is():
    membership = member_organization()
    asker = UserFactory(email="nurse@example.org")
    for _time in range(2):
        applications.ask_for_seat(membership=membership, by=asker, at=A_MOMENT)
    told = Message.objects.get(subject="A colleague would like a seat")
    assert told.to == Leadership.objects.get().user.email
    assert "nurse@example.org" in told.text


# --- What is taken back ----------------------------------------------------------------------------------------------


def take_back(order: Order, at=A_MOMENT) -> None:
    credit(key=f"c{order.pk}", invoice=order.invoice, amount_cents=None, reason="A slip", by=None, at=at)


def test_a_credited_invoice_that_was_not_paid_calls_the_order_off():
    order = join()
    take_back(order)
    order.refresh_from_db()
    assert (order.called_off_at, order.delivered_at) == (A_MOMENT, None)
    assert Term.objects.count() == 0


def test_the_credited_invoice_of_a_term_ends_it():
    order = organization_order()
    later = A_DAY + timedelta(days=10)
    take_back(order, moment(later))
    ending = Ending.objects.get()
    assert (ending.reason, ending.ended_on) == ("credited", later)
    assert standing_of(order.membership, later) == Standing.ENDED
    assert standing_of(order.membership, later - timedelta(days=1)) == Standing.CURRENT


def test_a_part_that_is_credited_changes_nothing():
    order = organization_order()
    credit(key="part", invoice=order.invoice, amount_cents=100, reason="A slip", by=None, at=A_MOMENT)
    assert not Ending.objects.exists()


# --- Written once ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(id=F("id")), lambda rows: rows._raw_delete("default")]
)
def test_the_database_refuses_to_change_or_delete_a_term_an_ending_or_a_notice(change):
    order = organization_order()
    take_back(order)
    Notice.objects.create(term=Term.objects.get(), kind="grace", day=A_DAY, at=A_MOMENT)
    for model in (Term, Ending, Notice):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            change(model.objects.all())


def test_plans_that_change_leave_agreed_terms_as_they_are():
    membership = joined()
    plan = current_term(membership, A_DAY).plan
    type(plan).objects.filter(pk=plan.pk).update(zones=[], price_cents=1)
    term = current_term(membership, A_DAY)
    assert (term.zones, term.dues_cents) == (["guest", "member"], 100_00)
