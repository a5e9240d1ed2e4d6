"""Pages are found by their address, in few queries, and whatever Wagtail guards stays guarded."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from rounds.content.front_door import _at
from rounds.content.tests.factories import article

pytestmark = pytest.mark.django_db


def test_a_page_is_found_in_three_queries_however_deep_it_lies():
    page = article()
    _at("news/a-story/")
    with CaptureQueriesContext(connection) as queries:
        assert _at("news/a-story/") == page
    assert len(queries) <= 3


@pytest.mark.parametrize("path", ["", "news/none/", "a-story/", "news/a-story/more/", "home/news/a-story/"])
def test_what_is_at_no_address_of_the_tree_is_not_found(path):
    article()
    assert _at(path) is None


def test_a_draft_is_not_there(client):
    article().unpublish(log_action=False)
    assert _at("news/a-story/") is None
    assert client.get("/news/a-story/").status_code == 404


def test_where_there_is_a_restriction_of_wagtails_own_wagtail_decides():
    page = article()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert _at("news/a-story/") is None


def test_with_two_sites_wagtail_decides(client):
    article()
    another = Page.objects.get(depth=1).add_child(instance=Page(title="Another", slug="another"))
    Site.objects.create(hostname="another.example", root_page=another)
    assert _at("news/a-story/") is None
    assert client.get("/news/a-story/").status_code == 200
