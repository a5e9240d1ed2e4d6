import json
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from rounds.directory.checking.keeping_pages import from_json, to_json
from rounds.directory.checking.readings import Known
from rounds.directory.checking.site import read_site
from rounds.directory.models import SitePage
from rounds.directory.proof import Kind
from rounds.directory.tests.neighbourhood import SITES, neighbourhood
from rounds.directory.tests.neighbourhood.sites import (
    FB,
    FOOTER,
    TEXT,
    Manner,
    Reply,
    html,
    plain,
    sends_to,
    site,
)

HURRY = 0.4  # seconds, for what never ends


@pytest.fixture(scope="module")
def street():
    with neighbourhood(SITES) as street:
        yield street


def outcome(reading):
    return reading.problem or {
        (one.kind.value, one.address.platform, one.address.handle or one.address.native_id)
        for one in reading.mentions
    }


def kept(reading):
    """What a later visit knows of this one, by way of the columns."""
    return [
        from_json(SitePage(url=page.url, etag=page.etag, modified=page.modified, **to_json(page)))
        for page in reading.pages
    ]


def test_there_are_more_than_200_sites_and_no_two_show_the_same():
    assert len(SITES) == len({site.what for site in SITES}) > 200


@pytest.mark.parametrize("number", range(len(SITES)), ids=[site.what for site in SITES])
def test_a_visit_brings_home_exactly_what_the_site_says(street, number):
    site = SITES[number]
    website = street.website(number, site)
    with street.fetcher(**({"seconds": HURRY} if site.is_hasty else {})) as fetcher:
        reading = read_site(website, fetcher=fetcher)
        for _ in range(site.visits - 1):
            reading = read_site(website, fetcher=fetcher, known=kept(reading))
    assert outcome(reading) == site.outcome
    assert bool(reading.message) is bool(reading.problem)
    assert not (reading.problem and reading.pages)
    if site.visits > 1:
        assert all(page.is_unchanged for page in reading.pages)


AT_X = "https://x.com/mercy"
AT_FB = "https://www.facebook.com/mercy"
MENU = "<nav><a href=/contact>Contact</a></nav>"
TRUST = f"social={AT_X}\nsocial={AT_FB}\nbelongto=https://system.example/\ncontact=jane@mercy.example\n"


@contextmanager
def visiting(made, **options):
    """One site of its own; yields the street and a function that visits it, the site as it then is."""
    with neighbourhood([made]) as street, street.fetcher(**options) as fetcher:
        yield street, lambda **given: read_site(street.website(0, made), fetcher=fetcher, **given)


def test_what_is_brought_home_tells_where_and_when_it_was_seen():
    made = site(
        "all",
        "",
        html(TEXT + MENU + FOOTER, tag='"1"', dated="Sat, 31 Jan 2026 10:00:00 GMT"),
        pages={"/contact": html(TEXT + f"<footer>{FB}</footer>"), "/trust.txt": plain(TRUST)},
    )
    with visiting(made) as (street, visit):
        reading = visit()
        origin = street.website(0, made).rstrip("/")
    assert [(page.url, page.etag, page.modified, page.links) for page in reading.pages] == [
        (f"{origin}/", '"1"', "Sat, 31 Jan 2026 10:00:00 GMT", (f"{origin}/contact",)),
        (f"{origin}/trust.txt", "", "", ()),
        (f"{origin}/contact", "", "", ()),
    ]
    assert [(one.kind, one.address.url, one.source_url) for one in reading.mentions] == [
        (Kind.LINK, AT_X, f"{origin}/"),
        (Kind.TRUST_TXT, AT_X, f"{origin}/trust.txt"),
        (Kind.TRUST_TXT, AT_FB, f"{origin}/trust.txt"),
        (Kind.LINK, AT_FB, f"{origin}/contact"),
    ]
    assert all(len(one.digest) == 64 for one in reading.mentions)
    assert reading.relations == {"belongto": ("https://system.example/",)}


def test_a_visit_asks_for_six_pages_at_most_and_for_the_rules_once():
    menu = "<nav>" + "".join(f"<a href=/c{number}>Contact {number}</a>" for number in range(20)) + "</nav>"
    made = site(
        "many", "", TEXT + menu, pages={f"/c{number}": html(TEXT + menu + FOOTER) for number in range(20)}
    )
    with visiting(made) as (street, visit):
        visit()
        paths = [path for _, path in street.asked]
    assert paths == ["/robots.txt", "/", "/c0", "/c1", "/c2", "/.well-known/trust.txt", "/trust.txt"]


def test_a_website_without_a_scheme_is_visited():
    made = site("bare", "", TEXT + FOOTER, website="HOST:PORT")
    with visiting(made) as (_, visit):
        assert outcome(visit()) == {("link", "x", "mercy")}


def test_mentions_of_a_page_that_has_not_changed_are_those_of_before():
    made = site(
        "same",
        "",
        html(TEXT + MENU + FOOTER, tag='"1"'),
        pages={"/contact": html(TEXT + f"<footer>{FB}</footer>", tag='"2"')},
    )
    with visiting(made) as (_, visit):
        first = visit()
        again = visit(known=kept(first))
    assert [page.is_unchanged for page in again.pages] == [True, True]
    assert [replace(page, is_unchanged=False) for page in again.pages] == list(first.pages)


def test_not_changed_is_believed_only_of_the_page_that_was_asked_about():
    made = site("other", "", sends_to("/new"), pages={"/new": html(TEXT + FOOTER, tag='"1"')})
    with visiting(made) as (street, visit):
        origin = street.website(0, made)
        old = Known(f"{origin}old", '"1"', "", (), (f"{origin}somewhere",))
        assert outcome(visit(known=[old])) == {("link", "x", "mercy")}


def test_a_page_that_is_gone_names_nothing_any_more():
    pages = {"/contact": html(TEXT + FOOTER), "/trust.txt": plain(TRUST)}
    made = site("gone", "", TEXT + MENU, pages=pages)
    with visiting(made) as (_, visit):
        first = visit()
        made.replies.update({"/contact": Reply("no", 404), "/trust.txt": Reply("no", 410)})
        again = visit(known=kept(first))
    assert len(first.mentions) == 3
    assert [(page.url, page.mentions) for page in again.pages] == [(page.url, ()) for page in first.pages]


@pytest.mark.parametrize(
    "failure", [Reply("no", 500), Reply(manner=Manner.BROKEN), Reply("PDF", type="application/pdf")]
)
def test_a_page_that_fails_is_left_out_and_nothing_is_concluded_from_it(failure):
    made = site(
        "failing",
        "",
        TEXT + MENU + FOOTER,
        pages={"/contact": html(TEXT + f"<footer>{FB}</footer>"), "/trust.txt": plain(TRUST)},
    )
    with visiting(made) as (_, visit):
        first = visit()
        made.replies.update(
            {"/contact": failure, "/trust.txt": failure if failure.status == 500 else plain(TRUST)}
        )
        again = visit(known=kept(first))
    assert "/contact" not in {urlsplit(page.url).path for page in again.pages}
    assert again.problem == ""


def test_a_page_that_now_needs_scripts_is_not_taken_for_one_that_names_nothing():
    shell = html("<div id=root></div>", '<meta name="twitter:site" content="@mercy">')
    made = site("shell", "", html(TEXT + FOOTER, '<meta name="twitter:site" content="@mercy">'))
    with visiting(made) as (_, visit):
        first = visit()
        made.replies["/"] = shell
        assert visit(known=kept(first)).problem == "nothing-to-read"
        assert visit().problem == ""


@pytest.mark.parametrize(
    ("ours", "found"),
    [
        ({"trust-txt": [AT_X, AT_FB]}, {"trust-txt"}),
        ({"trust-txt": ["https://twitter.com/Mercy?lang=en"]}, {"trust-txt"}),
        ({"trust-txt": [AT_X, "https://www.instagram.com/mercy/"]}, set()),
        ({"trust-txt": [AT_X, "https://blog.mercy.example/"]}, {"trust-txt"}),
        ({"trust-txt": []}, set()),
        ({"json-ld": [AT_X], "rel-me": [AT_FB], "trust-txt": [AT_X]}, {"json-ld", "rel-me", "trust-txt"}),
        ({"json-ld": [AT_FB], "rel-me": [AT_X]}, set()),
        ({}, set()),
    ],
)
def test_our_proofs_are_found_where_every_account_stands_in_them(ours, found):
    data = f'<script type="application/ld+json">{{"@type": "Hospital", "sameAs": "{AT_X}"}}</script>'
    made = site(
        "proofs", "", html(TEXT + f'<a rel=me href="{AT_FB}">F</a>', data), pages={"/trust.txt": plain(TRUST)}
    )
    with visiting(made) as (_, visit):
        assert visit(ours=ours).proofs == found


def test_what_is_kept_of_a_page_is_read_back_as_it_was():
    made = site("kept", "", TEXT + MENU + FOOTER)
    with visiting(made) as (_, visit):
        (page,) = visit().pages
    columns = json.loads(json.dumps(to_json(page)))
    known = from_json(SitePage(url=page.url, etag=page.etag, modified=page.modified, **columns))
    assert known == Known(page.url, page.etag, page.modified, page.mentions, page.links)


def test_what_no_longer_reads_as_an_account_is_not_read_back():
    row = {
        "kind": "link",
        "address": "https://x.com/home",
        "source_url": "https://mercy.example/",
        "digest": "",
    }
    assert from_json(SitePage(url="https://mercy.example/", mentions=[row], links=[])).mentions == ()
