"""The story that ended the registers before this one, told again: an account is proven, deleted, and its handle taken.

In 2017 researchers found 100 deleted and 29 suspended accounts in the US Digital Registry, took a freed handle,
and the registry went on calling it official. Here every place that could say "official" is asked at every turn.
"""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import lxml.html
import pytest
import time_machine
from django.test import Client

from rounds.directory.actions.account_checks import account_read
from rounds.directory.actions.checks import site_read
from rounds.directory.actions.evidence import attest, refresh_expired
from rounds.directory.checking.readings import (
    AccountReading,
    Backlink,
    Life,
    Mention,
    PageReading,
    SiteReading,
)
from rounds.directory.checking.scope import Scope
from rounds.directory.models import Listing, Site
from rounds.directory.proof import OFFICIAL, Kind, Proof
from rounds.directory.tests.factories import address, put_in_list
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
HOME = "https://embassy-hospital.example/"
OURS, STRANGERS = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb"
BEGIN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NOBODY: set[str] = set()
EVERYBODY = {"page", "page's data", "grid", "csv", "api", "api's batch", "verify page", "badge"}


class Story:
    """One hospital, one account, and a clock that only the teller moves."""

    def __init__(self, clock: time_machine.Traveller, client: Client, text: str) -> None:
        self.clock, self.client, self.day = clock, client, 0
        self.hospital = OrganizationFactory(slug="embassy-hospital", website=HOME)
        self.address = address(text)
        self.on(0)
        self.listing = put_in_list(self.hospital, text, at=self.now)
        Site.objects.create(organization=self.hospital, next_visit_at=self.now)

    @property
    def now(self) -> datetime:
        return BEGIN + timedelta(days=self.day, hours=self.day % 7)

    def on(self, day: int) -> None:
        self.day = day
        self.clock.move_to(self.now, tick=False)

    def site_links_to_it(self) -> None:
        mention = Mention(Kind.LINK, self.address, HOME, "ab" * 32)
        reading = SiteReading(pages=(PageReading(HOME, (mention,)),))
        site_read(organization_id=self.hospital.pk, reading=reading, scope=Scope(self.host), at=self.now)

    def account_says(self, life: Life = Life.ALIVE, native_id: str = OURS) -> None:
        links = tuple(Backlink(kind, HOME, HOME, "cd" * 32) for kind in (Kind.DOMAIN, Kind.DID_DOCUMENT))
        told = {"native_id": native_id, "handle": self.host, "backlinks": links} if life is Life.ALIVE else {}
        reading = AccountReading(life, checker="bluesky 1", source_url="https://api.example/", **told)
        scopes = {self.hospital.pk: Scope(self.host)}
        account_read(account_id=self.listing.account_id, reading=reading, scopes=scopes, at=self.now)

    host = "embassy-hospital.example"

    @property
    def status(self) -> str:
        return str(self._api()["status"])

    def who_says_official(self) -> set[str]:
        """Which of our surfaces call the account official at this moment."""
        return {name for name, says in self._surfaces() if says}

    def _surfaces(self) -> Iterator[tuple[str, bool]]:
        page = lxml.html.fromstring(self._get("/organizations/embassy-hospital/"))
        account = page.get_element_by_id(f"account-{self.listing.account_id}")
        yield "page", bool(account.find_class("account__proof")[0].xpath(_OFFICIAL))
        data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
        yield "page's data", self.address.url in data.get("sameAs", ())
        yield "grid", bool(lxml.html.fromstring(self._get("/list/")).xpath(f"//table{_OFFICIAL[1:]}"))
        rows = csv.DictReader(self._get("/list.csv").lstrip("\ufeff").splitlines())
        yield "csv", any(row["proof"] in OFFICIAL for row in rows if row["address"] == self.address.url)
        yield "api", bool(self._api()["is_official"])
        batch = self.client.post(
            "/api/v1/verify", json.dumps({"urls": [self.address.url]}), content_type="application/json"
        )
        yield "api's batch", bool(batch.json()["answers"][0]["is_official"])
        answer = lxml.html.fromstring(self._get("/verify/", url=self.address.url))
        yield "verify page", bool(answer.xpath(f"//main{_OFFICIAL[1:]}"))
        badge = self._get(f"/organizations/embassy-hospital/accounts/{self.listing.account_id}/badge.svg")
        yield "badge", "Not official" not in badge and "Official" in badge

    def _api(self) -> dict[str, object]:
        return json.loads(self._get("/api/v1/verify", url=self.address.url))

    def _get(self, path: str, **query: str) -> str:
        response = self.client.get(path, query)
        assert response.status_code == 200, (path, response.status_code)
        return (b"".join(response) if response.streaming else response.content).decode()


_OFFICIAL = ".//*[contains(concat(' ', @class), ' proof--official')]"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGIN, tick=False) as traveller:
        yield traveller


def test_deleted_and_taken_on_a_platform_that_tells_ids(
    clock: time_machine.Traveller, client: Client
) -> None:
    story = Story(clock, client, "https://bsky.app/profile/embassy-hospital.example")
    assert (story.status, story.who_says_official()) == (Proof.REPORTED, NOBODY)

    story.on(1)  # the site links to it, the account names the site
    story.site_links_to_it()
    story.account_says()
    assert (story.status, story.who_says_official()) == (Proof.MUTUAL, EVERYBODY)

    for day in (8, 11):  # deleted; the footer still links to it. Twice is not yet gone
        story.on(day)
        story.site_links_to_it()
        story.account_says(Life.GONE)
    story.on(17)
    story.account_says(Life.GONE)
    assert (story.status, story.who_says_official()) == (Proof.STALE, NOBODY)

    story.on(18)  # the footer still links to it
    story.site_links_to_it()
    assert (story.status, story.who_says_official()) == (Proof.STALE, NOBODY)

    story.on(20)  # a stranger takes the handle
    story.account_says(native_id=STRANGERS)
    assert (story.status, story.who_says_official()) == (Proof.DISPUTED, NOBODY)

    for day in (27, 34, 200):  # the footer links, the stranger plays along; nothing makes it official
        story.on(day)
        story.site_links_to_it()
        story.account_says(native_id=STRANGERS)
        refresh_expired(at=story.now)
        assert (story.status, story.who_says_official()) == (Proof.DISPUTED, NOBODY)

    story.on(201)  # the past is as it was
    past = json.loads(story._get("/api/v1/verify", url=story.address.url, as_of="2026-01-07"))
    assert past["status"] == Proof.MUTUAL


def test_taken_while_nobody_looked(clock: time_machine.Traveller, client: Client) -> None:
    story = Story(clock, client, "https://bsky.app/profile/embassy-hospital.example")
    story.on(1)
    story.site_links_to_it()
    story.account_says()
    story.on(5)  # deleted and taken between two looks
    story.account_says(native_id=STRANGERS)
    assert (story.status, story.who_says_official()) == (Proof.DISPUTED, NOBODY)
    story.on(6)  # the hospital says that the new one is its own
    attest(listings=[story.listing], by=User.objects.create_user("ada@example.org"), at=story.now)
    assert (story.status, story.who_says_official()) == (Proof.ATTESTED, EVERYBODY)


def test_on_a_platform_that_shows_nothing_the_word_and_the_link_lapse(
    clock: time_machine.Traveller, client: Client
) -> None:
    """X, Facebook, Instagram: only the organization's own site and its people can tell."""
    story = Story(clock, client, "https://x.com/embassyhospital")
    story.on(1)
    attest(listings=[story.listing], by=User.objects.create_user("ada@example.org"), at=story.now)
    story.on(2)
    story.site_links_to_it()
    assert (story.status, story.who_says_official()) == (Proof.SITE, EVERYBODY)

    story.on(93)  # nobody visited for 91 days, and no clock ran: for a moment even the word is not believed
    assert story.who_says_official() == NOBODY
    refresh_expired(at=story.now)
    assert (story.status, story.who_says_official()) == (Proof.ATTESTED, EVERYBODY)

    story.on(367)  # a year, and nobody said it again. No clock has run
    assert (story.status, story.who_says_official()) == (Proof.STALE, NOBODY)
    refresh_expired(at=story.now)
    assert (story.status, story.who_says_official()) == (Proof.STALE, NOBODY)
    assert Listing.objects.get().proof == Proof.STALE


@pytest.mark.parametrize("path", ["/organizations/embassy-hospital/", "/list/"])
def test_a_browser_that_kept_the_page_is_told_of_a_lapse_though_no_clock_ran(
    clock: time_machine.Traveller, client: Client, path: str
) -> None:
    story = Story(clock, client, "https://x.com/embassyhospital")
    story.site_links_to_it()
    story.on(89)
    story.clock.move_to(BEGIN + timedelta(days=90) - timedelta(seconds=1), tick=False)
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    story.clock.move_to(BEGIN + timedelta(days=90), tick=False)  # of the same day
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
