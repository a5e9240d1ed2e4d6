"""Old addresses lead on, and to nobody who may not know where to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from rounds.content.models import Article
from rounds.content.tests.factories import article, blog

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def as_(page: Article, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return as_


def test_a_page_that_was_renamed_is_found_at_its_old_address(client, rename):
    rename(article("first"), "second")
    answer = client.get("/news/first/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/news/second/")


def test_a_page_that_was_moved_to_another_blog_is_found_at_its_old_address(client):
    page = article("first")
    page.move(blog("people"), "last-child")
    answer = client.get("/news/first/?page=2")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/people/first/")


def test_an_old_address_tells_nobody_of_a_page_that_is_for_staff(client, sign_in, rename):
    rename(article("first", zone="staff"), "secret-plan")
    before = client.get("/news/nothing/")
    old = client.get("/news/first/")
    assert (old.status_code, "Location" in old.headers) == (404, False)
    assert old.content.replace(b"first", b"nothing") == before.content
    sign_in("staff")
    assert client.get("/news/first/").headers["Location"] == "/news/secret-plan/"


def test_an_old_address_of_what_was_taken_down_leads_nowhere(client, rename):
    page = article("first")
    rename(page, "second")
    page.unpublish(log_action=False)
    assert client.get("/news/first/").status_code == 404


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/list/", (302, "/list/")),
        ("https://example.org/", (302, "https://example.org/")),
        ("javascript:1", (404, None)),
    ],
)
def test_an_editor_leads_an_old_address_anywhere_but_into_a_script(client, link, expected):
    Redirect.objects.create(old_path="/promotions/2024", redirect_link=link, is_permanent=False)
    answer = client.get("/promotions/2024/")
    assert (answer.status_code, answer.headers.get("Location")) == expected


def test_an_unknown_address_stays_cheap(client):
    client.get("/no/such/page/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/no/such/page/").status_code == 404
    assert len(queries) <= 6


@pytest.mark.parametrize("address", ["//[", "//[::1", "//]/news/"])
def test_an_address_that_cannot_be_taken_apart_is_no_address(client, address):
    assert client.get("/", PATH_INFO=address).status_code == 404
