"""A person closes their account: every membership ends, seats and points go back, and nothing names them."""

import pytest

from rounds.billing.models import Invoice
from rounds.memberships.actions import leaving, points, top_ups
from rounds.memberships.holding import export, warn
from rounds.memberships.models import (
    Application,
    Ending,
    Invitation,
    Leadership,
    Membership,
    Plan,
    Seat,
    Term,
)
from rounds.memberships.tests.factories import join
from rounds.memberships.tests.network_cases import (
    DAY,
    NOW,
    TODAY,
    given,
    hospital,
    left,
    person,
    plan,
    seated,
    transfer,
    wallet,
)

pytestmark = pytest.mark.django_db


def test_whoever_leaves_has_no_seat_leads_nothing_and_leaves_no_points():
    membership, leader = hospital()
    ann = seated(membership, "Ann")
    given(membership, 100)
    transfer(membership, ann, 40)
    bought = top_ups.buy(membership=membership, points=7, to_organization=False, by=ann, at=NOW, key="a")
    points.deliver_top_up(order=bought, at=NOW)
    for _twice in range(2):
        leaving.leave(user=ann, at=NOW + DAY)
        leaving.leave(user=leader, at=NOW + DAY)
    assert not Seat.objects.held().filter(user__in=[ann, leader]).exists()
    assert not Leadership.objects.filter(until_at=None).exists()
    assert (left(ann), left(membership), wallet(ann).lots.count()) == (0, 100, 2)


def test_their_own_membership_ends_and_its_billing_details_go():
    ann = person("Ann")
    kind = Plan.Kind.INDIVIDUAL
    membership = Membership.objects.create(
        kind=kind, user=ann, opened_at=NOW, address="1 Elm Street", billing_email="ann@x.org"
    )
    Term.objects.create(
        membership=membership,
        plan=plan(),
        how=Term.How.JOINED,
        starts_on=TODAY,
        ends_on=TODAY + 364 * DAY,
        basis=Term.Basis.WAIVER,
        approved_by=ann,
        reason="A test",
        dues_cents=0,
        written_at=NOW,
    )
    leaving.leave(user=ann, at=NOW + DAY)
    membership.refresh_from_db()
    assert (membership.address, membership.billing_email, membership.renews_itself) == ("", "", False)
    assert Ending.objects.get().reason == "closed"


def test_what_they_ordered_and_did_not_pay_is_not_owed_any_more():
    order = join(at=NOW)
    leaving.leave(user=order.user, at=NOW + DAY)
    order.refresh_from_db()
    assert order.called_off_at
    assert not Invoice.objects.open().exists()


def test_applications_are_withdrawn_and_emptied_and_invitations_to_them_forgotten():
    membership, leader = hospital()
    ann = person("Ann", "ann@x.org")
    Application.objects.create(plan=plan(), user=ann, role="Nurse", answers=[{"answer": "x"}], sent_at=NOW)
    Invitation.objects.create(
        membership=membership,
        kind="email",
        email="ann@x.org",
        digest="d",
        invited_by=leader,
        invited_at=NOW,
        expires_at=NOW + DAY,
    )
    leaving.leave(user=ann, at=NOW)
    application = Application.objects.get()
    assert (application.state, application.role, application.answers) == ("withdrawn", "", [])
    assert not Invitation.objects.exists()


def test_they_are_told_before_what_nobody_else_does():
    membership, leader = hospital(name="Mercy Hospital")
    assert list(warn(leader)) == [
        "Nobody else leads the network at Mercy Hospital. Pass it on first, if somebody should."
    ]
    ann = seated(membership, "Ann")
    assert list(warn(ann)) == []
    given(membership, 5)
    transfer(membership, ann, 5)
    assert len(list(warn(ann))) == 1


def test_they_take_everything_along_but_no_secret():
    membership, leader = hospital(name="Mercy Hospital")
    given(membership, 5)
    transfer(membership, leader, 5)
    parts = {part.name: part.content for part in export(leader)}
    assert parts["seats.json"][0]["term__membership__organization__name"] == "Mercy Hospital"
    assert [line["what"] for line in parts["points.json"]] == ["Given by Mercy Hospital"]
    assert all("digest" not in row for row in parts["invitations.json"])
