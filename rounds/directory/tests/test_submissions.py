"""Sending something in, from the first keystroke to the secret page that tells what became of it."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from altcha import ChallengeV1, PayloadV1, solve_challenge_v1
from django.test import Client
from django.utils import timezone

from rounds.activity.models import Activity
from rounds.core import opened, puzzle
from rounds.directory.actions import submissions
from rounds.directory.models import Account, Evidence, Listing, Remark, Submission, SubmittedAccount
from rounds.directory.tests.factories import (
    AccountFactory,
    ListingFactory,
    SubmissionFactory,
    SubmittedAccountFactory,
)
from rounds.mail.models import Message
from rounds.organizations import search
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
NEW = "/submissions/new/"
SIGNATURE = """Jane Doe, Director of Communications
jane@mayoclinic.org | 507-284-2511 | www.mayoclinic.org
Facebook: https://www.facebook.com/MayoClinic
https://x.com/MayoClinic/status/1234567890
"""


@pytest.fixture
def mayo() -> Organization:
    made = OrganizationFactory(name="Mayo Clinic", slug="mayo-clinic", website="https://www.mayoclinic.org/")
    search.index([made.pk])
    return made


def mark(*, seconds_ago: float = 60) -> str:
    return opened.Opened(uuid.uuid4(), timezone.now() - timedelta(seconds=seconds_ago)).mark


def shown_refs(html: str) -> list[str]:
    return re.findall(r'name="shown" value="(\w+)"', html)


def whole(client: Client, **changed: Any) -> dict[str, Any]:
    """Everything that a person has filled in and looked at, ready to be sent."""
    data: dict[str, Any] = {
        "opened": mark(),
        "q": "mayo clinic",
        "organization": "mayo-clinic",
        "pasted": "https://www.facebook.com/MayoClinic",
        "sender_role": "representative",
        "sender_name": "Jane Doe",
        "sender_email": "jane@mayoclinic.org",
        "note": "We run it ourselves.",
        **changed,
    }
    page = client.post(NEW, {**data, "do": "accounts"}).content.decode()
    refs = shown_refs(page)
    return {"shown": refs, "account": refs, **data, "do": "send"}


def solution() -> str:
    task = puzzle.new()
    challenge = ChallengeV1(
        task["algorithm"], task["challenge"], task["maxNumber"], task["salt"], task["signature"]
    )
    found = solve_challenge_v1(challenge)
    assert found
    return PayloadV1(
        challenge.algorithm, challenge.challenge, found.number, challenge.salt, challenge.signature
    ).to_base64()


# --- The form --------------------------------------------------------------------------------------------------------


def test_the_form_opens_without_an_account_and_sets_no_cookie(client: Client) -> None:
    response = client.get(NEW)
    assert response.status_code == 200
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_no_step_sets_a_cookie(client: Client, mayo: Organization) -> None:
    response = client.post(NEW, whole(client), follow=True)
    assert "Your submission" in response.content.decode()
    assert not client.cookies


def test_sending_works_without_script_and_without_a_token_against_forgery(mayo: Organization) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(NEW, whole(strict))
    sent = Submission.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/submissions/{sent.token}/")
    assert {
        "kind": sent.kind,
        "state": sent.state,
        "organization": sent.organization,
        "proposed": sent.proposed,
        "pasted": sent.pasted,
        "note": sent.note,
        "sender": (sent.sender_name, sent.sender_email, sent.sender_role),
        "solved": sent.solved,
        "confirmed_at": sent.confirmed_at,
    } == {
        "kind": "accounts",
        "state": "unconfirmed",
        "organization": mayo,
        "proposed": {},
        "pasted": "https://www.facebook.com/MayoClinic",
        "note": "We run it ourselves.",
        "sender": ("Jane Doe", "jane@mayoclinic.org", "representative"),
        "solved": False,
        "confirmed_at": None,
    }
    assert list(sent.accounts.values_list("position", "platform", "key", "address", "purpose")) == [
        (1, "facebook", "mayoclinic", "https://www.facebook.com/MayoClinic", "main")
    ]
    assert list(Activity.objects.values_list("verb", "actor")) == [("submission.sent", None)]


def test_a_signature_gives_its_accounts_for_confirmation(client: Client, mayo: Organization) -> None:
    page = client.post("/submissions/accounts/", {"pasted": SIGNATURE}).content.decode()
    assert len(shown_refs(page)) == 2
    assert "https://www.facebook.com/MayoClinic" in page
    assert "https://x.com/MayoClinic" in page
    assert "You pasted a post; this is the account that it belongs to." in page
    assert "507" not in page


def test_an_account_that_is_listed_already_is_said_to_be(client: Client, mayo: Organization) -> None:
    account = AccountFactory(platform="facebook", handle="MayoClinic", key="mayoclinic")
    ListingFactory(organization=mayo, account=account)
    other = OrganizationFactory(name="Another Hospital")
    ListingFactory(organization=other, account=account)
    page = client.post(
        "/submissions/accounts/", {"pasted": "facebook.com/mayoclinic", "organization": "mayo-clinic"}
    ).content.decode()
    assert "Already listed for this organization since" in page
    assert "Already listed for Another Hospital since" in page
    assert " checked" not in page


def test_accounts_that_nobody_has_looked_at_yet_are_shown_before_they_are_sent(
    client: Client, mayo: Organization
) -> None:
    data = whole(client)
    data["pasted"] += "\nhttps://x.com/MayoClinic"
    response = client.post(NEW, data)
    assert response.status_code == 422
    assert "We found 1 account. Please look whether it is right, and send again." in response.content.decode()
    assert not Submission.objects.exists()


def test_only_ticked_accounts_are_sent_with_their_purpose(client: Client, mayo: Organization) -> None:
    data = whole(client, pasted="https://x.com/MayoClinic\nhttps://www.facebook.com/MayoClinic")
    data |= {"account": data["shown"][1:], f"purpose-{data['shown'][1]}": "careers"}
    client.post(NEW, data)
    assert list(SubmittedAccount.objects.values_list("platform", "purpose")) == [("facebook", "careers")]


def test_a_blog_is_taken_when_the_person_says_that_it_is_one(client: Client, mayo: Organization) -> None:
    page = client.post("/submissions/accounts/", {"pasted": "https://blog.mayoclinic.org"}).content.decode()
    (name,) = re.findall(r'name="(as-\w+)"', page)
    page = client.post(
        "/submissions/accounts/", {"pasted": "https://blog.mayoclinic.org", name: "blog"}
    ).content.decode()
    assert len(shown_refs(page)) == 1


def test_matches_tell_what_agrees_and_what_differs(client: Client, mayo: Organization) -> None:
    page = client.get("/submissions/organizations/", {"q": "Mayo Clinic", "country": "DE"}).content.decode()
    assert "<html" not in page
    for words in ("Did you mean", "Mayo Clinic", "same name", "another country", "None of these"):
        assert words in page


def test_a_new_organization_needs_the_matches_to_be_refused_first(client: Client, mayo: Organization) -> None:
    response = client.post(NEW, whole(client, organization=""))
    assert response.status_code == 422
    assert "Please choose one of the organizations below, or “None of these”." in response.content.decode()


def test_a_new_organization_is_stored_as_proposed(client: Client, mayo: Organization) -> None:
    data = whole(
        client,
        q="Clínica del Valle",
        organization="new",
        country="US",
        city="Fresno",
        region="California",
        type="clinic",
        website="www.clinicadelvalle.example",
    )
    client.post(NEW, data)
    sent = Submission.objects.get()
    assert sent.organization is None
    assert sent.proposed == {
        "name": "Clínica del Valle",
        "type": "clinic",
        "country": "US",
        "region": "US-CA",
        "city": "Fresno",
        "website": "https://www.clinicadelvalle.example",
    }


def test_a_link_from_an_organization_preselects_it(client: Client, mayo: Organization) -> None:
    page = client.get(NEW, {"organization": "mayo-clinic"}).content.decode()
    assert 'name="organization" value="mayo-clinic" checked' in page


def test_a_report_names_the_account_and_needs_words(client: Client, mayo: Organization) -> None:
    listing = ListingFactory(organization=mayo)
    page = client.get(
        NEW, {"organization": "mayo-clinic", "kind": "correction", "account": listing.account_id}
    ).content.decode()
    assert listing.account.address in page
    data = whole(client, kind="correction", reported=listing.account_id, pasted="", note="")
    refused = client.post(NEW, data)
    assert "Please write what is wrong, or what should be changed." in refused.content.decode()
    client.post(NEW, {**data, "note": "It is a fan page."})
    sent = Submission.objects.get()
    assert (sent.kind, sent.reported, sent.note) == ("correction", listing.account, "It is a fan page.")


def test_an_account_of_another_organization_cannot_be_reported_here(
    client: Client, mayo: Organization
) -> None:
    elsewhere = ListingFactory()
    client.post(NEW, whole(client, kind="correction", reported=elsewhere.account_id))
    assert Submission.objects.get().reported is None


# --- Nothing is lost, nothing is doubled -----------------------------------------------------------------------------


def test_a_double_click_is_stored_once_and_leads_to_the_same_page(client: Client, mayo: Organization) -> None:
    data = whole(client)
    first, second = client.post(NEW, data), client.post(NEW, data)
    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1
    assert Message.objects.count() == 1


def test_going_back_and_changing_something_is_another_submission(client: Client, mayo: Organization) -> None:
    data = whole(client)
    client.post(NEW, data)
    client.post(NEW, {**data, "note": "And one more thing."})
    assert sorted(Submission.objects.values_list("note", flat=True)) == [
        "And one more thing.",
        "We run it ourselves.",
    ]


def test_two_that_arrive_at_once_are_stored_once(mayo: Organization) -> None:
    values: dict[str, Any] = {
        "kind": "accounts", "organization": mayo, "proposed": {}, "reported": None, "accounts": [], "pasted": "",
        "note": "", "sender_name": "", "sender_email": "a@example.org", "sender_role": "staff", "solved": True,
    }  # fmt: skip
    key, now = uuid.uuid4(), timezone.now()
    first = submissions.send(key=key, at=now, **values)
    assert submissions.send(key=key, at=now, **values) == first


def test_a_form_that_was_open_for_a_year_is_still_taken(client: Client, mayo: Organization) -> None:
    client.post(NEW, whole(client, opened=mark(seconds_ago=365 * 24 * 3600)))
    assert Submission.objects.count() == 1


def kept(response: Any, data: dict[str, Any]) -> bool:
    """Whether everything that was typed is in the page again."""
    page = unescape(response.content.decode())
    return all(data[name] in page for name in ("q", "pasted", "sender_name", "sender_email", "note"))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"opened": ""}, "That was faster than people write."),
        ({"opened": "forged"}, "That was faster than people write."),
        ({"referral": "https://spam.example"}, "A hidden field had been filled in, as programs do."),
    ],
)
def test_what_looks_like_a_program_gets_a_sentence_and_everything_back(
    client: Client, mayo: Organization, changed: dict[str, str], words: str
) -> None:
    data = whole(client)
    response = client.post(NEW, {**data, **changed})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert kept(response, data)
    assert not Submission.objects.exists()
    assert not Message.objects.exists()


def test_sending_once_more_after_the_sentence_succeeds(client: Client, mayo: Organization) -> None:
    data = whole(client)
    page = client.post(NEW, {**data, "opened": mark(seconds_ago=0)}).content.decode()
    (again,) = re.findall(r'name="opened" value="([^"]+)"', page)
    assert opened.read(again, at=timezone.now()).at < timezone.now()
    client.post(NEW, {**data, "referral": "x"})
    assert client.post(NEW, data).status_code == 302


def test_over_the_limit_everything_stays_on_the_page(client: Client, mayo: Organization) -> None:
    data = whole(client)
    for number in range(10):
        assert (
            client.post(NEW, {**data, "note": f"{number}", "sender_email": f"a{number}@x.org"}).status_code
            == 302
        )
    response = client.post(NEW, data)
    assert response.status_code == 429
    assert kept(response, data)
    assert Submission.objects.count() == 10


# --- Bad input in every field ----------------------------------------------------------------------------------------

BAD = {
    "huge": "x" * 10_000_000,
    "nul": "May\0o",
    "binary": b"\x89PNG\r\n\x1a\n\xff\xfe".decode("latin-1"),
    "override": "Mayo \u202eCinilc",
    "not unicode": "Mayo \ufffd",
}
PLAIN = {
    "emoji": "Mayo 🏥 Clinic",
    "sql": "Robert'); DROP TABLE directory_submission;--",
    "html": '<script>alert("1")</script>',
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
}
TEXTS = ("q", "city", "region", "website", "pasted", "note", "sender_name", "sender_email")


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("bad", BAD)
def test_unreadable_input_gets_a_message_and_nothing_is_lost(
    client: Client, mayo: Organization, field: str, bad: str
) -> None:
    data = whole(client, organization="new", country="US", type="clinic")
    response = client.post(NEW, {**data, field: BAD[bad]})
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert "\0" not in page
    assert "\u202e" not in page
    for name in {"q", "pasted", "sender_name", "sender_email", "note"} - {field}:
        assert data[name] in page
    if bad == "huge":
        assert BAD["huge"] in page
        assert "Nothing has been cut off" in page
    else:
        assert "It was" in page
    assert not Submission.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("plain", PLAIN)
def test_text_that_would_be_code_elsewhere_is_only_text(
    client: Client, mayo: Organization, field: str, plain: str
) -> None:
    data = {**whole(client, organization="new", country="US", type="clinic"), field: PLAIN[plain]}
    response = client.post(NEW, data)
    page = response.content.decode()
    assert "<script>alert" not in page
    if response.status_code == 302:
        sent = Submission.objects.get()
        stored = {"q": sent.proposed["name"], "city": sent.proposed["city"], "note": sent.note,
                  "pasted": sent.pasted, "sender_name": sent.sender_name}  # fmt: skip
        assert stored[field] == PLAIN[plain]
    else:
        assert f'id="id_{field}_error"' in page or field == "pasted"
        assert PLAIN[plain] in unescape(page)
        assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "field", ["country", "type", "sender_role", "organization", "opened", "proof", "kind", "reported"]
)
@pytest.mark.parametrize("bad", ["\0", "x" * 100_000, "😀", "'; DROP TABLE x;--", "<b>", "9" * 40, "-1"])
def test_choices_and_hidden_fields_may_hold_anything(
    client: Client, mayo: Organization, field: str, bad: str
) -> None:
    response = client.post(NEW, {**whole(client), field: bad})
    assert response.status_code in (302, 422)


@pytest.mark.parametrize(
    ("website", "words"),
    [
        ("javascript:alert(1)", "not with “javascript:”"),
        ("https://user:secret@example.org", "leave out the user name or password"),
        ("https://example.org:8443/", "leave out “:8443”"),
        ("ftp://example.org", "not with “ftp:”"),
        ("localhost", "is not the name of a website"),
        ("https://192.168.0.1/", "is not the name of a website"),
        ("two words", "a space in the address"),
    ],
)
def test_a_website_that_cannot_be_listed_is_told_why(
    client: Client, mayo: Organization, website: str, words: str
) -> None:
    data = whole(client, organization="new", country="US", type="clinic")
    response = client.post(NEW, {**data, "website": website})
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert words in page
    assert website in page


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("https://x.com:8080/mayo", "names a port"),
        ("https://user:secret@x.com/mayo", "behind an @ sign"),
        ("javascript:alert(1)", "begin with https://"),
        ("see https://x.com:8080/mayo for news", "names a port"),
        ("https://www.facebook.com/groups/123", "does not tell whose"),
        ("mayoclinic", "A name alone may exist on many platforms"),
    ],
)
def test_an_address_that_cannot_be_listed_is_told_why_and_where(
    client: Client, mayo: Organization, pasted: str, words: str
) -> None:
    response = client.post(NEW, {**whole(client), "pasted": f"Our accounts\n{pasted}"})
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert words in page
    assert "line 2" in page
    assert pasted in page


def test_more_accounts_than_one_submission_holds_are_told_and_kept(
    client: Client, mayo: Organization
) -> None:
    pasted = "\n".join(f"https://x.com/hospital{number}" for number in range(101))
    response = client.post(NEW, {**whole(client), "pasted": pasted})
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "That is 101 accounts; one submission holds 100." in page
    assert pasted in page


def test_an_empty_form_says_everything_that_is_missing(client: Client) -> None:
    page = client.post(NEW, {"do": "send", "opened": mark()}).content.decode()
    for words in (
        "Please write the name of the organization.",
        "Please paste at least one account.",
        "Please choose who you are.",
        "Please write your e-mail address.",
    ):
        assert words in page


def test_more_than_a_request_may_hold_is_answered_in_words(client: Client) -> None:
    response = client.post(NEW, {"do": "send", "note": "x" * 13_000_000})
    assert response.status_code == 413
    assert "Nothing was stored." in response.content.decode()


# --- The proof of work -----------------------------------------------------------------------------------------------


def test_a_solved_puzzle_counts_once(client: Client, mayo: Organization) -> None:
    proof = solution()
    client.post(NEW, whole(client, proof=proof))
    client.post(NEW, whole(client, proof=proof))
    assert sorted(Submission.objects.values_list("solved", flat=True)) == [False, True]


@pytest.mark.parametrize(
    "proof", ["", "x", "e30=", "W10=", "bnVsbA==", "MQ==", "ImFsZ29yaXRobSI=", "😀", "x" * 3000]
)
def test_a_forged_solution_is_none(proof: str) -> None:
    assert puzzle.is_solved(proof) is False


# --- The mail, the link and the secret page --------------------------------------------------------------------------


def sent_one(client: Client, **changed: Any) -> Submission:
    client.post(NEW, whole(client, **changed))
    return Submission.objects.get()


def test_the_mail_holds_the_link_and_nothing_that_the_sender_typed(
    client: Client, mayo: Organization
) -> None:
    sent = sent_one(
        client,
        q="Buy pills",
        organization="new",
        country="US",
        type="clinic",
        note="Buy pills",
        sender_name="Buy",
    )
    mail = Message.objects.get()
    assert mail.to == "jane@mayoclinic.org"
    assert f"/submissions/confirm/{sent.confirmation}/" in mail.text
    assert f"/submissions/{sent.token}/" in mail.text
    assert "Buy" not in mail.subject + mail.text


def test_opening_the_link_confirms_nothing_and_the_button_does(client: Client, mayo: Organization) -> None:
    sent = sent_one(client)
    address = f"/submissions/confirm/{sent.confirmation}/"
    assert "Did you send this?" in client.get(address).content.decode()
    client.head(address)
    sent.refresh_from_db()
    assert sent.state == "unconfirmed"
    response = Client(enforce_csrf_checks=True).post(address)
    assert response["Location"] == f"/submissions/{sent.token}/"
    sent.refresh_from_db()
    assert (sent.state, sent.version, sent.confirmed_at is not None) == ("waiting", 2, True)
    assert list(Activity.objects.order_by("pk").values_list("verb", flat=True)) == [
        "submission.sent",
        "submission.confirmed",
    ]


def test_confirming_twice_changes_nothing(client: Client, mayo: Organization) -> None:
    sent = sent_one(client)
    for _time in range(2):
        client.post(f"/submissions/confirm/{sent.confirmation}/")
    sent.refresh_from_db()
    assert sent.version == 2
    assert "Already confirmed" in client.get(f"/submissions/confirm/{sent.confirmation}/").content.decode()


def test_secret_pages_are_kept_by_nobody_and_told_to_nobody(client: Client) -> None:
    one = SubmissionFactory()
    for address in (f"/submissions/{one.token}/", f"/submissions/confirm/{one.confirmation}/"):
        response = client.get(address)
        assert (response["Cache-Control"], response["Referrer-Policy"], response["X-Robots-Tag"]) == (
            "no-store",
            "no-referrer",
            "noindex, nofollow",
        )
        assert not response.cookies


def test_a_wrong_secret_finds_nothing(client: Client) -> None:
    one = SubmissionFactory()
    assert client.get(f"/submissions/{one.confirmation}/").status_code == 404
    assert client.get(f"/submissions/confirm/{one.token}/").status_code == 404


def test_the_status_page_tells_the_address_only_to_its_owner(client: Client) -> None:
    one = SubmissionFactory(sender_email="ada@example.com", state="unconfirmed", confirmed_at=None)
    page = client.get(f"/submissions/{one.token}/").content.decode()
    assert "a…@example.com" in page
    assert "ada@example.com" not in page


def test_the_sender_answers_and_the_moderators_have_it_again(client: Client) -> None:
    one = SubmissionFactory(state="asked")
    client.post(f"/submissions/{one.token}/", {"do": "answer", "text": "Yes, of all of it."})
    client.post(f"/submissions/{one.token}/", {"do": "answer", "text": "Yes, of all of it."})
    one.refresh_from_db()
    assert (one.state, one.version) == ("waiting", 2)
    assert list(Remark.objects.values_list("text", "from_sender", "by")) == [
        ("Yes, of all of it.", True, None)
    ]


@pytest.mark.parametrize(
    ("text", "words"), [("", "Please write something."), ("a\0b", "U+0000"), ("x" * 6000, "at most 5000")]
)
def test_an_answer_that_cannot_be_kept_is_told_why(client: Client, text: str, words: str) -> None:
    one = SubmissionFactory(state="asked")
    response = client.post(f"/submissions/{one.token}/", {"do": "answer", "text": text})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Remark.objects.exists()


def test_what_is_decided_can_no_longer_be_answered_and_the_words_stay(client: Client) -> None:
    one = SubmissionFactory(
        state="declined", decided_at=datetime(2026, 2, 1, tzinfo=UTC), reason="A fan page."
    )
    response = client.post(f"/submissions/{one.token}/", {"do": "withdraw"})
    assert response.status_code == 409
    assert "A fan page." in response.content.decode()
    one.refresh_from_db()
    assert one.state == "declined"


def test_the_sender_takes_it_back(client: Client) -> None:
    one = SubmissionFactory()
    client.post(f"/submissions/{one.token}/", {"do": "withdraw"})
    one.refresh_from_db()
    assert (one.state, one.version) == ("withdrawn", 2)
    assert "You took it back" in client.get(f"/submissions/{one.token}/").content.decode()


def test_what_was_declined_can_be_mended_without_typing_it_again(client: Client, mayo: Organization) -> None:
    one = SubmissionFactory(
        state="declined",
        decided_at=datetime(2026, 2, 1, tzinfo=UTC),
        organization=mayo,
        pasted="https://x.com/mayo",
        note="Our main one.",
        sender_email="ada@example.com",
    )
    page = client.get(NEW, {"again": one.token}).content.decode()
    for kept_text in ("https://x.com/mayo", "Our main one.", "Ada Reyes", 'value="mayo-clinic" checked'):
        assert kept_text in page
    assert "ada@example.com" not in page
    assert (
        "Our main one."
        not in client.get(NEW, {"again": SubmissionFactory(note="Our main one.").token}).content.decode()
    )


def test_the_link_is_sent_again_but_not_for_ever(client: Client, mayo: Organization) -> None:
    sent = sent_one(client)
    codes = [client.post(f"/submissions/{sent.token}/", {"do": "again"}).status_code for _time in range(4)]
    assert codes == [200, 200, 200, 429]
    assert Message.objects.count() == 4


def test_what_nobody_confirmed_is_forgotten_after_a_fortnight() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    old, young = timedelta(days=15), timedelta(days=13)
    SubmittedAccountFactory(
        submission=SubmissionFactory(state="unconfirmed", confirmed_at=None, sent_at=now - old)
    )
    stays = {
        SubmissionFactory(state="unconfirmed", confirmed_at=None, sent_at=now - young).pk,
        SubmissionFactory(state="waiting", sent_at=now - old).pk,
    }
    assert submissions.forget_unconfirmed(at=now) == 1
    assert set(Submission.objects.values_list("pk", flat=True)) == stays
    assert not SubmittedAccount.objects.exists()
    assert list(Activity.objects.values_list("verb", "data")) == [("submission.forgotten", {})]


def test_the_record_holds_no_contact(client: Client, mayo: Organization) -> None:
    sent = sent_one(client)
    client.post(f"/submissions/confirm/{sent.confirmation}/")
    everything = str(list(Activity.objects.values_list("data", flat=True)))
    assert "jane" not in everything.casefold()


# --- Queries ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_looking_through_what_was_pasted_takes_the_same_queries_for_one_and_for_three(
    client: Client, mayo: Organization, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        account = AccountFactory(platform="facebook", handle=f"Hospital{number}", key=f"hospital{number}")
        ListingFactory(account=account)
    pasted = "\n".join(f"https://www.facebook.com/Hospital{number}" for number in range(count))
    client.post("/submissions/accounts/", {"pasted": pasted})
    with django_assert_num_queries(8):  # four of them count the visits
        page = client.post("/submissions/accounts/", {"pasted": pasted, "organization": "mayo-clinic"})
    assert len(shown_refs(page.content.decode())) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_status_page_takes_the_same_queries_for_one_account_and_for_three(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    one = SubmissionFactory()
    SubmittedAccountFactory.create_batch(count, submission=one)
    with django_assert_num_queries(4):
        client.get(f"/submissions/{one.token}/")


def test_nothing_is_listed_before_a_moderator_says_so(client: Client, mayo: Organization) -> None:
    sent = sent_one(client)
    client.post(f"/submissions/confirm/{sent.confirmation}/")
    assert not any(model.objects.exists() for model in (Account, Listing, Evidence))
