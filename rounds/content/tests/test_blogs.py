"""Blogs, as they are read: newest first, by topic, by series, by year."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rounds.content.models import Article
from rounds.content.tests.factories import AT, SECRET, article, blog, series, topic
from rounds.users.tests.people import person

pytestmark = pytest.mark.django_db


def told(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(text: str) -> list[str]:
    main = text.partition("<main")[2].partition("<aside")[0]
    return re.findall(r'<h2[^>]*><a href="/\w+/([\w-]+)/"', main)


def test_a_blog_shows_its_newest_article_first_and_larger(client):
    article("older", at=AT)
    article("newer", at=AT + timedelta(days=1))
    text = told(client, "/news/")
    assert listed(text) == ["newer", "older"]
    assert 'id="lead"><a href="/news/newer/"' in text
    assert SECRET not in text


def test_a_blog_is_read_by_topic_series_and_year(client):
    first, welcome = blog(), series("Welcome")
    article("about-burnout", topics=("Burnout",), at=AT.replace(year=2025))
    article("second-step", series=welcome, series_number=2)
    article("first-step", series=welcome, series_number=1, at=AT + timedelta(days=9))
    article("elsewhere", blog=blog("people"), topics=("Burnout",))

    text = told(client, "/news/")
    assert [
        way
        for way in ("topic/burnout/", "series/welcome/", "2025/", "2026/")
        if f'"{first.url}{way}"' in text
    ] == [
        "topic/burnout/",
        "series/welcome/",
        "2025/",
        "2026/",
    ]
    assert listed(told(client, "/news/topic/burnout/")) == ["about-burnout"]
    assert listed(told(client, "/news/series/welcome/")) == ["first-step", "second-step"]
    assert listed(told(client, "/news/2025/")) == ["about-burnout"]


@pytest.mark.parametrize(
    "path",
    ["/news/topic/none/", "/news/series/none/", "/news/1999/", "/news/0000/", "/news/9999/", "/news/topic/"],
)
def test_there_is_no_topic_series_or_year_that_nobody_wrote_in(client, path):
    article()
    assert client.get(path).status_code == 404


def test_an_address_that_the_blog_needs_itself_is_no_articles():
    for slug in ("topic", "series", "feed", "2026"):
        with pytest.raises(ValidationError, match="needs this address itself"):
            Article(slug=slug).clean()
    Article(slug="topics-of-2026").clean()


def test_an_article_says_what_comes_next_in_its_series(client):
    welcome = series("Welcome")
    for number, slug in enumerate(("one", "two", "three"), 1):
        article(slug, series=welcome, series_number=number)
    text = told(client, "/news/two/")
    assert re.search(r'href="/news/three/" rel="next"', text)
    assert re.search(r'href="/news/one/" rel="prev"', text)
    assert "2 of 3" in text


def test_an_article_for_staff_is_no_step_of_a_series_for_others(client):
    welcome = series("Welcome")
    article("one", series=welcome, series_number=1)
    article("two", series=welcome, series_number=2, zone="staff")
    text = told(client, "/news/one/") + told(client, "/news/series/welcome/") + told(client, "/news/")
    assert "/news/two/" not in text
    assert "In one sentence: two" not in text


def test_an_article_leads_on_to_what_shares_its_topic_wherever_it_stands(client):
    article(topics=("Burnout",))
    article("near")
    article("far", blog=blog("people"), topics=("Burnout",))
    article("secret", topics=("Burnout",), zone="board")
    text = told(client, "/news/a-story/").partition('id="related"')[2]
    assert re.findall(r'<h3><a href="([^"]+)"', text) == ["/people/far/", "/news/near/"]


def test_an_article_that_was_changed_notably_later_says_so(client):
    page = article(at=AT)
    assert "updated" not in told(client, "/news/a-story/")
    Article.objects.filter(pk=page.pk).update(last_published_at=AT + timedelta(days=3))
    text = told(client, "/news/a-story/")
    assert "updated" in text
    assert '"dateModified": "2026-11-05"' in text


def test_how_long_it_takes_to_read_is_said_to_whoever_may_read_it(client, sign_in):
    article(zone="member", body=[("text", "<p>" + "word " * 800 + "</p>")])
    assert "minutes to read" not in told(client, "/news/a-story/")
    sign_in("member")
    assert "4 minutes to read" in told(client, "/news/a-story/")


def test_a_topic_gathers_what_is_written_across_the_site(client):
    from rounds.content.tests.factories import resource

    article("in-news", topics=("Burnout",))
    article("of-people", blog=blog("people"), topics=("Burnout",))
    article("for-staff", topics=("Burnout",), zone="staff")
    guide = resource("a-guide")
    guide.topics.set([topic("Burnout")])
    guide.save()
    topic("Nothing yet")

    text = told(client, "/topics/burnout/")
    assert sorted(listed(text)) == ["a-guide", "in-news", "of-people"]
    index = told(client, "/topics/")
    assert ("/topics/burnout/" in index, "Nothing yet" in index) == (True, False)
    assert client.get("/topics/none/").status_code == 404


def test_feeds_are_announced_where_they_are(client):
    article()
    for path in ("/news/", "/news/a-story/"):
        text = told(client, path)
        assert '<link rel="alternate" type="application/atom+xml"' in text
        assert 'href="/news/feed.atom"' in text
        assert 'href="/news/feed.json"' in text


def test_a_blog_shows_twenty_articles_on_a_page(client):
    for number in range(21):
        article(f"story-{number}", at=AT + timedelta(hours=number))
    assert len(listed(told(client, "/news/"))) == 20
    assert listed(told(client, "/news/?page=2")) == ["story-0"]


@pytest.mark.parametrize("path", ["/news/", "/news/topic/burnout/", "/topics/burnout/", "/news/story-0/"])
def test_a_page_asks_as_often_with_many_articles_as_with_one(client, path):
    def make(number: int) -> None:
        people = [person(f"Person {number} of {one}") for one in "ab"]
        article(f"story-{number}", topics=("Burnout", f"Topic {number}"), by=people, series=welcome)

    welcome = series("Welcome")
    for number in range(4):
        make(number)
    client.get(path)
    with CaptureQueriesContext(connection) as with_four:
        client.get(path)
    for number in range(4, 10):
        make(number)
    with CaptureQueriesContext(connection) as with_ten:
        client.get(path)
    assert len(with_ten) == len(with_four) <= 30


def test_what_a_visitor_may_know_is_what_the_query_says():
    article("open")
    article("members", zone="member")
    article("staff", zone="staff")
    known = Article.objects.live().known_to(AnonymousUser())
    assert sorted(known.values_list("slug", flat=True)) == ["members", "open"]
