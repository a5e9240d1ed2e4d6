"""Blogs, as they are read: newest first, by topic, by series, by year."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rounds.content.tests.factories import AT, SECRET, article, blog, series
from rounds.users.tests.people import holds, person, says

pytestmark = pytest.mark.django_db


def told(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(text: str) -> list[str]:
    main = text.partition("<main")[2].partition("<aside")[0]
    return [part.partition('"')[0] for part in main.split('<a href="/news/')[1:]]


def test_a_blog_shows_its_newest_article_first_and_larger(client):
    article("older", at=AT)
    article("newer", at=AT + timedelta(days=1))
    text = told(client, "/news/")
    assert listed(text) == ["newer/", "older/"]
    assert 'id="lead"><a href="/news/newer/"' in text
    assert SECRET not in text
