"""Reports about the List: what a decision does to a listing, and how an appeal takes it back."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rounds.activity.models import Activity
from rounds.core import opened
from rounds.directory.actions.evidence import Seen, attest, observe
from rounds.directory.actions.listings import take_out
from rounds.directory.models import Account, Evidence, Impostor, Listing, Representative, Statement
from rounds.directory.proof import Kind
from rounds.directory.reportable import LISTING, ORGANIZATION
from rounds.directory.tests.factories import A_MOMENT, put_in_list
from rounds.mail.models import Message
from rounds.moderation import actions
from rounds.moderation.actions import Ruling, SecondRuling
from rounds.moderation.models import Case
from rounds.moderation.tests.factories import CaseFactory
from rounds.moderation.tests.people import moderator
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = A_MOMENT + timedelta(days=10)
DAY = timedelta(days=1)
FAKE = "https://www.facebook.com/MercyHospitaI"


@pytest.fixture
def mercy() -> Organization:
    return OrganizationFactory(name="Mercy Hospital", slug="mercy", website="https://www.mercy.example/")


@pytest.fixture
def listing(mercy: Organization) -> Listing:
    """Official by the organization's own site."""
    made = put_in_list(mercy, "https://www.facebook.com/MercyHospital")
    observe([Seen(made.pk, Kind.LINK)], by=None, at=A_MOMENT + DAY)
    made.refresh_from_db()
    assert made.proof == "official-site"
    return made


@pytest.fixture
def mia() -> User:
    return moderator("Mia")


@pytest.fixture
def noah() -> User:
    return moderator("Noah")


def about(listing: Listing, **changed: Any) -> Case:
    return CaseFactory(object_type=LISTING, object_id=listing.pk, ground="impostor", **changed)


def pretender(mercy: Organization, **changed: Any) -> Case:
    told = {"object_type": ORGANIZATION, "object_id": mercy.pk, "ground": "impostor", "address": FAKE}
    return CaseFactory(**told | changed)


def upheld(case: Case, measure: str, by: User, at: Any = NOW) -> Case:
    ruling = Ruling("upheld", measure, "Its site names another.", "The List names only their own.")
    return actions.decide(case=case, version=case.version, ruling=ruling, by=by, at=at)


def overturned(case: Case, measure: str, by: User, at: Any = NOW + 3 * DAY) -> Case:
    actions.appeal(case=case, side="affected", text="It is ours.", at=at - DAY)
    case.refresh_from_db()
    ruling = SecondRuling("overturned", measure, "It is theirs.")
    return actions.decide_appeal(case=case, version=case.version, ruling=ruling, by=by, at=at)


def said(listing: Listing) -> tuple[str, bool]:
    listing.refresh_from_db()
    return listing.proof, listing.ended_at is None


# --- A listed account ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("disputed", ("disputed", True)),
        ("released", ("released", True)),
        ("taken-out", ("official-site", False)),
        ("impostor", ("official-site", False)),
        ("", ("official-site", True)),
    ],
)
def test_an_upheld_report_does_what_the_moderator_chose_and_an_appeal_takes_it_back(
    listing: Listing, mia: User, noah: User, measure: str, expected: tuple[str, bool]
) -> None:
    case = upheld(about(listing), measure, mia)
    assert said(listing) == expected
    if not measure:
        return
    overturned(case, "", noah)
    assert said(listing) == ("official-site", True)
    assert not Impostor.objects.standing().exists()
    # One statement for each time; none is open twice, none is missing.
    statements = list(
        Statement.objects.filter(listing=listing).order_by("from_at").values_list("from_at", "until_at")
    )
    assert statements[-2:] == [
        (statements[-2][0], NOW if not expected[1] else NOW + 3 * DAY),
        (NOW + 3 * DAY, None),
    ]


def test_what_was_merely_reported_is_not_official_after_an_appeal(
    mercy: Organization, mia: User, noah: User
) -> None:
    made = Listing.objects.create(
        organization=mercy,
        account=Account.objects.create(
            platform="x", handle="mercy", key="mercy", address="https://x.com/mercy", created_at=A_MOMENT
        ),
        listed_at=A_MOMENT,
    )
    case = upheld(about(made), "disputed", mia)
    assert said(made)[0] == "disputed"
    overturned(case, "", noah)
    assert said(made)[0] == "reported"


def test_an_appeal_may_choose_a_milder_measure(listing: Listing, mia: User, noah: User) -> None:
    overturned(upheld(about(listing), "impostor", mia), "disputed", noah)
    assert said(listing) == ("disputed", True)
    assert not Impostor.objects.standing().exists()


def test_what_another_upheld_report_did_stays_done(listing: Listing, mia: User, noah: User) -> None:
    upheld(about(listing), "disputed", mia)
    second = upheld(about(listing), "disputed", mia, NOW + DAY)
    overturned(second, "", noah)
    assert said(listing)[0] == "disputed"
    third = upheld(about(listing), "taken-out", mia, NOW + 5 * DAY)
    fourth = upheld(about(listing), "taken-out", mia, NOW + 6 * DAY)
    overturned(third, "", noah, NOW + 9 * DAY)
    assert not said(listing)[1]
    overturned(fourth, "", noah, NOW + 12 * DAY)
    assert said(listing) == ("disputed", True)


def test_a_rejected_report_adds_no_evidence(listing: Listing, mia: User) -> None:
    before = Evidence.objects.count()
    case = about(listing)
    actions.decide(case=case, version=1, ruling=Ruling("rejected", "", "Facts.", "Rule."), by=mia, at=NOW)
    assert (Evidence.objects.count(), said(listing)) == (before, ("official-site", True))


def test_everybody_may_read_why_and_nobody_who_reported_or_decided(listing: Listing, mia: User) -> None:
    case = upheld(about(listing, reporter_name="Ada Reyes"), "disputed", mia)
    evidence = listing.evidence.get(kind="decision")
    assert evidence.detail == "A report was upheld: It pretends to be the organization"
    page = Client().get("/organizations/mercy/").content.decode()
    for secret in ("Ada Reyes", case.reporter_email, "Mia", case.facts):
        assert secret not in page


def test_a_listing_that_was_taken_out_meanwhile_is_not_disputed(listing: Listing, mia: User) -> None:
    case = about(listing)
    take_out(listing=listing, reason="Closed.", by=None, at=NOW - DAY)
    upheld(case, "disputed", mia)
    assert said(listing) == ("official-site", False)
    assert not Statement.objects.filter(listing=listing, until_at=None).exists()


def test_a_listing_comes_back_once_where_it_was_listed_again_meanwhile(
    listing: Listing, mercy: Organization, mia: User, noah: User
) -> None:
    case = upheld(about(listing), "taken-out", mia)
    Listing.objects.create(organization=mercy, account=listing.account, listed_at=NOW + DAY)
    overturned(case, "", noah)
    assert Listing.objects.current().filter(account=listing.account).count() == 1


def test_a_representative_settles_what_a_report_disputed(listing: Listing, mia: User) -> None:
    upheld(about(listing), "disputed", mia)
    attest(listings=[listing], by=User.objects.create_user("remy@mercy.example"), at=NOW + DAY)
    assert said(listing)[0] == "official-attested"


def test_the_representatives_are_told_with_reasons_and_those_who_were_are_not(
    listing: Listing, mercy: Organization, mia: User
) -> None:
    for name, ended_at in (("remy", None), ("rosa", NOW)):
        Representative.objects.create(
            organization=mercy,
            user=User.objects.create_user(f"{name}@mercy.example", name=name),
            method="email",
            since_at=A_MOMENT,
            ended_at=ended_at,
        )
    case = upheld(about(listing), "disputed", mia)
    assert {mail.to for mail in Message.objects.all()} == {case.reporter_email, "remy@mercy.example"}
    text = Message.objects.get(to="remy@mercy.example").text
    assert "marked as disputed" in text
    assert case.reporter_email not in text


# --- An account that is not listed -----------------------------------------------------------------------------------


def test_an_impostor_is_kept_as_a_warning_until_an_appeal_takes_it_back(
    mercy: Organization, mia: User, noah: User
) -> None:
    case = upheld(pretender(mercy), "warned", mia)
    impostor = Impostor.objects.standing().at("facebook", "mercyhospitai").get()
    assert (impostor.organization, impostor.case, impostor.address, impostor.since_at) == (
        mercy,
        case,
        FAKE,
        NOW,
    )
    overturned(case, "", noah)
    impostor.refresh_from_db()
    assert impostor.lifted_at == NOW + 3 * DAY
    assert not Impostor.objects.standing().exists()


@pytest.mark.parametrize("is_listed", [True, False])
def test_an_impostor_is_on_record_whether_or_not_it_was_listed(
    listing: Listing, mercy: Organization, mia: User, is_listed: bool
) -> None:
    case = upheld(about(listing), "impostor", mia) if is_listed else upheld(pretender(mercy), "warned", mia)
    [found] = Activity.objects.about(mercy).filter(verb="impostor.found")
    address = listing.account.address if is_listed else FAKE
    assert (found.actor, found.data) == (mia, {"address": address, "case": case.pk})


def test_two_upheld_reports_are_one_warning_that_ends_with_the_second(
    mercy: Organization, mia: User, noah: User
) -> None:
    first, second = upheld(pretender(mercy), "warned", mia), upheld(pretender(mercy), "warned", mia)
    assert Impostor.objects.count() == 1
    overturned(first, "", noah)
    assert Impostor.objects.standing().count() == 1
    overturned(second, "", noah)
    assert not Impostor.objects.standing().exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("facebook.com/MercyHospitaI/", FAKE),
        ("https://www.facebook.com/MercyHospitaI/posts/12345", FAKE),
        ("mercy-hospital-help.example/chat", "https://mercy-hospital-help.example/chat"),
    ],
)
def test_an_impostor_anywhere_can_be_reported(
    client: Client, mercy: Organization, typed: str, kept: str
) -> None:
    data = {
        "organization": "mercy",
        "address": typed,
        "ground": "impostor",
        "text": "They ask for card numbers.",
        "email": "ada@example.com",
        "opened": _mark(),
    }
    assert client.post("/reports/new/", data).status_code == 302
    case = Case.objects.get()
    assert (case.object_type, case.object_id, case.address) == (ORGANIZATION, mercy.pk, kept)


def test_a_listing_can_be_reported_while_it_is_listed(client: Client, listing: Listing) -> None:
    page = client.get("/reports/new/", {"listing": listing.pk}).content.decode()
    for words in (
        "Facebook MercyHospital, listed for Mercy Hospital",
        "It pretends to be the organization",
        "It belongs to another organization",
        "It was hacked or taken over",
        "Something else",
    ):
        assert words in page
    take_out(listing=listing, reason="Closed.", by=None, at=NOW)
    assert client.get("/reports/new/", {"listing": listing.pk}).status_code == 404


def test_a_merged_organization_is_reported_as_what_it_became(client: Client, mercy: Organization) -> None:
    OrganizationFactory(name="Old Mercy", slug="old-mercy", status="merged", merged_into=mercy)
    page = client.get("/reports/new/", {"organization": "old-mercy", "url": FAKE}).content.decode()
    assert "An account that pretends to be Mercy Hospital" in page
    assert f'value="{FAKE}"' in page


def test_the_moderator_sees_what_the_list_knows(
    client: Client, listing: Listing, mercy: Organization
) -> None:
    mia = moderator("Mia")
    client.force_login(mia)
    of_listing = client.get(f"/office/cases/{about(listing).pk}/").content.decode()
    for words in ("Out of date", "https://www.mercy.example/", "A link on its site"):
        assert words in of_listing
    upheld(pretender(mercy), "warned", mia)
    of_impostor = client.get(f"/office/cases/{pretender(mercy).pk}/").content.decode()
    for words in (
        "MercyHospital",
        "https://www.mercy.example/",
        "Found to pretend to be",
        "Other reports about it",
    ):
        assert words in of_impostor


def _mark() -> str:
    return opened.Opened(uuid.uuid4(), timezone.now() - timedelta(minutes=1)).mark
