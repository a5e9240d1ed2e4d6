"""The moderators' queue and their decisions."""

import re
import threading
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, connections
from django.test import Client

from rounds.activity.models import Activity
from rounds.directory.actions import submissions
from rounds.directory.actions.submissions import Conflict, Decision, Refused, Verdict
from rounds.directory.models import Evidence, Listing, Remark, Submission
from rounds.directory.moderation.review import review
from rounds.directory.tests.factories import (
    AccountFactory,
    ListingFactory,
    RemarkFactory,
    SubmissionFactory,
    SubmittedAccountFactory,
)
from rounds.mail.models import Message
from rounds.organizations import search
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)
QUEUE = "/office/submissions/"


def moderator(name: str = "Mia") -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    user.user_permissions.add(
        Permission.objects.get(codename="moderate_submission"),
        Permission.objects.get(codename="access_admin"),
    )
    return user


@pytest.fixture
def mia() -> User:
    return moderator("Mia")


@pytest.fixture
def office(mia: User) -> Client:
    client = Client()
    client.force_login(mia)
    return client


def waiting(**changed: Any) -> Submission:
    """One with two accounts, at positions 1 and 2."""
    one = SubmissionFactory(**changed)
    for position, handle in enumerate(("MercyCare", "MercyJobs"), 1):
        SubmittedAccountFactory(submission=one, position=position, handle=handle)
    return one


def accepting(one: Submission, **changed: Any) -> dict[str, Any]:
    return {
        "do": "accept",
        "version": one.version,
        "organization": one.organization.slug if one.organization else "new",
        "accept-1": "yes",
        "purpose-1": "main",
        "purpose-2": "careers",
        "message": "",
        **changed,
    }


def verbs_about(one: Submission) -> list[tuple[str, User | None]]:
    return [(seen.verb, seen.actor) for seen in reversed(Activity.objects.about(one))]


# --- Deciding --------------------------------------------------------------------------------------------------------


def test_accepting_lists_what_is_ticked_and_tells_the_sender_what_is_not(office: Client, mia: User) -> None:
    one = waiting()
    response = office.post(f"{QUEUE}{one.pk}/", accepting(one, message="Thank you."))
    assert response.status_code == 302
    one.refresh_from_db()
    assert (one.state, one.version, one.decided_by, one.reason) == ("accepted", 2, mia, "Thank you.")
    assert list(one.accounts.order_by("position").values_list("accepted", flat=True)) == [True, False]
    listing = Listing.objects.get()
    assert (listing.organization, listing.account.handle, listing.proof) == (
        one.organization,
        "MercyCare",
        "reported",
    )
    evidence = Evidence.objects.get()
    assert (evidence.listing, evidence.kind, evidence.submission) == (listing, "submission", one)
    assert verbs_about(one) == [("submission.accepted", mia)]
    mail = Message.objects.get()
    assert mail.to == one.sender_email
    listed, not_listed = mail.text.split("Not listed:")
    assert "MercyCare" in listed
    assert "MercyJobs" in not_listed
    assert "Thank you." in not_listed
    assert f"/submissions/{one.token}/" in mail.text


def test_amending_and_accepting_keeps_what_was_changed_in_the_record(office: Client) -> None:
    one = waiting()
    office.post(
        f"{QUEUE}{one.pk}/",
        accepting(one, **{"accept-2": "yes", "purpose-2": "careers", "language-2": "es"}),
    )
    assert sorted(Listing.objects.values_list("account__handle", "purpose", "language")) == [
        ("MercyCare", "main", ""),
        ("MercyJobs", "careers", "es"),
    ]
    amended = Activity.objects.about(one).get().data["amended"]
    assert amended == {"https://www.facebook.com/MercyJobs": [["main", ""], ["careers", "es"]]}


def test_a_proposed_organization_is_made_as_the_moderator_amends_it(office: Client, mia: User) -> None:
    proposed = {
        "name": "Mercy Clinik",
        "type": "clinic",
        "country": "US",
        "region": "US-MO",
        "city": "",
        "website": "",
    }
    one = waiting(organization=None, proposed=proposed)
    page = unescape(office.get(f"{QUEUE}{one.pk}/").content.decode())
    assert 'value="Mercy Clinik"' in page
    assert 'value="Missouri"' in page
    fields = {**proposed, "name": "Mercy Clinic", "region": "Missouri", "website": "mercy.example"}
    office.post(f"{QUEUE}{one.pk}/", accepting(one, **fields))
    made = Organization.objects.get()
    assert (made.name, made.type, made.region, made.website) == (
        "Mercy Clinic",
        "clinic",
        "US-MO",
        "https://mercy.example",
    )
    one.refresh_from_db()
    assert one.organization == made
    assert Activity.objects.about(one).get().data["amended"] == {
        "name": ["Mercy Clinik", "Mercy Clinic"],
        "website": ["", "https://mercy.example"],
    }
    assert (Activity.objects.about(made).first() or Activity()).actor == mia


def test_a_proposed_organization_can_be_attached_to_one_that_exists(office: Client) -> None:
    mercy = OrganizationFactory(name="Mercy Clinic", slug="mercy-clinic")
    search.index([mercy.pk])
    one = waiting(organization=None, proposed={"name": "Mercy Clinik", "type": "clinic", "country": "US"})
    assert "mercy-clinic" in office.get(f"{QUEUE}{one.pk}/").content.decode()
    office.post(f"{QUEUE}{one.pk}/", accepting(one, organization="mercy-clinic"))
    one.refresh_from_db()
    assert (one.organization, Organization.objects.count()) == (mercy, 1)
    assert Activity.objects.about(one).get().data["amended"] == {"organization": [None, mercy.pk]}


def test_looking_for_another_organization_decides_nothing_and_keeps_what_was_entered(office: Client) -> None:
    mercy = OrganizationFactory(name="Mercy Clinic", slug="mercy-clinic")
    search.index([mercy.pk])
    one = waiting()
    data = accepting(one, do="find", find="mercy clinic", message="Half a sentence", **{"language-1": "es"})
    page = office.post(f"{QUEUE}{one.pk}/", data).content.decode()
    assert "mercy-clinic" in page
    assert "Half a sentence" in page
    assert 'name="language-1" value="es"' in page
    one.refresh_from_db()
    assert (one.state, one.version) == ("waiting", 1)


@pytest.mark.parametrize(
    ("role", "email", "ticked", "kind", "proof"),
    [
        ("representative", "jane@mercy.example", True, "attestation", "official-attested"),
        ("representative", "jane@mercy.example", False, "submission", "reported"),
        ("representative", "jane@gmail.com", True, "submission", "reported"),
        ("staff", "jane@mercy.example", True, "submission", "reported"),
    ],
)
def test_only_a_representative_from_the_own_domain_makes_it_official(
    office: Client, role: str, email: str, ticked: bool, kind: str, proof: str
) -> None:
    organization = OrganizationFactory(website="https://www.mercy.example/")
    one = waiting(organization=organization, sender_role=role, sender_email=email)
    office.post(f"{QUEUE}{one.pk}/", accepting(one, **({"attested": "on"} if ticked else {})))
    assert (Evidence.objects.get().kind, Listing.objects.get().proof) == (kind, proof)


def test_a_website_that_the_sender_named_proves_nothing_until_the_moderator_says_so(office: Client) -> None:
    proposed = {"name": "Mercy", "type": "clinic", "country": "US", "website": "https://mercy.example"}
    common = {"organization": None, "sender_role": "representative", "sender_email": "jane@mercy.example"}
    one = waiting(proposed=proposed, **common)
    page = office.get(f"{QUEUE}{one.pk}/").content.decode()
    assert re.search(r'name="attested"(?![^>]*checked)', page)
    assert (
        "that website is the sender&#x27;s own word" in page
        or "that website is the sender's own word" in page
    )


def test_declining_needs_a_reason_and_the_sender_gets_it(office: Client, mia: User) -> None:
    one = waiting()
    response = office.post(f"{QUEUE}{one.pk}/", accepting(one, do="decline"))
    assert response.status_code == 422
    assert "Please write it to the sender." in response.content.decode()
    office.post(f"{QUEUE}{one.pk}/", accepting(one, do="decline", message="It's a fan page & not yours."))
    one.refresh_from_db()
    assert (one.state, one.reason, one.decided_by) == ("declined", "It's a fan page & not yours.", mia)
    assert "It's a fan page & not yours." in Message.objects.get().text
    assert not Listing.objects.exists()
    assert (
        "It&#x27;s a fan page &amp; not yours." in Client().get(f"/submissions/{one.token}/").content.decode()
    )


def test_asking_back_waits_for_the_answer(office: Client, mia: User) -> None:
    one = waiting()
    office.post(f"{QUEUE}{one.pk}/", accepting(one, do="ask", message="Is this of the whole clinic?"))
    one.refresh_from_db()
    assert (one.state, one.version, one.decided_at) == ("asked", 2, None)
    assert list(Remark.objects.values_list("text", "by", "from_sender")) == [
        ("Is this of the whole clinic?", mia.pk, False)
    ]
    assert "Is this of the whole clinic?" in Message.objects.get().text
    Client().post(f"/submissions/{one.token}/", {"do": "answer", "text": "Yes."})
    page = office.get(f"{QUEUE}{one.pk}/").content.decode()
    assert "Yes." in page
    assert verbs_about(one) == [("submission.asked", mia), ("submission.answered", None)]


def test_a_correction_takes_the_account_out_with_a_public_reason(office: Client) -> None:
    listing = ListingFactory()
    one = SubmissionFactory(
        kind="correction",
        organization=listing.organization,
        reported=listing.account,
        note="My ex-husband runs it.",
    )
    data = accepting(one, take_out="It belongs to somebody else.", message="Thank you for telling us.")
    assert office.post(f"{QUEUE}{one.pk}/", data).status_code == 302
    listing.refresh_from_db()
    assert (listing.ended_at is not None, listing.ended_reason) == (True, "It belongs to somebody else.")


def test_a_correction_may_be_accepted_without_taking_anything_out(office: Client) -> None:
    listing = ListingFactory()
    one = SubmissionFactory(kind="correction", organization=listing.organization, reported=listing.account)
    office.post(f"{QUEUE}{one.pk}/", accepting(one))
    listing.refresh_from_db()
    one.refresh_from_db()
    assert (one.state, listing.ended_at) == ("accepted", None)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"accept-1": None}, "Please tick at least one account, or decline."),
        ({"organization": ""}, "Please choose the organization."),
        ({"organization": "nowhere"}, "Please choose the organization."),
        ({"organization": "a\0b"}, "Please choose the organization."),
        ({"language-1": "Klingon!"}, "A language is written as a code"),
        ({"message": "a\0b"}, "U+0000"),
        ({"message": "x" * 6000}, "Nothing has been cut off"),
    ],
)
def test_a_decision_that_is_not_whole_changes_nothing(
    office: Client, changed: dict[str, Any], words: str
) -> None:
    one = waiting()
    data = {name: value for name, value in accepting(one, **changed).items() if value is not None}
    response = office.post(f"{QUEUE}{one.pk}/", data)
    assert response.status_code == 422
    assert words in unescape(response.content.decode())
    one.refresh_from_db()
    assert (one.state, one.version) == ("waiting", 1)
    assert not Listing.objects.exists()
    assert not Message.objects.exists()


def test_a_merged_organization_is_followed(office: Client) -> None:
    new = OrganizationFactory(slug="now")
    old = OrganizationFactory(slug="before", status="merged", merged_into=new)
    one = waiting(organization=old)
    assert 'value="now" checked' in office.get(f"{QUEUE}{one.pk}/").content.decode()


# --- Two moderators --------------------------------------------------------------------------------------------------


def test_the_second_moderator_learns_who_decided_and_when_and_loses_nothing(
    office: Client, mia: User
) -> None:
    one, max_ = waiting(), moderator("Max")
    submissions.decline(submission=one, version=1, reason="A fan page.", by=max_, at=NOW)
    response = office.post(
        f"{QUEUE}{one.pk}/", accepting(one, message="All of these are fine.", **{"language-1": "es"})
    )
    page = unescape(response.content.decode())
    assert response.status_code == 409
    assert "Somebody was faster." in page
    assert "Max declined it (Feb. 1, 2026, noon)" in page
    assert "All of these are fine." in page
    one.refresh_from_db()
    assert (one.state, one.decided_by) == ("declined", max_)
    assert not Listing.objects.exists()
    assert verbs_about(one) == [("submission.declined", max_)]


def test_after_the_senders_answer_the_moderator_may_go_on_with_open_eyes(office: Client) -> None:
    one = waiting()
    submissions.answer(submission=one, text="There is a third one.", at=NOW)
    response = office.post(f"{QUEUE}{one.pk}/", accepting(one))
    page = unescape(response.content.decode())
    assert response.status_code == 409
    assert "The sender answered (Feb. 1, 2026, noon)" in page
    assert "There is a third one." in page
    (version,) = re.findall(r'name="version" value="(\d+)"', page)
    assert office.post(f"{QUEUE}{one.pk}/", accepting(one, version=version)).status_code == 302


@pytest.mark.parametrize("version", ["", "x", "0", "99", "9" * 30])
def test_a_forged_version_overwrites_nothing(office: Client, version: str) -> None:
    one = waiting()
    assert office.post(f"{QUEUE}{one.pk}/", accepting(one, version=version)).status_code == 409


@pytest.mark.parametrize("state", ["unconfirmed", "withdrawn", "accepted", "declined"])
def test_what_is_not_open_to_decision_is_not_decided(mia: User, state: str) -> None:
    one = waiting(state=state, decided_at=NOW if state in ("accepted", "declined") else None)
    with pytest.raises(Conflict):
        submissions.decline(submission=one, version=1, reason="No.", by=mia, at=NOW)


def test_an_acceptance_of_nothing_is_refused(mia: User) -> None:
    one = waiting()
    with pytest.raises(Refused):
        submissions.accept(submission=one, version=1, decision=Decision(one.organization), by=mia, at=NOW)
    one.refresh_from_db()
    assert one.state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_of_ten_moderators_at_the_same_moment_one_decides() -> None:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and ("memory" in name or not name):
        pytest.skip("an in-memory database has one connection; run with a database in a file or PostgreSQL")
    one = waiting()
    people = [moderator(f"M{number}") for number in range(10)]
    won: list[User] = []
    beaten: list[User | None] = []
    start = threading.Barrier(len(people))

    def decide(by: User) -> None:
        start.wait()
        try:
            decision = Decision(one.organization, accounts=[Verdict(1, True, "main")], reason=by.name)
            submissions.accept(submission=one, version=1, decision=decision, by=by, at=NOW)
            won.append(by)
        except Conflict as conflict:
            beaten.append(conflict.by)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=[by]) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.refresh_from_db()
    assert (len(won), beaten, one.reason) == (1, won * 9, won[0].name)
    assert Listing.objects.count() == Message.objects.count() == 1


# --- What a moderator sees -------------------------------------------------------------------------------------------


def test_the_review_tells_what_is_listed_here_and_elsewhere_and_what_looks_alike() -> None:
    one = SubmissionFactory(organization=OrganizationFactory(website="https://www.mercy.example/"))
    here = ListingFactory(
        organization=one.organization, account=AccountFactory(handle="MercyCare", key="mercycare")
    )
    elsewhere = ListingFactory(account=AccountFactory(handle="SharedPage", key="sharedpage"))
    twin = ListingFactory(account=AccountFactory(handle="MercyClinic", key="mercyclinic"))
    for position, handle in enumerate(("MercyCare", "SharedPage", "MercyCIinic"), 1):
        SubmittedAccountFactory(submission=one, position=position, handle=handle)
    SubmittedAccountFactory(submission=one, position=4, platform="vine", handle="Mercy4")
    seen = review(one)
    assert [account.here for account in seen.accounts] == [here, None, None, None]
    assert [account.elsewhere for account in seen.accounts] == [(), (elsewhere,), (), ()]
    assert [[found.account for found in account.mistakable] for account in seen.accounts] == [
        [], [], [twin.account], []
    ]  # fmt: skip
    assert [account.is_closed for account in seen.accounts] == [False, False, False, True]
    assert [reason.points for reason in seen.risk.reasons] == [40, 20, 5]


def test_an_account_listed_for_the_same_organization_is_no_look_alike_of_its_sisters() -> None:
    one = SubmissionFactory()
    ListingFactory(organization=one.organization, account=AccountFactory(handle="MercyCare", key="mercycare"))
    SubmittedAccountFactory(submission=one, position=1, handle="MercyCares")
    assert review(one).accounts[0].mistakable == ()


def test_what_needs_care_is_not_ticked_beforehand(office: Client) -> None:
    ListingFactory(account=AccountFactory(handle="MercyClare", key="mercyclare"))
    one = SubmissionFactory()
    SubmittedAccountFactory(submission=one, position=1, handle="MercyC1are")
    SubmittedAccountFactory(submission=one, position=2, handle="QuiteAnother")
    page = unescape(office.get(f"{QUEUE}{one.pk}/").content.decode())
    assert re.search(r'name="accept-1"[^>]*(?<!checked)>', page)
    assert re.search(r'name="accept-2"[^>]*checked>', page)
    assert 'Looks like <strong class="office-handle">MercyClare</strong>' in page


def test_what_people_typed_is_only_text_in_the_back_office(office: Client) -> None:
    evil = "<script>alert(1)</script>"
    one = waiting(
        note=evil,
        sender_name=evil,
        pasted=evil,
        organization=None,
        proposed={"name": evil, "type": "clinic", "country": "US"},
    )
    RemarkFactory(submission=one, text=evil, from_sender=True)
    for address in (QUEUE, f"{QUEUE}{one.pk}/", f"{QUEUE}?state=asked"):
        assert evil not in office.get(address).content.decode()
    assert evil not in Client().get(f"/submissions/{one.token}/").content.decode()


def test_confirming_tells_the_queue_the_risk() -> None:
    one = waiting(state="unconfirmed", confirmed_at=None, solved=False, risk=0)
    submissions.confirm_address(submission=one, at=NOW)
    one.refresh_from_db()
    assert (one.state, one.risk) == ("waiting", 20)


# --- The queue -------------------------------------------------------------------------------------------------------


def in_order(client: Client, query: str = "") -> list[str]:
    return re.findall(r'/office/submissions/\d+/">([^<]+)</a>', client.get(QUEUE + query).content.decode())


def make(name: str, **changed: Any) -> Submission:
    return SubmissionFactory(organization=OrganizationFactory(name=name), **changed)


def test_the_queue_has_the_oldest_first_and_those_without_proof_of_work_behind(office: Client) -> None:
    day = timedelta(days=1)
    make("Unsolved", solved=False, confirmed_at=NOW - 9 * day)
    make("Young", confirmed_at=NOW, risk=60)
    make("Old", confirmed_at=NOW - day, risk=10)
    make("Unconfirmed", state="unconfirmed", confirmed_at=None)
    make("Asked", state="asked")
    make("Declined", state="declined", decided_at=NOW)
    assert in_order(office) == ["Old", "Young", "Unsolved"]
    assert in_order(office, "?order=risk") == ["Young", "Old", "Unsolved"]
    assert in_order(office, "?risk=high") == ["Young"]
    assert in_order(office, "?state=asked") == ["Asked"]
    assert in_order(office, "?state=decided") == ["Declined"]
    assert in_order(office, "?state=unconfirmed") == ["Unconfirmed"]
    assert in_order(office, "?kind=correction") == []
    assert in_order(office, "?state=%00&risk='&order=<&page=-1") == ["Old", "Young", "Unsolved"]


def test_the_next_in_the_queue_follows_a_decision(office: Client) -> None:
    first, second = waiting(confirmed_at=NOW), waiting(confirmed_at=NOW + timedelta(hours=1))
    response = office.post(f"{QUEUE}{first.pk}/", accepting(first, do="decline", message="No."))
    assert response["Location"] == f"{QUEUE}{second.pk}/"
    response = office.post(f"{QUEUE}{second.pk}/", accepting(second, do="decline", message="No."))
    assert response["Location"] == QUEUE


def test_the_queue_takes_the_same_queries_for_one_and_for_three(
    office: Client, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for more in (1, 2):
        for _number in range(more):
            waiting()
        office.get(QUEUE)
        with django_assert_max_num_queries(30) as seen:
            office.get(QUEUE)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_submission_takes_the_same_queries_for_one_account_and_for_three(
    office: Client, django_assert_max_num_queries: Any
) -> None:
    counts = []
    one = SubmissionFactory()
    for more in (1, 2):
        for _number in range(more):
            account = SubmittedAccountFactory(submission=one)
            ListingFactory(account=AccountFactory(handle=account.handle, key=account.key))
            ListingFactory(account=AccountFactory(handle=f"{account.handle}_"))
        office.get(f"{QUEUE}{one.pk}/")
        with django_assert_max_num_queries(40) as seen:
            office.get(f"{QUEUE}{one.pk}/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_only_moderators_come_in() -> None:
    one = waiting()
    for address in (QUEUE, f"{QUEUE}{one.pk}/"):
        assert Client().get(address).status_code == 302
        editor = User.objects.create_user(f"editor{address.count('/')}@example.org")
        editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client = Client()
        client.force_login(editor)
        assert client.get(address).status_code in (302, 403)
        assert client.post(address, accepting(one)).status_code in (302, 403, 405)
    one.refresh_from_db()
    assert one.state == "waiting"


def test_a_decision_without_the_token_against_forgery_is_refused(mia: User) -> None:
    one = waiting()
    client = Client(enforce_csrf_checks=True)
    client.force_login(mia)
    assert client.post(f"{QUEUE}{one.pk}/", accepting(one)).status_code == 403


def test_a_listing_is_seen_on_the_day_of_the_decision(mia: User) -> None:
    one = waiting()
    decision = Decision(one.organization, accounts=[Verdict(1, True, "main")])
    submissions.accept(submission=one, version=1, decision=decision, by=mia, at=NOW)
    assert Listing.objects.get().seen_on == date(2026, 2, 1)
