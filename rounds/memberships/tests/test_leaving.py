"""What becomes of memberships when somebody closes their account, and what they take along."""

import pytest
import time_machine

from rounds.memberships import holding
from rounds.memberships.access import standing_of, zones_of
from rounds.memberships.actions.leadership import appoint
from rounds.memberships.models import Ending, Leadership, Seat, Term
from rounds.memberships.standing import Standing
from rounds.memberships.tests.factories import (
    A_DAY,
    A_MOMENT,
    UserFactory,
    joined,
    member_organization,
)
from rounds.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel(A_MOMENT, tick=False):
        yield


def test_their_membership_ends_and_its_history_stays_without_their_address():
    membership = joined()
    holding.erase(membership.user, A_MOMENT)
    membership.refresh_from_db()
    assert standing_of(membership, A_DAY) in {Standing.ENDED, Standing.NONE}
    assert Ending.objects.get().reason == "closed"
    assert (Term.objects.count(), membership.bill_to, membership.billing_email) == (1, "", "")


def test_erased_twice_it_does_no_harm():
    membership = joined()
    for _time in range(2):
        holding.erase(membership.user, A_MOMENT)
    assert Ending.objects.count() == 1


def test_whoever_alone_leads_a_running_membership_passes_that_on_first():
    leader = UserFactory()
    membership = member_organization(leader=leader)
    assert str(membership.organization) in holding.refuse(leader)
    appoint(membership=membership, user=UserFactory(), by=leader, at=A_MOMENT)
    assert holding.refuse(leader) == ""


def test_their_seat_and_their_lead_end():
    leader = UserFactory()
    member_organization(leader=leader)
    holding.erase(leader, A_MOMENT)
    assert not Seat.objects.held().filter(user=leader).exists()
    assert not Leadership.objects.filter(user=leader, until_at=None).exists()
    assert zones_of(leader, A_MOMENT) == set()


def test_everything_that_is_kept_comes_along():
    membership = joined()
    parts = {part.name: part.content for part in holding.export(User.objects.get(pk=membership.user_id))}
    filled = {name for name, content in parts.items() if content}
    assert filled == {
        "applications.json",
        "memberships.json",
        "terms.json",
        "orders.json",
        "wallet.json",
        "points.json",
        "statement.json",
    }
