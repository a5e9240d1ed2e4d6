"""What everybody sees may be kept by a proxy; what one person sees stays with them."""

import pytest

from rounds.content.tests.factories import SECRET, resource


@pytest.mark.django_db
def test_a_page_that_nobody_signed_in_for_may_be_kept_for_a_moment_and_is_not_sent_twice(client):
    resource()
    first = client.get("/resources/a-guide/")
    again = client.get("/resources/a-guide/", headers={"If-None-Match": first.headers["ETag"]})

    assert "public" in first.headers["Cache-Control"]
    assert "Cookie" in first.headers["Vary"]
    assert again.status_code == 304


@pytest.mark.django_db
def test_a_page_that_was_published_anew_is_sent_again(client):
    page = resource(zone="public")
    first = client.get("/resources/a-guide/")
    shelf = client.get("/resources/")
    page.title = "Another title"
    page.save_revision().publish()

    again = client.get("/resources/a-guide/", headers={"If-None-Match": first.headers["ETag"]})
    shelf_again = client.get("/resources/", headers={"If-None-Match": shelf.headers["ETag"]})

    assert "Another title" in again.content.decode()
    assert "Another title" in shelf_again.content.decode()


@pytest.mark.parametrize("path", ["/resources/", "/resources/a-guide/"])
def test_what_a_person_sees_is_kept_nowhere(path, client, sign_in):
    resource()
    sign_in("member")
    answer = client.get(path)
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))
    assert "ETag" not in answer.headers


def test_what_a_visitor_keeps_does_not_stand_for_what_a_member_gets(client, sign_in):
    resource()
    tag = client.get("/resources/a-guide/").headers["ETag"]
    sign_in("member")
    answer = client.get("/resources/a-guide/", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert SECRET in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_page_is_read_and_nothing_else(method, client):
    resource()
    assert getattr(client, method)("/resources/a-guide/").status_code == 405
