"""Accounts and evidence for programs, and that nothing about a person leaks from any address of the API."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.directory.actions.evidence import Seen, decide, observe, release
from rounds.directory.models import Impostor, Representative
from rounds.directory.proof import Kind, Outcome
from rounds.directory.sample import make_example_hospital
from rounds.directory.tests.factories import RemarkFactory, SubmissionFactory
from rounds.moderation.tests.factories import CaseFactory
from rounds.open_data.tests.asking import API, Description, ask, every_page, follow, refused
from rounds.open_data.tests.test_api_organizations import known
from rounds.organizations import versions
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import RegisterFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)
SECRET = "s3cret"


@pytest.fixture
def mona() -> User:
    return User.objects.create_user(f"{SECRET}-mona@example.org", "long-enough-words", name="Mona S3cret")


# --- Accounts --------------------------------------------------------------------------------------------------------


def test_an_account_that_serves_two_organizations_is_one(client: Client) -> None:
    for name in ("a", "b"):
        known(name.upper(), "https://x.com/both", slug=name)
    [one] = ask(client, "/accounts")["items"]
    assert [listing["organization"]["slug"] for listing in one["listings"]] == ["a", "b"]
    assert ask(client, f"/accounts/{one['id']}")["account"]["listings"] == one["listings"]


def test_accounts_are_found_by_what_they_and_their_organizations_are(client: Client, mona: User) -> None:
    known("A", "https://x.com/a", slug="a", country="US", region="US-MN")
    b = known("B", "https://www.youtube.com/@bbb", slug="b", country="CA", region="CA-ON", type="clinic")
    observe([Seen(b.listings.get().pk, Kind.LINK)], by=None, at=NOW - DAY)
    let_go = known("C", "https://x.com/c", slug="c", country="DE", region="DE-BY")
    release(listing=let_go.listings.get(), by=mona, at=NOW - DAY)

    def found(**asked: object) -> list[str]:
        return [one["handle"] for one in ask(client, "/accounts", **asked)["items"]]

    assert found() == ["a", "@bbb"] or found() == ["a", "bbb"]
    assert len(found(platform="youtube")) == 1
    assert found(organization="a") == found(country="US") == found(region="US-MN") == ["a"]
    assert found(type="hospital") == ["a"]
    assert len(found(proof=["official-site", "official-mutual"])) == 1
    assert found(proof="released") == ["c"]  # only where it is asked for: it is theirs no longer
    assert found(country="FR") == []


@pytest.mark.parametrize("parameters", [{"platform": "x2"}, {"country": "usa"}, {"organisation": "a"}])
def test_a_filter_of_accounts_that_cannot_be_meant_is_refused(client: Client, parameters: dict) -> None:
    assert [one["parameter"] for one in refused(client, "/accounts", **parameters)["errors"]] == [*parameters]


def test_reading_all_accounts_meets_each_once_while_others_come_and_go(client: Client) -> None:
    made = [known(f"H{n}", f"https://x.com/h{n}", f"https://facebook.com/h{n}") for n in range(9)]
    told = ask(client, "/accounts", limit=4)
    seen = [one["id"] for one in told["items"]]
    number = 0
    while told["next"]:
        number += 1
        known(f"N{number}", f"https://x.com/n{number}") if number < 4 else None
        Organization.objects.filter(pk=made.pop().pk).update(status="closed") if number < 4 else None
        versions.bump()
        told = follow(client, told["next"])
        seen += [one["id"] for one in told["items"]]
    stayed = {listing.account_id for one in made for listing in one.listings.all()}
    assert len(seen) == len(set(seen))
    assert stayed <= set(seen)


def test_the_number_of_questions_about_accounts_does_not_depend_on_them(client: Client) -> None:
    asked_for = {}
    for rows in (1, 3):
        for number in range(rows):
            known(f"H{rows}-{number}", f"https://x.com/h{rows}_{number}")
        ask(client, "/accounts")
        with CaptureQueriesContext(connection) as asked:
            assert len(ask(client, "/accounts", limit=rows)["items"]) == rows
        asked_for[rows] = len([one for one in asked if one["sql"].startswith("SELECT")])
    assert asked_for[1] == asked_for[3]


def test_an_account_of_nobody_is_not_there(client: Client) -> None:
    refused(client, "/accounts/12345", status=404)
    refused(client, "/accounts/12345/evidence", status=404)
    refused(client, "/accounts/99999999999999999999999", status=422)
    refused(client, "/accounts/0", status=422)


# --- Evidence --------------------------------------------------------------------------------------------------------


def test_evidence_is_told_with_its_source_and_never_with_who_said_it(client: Client, mona: User) -> None:
    one = known("Mercy", "https://x.com/mercy", slug="mercy")
    listing = one.listings.get()
    observe([Seen(listing.pk, Kind.LINK, source_url="https://www.mercy.example.org/")], by=None, at=NOW - DAY)
    register = RegisterFactory(slug="pages-2026", url="https://registers.example.org/pages")
    listing.evidence.create(kind=Kind.REGISTER, register=register, observed_at=NOW, recorded_at=NOW)
    observe([Seen(listing.pk, Kind.ATTESTATION)], by=mona, at=NOW)
    told = ask(client, f"/accounts/{listing.account_id}/evidence")["items"]
    assert [(each["kind"], each["direction"], each["named_by"], each["source_url"]) for each in told] == [
        ("attestation", "person", None, ""),
        ("register", "person", "pages-2026", "https://registers.example.org/pages"),
        ("link", "organization", None, "https://www.mercy.example.org/"),
        ("submission", "person", None, ""),
    ]
    for parameters in ({"listing": listing.pk}, {"account": listing.account_id}, {"organization": "mercy"}):
        assert ask(client, "/evidence", **parameters)["items"] == told
    assert [each["kind"] for each in ask(client, "/evidence", kind="link")["items"]] == ["link"]
    before = ask(client, "/evidence", as_of=f"{NOW - DAY:%Y-%m-%d}")["items"]
    assert {each["kind"] for each in before} == {"link", "submission"}


def test_new_evidence_that_only_renews_is_a_new_answer(client: Client) -> None:
    listing = known("Mercy", "https://x.com/mercy").listings.get()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - 2 * DAY)
    first = client.get(f"{API}/evidence")
    before = versions.current()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - DAY)
    assert versions.current() == before
    again = client.get(f"{API}/evidence", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200


def test_all_evidence_is_read_page_by_page_each_once_while_more_comes(client: Client) -> None:
    listing = known("Mercy", "https://x.com/mercy").listings.get()
    for number in range(9):
        observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - (20 - number) * DAY)
    told = ask(client, "/evidence", limit=4)
    seen = [one["id"] for one in told["items"]]
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW)
    while told["next"]:
        told = follow(client, told["next"])
        seen += [one["id"] for one in told["items"]]
    assert (len(seen), seen) == (10, sorted(set(seen), reverse=True))


def test_of_what_left_the_list_no_evidence_is_told(client: Client) -> None:
    known("Mercy", "https://x.com/mercy", status="closed")
    assert ask(client, "/evidence")["items"] == []
    assert ask(client, "/accounts")["items"] == []


# --- Nothing about people --------------------------------------------------------------------------------------------


def test_no_address_of_the_api_tells_of_a_person(client: Client, mona: User) -> None:
    """Contacts of a register like this one were public once (the defects of the U.S. Digital Registry, 7)."""
    User.objects.create_user("representative@example.org", "long-enough-words", name="Remy S3cret")
    hospital = make_example_hospital(at=NOW)
    assert hospital is not None
    listing = hospital.listings.order_by("pk")[0]
    submission = SubmissionFactory(
        organization=hospital, sender_email=f"{SECRET}-sender@example.org", sender_name="Ada S3cret"
    )
    RemarkFactory(submission=submission, text=f"{SECRET} remark")
    listing.evidence.create(
        kind=Kind.SUBMISSION, submission=submission, observed_at=NOW, recorded_at=NOW, by=mona
    )
    decide(listing=listing, outcome=Outcome.CONFIRMS, detail="Looked at it.", by=mona, at=NOW)
    case = CaseFactory()
    Impostor.objects.create(
        platform="x",
        key="pretender",
        address="https://x.com/pretender",
        organization=hospital,
        case=case,
        since_at=NOW,
    )
    assert Representative.objects.exists()
    description = Description(client)
    handles = [each.account.handle for each in hospital.listings.all() if "@" in each.account.handle]
    asked = 0
    for path, operations in description.whole["paths"].items():
        if "get" not in operations:
            continue
        for filled in {
            path.format(slug=hospital.slug, id=each.account_id, scheme="ccn", value="1", **_others(path))
            for each in hospital.listings.all()
        }:
            client.defaults["REMOTE_ADDR"] = f"192.0.2.{asked % 200}"
            response = client.get(filled, {"url": "https://x.com/pretender"} if "verify" in path else {})
            text = response.content.decode()
            assert response.status_code in (200, 404, 422), filled
            assert SECRET not in text.casefold(), filled
            for handle in handles:  # in the Fediverse they look like an e-mail address
                text = text.replace(handle, "")
            assert re.findall(r"[\w.+-]+@[\w-]+\.[\w.]+", text) == [], filled
            assert not {mona.email, case.reporter_email, submission.token} & set(re.split(r"[\"\s]", text))
            asked += 1
    assert asked > 20
    assert len(every_page(client, "/evidence", limit=3)) > 1


def _others(path: str) -> dict[str, str]:
    """What other contexts' addresses are asked about."""
    names = re.findall(r"{(\w+)}", path)
    return {name: "x" for name in names if name not in ("slug", "id", "scheme", "value")}
