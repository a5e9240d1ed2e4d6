"""Any past day can be asked, and answers what was published then."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from itertools import count
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rounds.directory.actions.evidence import Seen, attest, decide, observe, refresh_expired, release
from rounds.directory.actions.listings import take_out
from rounds.directory.as_of import moment_of, statements_at
from rounds.directory.grid import past
from rounds.directory.models import Listing
from rounds.directory.proof import Kind, Outcome
from rounds.directory.tests.factories import put_in_list
from rounds.organizations.actions.organizations import add_organization, change_organization
from rounds.organizations.models import Organization
from rounds.organizations.precedence import PERSON
from rounds.users.models import User

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 1, 5, 6, tzinfo=UTC)
_visitors = count()


@contextmanager
def clock(at: datetime) -> Iterator[None]:
    with time_machine.travel(at, tick=False):
        yield


def get(address: str) -> Any:
    """As a visitor of its own: asking for many days is limited for each."""
    n = next(_visitors)
    return Client().get(address, REMOTE_ADDR=f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}")


def person() -> User:
    return User.objects.create_user(f"ada{next(_visitors)}@example.org", "a long password")


def organization(name: str, *, at: datetime = BEGIN, **facts: str) -> Organization:
    told = {"type": "hospital", "country": "US", "city": "Ulm"} | facts
    return add_organization(name=name, source=PERSON, as_of=at.date(), by=None, at=at, **told)


def listed(
    one: Organization, text: str, *, attested: bool = False, purpose: str = "main", at: datetime = BEGIN
) -> Listing:
    return put_in_list(one, text, purpose=purpose, language="en", attested=attested, seen_on=at.date(), at=at)


# What is compared: the words on a page but for what leads to another day or invites to do something today.
_NOT_OF_THE_DAY = re.compile(
    r'<form class="day".*?</form>|<p class="(?:actions|account__report|empty__text|muted)">.*?</p>'
    r'|<ul class="ways">.*?</ul>|<h[23] class="empty__title">.*?</h[23]>|<span class="facts__source">.*?</span>'
    r'|<a href="/submissions/.*?</a>|No account is listed\.|<select id="sort".*?</select>',
    re.S,
)


def words(html: str, begin: str, end: str) -> str:
    part = html[html.index(begin) : html.index(end, html.index(begin))]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", _NOT_OF_THE_DAY.sub("", part))).split())


def grid(address: str) -> str:
    return words(get(address).content.decode(), '<div id="grid"', "</main>")


def table(address: str) -> str:
    return b"".join(get(address).streaming_content).decode()


def page(address: str) -> str:
    response = get(address)
    if response.status_code == 404:
        return ""
    return words(response.content.decode(), '<div class="title-block">', "</main>")


def published(suffix: str) -> dict[str, str]:
    """What the List says: the grid with its counts, everything as a table, every organization's page."""
    said = {"list": grid(f"/list/?scope=register&sort=name&{suffix}"), "csv": table(f"/list.csv?{suffix}")}
    for slug in Organization.objects.values_list("slug", flat=True):
        said[slug] = page(f"/organizations/{slug}/?{suffix}")
    return said


ADDRESSES = ("https://x.com/alpha", "https://x.com/beta", "https://www.youtube.com/@gammahealth")
VERBS = (
    "add", "list", "list attested", "attest", "release", "link", "profile", "no link", "doubt", "settle",
    "clock", "take out", "rename", "move", "close", "open", "part",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(VERBS), st.integers(0, 2), st.integers(0, 2))
DAY = st.tuples(st.integers(1, 130), st.lists(STEP, min_size=2, max_size=6))


def act(verb: str, which: int, account: int, by: User, at: datetime) -> None:
    known = list(Organization.objects.order_by("pk"))
    one = known[which % len(known)]
    listing = Listing.objects.current().filter(organization=one).order_by("pk").first()
    match verb:
        case "add" if len(known) < 4:
            organization(f"Hospital {len(known)}", at=at)
        case "list" | "list attested":
            listed(
                one, ADDRESSES[account], attested=verb != "list", purpose=("main", "news")[which % 2], at=at
            )
        case "rename":
            change_organization(organization=one, to={"name": f"Name {account}"}, by=by, at=at)
        case "move":
            to = {"city": f"Town {account}", "country": ("US", "CA", "DE")[account], "type": "clinic"}
            change_organization(organization=one, to=to, by=by, at=at)
        case "close" | "open":
            to = {"status": "closed" if verb == "close" else "active"}
            change_organization(organization=one, to=to, by=by, at=at)
        case "part" if account % len(known) != which % len(known):
            whole = known[account % len(known)]
            change_organization(organization=one, to={"parent": whole}, by=by, at=at)
        case "clock":
            refresh_expired(at=at)
        case _ if listing:
            act_on(listing, verb, by, at)


def act_on(listing: Listing, verb: str, by: User, at: datetime) -> None:
    link, site = "https://www.example.org/contact", "site 1"
    match verb:
        case "attest":
            attest(listings=[listing], by=by, at=at)
        case "release":
            release(listing=listing, by=by, at=at)
        case "link":
            observe([Seen(listing.pk, Kind.LINK, source_url=link, checker=site)], by=None, at=at)
        case "profile":
            observe([Seen(listing.pk, Kind.PROFILE)], by=None, at=at)
        case "no link":
            observe([Seen(listing.pk, Kind.LINK, Outcome.ABSENT)], by=None, at=at)
        case "doubt":
            decide(listing=listing, outcome=Outcome.CONFLICTS, detail="A stranger.", by=by, at=at)
        case "settle":
            decide(listing=listing, outcome=Outcome.CONFIRMS, detail="", by=by, at=at)
        case "take out":
            take_out(listing=listing, reason="Given up.", by=by, at=at)


@settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(DAY, min_size=2, max_size=3))
def test_whatever_happened_each_day_answers_later_what_it_published_then(story: list) -> None:
    with transaction.atomic():
        by = person()
        for name in ("Alpha", "Beta"):
            organization(name)
        listed(Organization.objects.order_by("pk")[0], ADDRESSES[0], attested=True)
        at, kept = BEGIN, {}
        for days, steps in story:
            for hours, (verb, which, account) in enumerate(steps):
                act(verb, which, account, by, at + timedelta(hours=1 + hours))
            kept[at.date()] = published_at_the_end_of(at.date())
            at += timedelta(days=days)
            if at.date() - timedelta(days=1) not in kept:  # a day on which nothing happened but what expired
                kept[at.date() - timedelta(days=1)] = published_at_the_end_of(at.date() - timedelta(days=1))
        with clock(at + timedelta(days=400)):
            for day, said in kept.items():
                then = published(f"as_of={day}")
                for what, text in said.items():
                    assert then.pop(what) == text, (day, what)
                assert set(then.values()) <= {""}, day  # what came later was not there
        transaction.set_rollback(True)


def published_at_the_end_of(day: date) -> dict[str, str]:
    with clock(datetime.combine(day, time.max, tzinfo=UTC)):
        return published("")


def test_a_day_is_a_date_that_has_been_and_that_we_remember() -> None:
    listed(organization("Alpha"), ADDRESSES[0])
    with clock(BEGIN + timedelta(days=10)):
        assert moment_of("") is None
        assert moment_of("2026-01-15") is None  # today
        assert moment_of("2026-01-05") == datetime(2026, 1, 6, tzinfo=UTC)
        for text in (
            "yesterday",
            "2026-1-5",
            "20260105",
            "2026-02-30",
            "2026-01-16",
            "2026-01-04",
            "0001-01-01",
        ):
            with pytest.raises(ValueError, match=r"\.$"):
                moment_of(text)
            refused = get(f"/list/?as_of={text}")
            assert (refused.status_code, refused.headers["X-Robots-Tag"]) == (400, "noindex"), text


def test_what_lapsed_unnoticed_and_was_then_taken_out_is_not_called_official_after_it_lapsed() -> None:
    listing = listed(organization("Alpha"), ADDRESSES[0], attested=True)
    take_out(listing=listing, reason="Given up.", by=None, at=BEGIN + timedelta(days=400))
    said = [
        statements_at(BEGIN + timedelta(days=days)).values_list("proof", flat=True).get()
        for days in (1, 364, 366, 399)
    ]
    assert said == ["official-attested", "official-attested", "stale", "stale"]
    assert not statements_at(BEGIN + timedelta(days=401)).exists()


def test_a_past_page_is_marked_keeps_to_its_day_and_invites_to_nothing() -> None:
    one = organization("Alpha")
    listed(one, ADDRESSES[0])
    with clock(BEGIN + timedelta(days=10)):
        for address in ("/list/", "/lists/", one.get_absolute_url()):
            response = get(f"{address}?as_of=2026-01-06")
            html = response.content.decode()
            assert "This is what the List said on" in html, address
            assert response.headers["X-Robots-Tag"] == "noindex"
            assert "ld+json" not in html
            assert "/submissions/new/?" not in html
        assert (
            f'href="{one.get_absolute_url()}?as_of=2026-01-06"'
            in get("/list/?as_of=2026-01-06").content.decode()
        )
        again = Client().get(
            "/list/?as_of=2026-01-06",
            headers={"If-None-Match": get("/list/?as_of=2026-01-06").headers["ETag"]},
        )
        assert again.status_code == 304


def test_accounts_stand_in_the_order_of_that_day_whatever_they_are_for_now() -> None:
    one = organization("Alpha")
    listed(one, ADDRESSES[0], purpose="main")
    listed(one, ADDRESSES[1], purpose="news")
    then = published_at_the_end_of(BEGIN.date())["alpha"]
    listed(one, ADDRESSES[0], purpose="research", at=BEGIN + timedelta(days=2))
    with clock(BEGIN + timedelta(days=10)):
        assert page(f"{one.get_absolute_url()}?as_of={BEGIN.date()}") == then


def test_an_organization_that_came_later_was_not_there() -> None:
    listed(organization("Alpha"), ADDRESSES[0])
    later = organization("Beta", at=BEGIN + timedelta(days=5))
    with clock(BEGIN + timedelta(days=10)):
        assert get(f"{later.get_absolute_url()}?as_of=2026-01-06").status_code == 404
        assert "Beta" not in table("/list.csv?scope=register&as_of=2026-01-06")


def test_whoever_asks_for_many_days_waits_and_htmx_is_sent_to_the_page_that_says_so() -> None:
    listed(organization("Alpha"), ADDRESSES[0])
    with clock(BEGIN + timedelta(days=40)):
        days = [f"/list/?as_of={BEGIN.date() + timedelta(days=n)}" for n in range(12)]
        visitor: dict[str, Any] = {"REMOTE_ADDR": "192.0.2.77"}
        codes = [Client().get(day, **visitor).status_code for day in days]
        assert codes == [200] * 10 + [429] * 2
        assert Client().get(days[9], **visitor).status_code == 200  # kept
        fragment = Client().get(days[11], headers={"HX-Request": "true"}, **visitor)
        assert fragment.headers["HX-Redirect"] == days[11]
        assert len(past._kept) <= past.KEPT


def test_what_is_no_longer_theirs_is_warned_of_and_in_no_grid() -> None:
    one = organization("Alpha")
    listed(one, ADDRESSES[1])
    release(listing=listed(one, ADDRESSES[0]), by=person(), at=BEGIN + timedelta(days=1))
    html = get(one.get_absolute_url()).content.decode()
    assert "No longer theirs. Whoever uses it now does not speak for Alpha." in html
    assert f'href="{ADDRESSES[0]}"' not in html
    assert ADDRESSES[0] not in grid("/list/") + table("/list.csv")
    with clock(BEGIN + timedelta(days=9)):
        assert ADDRESSES[0] in table("/list.csv?as_of=2026-01-05")
        assert ADDRESSES[0] not in table("/list.csv?as_of=2026-01-06")


def test_what_lapsed_unnoticed_keeps_the_words_it_had_until_something_else_is_said() -> None:
    one = organization("Alpha")
    listed(one, ADDRESSES[0], attested=True, purpose="main")
    then = published_at_the_end_of(BEGIN.date() + timedelta(days=380))
    listed(one, ADDRESSES[0], purpose="news", at=BEGIN + timedelta(days=400))
    with clock(BEGIN + timedelta(days=410)):
        assert page(f"{one.get_absolute_url()}?as_of={BEGIN.date() + timedelta(days=380)}") == then["alpha"]
        assert table(f"/list.csv?as_of={BEGIN.date() + timedelta(days=380)}") == then["csv"]
