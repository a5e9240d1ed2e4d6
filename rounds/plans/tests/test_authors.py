"""Who writes a plan: invited, come along, taken out, gone; one lead at a time."""

import re
from datetime import timedelta

import pytest

from rounds.mail.models import Message
from rounds.memberships.tests.network_cases import hospital
from rounds.plans.actions import authors
from rounds.plans.models import Author, Invitation, StrategicPlan
from rounds.plans.refusing import Refused
from rounds.plans.tests.plan_cases import LATER, NOW, author, client, lead_of, person, plan

pytestmark = pytest.mark.django_db


def invited(of, email="ann@example.org"):
    return authors.invite(plan=of, email=email, by=lead_of(of), at=NOW)


def link():
    return re.search(r"/plans/joining/[^/]+/", Message.objects.latest("pk").text).group()


def test_whoever_was_invited_joins_by_the_link_of_the_mail():
    of = plan()
    client(lead_of(of)).post(f"/plans/{of.code}/authors/", {"do": "invite", "email": "Ann@example.org"})
    ann = person("Ann", "ann@example.org")
    assert "Write along" in client(ann).get(link()).content.decode()
    client(ann).post(link())
    assert Author.objects.filter(plan=of, user=ann, left_at=None).exists()


def test_the_link_lets_nobody_else_in():
    of = plan()
    client(lead_of(of)).post(f"/plans/{of.code}/authors/", {"do": "invite", "email": "ann@example.org"})
    other = person("Other")
    assert client(other).post(link()).status_code == 409
    assert not Author.objects.filter(user=other).exists()


def test_a_withdrawn_or_old_invitation_is_not_good():
    of = plan()
    ann = person("Ann", "ann@example.org")
    one = invited(of)
    with pytest.raises(Refused, match="not good"):
        authors.accept(invitation=one, by=ann, at=NOW + timedelta(days=31))
    authors.withdraw(invitation=one, by=lead_of(of), at=LATER)
    with pytest.raises(Refused, match="not good"):
        authors.accept(invitation=one, by=ann, at=LATER)


def test_nobody_is_invited_twice_at_once():
    of = plan()
    invited(of)
    with pytest.raises(Refused, match="invited already"):
        invited(of)
    with pytest.raises(Refused, match="writes this plan already"):
        invited(of, lead_of(of).email)


def test_only_the_lead_invites():
    of = plan()
    with pytest.raises(Refused, match="Only the lead"):
        authors.invite(plan=of, email="ben@example.org", by=author(of), at=NOW)


def test_the_lead_is_passed_on_and_there_is_always_one():
    of = plan()
    first, ann = lead_of(of), author(of)
    with pytest.raises(Refused, match="Pass the lead on first"):
        authors.leave(plan=of, by=first, at=LATER)
    authors.pass_lead(plan=of, to=ann, by=first, at=LATER)
    authors.leave(plan=of, by=first, at=LATER)
    assert lead_of(of) == ann


def test_an_author_is_taken_out_and_put_back():
    of = plan()
    ann = author(of)
    row = Author.objects.get(user=ann)
    page = client(lead_of(of)).post(f"/plans/{of.code}/authors/", {"do": f"out:{row.pk}"}, follow=True)
    assert f"back:{row.pk}" in page.content.decode()
    client(lead_of(of)).post(f"/plans/{of.code}/authors/", {"do": f"back:{row.pk}"})
    assert client(ann).get(f"/plans/{of.code}/").status_code == 200


def test_invitations_nobody_came_by_are_forgotten():
    of = plan()
    invited(of)
    assert authors.forget(at=NOW + timedelta(days=61)) == 1
    assert not Invitation.objects.exists()


def test_a_member_starts_a_plan_and_others_are_told_what_they_need():
    _membership, leader = hospital()
    typed = {"title": "Our voice", "organization_name": "No such place xyzzy", "currency": "usd"}
    answer = client(leader).post("/me/plans/new/", typed)
    made = StrategicPlan.objects.get()
    assert answer["Location"] == f"/plans/{made.code}/write/"
    assert (made.title, made.currency, made.organization) == ("Our voice", "USD", None)
    assert client(person()).post("/me/plans/new/", typed).status_code == 403
    assert "Our voice" in client(leader).get("/me/plans/").content.decode()


def test_a_member_chooses_the_organization_of_the_list_that_they_meant():
    membership, leader = hospital(name="Harbor View Clinic")
    typed = {"title": "Our voice", "organization_name": "Harbor View Clinic", "currency": "USD"}
    page = client(leader).post("/me/plans/new/", typed)
    assert page.status_code == 422
    assert "None of these" in page.content.decode()
    client(leader).post("/me/plans/new/", {**typed, "chosen": membership.organization.slug})
    assert StrategicPlan.objects.get().organization == membership.organization
