"""Invitations: by a pasted list, by domain, by link; who may come in, and what nobody can do with them."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress

from rounds.mail.models import Message
from rounds.memberships.actions import invitations, seats
from rounds.memberships.actions.invitations import Became
from rounds.memberships.domains import domains_of
from rounds.memberships.models import Invitation, Seat
from rounds.memberships.offers import offers_for
from rounds.memberships.policy import INVITATIONS_A_DAY
from rounds.memberships.refusing import Refused
from rounds.memberships.tests.network_cases import (
    DAY,
    NOW,
    TODAY,
    at_once,
    end,
    hospital,
    person,
    seated,
    signed_in,
    sitting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_that_time() -> Iterator[None]:
    """Pages ask the clock themselves."""
    with time_machine.travel(NOW, tick=False):
        yield


def invite(membership, leader, *addresses, at=NOW):
    return invitations.invite(membership=membership, addresses=addresses, by=leader, at=at)


def link_in(mail: Message) -> str:
    return re.search(r"/invitations/seats/[\w-]+/", mail.text)[0]


def open_link(membership, leader, places=2, until=NOW + 10 * DAY):
    return invitations.open_link(membership=membership, places=places, until=until, by=leader, at=NOW)


def test_withdrawing_and_inviting_anew_sends_no_second_mail_the_same_day():
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    invitations.withdraw(invitation=Invitation.objects.get(), by=leader, at=NOW)
    assert [became for _email, became in invite(membership, leader, "bob@x.org")] == [Became.TOMORROW]
    assert Message.objects.filter(to="bob@x.org").count() == 1
    assert [became for _, became in invite(membership, leader, "bob@x.org", at=NOW + 2 * DAY)] == [
        Became.INVITED
    ]


def test_a_link_lets_nobody_in_again_whose_seat_a_leader_took_back():
    membership, leader = hospital()
    one, _token = open_link(membership, leader)
    bob = person("Bob")
    seat = invitations.accept(invitation=one, by=bob, at=NOW)
    seats.take_back(seat=seat, by=leader, at=NOW)
    with pytest.raises(Refused, match="not good"):
        invitations.accept(invitation=one, by=bob, at=NOW)
    invite(membership, leader, bob.email, at=NOW + DAY)
    invitations.accept(invitation=Invitation.objects.get(kind="email"), by=bob, at=NOW + DAY)
    assert sitting(membership) == ["1 Lena Lead", "2 Bob"]


# --- By mail ---------------------------------------------------------------------------------------------------------


def test_of_each_address_it_is_said_what_became_of_it():
    membership, leader = hospital()
    ann = seated(membership, "Ann")
    invite(membership, leader, "old@x.org")
    told = invite(membership, leader, ann.email, "old@x.org", "new@x.org")
    assert [became for _email, became in told] == [Became.SEATED, Became.WAITING, Became.INVITED]
    assert (
        Message.objects.filter(to="new@x.org").count() == Message.objects.filter(to="old@x.org").count() == 1
    )


def test_the_mail_leads_to_a_page_and_the_button_takes_the_seat():
    membership, leader = hospital(name="Mercy Hospital")
    invite(membership, leader, "bob@x.org")
    path = link_in(Message.objects.get(to="bob@x.org"))
    bob = person("Bob", "bob@x.org")
    page = signed_in(bob).get(path)
    assert "Lena Lead invites you" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert sitting(membership) == ["1 Lena Lead"]  # reading it is not taking it
    client = signed_in(bob)
    assert client.post(path)["Location"] == "/me/"
    assert client.post(path)["Location"] == "/me/"  # a second click
    assert sitting(membership) == ["1 Lena Lead", "2 Bob"]
    assert Invitation.objects.get().used == 1


def test_who_is_not_signed_in_is_sent_there_and_back(client):
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    path = link_in(Message.objects.get(to="bob@x.org"))
    text = client.get(path).content.decode()
    assert f"?next={path.replace('/', '%2F')}" in text
    assert "bob@x.org" not in text
    client.post(path)
    assert sitting(membership) == ["1 Lena Lead"]


def test_a_mail_that_was_sent_on_lets_nobody_else_in():
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    path = link_in(Message.objects.get(to="bob@x.org"))
    eve = person("Eve", "eve@x.org")
    EmailAddress.objects.create(user=eve, email="bob@x.org", verified=False)
    assert signed_in(eve).post(path).status_code == 409
    EmailAddress.objects.filter(email="bob@x.org").update(verified=True)
    signed_in(eve).post(path)
    assert sitting(membership) == ["1 Lena Lead", "2 Eve"]


def test_only_a_digest_of_the_secret_is_kept():
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    token = link_in(Message.objects.get(to="bob@x.org")).split("/")[-2]
    assert Invitation.objects.get().digest == invitations.digest(token) != token


@pytest.mark.parametrize("over", ["withdrawn", "after 30 days", "the membership ended"])
def test_an_invitation_that_is_over_lets_nobody_in(over):
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    one, bob, at = Invitation.objects.get(), person("Bob", "bob@x.org"), NOW
    if over == "withdrawn":
        invitations.withdraw(invitation=one, by=leader, at=NOW)
    elif over == "after 30 days":
        at = NOW + 30 * DAY
    else:
        end(membership, TODAY)
    with pytest.raises(Refused):
        invitations.accept(invitation=one, by=bob, at=at)


def test_a_withdrawal_can_be_undone_unless_the_address_was_invited_anew():
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    one = invitations.withdraw(invitation=Invitation.objects.get(), by=leader, at=NOW)
    assert invitations.restore(invitation=one, by=leader, at=NOW).withdrawn_at is None
    invitations.withdraw(invitation=one, by=leader, at=NOW)
    assert invite(membership, leader, "bob@x.org", at=NOW + DAY)[0].became == Became.INVITED
    with pytest.raises(Refused, match="not good"):
        invitations.restore(invitation=one, by=leader, at=NOW + DAY)


def test_after_it_is_over_an_address_can_be_invited_again_with_a_new_link():
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    old = Invitation.objects.get().digest
    assert invite(membership, leader, "bob@x.org", at=NOW + 31 * DAY)[0].became == Became.INVITED
    assert Invitation.objects.get().digest != old


def test_sent_again_the_old_link_stops_and_not_more_than_once_a_day():
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    one = Invitation.objects.get()
    with pytest.raises(Refused, match="too often"):
        invitations.send_again(invitation=one, by=leader, at=NOW + timedelta(hours=23))
    again = invitations.send_again(invitation=one, by=leader, at=NOW + DAY)
    assert (again.digest != one.digest, again.expires_at) == (True, NOW + 31 * DAY)
    assert Message.objects.filter(to="bob@x.org").count() == 2


def test_in_one_day_an_organization_has_so_many_mails_sent_and_no_more():
    membership, leader = hospital()
    Invitation.objects.bulk_create(
        Invitation(
            membership=membership,
            kind="email",
            email=f"p{n}@x.org",
            digest=f"{n}",
            invited_at=NOW,
            expires_at=NOW + 30 * DAY,
        )
        for n in range(INVITATIONS_A_DAY - 1)
    )
    told = invite(membership, leader, "one@x.org", "two@x.org")
    assert [became for _email, became in told] == [Became.INVITED, Became.TOMORROW]
    assert invite(membership, leader, "two@x.org", at=NOW + DAY)[0].became == Became.INVITED


def test_only_leaders_invite():
    membership, _leader = hospital()
    with pytest.raises(Refused, match="not a leader"):
        invite(membership, seated(membership, "Ann"), "bob@x.org")


# --- By link ---------------------------------------------------------------------------------------------------------


def test_a_link_lets_in_as_many_as_it_says_and_until_its_last_day():
    membership, leader = hospital()
    one, token = open_link(membership, leader, places=2)
    path = f"/invitations/seats/{token}/"
    for name in ("Ann", "Bob", "Cyd"):
        signed_in(person(name)).post(path)
    assert sitting(membership) == ["1 Lena Lead", "2 Ann", "3 Bob"]
    with pytest.raises(Refused, match="not good"):
        invitations.accept(invitation=open_link(membership, leader)[0], by=person("Dan"), at=NOW + 10 * DAY)
    assert signed_in(person("Eve")).get("/invitations/seats/wrong/").status_code == 404
    assert one.digest == invitations.digest(token)


@pytest.mark.django_db(transaction=True)
def test_many_who_use_a_link_at_once_are_not_more_than_it_says():
    membership, leader = hospital(seat_count=20)
    one, _token = open_link(membership, leader, places=3)
    people = [person(f"P{n}") for n in range(12)]
    at_once([lambda who=who: invitations.accept(invitation=one, by=who, at=NOW) for who in people])
    assert Seat.objects.held().count() == 1 + 3
    assert Invitation.objects.get().used == 3


# --- By domain -------------------------------------------------------------------------------------------------------


def test_domains_are_those_of_the_website_and_of_the_leaders_confirmed_addresses():
    membership, leader = hospital(
        website="https://www.mercy.org/", leader=person("Lena", "lena@mercy-care.org")
    )
    EmailAddress.objects.create(user=leader, email="lena@gmail.com", verified=True)
    EmailAddress.objects.create(user=leader, email="lena@elsewhere.org", verified=False)
    assert domains_of(membership.organization, leader) == ["mercy-care.org", "mercy.org"]


@pytest.mark.parametrize("domain", ["gmail.com", "another.org"])
def test_a_domain_that_is_not_the_organizations_cannot_be_opened(domain):
    membership, leader = hospital(website="https://www.mercy.org/")
    EmailAddress.objects.create(user=leader, email="lena@gmail.com", verified=True)
    with pytest.raises(Refused, match="domain"):
        invitations.open_domain(
            membership=membership, domain=domain, places=5, until=NOW + DAY, by=leader, at=NOW
        )


def test_who_has_a_confirmed_address_there_is_offered_the_seat_and_takes_it():
    membership, leader = hospital(name="Mercy Hospital", website="https://www.mercy.org/")
    one = invitations.open_domain(
        membership=membership, domain="mercy.org", places=5, until=NOW + DAY, by=leader, at=NOW
    )
    bob, eve = person("Bob", "bob@mercy.org"), person("Eve", "eve@mercy.org", verified=False)
    low = person("Low", "low@sub.mercy.org")
    assert [offers_for(who, NOW) for who in (bob, eve, low)] == [[one], [], []]
    path = f"/invitations/seats/offers/{one.pk}/"
    assert signed_in(eve).post(path).status_code == 404
    assert signed_in(bob).post(path).status_code == 302
    assert (sitting(membership), offers_for(bob, NOW)) == (["1 Lena Lead", "2 Bob"], [])


def test_an_invitation_by_mail_is_offered_without_the_link_and_used_up_whichever_way_one_comes():
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    bob = person("Bob", "bob@x.org")
    assert [one.email for one in offers_for(bob, NOW)] == ["bob@x.org"]
    one, _token = open_link(membership, leader)
    invitations.accept(invitation=one, by=bob, at=NOW)
    assert Invitation.objects.get(kind="email").used == 1


def test_nothing_is_offered_once_the_membership_is_over():
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org")
    end(membership, TODAY)
    assert offers_for(person("Bob", "bob@x.org"), NOW) == []


# --- Forgetting ------------------------------------------------------------------------------------------------------


def test_addresses_of_those_who_never_came_are_forgotten():
    membership, leader = hospital()
    invite(membership, leader, "bob@x.org", "ann@x.org")
    ann = person("Ann", "ann@x.org")
    invitations.accept(invitation=Invitation.objects.get(email="ann@x.org"), by=ann, at=NOW)
    assert invitations.forget(at=NOW + 59 * DAY) == 0
    assert invitations.forget(at=NOW + 60 * DAY) == 1
    assert list(Invitation.objects.values_list("email", flat=True)) == ["ann@x.org"]
    seats.give_up(seat=Seat.objects.get(user=ann), at=NOW)
