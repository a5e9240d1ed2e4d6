import re
from ipaddress import ip_address

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection

from rounds.mail.models import Message
from rounds.users.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def address(settings):
    settings.PUBLIC_URL = "https://rounds.example"


def link_in(message: Message) -> str:
    [link] = re.findall(r"https://rounds\.example(/people/\S+)", message.text)
    return link


def test_somebody_signs_up_confirms_the_address_from_the_outbox_and_signs_in(client):
    answer = client.post("/people/signup/", {"email": "Ada@example.org", "password1": PASSWORD})
    assert answer.headers["Location"] == "/people/confirm-email/"
    mail = Message.objects.get()
    assert (mail.to, mail.subject, "rounds.example" in mail.text) == (
        "ada@example.org",
        "Please confirm your e-mail address",
        True,
    )
    client.post(link_in(mail))
    client.logout()
    client.post("/people/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(User.objects.get(email="ada@example.org").pk)


def test_a_forgotten_password_is_set_anew_by_a_link_at_our_own_address(client):
    User.objects.create_user("ada@example.org", PASSWORD)
    client.post("/people/password/reset/", {"email": "ada@example.org"}, HTTP_HOST="localhost")
    form = client.get(link_in(Message.objects.get()), follow=True)
    client.post(
        form.request["PATH_INFO"],
        {"password1": "another horse battery", "password2": "another horse battery"},
    )
    assert User.objects.get().check_password("another horse battery")


def test_nobody_learns_from_sign_up_who_is_registered(client):
    User.objects.create_user("ada@example.org", PASSWORD)
    answers = [
        client.post("/people/signup/", {"email": email, "password1": PASSWORD}).headers["Location"]
        for email in ("ada@example.org", "bob@example.org")
    ]
    assert answers == ["/people/confirm-email/"] * 2


def test_guessing_passwords_comes_to_an_end(client):
    User.objects.create_user("ada@example.org", PASSWORD)
    pages = [
        client.post("/people/login/", {"login": "ada@example.org", "password": "guess"}).content.decode()
        for _ in range(6)
    ]
    told = ["Too many failed login attempts" in page for page in pages]
    assert told == [False] * 5 + [True]


def sign_in_page(client, password, visitor):
    form = {"login": "ada@example.org", "password": password}
    return client.post("/people/login/", form, REMOTE_ADDR=visitor)


def test_a_stranger_who_guesses_locks_nobody_out(client):
    user = User.objects.create_user("ada@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    pages = [sign_in_page(client, "guess", "192.0.2.66").content.decode() for _ in range(6)]
    assert "Too many failed login attempts" in pages[-1]
    assert sign_in_page(client, PASSWORD, "198.51.100.7").headers["Location"] == "/"


def test_all_addresses_of_an_ipv6_household_are_one_who_guesses(client):
    User.objects.create_user("ada@example.org", PASSWORD)
    pages = [sign_in_page(client, "guess", f"2001:db8::{n}").content.decode() for n in range(1, 7)]
    assert "Too many failed login attempts" in pages[-1]


def test_the_limits_keep_no_address(client):
    sign_in_page(client, "guess", "192.0.2.66")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert any("login" in key for key in keys)
    assert [key for key in keys if "192.0.2.66" in key] == []


def test_nobody_can_be_showered_with_mails_about_a_new_password(client):
    User.objects.create_user("ada@example.org", PASSWORD)
    for n in range(8):
        client.post("/people/password/reset/", {"email": "ada@example.org"}, REMOTE_ADDR=f"192.0.2.{n}")
    assert Message.objects.count() == 5


def test_sign_up_takes_the_same_work_whoever_is_registered(client, monkeypatch):
    User.objects.create_user("ada@example.org", PASSWORD)
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(1) or encode(*given))
    counts = []
    for email in ("ada@example.org", "bob@example.org"):
        hashed.clear()
        client.post("/people/signup/", {"email": email, "password1": PASSWORD})
        counts.append(len(hashed))
    assert counts == [1, 1]


@pytest.mark.parametrize(
    "address", ["login", "signup", "password/reset", "confirm-email", "password/reset/done"]
)
def test_the_pages_are_ours_and_hold_no_script_or_style_of_their_own(client, address):
    page = client.get(f"/people/{address}/").content.decode()
    assert 'id="main"' in page
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style| style=| on[a-z]+=", page) == []


def test_the_list_of_sessions_keeps_no_address_but_what_hides_it(client):
    User.objects.create_user("ada@example.org", PASSWORD)
    EmailAddress.objects.create(user=User.objects.get(), email="ada@example.org", verified=True, primary=True)
    client.post("/people/login/", {"login": "ada@example.org", "password": PASSWORD})
    kept = UserSession.objects.get().ip
    assert (ip_address(kept).version, kept == "127.0.0.1") == (6, False)
