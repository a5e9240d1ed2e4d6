"""The leader's desk and the statements: who sees them, what they say, and what their buttons do."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client

from rounds.billing.models import Invoice
from rounds.memberships import roster
from rounds.memberships.actions import leadership
from rounds.memberships.models import Invitation, Membership, Seat
from rounds.memberships.tests.network_cases import (
    NOW,
    TODAY,
    end,
    given,
    hospital,
    left,
    person,
    seated,
    signed_in,
    sitting,
    transfer,
)
from rounds.users.models import User

pytestmark = pytest.mark.django_db
PAGES = ["", "roster/", "roster.csv", "invitations/", "points/", "points.csv"]


@pytest.fixture(autouse=True)
def _at_that_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mercy() -> tuple[Membership, User]:
    return hospital(name="Mercy Hospital", seat_count=5)


def at(membership: Membership, page: str = "") -> str:
    return f"/network/{membership.pk}/{page}"


def text_of(client: Client, path: str, **more) -> str:
    return unescape(client.get(path, **more).content.decode())


def staff() -> User:
    user = person("Staff")
    user.user_permissions.add(Permission.objects.get(codename="manage_membership"))
    return user


# --- Who sees the desk -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_the_desk_is_for_its_leaders_and_staff_and_for_others_there_is_none(mercy, page, client):
    membership, leader = mercy
    other = hospital()[1]
    for user, status in (
        (leader, 200),
        (staff(), 200),
        (other, 404),
        (seated(membership), 404),
        (person(), 404),
    ):
        assert signed_in(user).get(at(membership, page)).status_code == status, user
    assert client.get(at(membership, page)).status_code == 302


def test_staff_look_and_change_nothing(mercy):
    membership, _leader = mercy
    client = signed_in(staff())
    seated(membership, "Ann")
    assert "You look at this as staff" in text_of(client, at(membership))
    seat = Seat.objects.get(user__name="Ann")
    posts = [
        ("roster/", {"do": "take-back", "which": seat.pk}),
        ("roster/", {"do": "lead", "which": seat.pk}),
        ("invitations/", {"do": "invite", "addresses": "x@x.org"}),
    ]
    for page, data in posts[:1] + posts[2:]:
        assert client.post(at(membership, page), data).status_code == 409
    assert len(sitting(membership)) == 2
    assert client.get(at(membership, "points/buy/")).status_code == 404


def test_after_a_lapse_the_desk_is_to_be_read_and_shows_the_way_back(mercy):
    membership, leader = mercy
    seated(membership, "Ann")
    end(membership, TODAY)
    client = signed_in(leader)
    for page in ("", "roster/", "invitations/", "points/"):
        text = text_of(client, at(membership, page))
        assert "The membership is not running" in text
        assert 'href="/me/membership/"' in text
        assert "Take the seat back" not in text
    assert (
        client.post(at(membership, "invitations/"), {"do": "invite", "addresses": "x@x.org"}).status_code
        == 409
    )


def test_whoever_leads_one_organization_comes_straight_to_its_desk(mercy):
    membership, leader = mercy
    assert signed_in(leader).get("/network/")["Location"] == at(membership)
    assert "You lead the network at no organization" in text_of(signed_in(person()), "/network/")


# --- The overview ----------------------------------------------------------------------------------------------------


def test_the_overview_says_what_there_is_and_what_to_do_next(mercy):
    membership, leader = mercy
    given(membership, 100)
    text = text_of(signed_in(leader), at(membership))
    for words in ("4 seats are free.", "Invite colleagues", "due on", Invoice.objects.get().number):
        assert words in text


def test_near_the_end_of_the_year_it_leads_to_the_renewal(mercy):
    membership, leader = mercy
    with time_machine.travel(NOW + timedelta(days=310)):
        assert "The membership runs until" in text_of(signed_in(leader), at(membership))
    with time_machine.travel(NOW + timedelta(days=200)):
        assert "The membership runs until" not in text_of(signed_in(leader), at(membership))


def test_a_leader_steps_down_when_there_is_another(mercy):
    membership, leader = mercy
    client, own = signed_in(leader), leader.leaderships.get()
    assert client.post(at(membership), {"which": own.pk}).status_code == 409
    leadership.appoint(membership=membership, user=seated(membership, "Ann"), by=leader, at=NOW)
    assert client.post(at(membership), {"which": own.pk})["Location"] == "/me/"
    assert client.get(at(membership)).status_code == 404


# --- The roster ------------------------------------------------------------------------------------------------------


def test_the_roster_is_in_the_order_of_names_and_pages_on():
    membership, _leader = hospital(seat_count=9)
    for name in ("bob", "Émile", "", "Ann", "Zoë"):
        seated(membership, name)
    term = membership.terms.get()
    seen, after = [], None
    while True:
        page = roster.page(term, TODAY, after=after, most=2)
        seen += [row.seat.user.name for row in page.rows]
        if (after := page.after) is None:
            break
    assert seen == [row.seat.user.name for row in roster.page(term, TODAY).rows]
    assert sorted(seen) == sorted(["bob", "Émile", "", "Ann", "Zoë", "Lena Lead"])
    assert seen.index("Ann") < seen.index("bob") < seen.index("Lena Lead") < seen.index("Zoë")
    assert page.total == 6


def test_it_finds_by_a_part_of_the_name_or_the_address(mercy):
    membership, leader = mercy
    seated(membership, "Ann Reyes")
    seated(membership, "Bob")
    client = signed_in(leader)
    for asked in ("reye", "ann.reyes"):
        text = text_of(client, at(membership, "roster/"), data={"q": asked})
        assert ("Ann Reyes" in text, "Bob" in text, "1 person found" in text) == (True, False, True)
    for asked in ("nobody", "no\0body"):  # PostgreSQL takes no empty byte
        assert "Nobody by that name" in text_of(client, at(membership, "roster/"), data={"q": asked})


@pytest.mark.parametrize("count", [1, 3])
def test_the_roster_asks_the_same_few_questions_however_many_sit(count, django_assert_max_num_queries, mercy):
    membership, _leader = mercy
    given(membership, 10)
    for _n in range(count):
        transfer(membership, seated(membership, "Ann"), 1)
    term = membership.terms.get()
    with django_assert_max_num_queries(4):
        roster.page(term, TODAY)


def test_the_roster_counts_only_points_of_this_organization_that_can_still_be_spent(mercy):
    membership, _leader = mercy
    ann = seated(membership, "Ann")
    given(membership, 100)
    transfer(membership, ann, 40)
    rows = {row.seat.user.name: row.points for row in roster.page(membership.terms.get(), TODAY).rows}
    assert rows == {"Ann": 40, "Lena Lead": 0}
    later = roster.page(membership.terms.get(), TODAY + timedelta(days=700)).rows
    assert [row.points for row in later] == [0, 0]


def test_a_seat_is_taken_back_with_one_button_and_given_again_with_the_next(mercy):
    membership, leader = mercy
    ann = seated(membership, "Ann")
    client, path = signed_in(leader), at(membership, "roster/")
    seat = Seat.objects.get(user=ann)
    text = unescape(client.post(path, {"do": "take-back", "which": seat.pk}, follow=True).content.decode())
    assert ("Ann has no seat any more." in text, "Undo" in text) == (True, True)
    assert sitting(membership) == ["1 Lena Lead"]
    assert "Undo" not in text_of(client, path)
    client.post(path, {"do": "undo", "which": seat.pk})
    assert sitting(membership) == ["1 Lena Lead", "2 Ann"]


def test_a_seat_of_another_organization_is_out_of_reach(mercy):
    membership, leader = mercy
    stranger = Seat.objects.get(user=seated(hospital()[0], "Eve"))
    for do in ("take-back", "lead", "pass-on", "recall", "undo"):
        response = signed_in(leader).post(at(membership, "roster/"), {"do": do, "which": stranger.pk})
        assert response.status_code == 404
    assert signed_in(leader).post(at(membership, "roster/"), {"do": "lead", "which": "x"}).status_code == 404


def test_leading_is_passed_on_and_shared_from_the_roster(mercy):
    membership, leader = mercy
    ann, bob = seated(membership, "Ann"), seated(membership, "Bob")
    client, path = signed_in(leader), at(membership, "roster/")
    client.post(path, {"do": "lead", "which": Seat.objects.get(user=bob).pk})
    client.post(path, {"do": "pass-on", "which": Seat.objects.get(user=ann).pk})
    assert [one.user.name for one in roster.leaders(membership)] == ["Bob", "Ann"]
    assert client.get(path).status_code == 404


def test_the_roster_is_taken_along_as_csv_that_runs_no_formula(mercy):
    membership, leader = mercy
    seated(membership, "=HYPERLINK(1)")
    response = signed_in(leader).get(at(membership, "roster.csv"))
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0] == "Name,E-mail address,Seat,Since,Leads,Unspent points"
    assert lines[1].startswith("'=HYPERLINK(1),")
    assert lines[2] == f"Lena Lead,{leader.email},1,2026-03-02,yes,0"


# --- Invitations -----------------------------------------------------------------------------------------------------


def test_a_pasted_list_is_told_line_by_line(mercy):
    membership, leader = mercy
    ann = seated(membership, "Ann")
    pasted = f"Bob Lee <bob@x.org>; {ann.email}\nCyd <cyd@x.org>\nno address here\n"
    response = signed_in(leader).post(at(membership, "invitations/"), {"do": "invite", "addresses": pasted})
    text = unescape(response.content.decode())
    for words in (
        "2 invitations are on their way",
        "Have a seat already:",
        "Not an e-mail address:",
        "no address here",
    ):
        assert words in text
    assert set(Invitation.objects.values_list("email", flat=True)) == {"bob@x.org", "cyd@x.org"}


def test_what_was_typed_is_kept_where_no_address_is_in_it(mercy):
    membership, leader = mercy
    response = signed_in(leader).post(
        at(membership, "invitations/"), {"do": "invite", "addresses": "just words"}
    )
    assert (response.status_code, "just words" in response.content.decode()) == (422, True)


def test_a_link_is_shown_once_and_works(mercy):
    membership, leader = mercy
    client, path = signed_in(leader), at(membership, "invitations/")
    data = {"do": "link", "places": "3", "until": "2026-03-10"}
    text = unescape(client.post(path, data, follow=True).content.decode())
    link = text.split('value="')[1:]
    shown = next(part.split('"')[0] for part in link if "/invitations/seats/" in part)
    assert shown not in text_of(client, path)
    signed_in(person("Ann")).post(shown.removeprefix(shown.split("/invitations")[0]))
    assert sitting(membership) == ["1 Lena Lead", "2 Ann"]
    assert Invitation.objects.get().expires_at.isoformat() == "2026-03-11T00:00:00+00:00"


@pytest.mark.parametrize(
    ("places", "until"), [("0", "2026-03-10"), ("3", "2026-03-01"), ("3", "2028-01-01"), ("", "")]
)
def test_a_link_has_a_limit_and_a_last_day_within_a_year(mercy, places, until):
    membership, leader = mercy
    data = {"do": "link", "places": places, "until": until}
    assert signed_in(leader).post(at(membership, "invitations/"), data).status_code == 422
    assert not Invitation.objects.exists()


def test_withdrawing_can_be_undone(mercy):
    membership, leader = mercy
    client, path = signed_in(leader), at(membership, "invitations/")
    client.post(path, {"do": "invite", "addresses": "bob@x.org"})
    one = Invitation.objects.get()
    assert "Undo" in client.post(path, {"do": "withdraw", "which": one.pk}, follow=True).content.decode()
    assert "No invitation is waiting." in text_of(client, path)
    client.post(path, {"do": "restore", "which": one.pk})
    assert "bob@x.org" in text_of(client, path)


# --- Points ----------------------------------------------------------------------------------------------------------


def give(client: Client, membership: Membership, addresses: str, count: str = "30"):
    key = "5f0c1a52-55a3-4e0a-9f3e-0d8f3f8f2f11"
    return client.post(at(membership, "points/"), {"key": key, "points": count, "addresses": addresses})


def test_points_are_given_by_address_once_however_often_the_form_comes(mercy):
    membership, leader = mercy
    given(membership, 100)
    ann, bob = seated(membership, "Ann"), seated(membership, "Bob")
    client = signed_in(leader)
    for _twice in range(2):
        assert give(client, membership, f"{ann.email}, Bob <{bob.email}>").status_code == 302
    assert (left(membership), left(ann), left(bob)) == (40, 30, 30)


def test_of_people_without_a_seat_nothing_is_told_but_that(mercy):
    membership, leader = mercy
    given(membership, 100)
    known = person("Eve")
    client = signed_in(leader)
    told = [
        unescape(give(client, membership, email).content.decode()).replace(email, "…")
        for email in (known.email, "nobody@x.org")
    ]
    assert ["Nobody with a seat has this address: …" in text for text in told] == [True, True]
    assert left(membership) == 100


@pytest.mark.parametrize("count", ["0", "-5", "101", "1.5", "many", ""])
def test_what_cannot_be_given_is_refused_and_stays_in_the_form(mercy, count):
    membership, leader = mercy
    given(membership, 100)
    ann = seated(membership, "Ann")
    response = give(signed_in(leader), membership, ann.email, count)
    assert response.status_code in {409, 422}
    assert ann.email in response.content.decode()
    assert left(membership) == 100


def test_those_ticked_in_the_roster_stand_in_the_form(mercy):
    membership, leader = mercy
    given(membership, 100)
    ann, bob = seated(membership, "Ann"), seated(membership, "Bob")
    ids = [Seat.objects.get(user=one).pk for one in (ann, bob)]
    stranger = Seat.objects.get(user=seated(hospital()[0], "Eve"))
    text = text_of(signed_in(leader), at(membership, "points/"), data={"to": [*ids, stranger.pk, "x"]})
    assert (ann.email in text, bob.email in text, stranger.user.email in text) == (True, True, False)


def test_buying_leads_to_the_invoice(mercy):
    membership, leader = mercy
    key = "5f0c1a52-55a3-4e0a-9f3e-0d8f3f8f2f12"
    response = signed_in(leader).post(at(membership, "points/buy/"), {"key": key, "points": "200"})
    invoice = Invoice.objects.get()
    assert response["Location"] == invoice.get_absolute_url()
    assert (invoice.total_cents, invoice.organization) == (15_000, membership.organization)


def test_twenty_orders_of_points_a_day_are_enough(mercy):
    membership, leader = mercy
    client = signed_in(leader)
    answers = [
        client.post(at(membership, "points/buy/"), {"key": str(uuid4()), "points": "1"}).status_code
        for _n in range(21)
    ]
    assert answers == [302] * 20 + [429]
    assert Invoice.objects.count() == 20


def test_ones_own_statement_is_for_oneself_and_explains_each_line(mercy):
    membership, _leader = mercy
    ann = seated(membership, "Ann")
    given(membership, 100)
    transfer(membership, ann, 40)
    text = text_of(signed_in(ann), "/me/points/")
    for words in ("Given by Mercy Hospital", "+40", "Dec. 31, 2027"):
        assert words in text
    response = signed_in(ann).get("/me/points.csv")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[1] == "2026-03-02,Given by Mercy Hospital,40,40,40: 2027-12-31"
    assert "Given by" not in text_of(signed_in(person()), "/me/points/")


def test_whoever_is_no_member_cannot_buy_points():
    assert signed_in(person()).get("/me/points/buy/").status_code == 403
    assert "Buy points at" not in text_of(signed_in(person()), "/me/points/")


def test_a_seat_is_given_up_on_a_page_that_says_what_that_means(mercy):
    membership, _leader = mercy
    ann = seated(membership, "Ann")
    seat = Seat.objects.get(user=ann)
    assert "Your records, badges and contributions stay yours." in text_of(
        signed_in(ann), f"/me/seats/{seat.pk}/"
    )
    assert signed_in(person()).post(f"/me/seats/{seat.pk}/").status_code == 404
    signed_in(ann).post(f"/me/seats/{seat.pk}/")
    assert sitting(membership) == ["1 Lena Lead"]


def test_leaders_read_the_invoices_of_their_organization(mercy):
    membership, leader = mercy
    other = hospital()[1]
    given(membership, 100)
    assert [Invoice.objects.visible_to(user).count() for user in (leader, other)] == [1, 0]


def test_ones_memberships_show_the_seat_one_has_and_the_seat_one_may_take(mercy):
    membership, leader = mercy
    signed_in(leader).post(at(membership, "invitations/"), {"do": "invite", "addresses": "bob@x.org"})
    bob = person("Bob", "bob@x.org")
    assert "Mercy Hospital keeps a seat for you" in text_of(signed_in(bob), "/me/membership/")
    signed_in(bob).post(f"/invitations/seats/offers/{Invitation.objects.get().pk}/")
    text = text_of(signed_in(bob), "/me/membership/")
    assert ("keeps a seat for you" in text, "Give it up" in text) == (False, True)


def test_many_invitations_come_page_by_page(mercy):
    membership, leader = mercy
    client, path = signed_in(leader), at(membership, "invitations/")
    client.post(path, {"do": "invite", "addresses": "\n".join(f"p{n}@x.org" for n in range(60))})
    first = text_of(client, path)
    assert ("p59@x.org" in first, "p10@x.org" in first, "p9@x.org" in first) == (True, True, False)
    older = text_of(client, path, data={"before": Invitation.objects.get(email="p10@x.org").pk})
    assert ("p10@x.org" in older, "p9@x.org" in older, "p0@x.org" in older) == (False, True, True)
