"""Representatives: inviting, resigning, removing, and what the public learns of them: nothing."""

import threading
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from rounds.activity.models import Activity
from rounds.directory import tasks
from rounds.directory.actions import representatives as verbs
from rounds.directory.actions.submissions import Refused
from rounds.directory.models import Invitation, Removal, Representative
from rounds.directory.sample import REPRESENTATIVE, REPRESENTED, give_representative
from rounds.directory.speaking import may_speak_for
from rounds.directory.tests.factories import EntryFactory, ListingFactory
from rounds.directory.tests.speaking_cases import NOW, moderator, person, representative, signed_in, speaks
from rounds.mail.models import Message
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PEOPLE = "/organizations/mercy/people/"


@pytest.fixture
def mercy() -> Organization:
    return OrganizationFactory(name="Mercy Hospital", slug="mercy", website="https://www.mercy.org/")


@pytest.fixture
def rosa(mercy: Organization) -> User:
    return representative(mercy, "Rosa")


def of(user: User) -> Representative:
    return Representative.objects.get(user=user)


def page(client: Client, path: str = PEOPLE) -> str:
    return unescape(client.get(path).content.decode())


def removed(user: User, by: User, at: Any = NOW) -> Removal | None:
    return verbs.remove(representative=of(user), reason="Has left.", by=by, at=at)


# --- Inviting --------------------------------------------------------------------------------------------------------


def invited(mercy: Organization, rosa: User, email: str = "bob@mercy.org") -> Invitation:
    return verbs.invite(organization=mercy, email=email, by=rosa, at=NOW)


def test_a_colleague_is_invited_by_mail_and_accepts_with_the_button(mercy: Organization, rosa: User) -> None:
    response = signed_in(rosa).post(PEOPLE, {"do": "invite", "email": "Bob@Mercy.org"}, follow=True)
    assert "bob@mercy.org" in response.content.decode()
    invitation = Invitation.objects.get()
    mail = Message.objects.get()
    path = f"/invitations/{invitation.token}/"
    assert (mail.to, path in mail.text, "Rosa" in mail.text) == ("bob@mercy.org", True, False)
    bob = person("bob@mercy.org", name="Bob")
    client = signed_in(bob)
    assert "Yes, I speak for it" in page(client, path)
    assert speaks(mercy) == ["Rosa"]  # reading the page is not accepting
    assert client.post(path)["Location"] == "/my-organizations/"
    assert (speaks(mercy), of(bob).method) == (["Bob", "Rosa"], "invitation")
    assert client.post(path).status_code == 302  # a second click
    assert Representative.objects.count() == 2
    assert Message.objects.get(to=rosa.email).subject == "A new representative of Mercy Hospital"
    assert Invitation.objects.get().email == ""


def test_a_mail_that_was_sent_on_lets_nobody_else_in(mercy: Organization, rosa: User, client: Client) -> None:
    invitation = verbs.invite(organization=mercy, email="bob@mercy.org", by=rosa, at=timezone.now())
    path = f"/invitations/{invitation.token}/"
    text = page(client, path)
    assert "bob@mercy.org" not in text
    assert f"/people/login/?next={path}" in text
    eve = person("eve@mercy.org")
    eve.emailaddress_set.create(email="bob@mercy.org", verified=False)
    assert "Another address was invited" in page(signed_in(eve), path)
    assert signed_in(eve).post(path).status_code == 409
    client.post(path)
    assert speaks(mercy) == ["Rosa"]


def test_an_invitation_that_was_taken_back_or_is_old_is_not_good(mercy: Organization, rosa: User) -> None:
    invitation = invited(mercy, rosa)
    bob = person("bob@mercy.org")
    with pytest.raises(Refused, match="not-good"):
        verbs.accept(invitation=invitation, by=bob, at=NOW + 14 * DAY)
    Invitation.objects.update(expires_at=timezone.now() + DAY)
    signed_in(rosa).post(PEOPLE, {"do": "take-back", "which": invitation.pk})
    assert signed_in(bob).post(f"/invitations/{invitation.token}/").status_code == 409
    assert speaks(mercy) == ["Rosa"]


def test_an_invitation_ends_with_the_right_of_whoever_invited(mercy: Organization, rosa: User) -> None:
    sam = representative(mercy, "Sam")
    invitation = invited(mercy, sam)
    removed(sam, by=rosa)
    with pytest.raises(Refused, match="not-good"):
        verbs.accept(invitation=invitation, by=person("bob@mercy.org"), at=NOW)


def test_the_same_colleague_is_invited_once(mercy: Organization, rosa: User) -> None:
    assert invited(mercy, rosa) == invited(mercy, rosa, "BOB@mercy.org")
    assert Message.objects.count() == 1
    with pytest.raises(Refused, match="already"):
        invited(mercy, rosa, rosa.email)
    with pytest.raises(Refused, match="throwaway"):
        invited(mercy, rosa, "bob@yopmail.com")


def test_only_twenty_invitations_are_open_at_a_time(mercy: Organization, rosa: User) -> None:
    for number in range(20):
        invited(mercy, rosa, f"p{number}@mercy.org")
    with pytest.raises(Refused, match="many"):
        invited(mercy, rosa)


def test_what_is_no_address_is_said_with_what_was_typed(mercy: Organization, rosa: User) -> None:
    response = signed_in(rosa).post(PEOPLE, {"do": "invite", "email": "bob at mercy"})
    assert (response.status_code, "bob at mercy" in response.content.decode()) == (422, True)
    assert not Invitation.objects.exists()


def test_old_invitations_are_deleted_with_their_addresses(mercy: Organization, rosa: User) -> None:
    kept = invited(mercy, rosa, "new@mercy.org")
    Invitation.objects.update(expires_at=NOW + 20 * DAY)
    invited(mercy, rosa, "old@mercy.org")
    tasks.forget_old_claims(NOW + 14 * DAY)
    assert list(Invitation.objects.all()) == [kept]


# --- Resigning and removing ------------------------------------------------------------------------------------------


def test_a_fellow_representative_removes_at_once_and_it_can_be_undone(
    mercy: Organization, rosa: User
) -> None:
    sam = representative(mercy, "Sam")
    client = signed_in(rosa)
    asked = {"do": "remove", "which": of(sam).pk, "reason": "Has left."}
    assert client.post(PEOPLE, asked).status_code == 302
    one = of(sam)
    assert (speaks(mercy), one.ended_by, one.ended_reason) == (["Rosa"], rosa, "Has left.")
    assert Message.objects.get().to == sam.email
    assert "Has left." in page(client)
    client.post(PEOPLE, {"do": "undo", "which": one.pk})
    assert speaks(mercy) == ["Rosa", "Sam"]
    verbs_seen = [seen.verb for seen in reversed(Activity.objects.about(one))]
    assert verbs_seen == ["representative.ended", "representative.reinstated"]


def test_removing_needs_a_reason(mercy: Organization, rosa: User) -> None:
    sam = representative(mercy, "Sam")
    response = signed_in(rosa).post(PEOPLE, {"do": "remove", "which": of(sam).pk, "reason": " "})
    assert (response.status_code, "Please write why." in response.content.decode()) == (422, True)
    assert speaks(mercy) == ["Rosa", "Sam"]


def test_whoever_was_removed_cannot_undo_it_nor_prove_their_way_back(mercy: Organization, rosa: User) -> None:
    sam = representative(mercy, "Sam")
    sam.emailaddress_set.create(email="sam@mercy.org", verified=True)
    removed(sam, by=rosa)
    with pytest.raises(Refused):
        verbs.reinstate(representative=of(sam), by=sam, at=NOW)
    client = signed_in(sam)
    assert client.get(PEOPLE).status_code == 404
    assert client.post("/organizations/mercy/claim/", {"method": "email"}).status_code == 409
    assert speaks(mercy) == ["Rosa"]
    verbs.accept(invitation=invited(mercy, rosa, "sam@mercy.org"), by=sam, at=NOW)
    assert speaks(mercy) == ["Rosa", "Sam"]


def test_an_undo_after_a_month_is_too_late(mercy: Organization, rosa: User) -> None:
    sam = representative(mercy, "Sam")
    removed(sam, by=rosa)
    with pytest.raises(Refused, match="too-late"):
        verbs.reinstate(representative=of(sam), by=rosa, at=NOW + 30 * DAY)


def test_one_of_two_resigns_at_once_and_may_come_back_within_a_day(mercy: Organization, rosa: User) -> None:
    sam = representative(mercy, "Sam")
    client = signed_in(sam)
    asked = {"do": "remove", "which": of(sam).pk, "reason": "New job."}
    assert client.post(PEOPLE, asked)["Location"] == "/my-organizations/"
    assert speaks(mercy) == ["Rosa"]
    with pytest.raises(Refused):  # nobody is called back who left of their own will
        verbs.reinstate(representative=of(sam), by=rosa, at=timezone.now())
    assert "You resigned" in page(client, "/my-organizations/")
    client.post("/my-organizations/", {"do": "undo", "which": of(sam).pk})
    assert speaks(mercy) == ["Rosa", "Sam"]
    removed(sam, by=sam)
    with pytest.raises(Refused, match="too-late"):
        verbs.reinstate(representative=of(sam), by=sam, at=NOW + DAY)


def test_the_last_one_resigns_only_when_a_second_person_agrees(mercy: Organization, rosa: User) -> None:
    client = signed_in(rosa)
    client.post(PEOPLE, {"do": "remove", "which": of(rosa).pk, "reason": "New job."})
    removal = Removal.objects.get()
    assert (removal.asked_by, removal.decided_at, speaks(mercy)) == (rosa, None, ["Rosa"])
    assert client.post(PEOPLE, {"do": "agree", "which": removal.pk}).status_code == 409
    assert speaks(mercy) == ["Rosa"]
    assert removed(rosa, by=rosa) == removal  # asking twice is asking once
    office = signed_in(moderator())
    assert f'href="{PEOPLE}"' in page(office, "/office/claims/")
    office.post(PEOPLE, {"do": "agree", "which": removal.pk})
    assert speaks(mercy) == []
    assert (of(rosa).ended_by, of(rosa).ended_reason) == (rosa, "New job.")


def test_a_representative_of_what_it_is_part_of_may_be_the_second_person(
    mercy: Organization, rosa: User
) -> None:
    system = OrganizationFactory()
    Organization.objects.filter(pk=mercy.pk).update(parent=system)
    pia = representative(system, "Pia")
    removal = removed(rosa, by=rosa)
    assert removal is not None
    assert Message.objects.get().to == pia.email
    verbs.decide_removal(removal=removal, agreed=True, by=pia, at=NOW)
    assert speaks(mercy) == []


def test_not_even_a_moderator_removes_the_last_one_alone(mercy: Organization, rosa: User) -> None:
    mia, max_ = moderator("Mia"), moderator("Max")
    removal = removed(rosa, by=mia)
    assert removal is not None
    with pytest.raises(Refused, match="second"):
        verbs.decide_removal(removal=removal, agreed=True, by=mia, at=NOW)
    with pytest.raises(Refused, match="not-yours"):
        verbs.decide_removal(removal=removal, agreed=True, by=person("eve@gmail.com"), at=NOW)
    assert speaks(mercy) == ["Rosa"]
    verbs.decide_removal(removal=removal, agreed=True, by=max_, at=NOW)
    assert speaks(mercy) == []
    with pytest.raises(Refused, match="decided"):
        verbs.decide_removal(removal=removal, agreed=False, by=mia, at=NOW)


def test_saying_no_keeps_the_last_one_and_the_question_may_be_put_again(
    mercy: Organization, rosa: User
) -> None:
    mia = moderator()
    removal = removed(rosa, by=mia)
    assert removal is not None
    signed_in(rosa).post(PEOPLE, {"do": "keep", "which": removal.pk})
    removal.refresh_from_db()
    assert (removal.agreed, removal.decided_by, speaks(mercy)) == (False, rosa, ["Rosa"])
    assert removed(rosa, by=mia) != removal


def test_a_colleague_who_may_not_sign_in_does_not_count_as_the_other_one(
    mercy: Organization, rosa: User
) -> None:
    sam = representative(mercy, "Sam")
    User.objects.filter(pk=sam.pk).update(is_active=False)
    assert removed(rosa, by=rosa) is not None
    assert speaks(mercy) == ["Rosa", "Sam"]


@pytest.mark.django_db(transaction=True)
def test_two_who_remove_one_another_at_the_same_moment_leave_one(mercy: Organization, rosa: User) -> None:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and ("memory" in name or not name):
        pytest.skip("an in-memory database has one connection; run with a database in a file or PostgreSQL")
    sam = representative(mercy, "Sam")
    start = threading.Barrier(4)
    refused: list[str] = []

    def remove(user: User, by: User) -> None:
        start.wait()
        try:
            removed(user, by=by)
        except Refused as why:
            refused.append(str(why))
        finally:
            connections.close_all()

    pairs = [(rosa, sam), (sam, rosa), (rosa, rosa), (sam, sam)]
    threads = [threading.Thread(target=remove, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(speaks(mercy)) == 1


# --- Who sees and does what ------------------------------------------------------------------------------------------


def test_the_page_is_for_representatives_those_above_and_moderators(mercy: Organization, rosa: User) -> None:
    system = OrganizationFactory()
    Organization.objects.filter(pk=mercy.pk).update(parent=system)
    north = OrganizationFactory(parent=mercy)
    for user, status in (
        (rosa, 200),
        (representative(system, "Pia"), 200),
        (moderator(), 200),
        (representative(north, "Nora"), 404),  # a part does not speak for the whole
        (representative(OrganizationFactory(), "Olga"), 404),
        (person("eve@gmail.com"), 404),
    ):
        assert signed_in(user).get(PEOPLE).status_code == status, user
    assert Client().get(PEOPLE)["Location"] == f"/people/login/?next={PEOPLE}"


def test_colleagues_see_a_name_or_a_masked_address_and_moderators_see_all(
    mercy: Organization, rosa: User
) -> None:
    Representative.objects.create(
        organization=mercy, user=person("sam@mercy.org"), method="dns", since_at=NOW
    )
    text = page(signed_in(rosa))
    assert "s…@mercy.org" in text
    assert "sam@mercy.org" not in text
    assert "sam@mercy.org" in page(signed_in(moderator()))


def test_nothing_of_another_organization_is_touched_through_this_page(
    mercy: Organization, rosa: User
) -> None:
    other = OrganizationFactory()
    olga = representative(other, "Olga")
    invitation = invited(other, olga)
    client = signed_in(rosa)
    for do, pk in (("remove", of(olga).pk), ("take-back", invitation.pk), ("undo", of(olga).pk)):
        assert client.post(PEOPLE, {"do": do, "which": pk, "reason": "x"}).status_code == 404
    for which in ("", "x", "-1", "1" * 30, "\0"):
        assert client.post(PEOPLE, {"do": "remove", "which": which}).status_code == 404
    assert speaks(other) == ["Olga"]
    with pytest.raises(Refused):
        invited(other, rosa)


def test_the_page_takes_the_same_queries_for_one_and_for_three(
    mercy: Organization, rosa: User, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(rosa)
    counts = []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            sam = representative(mercy, f"Sam{number}")
            Removal.objects.create(representative=of(sam), reason="x", asked_by=rosa, asked_at=NOW)
            gone = representative(mercy, f"Gone{number}")
            verbs.remove(representative=of(gone), reason="x", by=rosa, at=timezone.now())
            verbs.invite(organization=mercy, email=f"p{number}@x.org", by=rosa, at=timezone.now())
        page(client)
        with django_assert_max_num_queries(40) as seen:
            page(client)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_my_organizations_are_there_with_their_parts_in_as_many_queries_for_one_as_for_three(
    mercy: Organization, rosa: User, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(rosa)
    counts = []
    for number in (1, 3):
        while Representative.objects.count() < number:
            one = OrganizationFactory()
            Representative.objects.create(organization=one, user=rosa, method="dns", since_at=NOW)
            OrganizationFactory(name="North Clinic", parent=one)
        with django_assert_max_num_queries(40) as seen:
            text = page(client, "/my-organizations/")
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert ("Mercy Hospital" in text, text.count("North Clinic</a>")) == (True, 2)
    assert Client().get("/my-organizations/").status_code == 302
    assert "You represent no organization yet" in page(
        signed_in(person("eve@gmail.com")), "/my-organizations/"
    )


def test_the_public_learns_nothing_of_representatives(
    mercy: Organization, rosa: User, client: Client
) -> None:
    listing = ListingFactory(organization=mercy)
    EntryFactory(organization=mercy)
    invited(mercy, rosa)
    removed(rosa, by=rosa)
    for path in (mercy.get_absolute_url(), "/list/", "/list.csv", "/organizations/mercy/claim/"):
        text = page(client, path) if path != "/list.csv" else _streamed(client, path)
        assert ("Mercy" in text) is True, path
        for secret in ("Rosa", "rosa@", "home.example", "bob@"):
            assert secret not in text, path
    assert listing.account.handle in page(client, mercy.get_absolute_url())


def _streamed(client: Client, path: str) -> str:
    response = client.get(path)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


def test_an_erased_user_leaves_nothing_of_themself(mercy: Organization, rosa: User) -> None:
    bob = person("bob@mercy.org", name="Bob")
    verbs.accept(invitation=invited(mercy, rosa), by=bob, at=NOW)
    removed(bob, by=bob)
    bob.delete()
    left = [list(model.objects.values()) for model in (Representative, Invitation, Removal)]
    left.append(list(Activity.objects.values("verb", "data")))
    assert "bob" not in str(left).casefold()


def test_the_sample_representative_speaks_for_an_organization_once() -> None:
    organization = OrganizationFactory(slug=REPRESENTED)
    user = person(REPRESENTATIVE, name="Remy")
    for _time in range(2):
        give_representative(at=NOW)
    assert (speaks(organization), may_speak_for(user, organization)) == (["Remy"], True)
    Representative.objects.update(ended_at=NOW)
    give_representative(at=NOW)
    assert speaks(organization) == []
