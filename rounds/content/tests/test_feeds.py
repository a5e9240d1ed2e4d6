"""Feeds as other programs read them."""

import feedparser
import pytest

from rounds.content.tests.shows import article, blog, episode, podcast

pytestmark = pytest.mark.django_db


def read(answer):
    assert answer.status_code == 200, answer
    found = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["Content-Type"]})
    assert found.bozo == 0, found.bozo_exception
    return found


def test_a_blog_is_followed_by_atom(client):
    article(blog(), title="Care & <b>co</b>")
    found = read(client.get("/journal/feed.atom"))
    print(client.get("/journal/feed.atom").content.decode())
    assert found.version == "atom10"
    print(client.get("/journal/feed.json").content.decode())


def test_a_podcast(client):
    episode(podcast())
    print(client.get("/aloud/feed.xml").content.decode())
    found = read(client.get("/aloud/feed.xml"))
