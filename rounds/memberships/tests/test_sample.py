"""The network of a sample installation: every state that a desk can show is there, and made once."""

from datetime import UTC, datetime

import pytest

from rounds.billing.models import Invoice, Posting
from rounds.directory.sample import make_example_hospital
from rounds.memberships.access import standing_of, zones_of
from rounds.memberships.actions.points.entering import usable
from rounds.memberships.models import Application, Invitation, Membership, Order, Seat, Wallet
from rounds.memberships.sample import make_sample_network
from rounds.users.models import User
from rounds.users.sample import create_sample_people

AT = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
DAY = AT.date()


@pytest.fixture
def hospital(db):
    create_sample_people()
    make_example_hospital(at=AT)
    return make_sample_network(at=AT)


def named(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")


def test_each_kind_of_member_stands_as_their_name_says(hospital):
    stands = {
        one.user.email.partition("@")[0]: standing_of(one, DAY)
        for one in Membership.objects.exclude(user=None)
    }
    assert stands == {"lapsed": "lapsed", "member": "current", "student": "current"}
    assert standing_of(hospital, DAY) == "current"


def test_the_hospital_has_twenty_seats_some_taken_and_some_offered(hospital):
    held = Seat.objects.held().filter(term__membership=hospital).select_related("term", "user")
    assert {seat.term.seats for seat in held} == {20}
    assert {seat.user.email.partition("@")[0] for seat in held} == {
        *("leader", "seat", "clinician", "resident", "instructor")
    }
    assert Invitation.objects.filter(membership=hospital, used=0).count() == 3


def test_the_seat_opens_what_is_for_the_staff_of_members(hospital):
    assert "organization" in zones_of(named("seat"), AT)
    assert zones_of(named("visitor"), AT) == set()
    assert zones_of(named("lapsed"), AT) == set()


def test_paid_dues_brought_points_and_some_were_passed_on(hospital):
    def left(wallet: Wallet) -> int:
        return sum(lot.remaining for lot in usable(wallet, DAY))

    assert left(Wallet.objects.get(membership=hospital)) == 2_000 - 300
    assert left(Wallet.objects.get(user=named("seat"))) == 150


def test_one_invoice_of_the_hospital_is_paid_and_the_next_is_open(hospital):
    invoices = Invoice.objects.filter(organization=hospital.organization).order_by("serial")
    assert [invoice.settled_at is not None for invoice in invoices] == [True, False]
    assert Order.objects.get(invoice=invoices[1]).kind == Order.Kind.RENEW


def test_an_application_waits_for_the_team(hospital):
    assert Application.objects.filter(state=Application.State.WAITING).count() == 1


def test_made_again_nothing_changes(hospital):
    before = (Membership.objects.count(), Invoice.objects.count(), Posting.objects.count())
    assert make_sample_network(at=AT) is None
    assert (Membership.objects.count(), Invoice.objects.count(), Posting.objects.count()) == before


@pytest.mark.django_db
def test_without_the_hospital_there_is_no_network():
    create_sample_people()
    assert make_sample_network(at=AT) is None
