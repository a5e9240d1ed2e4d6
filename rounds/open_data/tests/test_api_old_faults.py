"""What was wrong with the API of the U.S. Digital Registry, the List's nearest relative, is not wrong with ours."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rounds.directory.actions.evidence import Seen, observe
from rounds.directory.platforms import Address, parse
from rounds.directory.proof import Kind
from rounds.directory.tests.factories import SubmissionFactory
from rounds.directory.tests.platform_cases import ACCOUNTS
from rounds.open_data.tests.asking import API, ask, every_page
from rounds.open_data.tests.test_api_organizations import known

pytestmark = pytest.mark.django_db
NOW = timezone.now()
CHANNEL = "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv"


def official(url: str) -> None:
    [listing] = known("Mercy", url, slug="mercy").listings.all()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - timedelta(days=1))


def test_1_verify_does_not_say_yes_to_any_address_of_a_known_platform(client: Client) -> None:
    official("https://www.facebook.com/mercy")
    assert ask(client, "/verify", url="https://www.facebook.com/mercy")["is_official"]
    told = ask(client, "/verify", url="https://www.facebook.com/somebody.else")
    assert (told["status"], told["is_official"]) == ("not-listed", False)


@pytest.mark.parametrize("host", ["evilfacebook.com", "facebook.com.evil.example", "face-book.com"])
def test_2_a_host_that_only_ends_like_a_platform_is_none(client: Client, host: str) -> None:
    official("https://www.facebook.com/mercy")
    assert not ask(client, "/verify", url=f"https://{host}/mercy")["is_official"]


def test_3_a_channel_id_keeps_its_capitals_and_others_are_another_channel(client: Client) -> None:
    official(CHANNEL)
    [account] = ask(client, "/accounts")["items"]
    assert (account["permanent_id"], account["address"]) == ("UCabcdefghijklmnopqrstuv", CHANNEL)
    assert ask(client, "/verify", url=CHANNEL)["is_official"]
    assert not ask(client, "/verify", url=CHANNEL.replace("UCabc", "UCABC"))["is_official"]


@pytest.mark.parametrize(
    "url", ["https://www.instagram.com/p/CxyzAbc123/", "https://www.facebook.com/sharer/sharer.php?u=x"]
)
def test_4_the_address_of_a_post_or_a_button_is_no_account_of_that_name(client: Client, url: str) -> None:
    told = ask(client, "/verify", url=url)
    assert (told["status"], told["handle"]) == ("not-an-address", "")


def test_5_no_address_keeps_a_place_holder(client: Client) -> None:
    written = {line.rpartition("|")[2].strip() for line in ACCOUNTS.splitlines() if line[:1].strip()}
    for number, url in enumerate(sorted(written)):
        if isinstance(parse(url), Address):
            known(f"H{number}", url)
    pages = every_page(client, "/accounts")
    addresses = {account["address"] for page in pages for account in page}
    assert len(addresses) > 50
    assert [one for one in addresses if set("{}<>") & set(one)] == []
    assert addresses <= written


def test_6_a_harvester_gets_every_row_and_an_exact_total(client: Client) -> None:
    for number in range(23):
        known(f"Hospital {number}", f"https://x.com/h{number}")
    pages = every_page(client, "/organizations", limit=5)
    assert [len(page) for page in pages] == [5, 5, 5, 5, 3]
    assert ask(client, "/organizations", limit=5)["total"] == 23


def test_7_contacts_are_not_public(client: Client) -> None:
    one = known("Mercy", "https://x.com/mercy", slug="mercy")
    submission = SubmissionFactory(organization=one)
    for path in ("/organizations", "/organizations/mercy", "/accounts", "/evidence"):
        text = client.get(API + path).content.decode()
        assert submission.sender_email not in text
        assert submission.sender_name not in text
        assert "contact" not in text
