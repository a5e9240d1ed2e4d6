import re

import pytest

from rounds.mail.tests.factories import NOON, make_message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sample(settings):
    settings.SAMPLE = True


def test_the_outbox_shows_every_mail_newest_first(client):
    first, second = make_message(key="1", subject="First"), make_message(key="2", subject="Second")
    shown = re.findall(r'href="(/mail/\d+/)">(\w+)<', client.get("/mail/").content.decode())
    assert shown == [(f"/mail/{second.pk}/", "Second"), (f"/mail/{first.pk}/", "First")]


def test_the_links_of_a_mail_can_be_followed(client):
    mail = make_message(text="See http://127.0.0.1:8000/confirm/abc_-1/ now.")
    page = client.get(f"/mail/{mail.pk}/").content.decode()
    assert re.findall(r'<a href="(http[^"]+)"', page) == ["http://127.0.0.1:8000/confirm/abc_-1/"]


def test_a_mails_html_is_shown_as_it_was_sent_where_it_can_do_nothing(client):
    html = '<script>x()</script><p style="color:red">Dear you<img src="https://tracker.example/a.png"></p>'
    mail = make_message(text="-", html=html)
    assert f'href="/mail/{mail.pk}/html/"' in client.get(f"/mail/{mail.pk}/").content.decode()
    shown = client.get(f"/mail/{mail.pk}/html/")
    assert shown.content.decode() == html
    # No source of script or pictures is allowed, and a sandboxed page runs none.
    assert shown["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox"
    )


@pytest.mark.parametrize("address", ["/mail/", "/mail/{pk}/", "/mail/{pk}/html/"])
def test_a_real_installation_has_no_such_pages(client, settings, address):
    settings.SAMPLE = False
    mail = make_message(text="secret", at=NOON)
    answer = client.get(address.format(pk=mail.pk))
    assert answer.status_code == 404
    assert b"secret" not in answer.content


def test_the_outbox_asks_the_database_the_same_number_of_times_for_one_mail_and_for_three(
    client, django_assert_num_queries
):
    make_message(key="1")
    client.get("/mail/")
    with django_assert_num_queries(1):
        client.get("/mail/")
    make_message(key="2")
    make_message(key="3")
    with django_assert_num_queries(1):
        client.get("/mail/")
