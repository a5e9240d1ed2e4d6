"""Whoever looks through the library narrows it by filters whose counts are true, and of what they may know alone."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rounds.content.library.asked import Question, read
from rounds.content.models import Resource, Topic
from rounds.content.tests.factories import pdf, resource

pytestmark = pytest.mark.django_db


def shown(client, query: str = "") -> list[str]:
    """Addresses of the resources on the page, in order."""
    text = client.get(f"/resources/{query}").content.decode()
    return re.findall(r'<h2 class="shelf__title"><a href="/resources/([\w-]+)/">', text)


def counts(client, query: str = "") -> dict[tuple[str, str], int]:
    """Each filter's values with what stands behind them."""
    text = client.get(f"/resources/{query}").content.decode()
    found = re.findall(r'name="(\w+)" value="([^"]*)".*?facet__count">([\d,]+)<', text)
    return {(facet, unescape(value)): int(count.replace(",", "")) for facet, value, count in found}


@pytest.fixture
def shelf(db):
    """Three for everybody, one for members, one for staff."""
    privacy = Topic.objects.create(slug="privacy", name="Privacy & trust")
    resource("plain", zone="public", kind="guide", license="MIT", files=(pdf("plain.pdf"),))
    resource("spanish", zone="public", kind="guide", language="es", for_clinicians=True)
    resource("kit", zone="public", kind="toolkit", license="MIT", for_leaders=True, files=(pdf("kit.docx"),))
    resource("members", zone="member", kind="toolkit", topics=[privacy])
    resource(
        "secret", zone="staff", kind="finding", topics=[Topic.objects.create(slug="plans", name="Plans")]
    )


def test_what_is_chosen_in_one_filter_is_any_of_it_and_filters_narrow_each_other(client, shelf):
    assert shown(client) == ["members", "kit", "spanish", "plain"]
    assert shown(client, "?kind=guide") == ["spanish", "plain"]
    assert shown(client, "?kind=guide&kind=toolkit&license=MIT") == ["kit", "plain"]
    assert shown(client, "?kind=guide&license=MIT") == ["plain"]
    assert shown(client, "?kind=unheard-of") == []


def test_a_count_says_what_ticking_would_show_with_the_other_filters_as_they_are(client, shelf):
    everything = counts(client)
    assert everything["kind", "guide"] == 2
    assert everything["kind", "toolkit"] == 2
    assert everything["language", "es"] == 1
    assert everything["format", "pdf"] == 1

    with_mit = counts(client, "?license=MIT")
    assert (with_mit["kind", "guide"], with_mit["kind", "toolkit"]) == (1, 1)
    assert with_mit["license", "all-rights-reserved"] == 2
    for (facet, value), count in with_mit.items():
        assert len(shown(client, f"?license=MIT&{facet}={value}")) >= count
        if facet != "license":
            assert len(shown(client, f"?license=MIT&{facet}={value}")) == count


def test_what_is_for_everybody_is_found_for_each_of_them(client, shelf):
    assert shown(client, "?audience=clinicians") == ["members", "spanish", "plain"]
    assert shown(client, "?audience=patients") == ["members", "plain"]
    assert counts(client)["audience", "leaders"] == 3


@pytest.mark.parametrize("reader", ["visitor", "guest", "member", "organization"])
def test_no_filter_and_no_count_tells_of_what_one_may_not_know(reader, client, sign_in, shelf):
    sign_in(reader)
    told = counts(client)
    assert ("kind", "finding") not in told
    assert ("topic", "plans") not in told
    assert sum(count for (facet, _value), count in told.items() if facet == "kind") == 4
    assert "Plans" not in client.get("/resources/").content.decode()
    assert shown(client, "?kind=finding") == shown(client, "?topic=plans") == []


def test_staff_count_what_is_for_staff(client, sign_in, shelf):
    sign_in("staff")
    assert counts(client)["kind", "finding"] == 1
    assert shown(client, "?topic=plans") == ["secret"]


@pytest.mark.parametrize(("reader", "count"), [("visitor", 3), ("guest", 3), ("member", 4)])
def test_what_one_can_read_whole_is_counted_for_each_reader(reader, count, client, sign_in, shelf):
    sign_in(reader)
    assert counts(client)["open", "1"] == count == len(shown(client, "?open=1"))


def test_the_topic_of_a_members_page_is_known_and_its_body_is_not_searched(client, shelf):
    assert shown(client, "?topic=privacy") == ["members"]
    assert shown(client, "?q=zebra-crossing") == []


def test_words_are_counted_with_the_filters(client, shelf):
    assert shown(client, "?q=kit") == ["kit"]
    assert counts(client, "?q=kit")["kind", "toolkit"] == 1
    assert ("kind", "guide") not in counts(client, "?q=kit")


def test_what_has_the_words_in_its_title_comes_first_unless_another_order_is_asked_for(client):
    resource("titled", title="Zebras in a title", zone="public")
    resource("and-so", title="And zebras", zone="public")
    resource("summed-up", title="Below", summary="Zebras in a summary.", zone="public")
    assert shown(client, "?q=zebras") == ["and-so", "titled", "summed-up"]
    assert shown(client, "?q=zebras&sort=newest") == ["summed-up", "and-so", "titled"] == shown(client)
    assert shown(client, "?q=zebras&sort=title") == ["and-so", "summed-up", "titled"]
    assert shown(client, "?sort=title") == ["and-so", "summed-up", "titled"]


def test_a_chip_leads_to_the_question_without_it(client, shelf):
    text = client.get("/resources/?kind=guide&license=MIT&q=plain").content.decode()
    chips = [unescape(one) for one in re.findall(r'class="chosen" href="([^"]*)"', text)]
    assert chips == ["?q=plain&license=MIT", "?q=plain&kind=guide"]


def test_a_fragment_is_the_grid_alone_and_gives_the_history_its_address(client, shelf):
    answer = client.get("/resources/?kind=guide&sort=newest&q=", headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert text.lstrip().startswith('<div id="grid"')
    assert "<h1" not in text
    assert answer.headers["HX-Push-Url"] == "/resources/?kind=guide"
    assert "HX-Request" in answer.headers["Vary"]


def test_pages_of_thirty_each_with_an_address(client):
    for number in range(31):
        resource(f"one-{number}", zone="public", body=[])
    first, second = shown(client, "?kind=guide"), shown(client, "?kind=guide&page=2")
    assert (len(first), len(second)) == (30, 1)
    assert set(first) | set(second) == set(Resource.objects.values_list("slug", flat=True))
    assert 'rel="next" href="?kind=guide&amp;page=2"' in client.get("/resources/?kind=guide").content.decode()
    assert 'rel="prev" href="?kind=guide"' in client.get("/resources/?kind=guide&page=2").content.decode()
    for nonsense in ("0", "99", "-1", "two", "٢", "9" * 30):
        assert client.get(f"/resources/?page={nonsense}").status_code == 200


def test_what_is_published_or_taken_away_is_counted_at_once(client, shelf):
    assert counts(client)["kind", "guide"] == 2
    page = Resource.objects.get(slug="plain")
    page.kind = "book"
    page.save_revision().publish()
    assert counts(client)["kind", "book"] == 1
    page.unpublish()
    assert ("kind", "book") not in counts(client)


def test_a_filter_costs_no_query(client, shelf):
    client.get("/resources/")
    with CaptureQueriesContext(connection) as plain:
        client.get("/resources/")
    with CaptureQueriesContext(connection) as narrowed:
        client.get("/resources/?kind=guide&license=MIT&language=es&audience=leaders&open=1&format=pdf")
    assert len(narrowed) <= len(plain) <= 16


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%25_%27%22",
        "kind=%00&kind=" + "x" * 500,
        "topic=" + "&topic=".join("abc" * 40),
        "sort=;DROP",
    ],
)
def test_a_strange_question_is_answered(query, client, shelf):
    assert client.get(f"/resources/?{query}").status_code == 200


def test_a_question_stands_in_the_address_without_what_is_default():
    class Asked(dict):
        def getlist(self, key):
            return self.get(key, [])

    question = read(Asked(q=["  two   words "], kind=["guide", "guide", ""], sort=["relevance"], open=["1"]))
    assert question == Question(q="two words", kind=("guide",), open=("1",))
    assert question.encoded() == "q=two+words&kind=guide&open=1"
    assert question.toggled("kind", "guide").encoded() == "q=two+words&open=1"
    assert read(Asked(sort=["title"])).encoded() == "sort=title"
