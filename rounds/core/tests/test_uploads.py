"""Large files are refused by what the request says, before a byte of them is read."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from rounds.core import uploads

GB = 1024**3
TYPE = "multipart/form-data; boundary=x"


class Unread:
    """A body that nobody may read."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("It was read.")

    readline = read


def ask(client: Client, path: str, length: int):
    said = {"CONTENT_TYPE": TYPE, "CONTENT_LENGTH": str(length), "wsgi.input": Unread()}
    return client.generic("POST", path, **said)


@pytest.fixture
def staff(client, db):
    client.force_login(get_user_model().objects.create_superuser("admin@example.org", "a password"))
    return checked(client)


def checked(client: Client) -> Client:
    """With Django's check of forgery, which is what reads a form first."""
    client.handler.enforce_csrf_checks = True
    client.cookies["csrftoken"] = "a" * 32
    return client


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/office/images/add/", "Here a picture may have up to 25 MB."),
        ("/office/images/multiple/add/", "Here a picture may have up to 25 MB."),
        ("/office/images/chooser/create/", "Here a picture may have up to 25 MB."),
        ("/office/documents/add/", "Here a file may have up to 100 MB."),
        ("/office/documents/multiple/add/", "Here a file may have up to 100 MB."),
        ("/office/documents/chooser/create/", "Here a file may have up to 100 MB."),
        ("/office/imports/", "Here a file may have up to 200 MB."),
    ],
)
def test_two_gigabytes_are_refused_at_once_and_the_page_says_how_much_is_taken(path, words, staff):
    answer = ask(staff, path, 2 * GB)
    assert answer.status_code == 413
    assert words in answer.content.decode()


def test_who_is_no_staff_brings_what_a_form_may_hold(db):
    answer = ask(checked(Client()), "/office/images/add/", 20 * 1024**2)
    assert answer.status_code == 413
    assert "up to 12 MB" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/office/images/7/", 25),
        ("/office/documents/add/", 100),
        ("/office/elsewhere/", 200),
        ("/list/", 200),
    ],
)
def test_the_nearest_limit_holds(path, expected):
    assert uploads.limit_at(path, is_staff=True).megabytes == expected


def test_what_is_within_the_limit_is_read(staff):
    with pytest.raises(AssertionError, match="It was read"):
        ask(staff, "/office/images/add/", 20 * 1024**2)
