"""Representatives keep their listings at their desk."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from rounds.activity.models import Activity
from rounds.directory.actions import keeping, submissions, suggestions
from rounds.directory.actions.evidence import Seen, observe
from rounds.directory.actions.keeping import Refused, Told
from rounds.directory.actions.submissions import Decision, Verdict
from rounds.directory.models import (
    Asking,
    Health,
    Listing,
    Representative,
    Site,
    Submission,
    Suggestion,
)
from rounds.directory.proof import Kind, Outcome
from rounds.directory.tests.factories import address, put_in_list
from rounds.directory.tests.speaking_cases import signed_in
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def representative(organization: Organization, name: str = "Rosa", since: datetime = NOW - 400 * DAY) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    Representative.objects.create(organization=organization, user=user, method="dns", since_at=since)
    return user


def listed(
    organization: Organization,
    text: str,
    *,
    attested: bool = False,
    by: User | None = None,
    at: datetime = NOW,
) -> Listing:
    return put_in_list(organization, text, attested=attested, by=by, at=at)


def suggestion(organization: Organization, text: str) -> Suggestion:
    one = address(text)
    return Suggestion.objects.create(
        organization=organization, platform=one.platform, handle=one.handle, native_id=one.native_id,
        key=one.key, address=one.url, kind="link", source_url="https://mercy.example/contact",
        first_seen_at=NOW, last_seen_at=NOW,
    )  # fmt: skip


@pytest.fixture
def mercy() -> Organization:
    return OrganizationFactory(name="Mercy", slug="mercy", website="https://mercy.example/")


@pytest.fixture
def rosa(mercy: Organization) -> User:
    return representative(mercy)


@pytest.fixture
def desk(rosa: User) -> Client:
    return signed_in(rosa)


def said(response: object) -> str:
    return " ".join(str(one) for one in get_messages(response.wsgi_request))  # type: ignore[attr-defined]


def page(client: Client) -> str:
    response = client.get("/organizations/mercy/keep/")
    assert response.status_code == 200
    return unescape(response.content.decode())


# --- Who comes in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "accounts/new/", "accounts/{listing}/", "suggestions/{suggestion}/"])
def test_strangers_find_no_desk_and_whoever_is_signed_out_signs_in_first(
    mercy: Organization, path: str
) -> None:
    made = {
        "listing": listed(mercy, "https://x.com/mercy").pk,
        "suggestion": suggestion(mercy, "https://x.com/mercynews").pk,
    }
    whole = "/organizations/mercy/keep/" + path.format(**made)
    stranger = signed_in(representative(OrganizationFactory(), "Stan"))
    for method in ("post",) if "suggestions" in path else ("get", "post"):
        assert getattr(stranger, method)(whole).status_code == 404
        answer = getattr(Client(), method)(whole)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/people/login/?next=")
    assert Listing.objects.get().proof == "reported"


def test_one_who_represents_no_more_is_a_stranger_and_one_of_what_it_is_part_of_is_none(
    mercy: Organization, rosa: User
) -> None:
    part = OrganizationFactory(slug="mercy-kids", parent=mercy)
    client = signed_in(rosa)
    assert client.get(f"/organizations/{part.slug}/keep/").status_code == 200
    Representative.objects.update(ended_at=NOW)
    assert client.get("/organizations/mercy/keep/").status_code == 404


def test_another_organizations_listing_cannot_be_reached_through_this_desk(
    mercy: Organization, desk: Client
) -> None:
    other = listed(OrganizationFactory(), "https://x.com/other")
    for do in ("describe", "ours", "not-ours", "after-all", "take-back"):
        assert desk.post(f"/organizations/mercy/keep/accounts/{other.pk}/", {"do": do}).status_code == 404
    desk.post("/organizations/mercy/keep/", {"shown": other.pk})
    other.refresh_from_db()
    assert (other.proof, other.evidence.count()) == ("reported", 1)


def test_numbers_that_cannot_be_meant_are_not_found(desk: Client) -> None:
    assert desk.get(f"/organizations/mercy/keep/accounts/{'9' * 40}/").status_code == 404
    assert desk.post("/organizations/mercy/keep/", {"shown": ["9" * 40, "٣", "-1", ""]}).status_code == 302


# --- What the desk says ----------------------------------------------------------------------------------------------


def test_each_status_is_said_in_words_with_its_end_and_what_is_missing(
    mercy: Organization, rosa: User, desk: Client
) -> None:
    now = timezone.now()
    reported = listed(mercy, "https://x.com/mercyreported", at=now)
    attested = listed(mercy, "https://x.com/mercyattested", attested=True, by=rosa, at=now - 20 * DAY)
    by_site = listed(mercy, "https://www.youtube.com/@mercysite", at=now)
    observe([Seen(by_site.pk, Kind.LINK)], by=None, at=now)
    disputed = listed(mercy, "https://www.facebook.com/mercydisputed", at=now)
    observe([Seen(disputed.pk, Kind.IDENTITY, Outcome.CONFLICTS, detail="Another id.")], by=None, at=now)
    html = page(desk)
    assert "nobody has proven yet that it is yours" in html
    assert "Link it from your site's footer, and it becomes official by your own site." in html
    attested.refresh_from_db()
    assert attested.proof_until
    until = date_format(attested.proof_until, "DATE_FORMAT")
    assert f"We have your organization's word for it. That counts until {until}." in html
    assert "Link to your site from the account, and it becomes official both ways." in html
    apart = html.split("Please look at these")[1].split("In the List")[0]
    assert "Another id." in apart
    assert f'value="{disputed.pk}"' not in html
    assert [f'name="shown" value="{one.pk}"' in html for one in (reported, attested, by_site)] == [True] * 3


def test_the_desk_asks_the_database_as_often_for_three_accounts_as_for_one(
    mercy: Organization, rosa: User, desk: Client
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(desk)
        return len(seen)

    for name in ("a", "b", "c"):
        listing = listed(mercy, f"https://x.com/mercy{name}", attested=True, by=rosa)
        Health.objects.create(account=listing.account, next_check_at=NOW)
        suggestion(mercy, f"https://www.facebook.com/mercy{name}")
        decided = suggestion(mercy, f"https://www.youtube.com/@mercy{name}")
        suggestions.dismiss(suggestion=decided, by=rosa, at=timezone.now())
        gone = listed(mercy, f"https://bsky.app/profile/mercy{name}.example")
        keeping.let_go(listing=gone, by=rosa, at=NOW)
        if name == "a":
            one = queries()
    assert queries() == one


# --- What they say ---------------------------------------------------------------------------------------------------


def test_describing_keeps_what_we_said_before(mercy: Organization, desk: Client, rosa: User) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    response = desk.post(
        f"/organizations/mercy/keep/accounts/{listing.pk}/",
        {"do": "describe", "purpose": "patients", "language": "es", "audience": "Families"},
    )
    assert response.status_code == 302
    listing.refresh_from_db()
    assert (listing.purpose, listing.language, listing.audience) == ("patients", "es", "Families")
    statements = listing.statements.order_by("from_at", "pk").values_list("purpose", "audience", "until_at")
    (old, new) = statements
    assert (old[0], old[1], old[2] is not None) == ("main", "", True)
    assert new == ("patients", "Families", None)
    activity = Activity.objects.get(verb="listing.described")
    assert (activity.actor, activity.data["changed"]["audience"]) == (rosa, ["", "Families"])


def test_the_description_opens_inside_the_desk_without_a_second_page(
    mercy: Organization, desk: Client
) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    address = f"/organizations/mercy/keep/accounts/{listing.pk}/"
    assert "<html" in desk.get(address).content.decode()
    fragment = desk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert fragment.startswith("<form")
    assert f'id="account-{listing.pk}-purpose"' in fragment


def test_describing_the_same_again_changes_nothing(mercy: Organization, rosa: User) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    keeping.describe(listing=listing, told=Told(), by=rosa, at=NOW + DAY)
    assert listing.statements.count() == 1
    assert not Activity.objects.filter(verb="listing.described").exists()


def test_what_cannot_be_read_comes_back_with_the_reason(mercy: Organization, desk: Client) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    response = desk.post(
        f"/organizations/mercy/keep/accounts/{listing.pk}/",
        {"do": "describe", "purpose": "nonsense", "audience": "x" * 201},
    )
    assert response.status_code == 422
    html = unescape(response.content.decode())
    assert "Please choose one of the list." in html
    assert "That is 201 characters, and at most 200 fit." in html
    assert "x" * 201 in html


def test_a_language_that_we_have_no_name_for_stays(mercy: Organization, desk: Client) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    Listing.objects.update(language="es-419")
    address = f"/organizations/mercy/keep/accounts/{listing.pk}/"
    assert '<option value="es-419" selected>' in desk.get(address).content.decode()
    desk.post(address, {"do": "describe", "purpose": "news", "language": "es-419"})
    assert Listing.objects.get().language == "es-419"


def test_all_still_ours_attests_what_was_shown_and_never_what_is_disputed_or_gone_or_let_go(
    mercy: Organization, rosa: User, desk: Client
) -> None:
    ours, later = listed(mercy, "https://x.com/mercy"), listed(mercy, "https://x.com/mercylater")
    disputed, gone = listed(mercy, "https://x.com/mercydisputed"), listed(mercy, "https://x.com/mercygone")
    let_go = listed(mercy, "https://x.com/mercyold")
    observe([Seen(disputed.pk, Kind.IDENTITY, Outcome.CONFLICTS)], by=None, at=NOW)
    Health.objects.create(account=gone.account, state=Health.State.GONE, next_check_at=NOW)
    observe([Seen(gone.pk, Kind.HEALTH, Outcome.ABSENT)], by=None, at=NOW)
    keeping.let_go(listing=let_go, by=rosa, at=NOW)
    response = desk.post("/organizations/mercy/keep/", {"shown": [ours.pk, disputed.pk, gone.pk, let_go.pk]})
    assert "1 account is confirmed" in said(response)
    assert dict(Listing.objects.values_list("pk", "proof")) == {
        ours.pk: "official-attested",
        later.pk: "reported",
        disputed.pk: "disputed",
        gone.pk: "stale",
        let_go.pk: "released",
    }


def test_a_disputed_account_has_a_button_of_its_own(mercy: Organization, desk: Client) -> None:
    disputed = listed(mercy, "https://x.com/mercy")
    observe([Seen(disputed.pk, Kind.IDENTITY, Outcome.CONFLICTS)], by=None, at=NOW)
    assert "I have looked: it is ours" in page(desk)
    desk.post(f"/organizations/mercy/keep/accounts/{disputed.pk}/", {"do": "ours"})
    assert Listing.objects.get().proof == "official-attested"


def test_letting_go_is_shown_as_a_warning_and_can_be_undone(
    mercy: Organization, rosa: User, desk: Client
) -> None:
    listing = listed(mercy, "https://x.com/mercy", attested=True, by=rosa)
    there = f"/organizations/mercy/keep/accounts/{listing.pk}/"
    for _twice in range(2):
        desk.post(there, {"do": "not-ours"})
    assert Listing.objects.get().proof == "released"
    assert listing.evidence.filter(outcome="denies").count() == 1
    assert "Undo: it is ours" in page(desk)
    desk.post(there, {"do": "after-all"})
    assert Listing.objects.get().proof == "official-attested"
    assert Site.objects.get(organization=mercy).next_visit_at <= timezone.now()


def test_letting_go_and_undoing_it_is_no_way_around_a_dispute(
    mercy: Organization, rosa: User, desk: Client
) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    observe([Seen(listing.pk, Kind.IDENTITY, Outcome.CONFLICTS)], by=None, at=NOW)
    there = f"/organizations/mercy/keep/accounts/{listing.pk}/"
    desk.post(there, {"do": "not-ours"})
    assert "Undo: it is ours" not in page(desk)
    response = desk.post(there, {"do": "after-all"})
    assert "needs a closer look" in said(response)
    assert Listing.objects.get().proof == "released"


# --- Adding ----------------------------------------------------------------------------------------------------------


def test_what_a_representative_adds_is_listed_at_once_and_checked_with_the_next_round(
    mercy: Organization, rosa: User, desk: Client
) -> None:
    response = desk.post(
        "/organizations/mercy/keep/accounts/new/",
        {"pasted": "https://www.youtube.com/@mercy?si=x", "purpose": "careers", "audience": "Nurses"},
    )
    assert response.status_code == 302
    listing = Listing.objects.get()
    assert (listing.account.handle, listing.proof, listing.purpose, listing.audience) == (
        "mercy", "official-attested", "careers", "Nurses",
    )  # fmt: skip
    evidence = listing.evidence.get()
    assert (evidence.kind, evidence.by) == ("attestation", rosa)
    assert listing.statements.get().audience == "Nurses"
    assert Site.objects.get(organization=mercy).next_visit_at == listing.listed_at
    assert Health.objects.get(account=listing.account).next_check_at == listing.listed_at


@pytest.mark.parametrize(
    ("pasted", "reason"),
    [
        ("", "Please paste the account's address."),
        ("nothing at all", "We found no account in this text."),
        ("https://x.com/mercy\nhttps://x.com/home", "Nothing was added yet"),
        ("https://unknown.mercyhealth.org/mercy", "Nothing was added yet"),
        ("https://x.com/mercy\x00", "There was an invisible control character"),
    ],
)
def test_what_is_no_account_is_refused_in_words_and_nothing_is_added(
    desk: Client, pasted: str, reason: str
) -> None:
    response = desk.post("/organizations/mercy/keep/accounts/new/", {"pasted": pasted})
    assert response.status_code == 422
    assert reason in unescape(response.content.decode())
    assert not Listing.objects.exists()


def test_a_blog_is_added_once_its_kind_is_said(desk: Client) -> None:
    there = "/organizations/mercy/keep/accounts/new/"
    html = desk.post(there, {"pasted": "https://news.mercyhealth.org/"}).content.decode()
    name = re.search(r'name="(as-[0-9a-f]+)"', html)
    assert name
    desk.post(there, {"pasted": "https://news.mercyhealth.org/", name.group(1): "blog"})
    assert Listing.objects.get().account.platform == "blog"


def test_adding_what_is_listed_confirms_it_and_leaves_its_description(
    mercy: Organization, rosa: User
) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    keeping.describe(listing=listing, told=Told("news", "en", "All"), by=rosa, at=NOW)
    keeping.add(
        organization=mercy, address=address("https://x.com/mercy"), told=Told(), by=rosa, at=NOW + DAY
    )
    listing = Listing.objects.get()
    assert (listing.proof, listing.purpose, listing.audience) == ("official-attested", "news", "All")


def test_adding_what_is_disputed_here_is_refused(mercy: Organization, rosa: User) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    observe([Seen(listing.pk, Kind.IDENTITY, Outcome.CONFLICTS)], by=None, at=NOW)
    with pytest.raises(Refused):
        keeping.add(
            organization=mercy, address=address("https://x.com/mercy"), told=Told(), by=rosa, at=NOW + DAY
        )
    listing.refresh_from_db()
    assert listing.proof == "disputed"


@pytest.mark.parametrize("handle", ["mayoclinic", "mayo_clinic", "mayoclinlc"])
def test_an_account_that_is_official_for_others_or_looks_like_one_goes_to_the_moderators(
    mercy: Organization, rosa: User, desk: Client, handle: str
) -> None:
    mayo = OrganizationFactory(name="Mayo Clinic")
    official = listed(mayo, "https://x.com/mayoclinic", attested=True, by=rosa, at=timezone.now())
    for _twice in range(2):
        response = desk.post("/organizations/mercy/keep/accounts/new/", {"pasted": f"https://x.com/{handle}"})
        assert "A moderator looks at it first" in said(response)
    submission = Submission.objects.get()
    assert (submission.organization, submission.state, submission.sender_email) == (
        mercy,
        "waiting",
        rosa.email,
    )
    assert submission.accounts.get().handle == handle
    assert Listing.objects.get() == official


def test_a_family_may_share_an_account(mercy: Organization, rosa: User) -> None:
    part = OrganizationFactory(parent=mercy)
    listed(mercy, "https://x.com/mercy", attested=True, by=rosa)
    added = keeping.add(
        organization=part, address=address("https://x.com/mercy"), told=Told(), by=rosa, at=NOW
    )
    assert added.listing
    assert not Submission.objects.exists()


def test_a_reported_listing_of_somebody_elses_official_account_cannot_be_taken_over_by_a_word(
    mercy: Organization, rosa: User, desk: Client
) -> None:
    mayo = OrganizationFactory(name="Mayo Clinic")
    now = timezone.now()
    listed(mayo, "https://x.com/mayoclinic", attested=True, by=rosa, at=now)
    reported = listed(mercy, "https://x.com/mayoclinic", at=now)
    desk.post("/organizations/mercy/keep/", {"shown": reported.pk})
    desk.post(f"/organizations/mercy/keep/accounts/{reported.pk}/", {"do": "ours"})
    desk.post("/organizations/mercy/keep/accounts/new/", {"pasted": "https://x.com/mayoclinic"})
    reported.refresh_from_db()
    assert (reported.proof, Submission.objects.count()) == ("reported", 1)


def test_once_a_moderator_let_it_in_their_word_counts_until_it_is_disputed(
    mercy: Organization, rosa: User
) -> None:
    listed(OrganizationFactory(), "https://x.com/mayoclinic", attested=True, by=rosa)
    sent = keeping.add(
        organization=mercy, address=address("https://x.com/mayoclinic"), told=Told(), by=rosa, at=NOW
    ).submission
    assert sent
    mia = User.objects.create_user("mia@example.org")
    verdict = Verdict(1, True, "main")
    decision = Decision(organization=mercy, accounts=[verdict])
    submissions.accept(submission=sent, version=1, decision=decision, by=mia, at=NOW + DAY)
    listing = Listing.objects.get(organization=mercy)
    assert listing.proof == "reported"
    assert keeping.settle(listing=listing, by=rosa, at=NOW + 2 * DAY).listing
    listing.refresh_from_db()
    assert listing.proof == "official-attested"
    observe([Seen(listing.pk, Kind.IDENTITY, Outcome.CONFLICTS)], by=None, at=NOW + 3 * DAY)
    assert keeping.settle(listing=listing, by=rosa, at=NOW + 4 * DAY).submission
    listing.refresh_from_db()
    assert listing.proof == "disputed"


def test_adding_can_be_undone_for_some_days_and_leaves_a_trace(mercy: Organization, rosa: User) -> None:
    added = keeping.add(
        organization=mercy, address=address("https://x.com/mercy"), told=Told(), by=rosa, at=NOW
    )
    assert added.listing
    with pytest.raises(Refused):
        keeping.take_back(listing=added.listing, by=rosa, at=NOW + 15 * DAY)
    keeping.take_back(listing=added.listing, by=rosa, at=NOW + DAY)
    listing = Listing.objects.get()
    assert (listing.ended_at, listing.ended_reason) == (NOW + DAY, "Added by mistake")


def test_what_others_listed_is_let_go_and_never_simply_taken_out(mercy: Organization, rosa: User) -> None:
    with pytest.raises(Refused):
        keeping.take_back(listing=listed(mercy, "https://x.com/mercy"), by=rosa, at=NOW)


def test_very_many_at_once_are_refused(desk: Client) -> None:
    answers = [desk.post("/organizations/mercy/keep/").status_code for _ in range(201)]
    assert (set(answers[:200]), answers[200]) == ({302}, 429)


# --- A question that is open -----------------------------------------------------------------------------------------


def test_saying_something_of_each_account_answers_the_open_question(mercy: Organization, rosa: User) -> None:
    one, other = listed(mercy, "https://x.com/mercy"), listed(mercy, "https://x.com/mercyjobs")
    asking = Asking.objects.create(organization=mercy, cause="yearly", asked_at=NOW)
    keeping.settle(listing=one, by=rosa, at=NOW + DAY)
    asking.refresh_from_db()
    assert asking.is_open
    keeping.let_go(listing=other, by=rosa, at=NOW + DAY)
    asking.refresh_from_db()
    assert (asking.answered_at, asking.answered_by) == (NOW + DAY, rosa)
