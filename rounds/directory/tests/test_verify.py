"""Whether an account is a health organization's own: the answers, and the page that gives them.

The first tests are the faults of the US Digital Registry, whose verify call said yes to any address.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.directory.actions.evidence import Seen, decide, observe
from rounds.directory.actions.listings import take_out
from rounds.directory.models import Account, Handle, Impostor, Listing
from rounds.directory.moderation import look_alikes
from rounds.directory.platforms import Address, parse
from rounds.directory.proof import Kind, Outcome, Proof
from rounds.directory.tests.factories import AccountFactory, ListingFactory, put_in_list
from rounds.directory.verifying import names
from rounds.directory.verifying.answer import STATUSES, Answer
from rounds.directory.verifying.answers import answers
from rounds.directory.verifying.asked import read, read_text
from rounds.moderation.tests.factories import CaseFactory
from rounds.organizations import versions
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
FACEBOOK = "https://www.facebook.com/mayoclinic"
CHANNEL = "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv"
NOW = timezone.now()
DAY = timedelta(days=1)


def listed(
    url: str, *, to: Organization | None = None, kind: Kind | None = None, at=NOW - 3 * DAY
) -> Listing:
    """Listed by the same verbs as everywhere: reported, or seen on the organization's site, or attested."""
    listing = put_in_list(
        to or OrganizationFactory(name="Mayo Clinic", slug="mayo"),
        url,
        language="en",
        attested=kind is Kind.ATTESTATION,
        at=at,
    )
    if kind not in (None, Kind.ATTESTATION):
        observe([Seen(listing.pk, kind, source_url="https://www.mayo.example.org/")], by=None, at=at)
    listing.refresh_from_db()
    return listing


def ask(text: str, *, now=None, moment=None) -> Answer:
    [answer] = answers([read(text)], now=now or timezone.now(), moment=moment)
    return answer


# --- The faults of the register before this one -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/anybody",
        "https://x.com/anybody",
        "https://www.youtube.com/@anybody",
        "https://bsky.app/profile/anybody.example.org",
    ],
)
def test_an_account_that_nobody_listed_is_not_official_though_its_platform_is_known(url: str) -> None:
    listed(FACEBOOK, kind=Kind.LINK)
    answer = ask(url)
    assert (answer.status, answer.is_official, answer.owners) == ("not-listed", False, ())


@pytest.mark.parametrize(
    "url",
    [
        "https://evilfacebook.com/mayoclinic",
        "https://facebook.com.evil.example/mayoclinic",
        "https://facebook.com@evil.example/mayoclinic",
        "https://www.faceb00k.com/mayoclinic",
        "https://evil.example/?u=https://www.facebook.com/mayoclinic",
    ],
)
def test_a_host_that_only_ends_or_looks_like_a_platform_is_no_address_of_an_account(url: str) -> None:
    listed(FACEBOOK, kind=Kind.LINK)
    answer = ask(url)
    assert (answer.status, answer.is_official, answer.asked.refusal is not None) == (
        "not-an-address",
        False,
        True,
    )


def test_the_letters_of_a_channel_keep_their_case() -> None:
    listed(CHANNEL, kind=Kind.LINK)
    assert ask(CHANNEL).is_official
    assert ask(CHANNEL.replace("UCabc", "UCABC")).status == "not-listed"


def test_a_handle_is_the_same_in_any_case_behind_any_host_and_with_any_tracking() -> None:
    listed(FACEBOOK, kind=Kind.LINK)
    for url in (
        "facebook.com/MayoClinic",
        "https://m.facebook.com/mayoclinic/",
        "https://de-de.facebook.com/mayoclinic?fbclid=abc&utm_source=x",
        "https://www.facebook.com/mayo.clinic",
    ):
        assert ask(url).is_official, url


@pytest.mark.parametrize(
    "url", ["https://www.instagram.com/p/Cabc123/", "https://www.instagram.com/explore/"]
)
def test_a_page_of_the_platform_is_not_taken_for_an_account_of_its_name(url: str) -> None:
    listed("https://www.instagram.com/pp/", kind=Kind.LINK)
    assert ask(url).status == "not-an-address"


@pytest.mark.parametrize("url", ["https://medium.com/@mayoclinic", "https://mayoclinic.tumblr.com/archive"])
def test_the_canonical_address_is_whole(url: str) -> None:
    address = ask(url).address
    assert "mayoclinic" in address
    assert not set("#{}<>") & set(address)


def test_every_address_of_a_batch_is_answered_in_its_order() -> None:
    listed(FACEBOOK, kind=Kind.LINK)
    urls = [f"https://x.com/hospital{n}" for n in range(499)] + [FACEBOOK]
    found = answers([read(url) for url in urls], now=timezone.now())
    assert [one.asked.submitted for one in found] == urls
    assert [one.is_official for one in found] == [False] * 499 + [True]


# --- What the List says ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ((), "reported"),
        ((Kind.ATTESTATION,), "official-attested"),
        ((Kind.LINK,), "official-site"),
        ((Kind.LINK, Kind.PROFILE), "official-mutual"),
        ((Kind.PROFILE,), "reported"),  # what an account says of itself proves nothing
    ],
)
def test_the_answer_says_what_the_evidence_proves(kinds: tuple[Kind, ...], status: str) -> None:
    listing = listed(FACEBOOK)
    observe([Seen(listing.pk, kind) for kind in kinds], by=None, at=timezone.now())
    answer = ask(FACEBOOK)
    assert (answer.status, answer.is_official) == (status, status.startswith("official"))
    assert answer.owners[0].organization.name == "Mayo Clinic"


def test_what_has_expired_is_never_official_even_if_the_clock_has_not_run() -> None:
    listing = listed(FACEBOOK, kind=Kind.LINK)
    end = listing.proof_until
    assert end
    assert ask(FACEBOOK, now=end - timedelta(seconds=1)).is_official
    answer = ask(FACEBOOK, now=end)
    assert (answer.status, answer.is_official, answer.owners[0].since) == ("stale", False, end)
    assert answer.owners[0].expires_at is None
    listing.refresh_from_db()
    assert listing.proof == Proof.SITE  # nobody has derived it again


def test_a_dispute_and_a_handle_that_was_given_up_are_said_and_never_official() -> None:
    by = User.objects.create_user("mona@example.org", "long-enough-words")
    listing = listed(FACEBOOK, kind=Kind.LINK)
    for outcome, status in ((Outcome.CONFLICTS, "disputed"), (Outcome.DENIES, "released")):
        decide(listing=listing, outcome=outcome, detail="Looked at it.", by=by, at=timezone.now())
        answer = ask(FACEBOOK)
        assert (answer.status, answer.is_official, answer.is_contested) == (status, False, True)


def test_an_account_of_several_organizations_is_answered_for_each_and_what_speaks_against_one_is_not_hidden() -> (
    None
):
    by = User.objects.create_user("mona@example.org", "long-enough-words")
    listed(FACEBOOK, kind=Kind.LINK)
    other = listed(FACEBOOK, to=OrganizationFactory(name="Other Clinic"))
    decide(listing=other, outcome=Outcome.CONFLICTS, detail="", by=by, at=timezone.now())
    answer = ask(FACEBOOK)
    assert (answer.status, answer.is_official, answer.is_contested) == ("official-site", True, True)
    assert [(one.organization.name, one.status) for one in answer.owners] == [
        ("Mayo Clinic", "official-site"),
        ("Other Clinic", "disputed"),
    ]


def test_since_is_when_the_status_began_though_something_else_changed_later() -> None:
    listing = listed(FACEBOOK, kind=Kind.LINK, at=NOW - 9 * DAY)
    listed(FACEBOOK, to=listing.organization, at=NOW - 2 * DAY)
    Listing.objects.filter(pk=listing.pk).update(purpose="news")
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - DAY)
    assert listing.statements.count() > 1
    owner = ask(FACEBOOK).owners[0]
    assert (owner.status, owner.since, owner.listed_since) == (
        "official-site",
        NOW - 9 * DAY,
        NOW - 9 * DAY,
    )


def test_what_was_taken_out_is_not_listed() -> None:
    listing = listed(FACEBOOK, kind=Kind.LINK)
    take_out(listing=listing, reason="Deleted", by=None, at=timezone.now())
    assert ask(FACEBOOK).status == "not-listed"


def test_of_many_sights_of_one_kind_the_newest_is_told() -> None:
    listing = listed(FACEBOOK, at=NOW - 9 * DAY)
    for days in (4, 3, 2):
        observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - days * DAY)
    told = [(one.kind, one.observed_at) for one in ask(FACEBOOK).owners[0].evidence]
    assert told == [("link", NOW - 2 * DAY), ("submission", NOW - 9 * DAY)]


def test_a_post_is_answered_for_its_author() -> None:
    listed("https://x.com/mayoclinic", kind=Kind.LINK)
    answer = ask("https://twitter.com/MayoClinic/status/123456789")
    assert (answer.is_official, answer.asked.is_post, answer.address) == (
        True,
        True,
        "https://x.com/mayoclinic",
    )
    assert ask("https://www.facebook.com/groups/12345").status == "not-an-address"


def test_a_blog_is_known_by_its_address_though_its_host_is_no_platform() -> None:
    blog = parse("https://newsnetwork.mayo.example.org/", "blog")
    assert isinstance(blog, Address)
    account = AccountFactory(platform="blog", handle=blog.handle, key=blog.key, address=blog.url)
    ListingFactory(account=account, proof=Proof.SITE, proof_until=NOW + 30 * DAY)
    assert ask("https://newsnetwork.mayo.example.org").is_official
    assert ask("https://other.example.org/").status == "not-an-address"


# --- Names -----------------------------------------------------------------------------------------------------------


def renamed(old: str, new: str) -> Listing:
    listing = listed(old, kind=Kind.LINK)
    account = listing.account
    Handle.objects.create(
        account=account,
        handle=account.handle,
        native_id="1",
        first_seen_at=NOW - 9 * DAY,
        last_seen_at=NOW - 2 * DAY,
    )
    found = parse(new)
    assert isinstance(found, Address)
    Account.objects.filter(pk=account.pk).update(
        handle=found.handle, key=found.key, address=found.url, native_id="1"
    )
    Handle.objects.create(
        account=account, handle=found.handle, native_id="1", first_seen_at=NOW - DAY, last_seen_at=NOW
    )
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - DAY)
    return listing


def test_the_old_name_of_a_renamed_account_is_not_official_and_says_the_new_one() -> None:
    renamed("https://x.com/mayoclinic", "https://x.com/mayo_news")
    answer = ask("https://x.com/MayoClinic")
    assert (answer.status, answer.is_official) == ("not-listed", False)
    assert answer.renamed
    assert (answer.renamed.handle, answer.renamed.owners[0].organization.name) == ("mayo_news", "Mayo Clinic")
    assert ask("https://x.com/mayo_news").is_official


def test_a_new_name_is_learned_without_making_all_names_anew() -> None:
    listed("https://x.com/firstclinic", to=OrganizationFactory(), kind=Kind.LINK)
    kept = names.current_names(timezone.now())
    renamed("https://x.com/mayoclinic", "https://x.com/mayo_news")
    assert ask("https://x.com/mayoclinic").renamed
    assert names.current_names(timezone.now()) is kept


def test_an_account_known_by_its_permanent_id_is_found_by_the_handle_that_we_saw_lately() -> None:
    listing = listed(CHANNEL, kind=Kind.LINK)
    seen = Handle.objects.create(
        account=listing.account,
        handle="mayoclinic",
        native_id=listing.account.native_id,
        first_seen_at=NOW - DAY,
        last_seen_at=NOW - DAY,
    )
    versions.bump()
    assert ask("https://www.youtube.com/@MayoClinic").is_official
    Handle.objects.filter(pk=seen.pk).update(first_seen_at=NOW - 200 * DAY, last_seen_at=NOW - 100 * DAY)
    assert not ask("https://www.youtube.com/@MayoClinic").is_official


@pytest.mark.parametrize(
    ("handle", "why"),
    [
        ("mayoclinlc", look_alikes.Why.HOMOGLYPHS),
        ("mayoclinnic", look_alikes.Why.DOUBLED),
        ("mayo_clinic", look_alikes.Why.SEPARATORS),
        ("mayoclinik", look_alikes.Why.ONE_LETTER),
    ],
)
def test_a_look_alike_is_named_with_the_account_that_it_is_not(handle: str, why: look_alikes.Why) -> None:
    listed("https://x.com/mayoclinic", kind=Kind.LINK)
    answer = ask(f"https://x.com/{handle}")
    assert (answer.status, [(one.handle, one.why, one.organization.name) for one in answer.alike]) == (
        "not-listed",
        [("mayoclinic", why, "Mayo Clinic")],
    )


def test_only_accounts_that_nothing_speaks_against_are_held_up_against_a_look_alike() -> None:
    by = User.objects.create_user("mona@example.org", "long-enough-words")
    listing = listed("https://x.com/mayoclinic", kind=Kind.LINK)
    assert ask("https://x.com/mayoclinik").alike
    decide(listing=listing, outcome=Outcome.DENIES, detail="", by=by, at=timezone.now())
    assert ask("https://x.com/mayoclinik").alike == ()
    take_out(listing=listing, reason="", by=None, at=timezone.now())
    assert ask("https://x.com/mayoclinik").alike == ()


def test_a_look_alike_of_an_account_listed_a_moment_ago_is_seen() -> None:
    listed("https://x.com/firstclinic", to=OrganizationFactory(), kind=Kind.LINK)
    ask("https://x.com/secondclinic")
    listed("https://x.com/mayoclinic", kind=Kind.LINK)
    assert ask("https://x.com/mayoclinik").alike


def test_official_accounts_come_first_among_those_it_looks_like() -> None:
    listed("https://x.com/mayoclinic1", to=OrganizationFactory(), kind=None)
    listed("https://x.com/mayoclinic2", to=OrganizationFactory(), kind=Kind.LINK)
    assert [one.handle for one in ask("https://x.com/mayoclinic3").alike] == ["mayoclinic2", "mayoclinic1"]


LETTERS = st.text(alphabet="abcdeilmnorsty01_.-аеосρ", min_size=1, max_size=14)


@given(LETTERS, LETTERS)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_judged_alike_shares_a_signature(one: str, other: str) -> None:
    if look_alikes.find(one, [other]):
        assert look_alikes.signatures(one) & look_alikes.signatures(other)


@given(st.text(alphabet="mayoclinc", min_size=5, max_size=12), st.data())
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_name_with_one_letter_changed_shares_a_signature_with_it(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    other = data.draw(
        st.sampled_from(
            [name[:at] + "z" + name[at + 1 :], name[:at] + name[at + 1 :], name[:at] + "q" + name[at:]]
        )
    )
    if look_alikes.find(name, [other]):
        assert look_alikes.signatures(name) & look_alikes.signatures(other)


def test_an_account_that_was_found_to_pretend_is_warned_of_wherever_it_is() -> None:
    organization = OrganizationFactory(name="Mayo Clinic")
    case = CaseFactory()
    for platform, key in (("x", "mayo_real"), ("", "https://mayo-real.example/")):
        Impostor.objects.create(
            platform=platform,
            key=key,
            address="https://x.com/mayo_real",
            organization=organization,
            case=case,
            since_at=NOW,
        )
    for url in ("https://x.com/Mayo_Real", "https://mayo-real.example/"):
        answer = ask(url)
        assert [one.organization.name for one in answer.impersonates] == ["Mayo Clinic"], url
        assert (answer.is_official, answer.is_contested) == (False, True)
    Impostor.objects.update(lifted_at=NOW)
    assert ask("https://x.com/mayo_real").impersonates == ()


# --- As of -----------------------------------------------------------------------------------------------------------


def test_a_past_day_is_answered_from_what_was_said_then() -> None:
    by = User.objects.create_user("mona@example.org", "long-enough-words")
    listing = listed(FACEBOOK, kind=Kind.LINK, at=NOW - 9 * DAY)
    decide(listing=listing, outcome=Outcome.DENIES, detail="", by=by, at=NOW - 4 * DAY)
    days = [(days, ask(FACEBOOK, moment=NOW - days * DAY).status) for days in (10, 6, 2)]
    assert days == [(10, "not-listed"), (6, "official-site"), (2, "released")]
    told = ask(FACEBOOK, moment=NOW - 6 * DAY).owners[0].evidence
    assert {one.kind for one in told} == {"submission", "link"}


def test_a_name_stood_on_a_past_day_for_the_account_that_had_it() -> None:
    renamed("https://x.com/mayoclinic", "https://x.com/mayo_news")
    then = NOW - 2 * DAY
    old, new = (ask(f"https://x.com/{name}", moment=then) for name in ("mayoclinic", "mayo_news"))
    assert (old.status, old.handle, new.status) == ("official-site", "mayoclinic", "not-listed")


# --- In how many queries ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("past", [False, True])
def test_one_address_and_five_hundred_cost_the_same_number_of_queries(past: bool) -> None:
    for number in range(6):
        organization = OrganizationFactory()
        for kind in (None, Kind.LINK):
            listed(f"https://x.com/clinic{number}{kind or ''}", to=organization, kind=kind, at=NOW - 9 * DAY)
    urls = [f"https://x.com/clinic{number}link" for number in range(6)]
    urls += [f"https://x.com/clinic{number}lin_k" for number in range(6)]
    urls += [f"https://www.facebook.com/hospital{number}" for number in range(480)]
    urls += [*urls[:2], CHANNEL, "nothing", "https://evil.example/", "", "https://www.instagram.com/p/x/"]
    moment = NOW - DAY if past else None
    few = [urls[0], urls[6], urls[20], CHANNEL]
    answers([read(url) for url in few], now=timezone.now(), moment=moment)  # what is kept in memory
    counted = []
    for chosen in (few, (urls * 2)[:500]):
        with CaptureQueriesContext(connection) as asked:
            answers([read(url) for url in chosen], now=timezone.now(), moment=moment)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 12


# --- The page --------------------------------------------------------------------------------------------------------


def page(client: Client, text: str, **more: str) -> str:
    response = client.get("/verify/", {"url": text, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_asks_and_answers_in_plain_words(client: Client) -> None:
    listed(FACEBOOK, kind=Kind.LINK)
    shown = page(client, FACEBOOK)
    assert "Yes. This is an official account of Mayo Clinic" in shown
    assert "Its site links to the account" in shown
    assert 'href="/organizations/mayo/"' in shown


def test_the_page_warns_of_a_look_alike_before_anything_else(client: Client) -> None:
    listed("https://x.com/mayoclinic", kind=Kind.LINK)
    shown = page(client, "https://x.com/mayoclinik")
    warning = "This is not the account of Mayo Clinic: it differs by one letter from mayoclinic."
    assert 0 < shown.index(warning) < shown.index("This account itself is not in the List.")
    assert "/reports/new/?organization=mayo&amp;url=https" in shown


def test_the_page_says_why_something_is_no_address(client: Client) -> None:
    assert "e-mail address, not an account" in page(client, "ada@example.org")


def test_the_page_finds_the_accounts_in_a_text_up_to_twenty(client: Client) -> None:
    text = "Follow us: " + " ".join(f"https://x.com/clinic{n}" for n in range(23))
    shown = page(client, text)
    assert shown.count('class="answer section"') == 20
    assert "There are 3 more accounts in your text." in shown


def test_the_page_answers_for_a_past_day_and_says_what_is_wrong_with_a_day(client: Client) -> None:
    listed(FACEBOOK, kind=Kind.LINK, at=NOW - 9 * DAY)
    day = f"{NOW - 5 * DAY:%Y-%m-%d}"
    assert "the List said: Yes." in page(client, FACEBOOK, as_of=day)
    shown = page(client, FACEBOOK, as_of="2999-01-01")
    assert "That day has not come yet." in shown
    assert "Yes. This is" not in shown


def test_no_answer_is_kept_by_proxies_or_found_by_search_engines(client: Client) -> None:
    response = client.get("/verify/", {"url": FACEBOOK})
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert dict(response.cookies) == {}


def test_the_page_is_asked_only_so_often(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rounds.core.limits.time", lambda: 1_800_000_000.0)  # no minute ends meanwhile
    codes = {client.get("/verify/", {"url": "x"}).status_code for _ in range(61)}
    assert codes == {200, 429}


@given(st.text(max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_has_an_answer(text: str) -> None:
    asked, _more = read_text(text, at_most=20)
    assert all(one.status in STATUSES for one in answers(asked, now=NOW))
