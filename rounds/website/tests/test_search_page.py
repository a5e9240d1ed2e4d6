import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rounds.core.limits import Meter
from rounds.directory.tests.factories import put_in_list
from rounds.organizations import search, versions
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.search.passages import forget, keep
from rounds.search.tests.factories import passage, thing
from rounds.users.tests.factories import person
from rounds.website import searching

pytestmark = pytest.mark.django_db


def ask(client, **asked):
    return client.get("/search/", asked)


def headings(response) -> list[str]:
    found = re.findall(r'<h2 class="findings__title".*?</h2>', response.content.decode(), re.S)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]


def titles(response) -> list[str]:
    found = re.findall(r'<h3 class="finding__title"><a[^>]*>(.*?)</a>', response.content.decode(), re.S)
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in found]


def line(response) -> str:
    found = re.search(r'<p class="result-line" role="status">(.*?)</p>', response.content.decode())
    return unescape(found[1]) if found else ""


def listed(name: str, **more):
    organization = OrganizationFactory(name=name, **more)
    search.index([organization.pk])
    versions.bump()
    return organization


def test_without_words_the_page_says_what_can_be_found(client):
    response = ask(client)
    assert (response.status_code, titles(response), line(response)) == (200, [], "")
    assert "every word that is said in them" in response.content.decode()


def test_what_is_found_stands_in_groups_with_their_numbers(client):
    listed("Mercy Hospital")
    thing(1, "Of mercy", title="On mercy", kind="article")
    thing(2, "Of mercy", title="Mercy again", kind="article")
    thing(3, "Of mercy", title="A guide to mercy", kind="resource")
    response = ask(client, q="mercy")
    assert line(response) == "4 results for “mercy”"
    assert headings(response) == ["Organizations 1", "Articles 2", "Resources 1"]
    assert sorted(titles(response)) == ["A guide to mercy", "Mercy Hospital", "Mercy again", "On mercy"]


def test_an_account_is_found_by_the_beginning_of_its_handle_while_it_is_theirs(client):
    listing = put_in_list(OrganizationFactory(name="Mercy Hospital"), "https://www.facebook.com/MercyNews")
    assert "Mercy Hospital" in ask(client, q="@mercyn", kind="account").content.decode()
    assert titles(ask(client, q="mercyn", kind="account")) == [listing.account.full_name]
    listing.ended_at = listing.listed_at
    listing.save(update_fields=["ended_at"])
    assert titles(ask(client, q="mercyn", kind="account")) == []


def test_one_kind_alone_has_pages(client):
    for item in range(1, 24):
        thing(item, "privacy", title=f"Thing {item:02}", kind="article")
    first, second = (
        ask(client, q="privacy", kind="article"),
        ask(client, q="privacy", kind="article", page="2"),
    )
    assert (len(titles(first)), len(titles(second))) == (20, 3)
    assert set(titles(first)).isdisjoint(titles(second))
    assert "21–23 of 23" in second.content.decode()


def test_language_and_time_narrow_what_is_found(client):
    thing(1, "privacy", title="In English")
    thing(2, "privacy", title="In Spanish", language="es")
    thing(3, "privacy", title="Long ago", published_at=None)
    assert titles(ask(client, q="privacy", language="es")) == ["In Spanish"]
    assert "Long ago" not in titles(ask(client, q="privacy", since="year"))


def test_what_was_misspelt_is_put_right_where_that_finds_something(client):
    thing(1, "About misinformation")
    response = ask(client, q="misinfromation")
    assert "Did you mean" in response.content.decode()
    assert '<a href="/search/?q=misinformation">misinformation</a>' in response.content.decode()


def test_names_that_are_alike_are_offered_where_nothing_else_is_found(client):
    listed("Cleveland Clinic")
    assert headings(ask(client, q="Clevlend Clinik")) == ["Organizations with a name like that"]
    assert headings(ask(client, q="Elevator")) == []
    thing(1, "Clevlend clinik")
    assert headings(ask(client, q="Clevlend Clinik")) == ["Articles 1"]


def test_where_nothing_is_found_the_page_says_what_to_do(client):
    body = ask(client, q="zzzz").content.decode()
    assert "Nothing has all of these words" in body
    assert 'href="/submissions/new/"' in body


def test_text_and_question_are_shown_as_text(client):
    thing(1, "<img src=x onerror=alert(1)> privacy", title="<b>Bold</b> privacy")
    body = ask(client, q='<script>alert(1)</script>" privacy').content.decode()
    assert "<script>alert" not in body
    body = ask(client, q="privacy").content.decode()
    assert "<img src=x" not in body
    assert "<b>Bold" not in body
    assert "&lt;b&gt;Bold&lt;/b&gt; <mark>privacy</mark>" in body


def test_a_moment_opens_where_the_words_are_said(client):
    moments = [passage("About the weather.", at_seconds=5, url="/e/#t=5")]
    moments.append(passage("Then about privacy.", at_seconds=95, url="/e/#t=95"))
    keep(
        "episode",
        1,
        [passage("About everything", url="/e/"), passage("weather privacy", url="/e/"), *moments],
    )
    body = ask(client, q="privacy").content.decode()
    assert 'href="/e/#t=95"' in body
    assert "1:35" in body
    assert 'href="/e/#t=5"' not in body


def test_for_whom_the_rest_is_stands_beside_what_everybody_may_know(client):
    keep("article", 1, [passage("privacy"), passage("privacy and more", zone="member")])
    assert "For: Members" in ask(client, q="privacy").content.decode()


def test_what_nobody_signed_in_for_may_be_kept_until_something_is_found_otherwise(client):
    thing(1, "privacy")
    tag = ask(client, q="privacy").headers["ETag"]
    again = client.get("/search/?q=privacy", headers={"If-None-Match": tag})
    forget("article", [1])
    after = client.get("/search/?q=privacy", headers={"If-None-Match": tag})
    assert (again.status_code, after.status_code) == (304, 200)


@pytest.mark.parametrize("path", ["/search/?q=privacy", "/search/suggestions/?q=priv"])
def test_what_a_person_finds_is_kept_nowhere(path, client):
    client.force_login(person())
    response = client.get(path)
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert "ETag" not in response.headers


def test_whoever_searches_very_often_is_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(searching, "A_MINUTE", 2)
    monkeypatch.setattr(searching, "meter", Meter("test-search", seconds=3600))
    answers = [ask(client, q=f"word{number}").status_code for number in range(3)]
    assert answers == [200, 200, 429]


def test_many_results_cost_no_more_queries_than_one(client):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            ask(client, q="privacy")
        return len(queries)

    ask(client, q="privacy")
    for kind, item in (("article", 1), ("resource", 2), ("episode", 3)):
        keep(kind, item, [passage("privacy"), passage("privacy", at_seconds=3)])
    few = cost()
    for kind, item in (("article", 4), ("resource", 5), ("episode", 6), ("article", 7), ("episode", 8)):
        keep(kind, item, [passage("privacy"), passage("privacy", at_seconds=3)])
    assert cost() == few


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"}, {"page": "-1"}, {"page": "x"}, {"page": "9" * 30}, {"page": "²"}, {"kind": "nothing"},
        {"kind": "'"}, {"language": "'; DROP"}, {"since": "ever"}, {"q": "\0"}, {"q": '"' * 5_000}, {"q": "a" * 9_000},
        {"q": "*:&|!<->"},
    ],
    ids=str,
)  # fmt: skip
def test_whatever_is_asked_is_answered(asked, client):
    thing(1, "privacy")
    assert ask(client, **{"q": "privacy", **asked}).status_code == 200
    assert client.get("/search/suggestions/", {"q": "privacy", **asked}).status_code == 200


def test_suggestions_are_words_that_go_on_and_things_that_are_called_so(client):
    thing(1, "Vaccines and vaccination", title="Vaccine rumors", url="/news/vaccine-rumors/")
    listed("Vaccine Institute")
    body = client.get("/search/suggestions/", {"q": "vacc"}).content.decode()
    assert re.findall(r'data-text="([^"]+)"', body) == ["vaccination", "vaccine"]
    assert re.findall(r'data-url="([^"]+)"', body)[0] == "/news/vaccine-rumors/"
    assert len(re.findall(r'data-url="/organizations/', body)) == 1


def test_what_was_typed_before_the_last_word_stays_and_all_of_it_finds_something(client):
    thing(1, "privacy of patients")
    thing(2, "pathology")
    body = client.get("/search/suggestions/", {"q": "privacy pat"}).content.decode()
    assert re.findall(r'data-text="([^"]+)"', body) == ["privacy patients"]


def test_browsers_learn_where_to_search(client, settings):
    response = client.get("/opensearch.xml")
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    assert response.content.decode().startswith("<?xml")
    assert f'template="{settings.PUBLIC_URL}/search/?q={{searchTerms}}"' in response.content.decode()
    assert 'href="/opensearch.xml"' in client.get("/").content.decode()
