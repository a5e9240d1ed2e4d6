"""Badges: live, honest, never official beyond the end of a proof, and of no interest to trackers."""

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from rounds.directory.badge import badge_svg
from rounds.directory.tests.factories import ListingFactory
from rounds.organizations.tests.factories import OrganizationFactory

SVG = "{http://www.w3.org/2000/svg}"
ALL = "/organizations/mercy/badge.svg"


@pytest.fixture
def listing(db: None) -> Any:
    return ListingFactory(
        organization=OrganizationFactory(slug="mercy"),
        proof="official-site",
        proof_until=timezone.now() + timedelta(days=30),
        seen_on=date(2026, 5, 3),
    )


def one(listing: Any) -> str:
    return f"/organizations/mercy/accounts/{listing.account_id}/badge.svg"


def says(client: Client, address: str) -> str:
    drawn = ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own picture
    title, text = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}text")
    assert title is not None
    assert text is not None
    assert title.text == text.text
    return str(title.text)


def change(listing: Any, **changed: Any) -> None:
    type(listing).objects.filter(pk=listing.pk).update(**changed)


def test_a_badge_says_what_the_list_says(client: Client, listing: Any) -> None:
    assert says(client, one(listing)) == "Official: listed by Rounds, seen May 3, 2026"
    assert says(client, ALL) == "1 official account: listed by Rounds, seen May 3, 2026"


def test_the_badge_of_a_lapsed_listing_says_so_although_the_clock_has_not_run(
    client: Client, listing: Any
) -> None:
    change(listing, proof_until=timezone.now() - timedelta(seconds=1))
    listing.refresh_from_db()
    assert listing.proof == "official-site"
    assert says(client, one(listing)) == "Not official: out of date, says Rounds"
    assert says(client, ALL) == "No official account is proven, says Rounds"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"proof": "reported"}, "Not official: reported, says Rounds"),
        ({"proof": "disputed", "proof_until": None}, "Not official: disputed, says Rounds"),
        ({"proof": "released", "proof_until": None}, "Not official: no longer theirs, says Rounds"),
        ({"ended_at": timezone.now()}, "Not official: not listed by Rounds"),
    ],
)
def test_a_badge_calls_nothing_else_official(
    client: Client, listing: Any, changed: dict[str, Any], words: str
) -> None:
    change(listing, **changed)
    assert says(client, one(listing)) == words
    assert says(client, ALL) == "No official account is proven, says Rounds"
    assert 'official"' not in client.get(one(listing)).content.decode()


def test_an_account_of_another_organization_has_no_badge_here(client: Client, listing: Any) -> None:
    other = ListingFactory(proof="official-site")
    assert says(client, one(other)) == "Not official: not listed by Rounds"


def test_a_closed_organization_has_no_official_accounts(client: Client, listing: Any) -> None:
    type(listing.organization).objects.update(status="closed")
    assert says(client, ALL) == "No official account is proven, says Rounds"
    assert says(client, one(listing)) == "Not official: not listed by Rounds"


def test_a_badge_is_kept_five_minutes_and_never_beyond_the_end_of_a_proof(
    client: Client, listing: Any
) -> None:
    assert client.get(ALL)["Cache-Control"] == "public, max-age=300"
    change(listing, proof_until=timezone.now() + timedelta(seconds=60))
    for address in (ALL, one(listing)):
        kept = int(client.get(address)["Cache-Control"].removeprefix("public, max-age="))
        assert 0 <= kept <= 60


def test_a_badge_may_stand_on_any_site_and_tracks_nobody(client: Client, listing: Any) -> None:
    response = client.get(one(listing))
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    policy = set(response["Content-Security-Policy"].split("; "))
    assert policy == {"default-src 'none'", "style-src 'unsafe-inline'"}
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    drawn = response.content.decode()
    assert drawn.count("http") == 1  # its own name space
    for loading in ("<script", "<image", "href", "url(", "@import"):
        assert loading not in drawn


def test_words_stay_words() -> None:
    words = '</title><script>alert(1)</script> & "B" \x00\x1b'
    drawn = ElementTree.fromstring(badge_svg(words, is_official=False))  # noqa: S314 - our own picture
    title = drawn.find(f"{SVG}title")
    assert title is not None
    assert title.text == '</title><script>alert(1)</script> & "B"   '
    assert drawn.find(f".//{SVG}script") is None


def test_the_page_of_proofs_has_the_code_and_claims_nothing_in_words(client: Client, listing: Any) -> None:
    page = client.get("/organizations/mercy/proofs/").content.decode()
    assert "/organizations/mercy/badge.svg&quot; alt=&quot;What Rounds says of the accounts of" in page
