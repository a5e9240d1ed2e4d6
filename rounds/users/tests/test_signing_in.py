import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.utils import timezone

from rounds.mail.models import Message
from rounds.users.models import User
from rounds.users.tests.codes import code_in
from rounds.users.tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def address(settings):
    settings.PUBLIC_URL = "https://rounds.example"


def link_in(message: Message) -> str:
    [link] = re.findall(r"https://rounds\.example(/people/\S+)", message.text)
    return link


def who(client) -> str:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk).email if pk else ""


def sign_up(client, email="ada@example.org", **more):
    return client.post("/people/signup/", {"email": email, **more})


def test_somebody_signs_up_with_a_password_and_is_in_once_the_code_is_written(client):
    answer = sign_up(client, "Ada@example.org", password1=PASSWORD)
    assert answer.headers["Location"] == "/people/confirm-email/"
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == ("ada@example.org", "Your code to confirm your e-mail address")
    assert who(client) == ""
    assert client.post("/people/confirm-email/", {"code": code_in(mail)}).headers["Location"] == "/me/"
    assert who(client) == "ada@example.org"
    assert User.objects.get().check_password(PASSWORD)


def test_somebody_signs_up_with_an_address_alone_and_comes_again_with_a_code(client):
    sign_up(client)
    client.post("/people/confirm-email/", {"code": code_in(Message.objects.get())})
    assert (who(client), User.objects.get().has_usable_password()) == ("ada@example.org", False)
    other = Client()
    form = {"login": "ada@example.org", "password": "", "by": "code"}
    answer = other.post("/people/login/?next=/list/", form)
    assert answer.headers["Location"] == "/people/login/code/confirm/?next=%2Flist%2F"
    code = code_in(Message.objects.latest("pk"))
    answer = other.post("/people/login/code/confirm/", {"code": code.lower(), "next": "/list/"})
    assert (answer.headers["Location"], who(other)) == ("/list/", "ada@example.org")


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("way", ["password", "code"])
def test_whoever_asks_to_stay_stays_and_others_are_out_when_the_browser_closes(client, way, asked):
    person()
    form = {"login": "ada@example.org", "password": PASSWORD, "by": way} | (
        {"remember": "on"} if asked else {}
    )
    client.post("/people/login/", form)
    if way == "code":
        client.post("/people/login/code/confirm/", {"code": code_in(Message.objects.get())})
    assert who(client) == "ada@example.org"
    assert bool(client.cookies["sessionid"]["max-age"]) == asked


def test_the_way_back_outlasts_sign_up_and_confirmation(client):
    sign_up(client, next="/organizations/mercy/claim/")
    answer = client.post("/people/confirm-email/", {"code": code_in(Message.objects.get())})
    assert answer.headers["Location"] == "/organizations/mercy/claim/"


def test_the_way_back_leads_to_no_other_site(client):
    sign_up(client, next="https://elsewhere.example/")
    answer = client.post("/people/confirm-email/", {"code": code_in(Message.objects.get())})
    assert answer.headers["Location"] == "/me/"


def test_three_wrong_codes_end_it(client):
    sign_up(client)
    pages = [client.post("/people/confirm-email/", {"code": "BBBB-BBBB"}).status_code for _ in range(3)]
    assert pages == [200, 200, 302]
    answer = client.post("/people/confirm-email/", {"code": code_in(Message.objects.get())})
    assert (answer.headers["Location"], who(client)) == ("/people/login/", "")


def test_a_code_does_for_half_an_hour(client, monkeypatch):
    sign_up(client)
    code = code_in(Message.objects.get())
    now = timezone.now().timestamp()
    monkeypatch.setattr("time.time", lambda: now + 31 * 60)
    assert client.post("/people/confirm-email/", {"code": code}).headers["Location"] == "/people/login/"
    assert who(client) == ""


def test_a_code_does_only_in_the_browser_that_asked_for_it(client):
    sign_up(client)
    stranger = Client()
    stranger.post("/people/confirm-email/", {"code": code_in(Message.objects.get())})
    assert who(stranger) == ""


def test_another_code_can_be_had_and_the_first_no_longer_does(client):
    sign_up(client)
    first = code_in(Message.objects.get())
    client.post("/people/confirm-email/", {"action": "resend"})
    second = code_in(Message.objects.latest("pk"))
    assert client.post("/people/confirm-email/", {"code": first}).status_code == 200
    client.post("/people/confirm-email/", {"code": second})
    assert who(client) == "ada@example.org"


def test_whoever_signs_up_with_anothers_address_and_waits_is_left_outside(client):
    """The owner confirms the address by signing in with a code; the password is the stranger's, and goes."""
    sign_up(client, "victim@example.org", password1=PASSWORD)
    owner = Client()
    sign_up(owner, "victim@example.org")
    page = owner.get("/me/sign-in/by-code/")
    assert f"https://rounds.example{page.request['PATH_INFO']}" in Message.objects.latest("pk").text
    owner.post(page.headers["Location"], {"email": "victim@example.org"})
    owner.post("/people/login/code/confirm/", {"code": code_in(Message.objects.latest("pk"))})
    assert who(owner) == "victim@example.org"
    assert not User.objects.get().has_usable_password()
    sign_in_page(client, PASSWORD, "192.0.2.1", "victim@example.org")
    assert who(client) == ""


def test_a_code_takes_no_password_from_whoever_has_confirmed_an_address(client):
    user = person()
    client.post("/people/login/code/", {"email": user.email})
    client.post("/people/login/code/confirm/", {"code": code_in(Message.objects.get())})
    user.refresh_from_db()
    assert (who(client), user.check_password(PASSWORD)) == (user.email, True)


def test_a_forgotten_password_is_set_anew_by_a_link_at_our_own_address(client):
    person()
    client.post("/people/password/reset/", {"email": "ada@example.org"}, HTTP_HOST="localhost")
    form = client.get(link_in(Message.objects.get()), follow=True)
    client.post(
        form.request["PATH_INFO"],
        {"password1": "another horse battery", "password2": "another horse battery"},
    )
    assert User.objects.get().check_password("another horse battery")


def test_guessing_passwords_comes_to_an_end(client):
    person()
    pages = [sign_in_page(client, "guess", "192.0.2.1").content.decode() for _ in range(6)]
    told = ["Too many failed login attempts" in page for page in pages]
    assert told == [False] * 5 + [True]


def sign_in_page(client, password, visitor, email="ada@example.org"):
    form = {"login": email, "password": password}
    return client.post("/people/login/", form, REMOTE_ADDR=visitor)


def test_a_stranger_who_guesses_locks_nobody_out(client):
    person()
    pages = [sign_in_page(client, "guess", "192.0.2.66").content.decode() for _ in range(6)]
    assert "Too many failed login attempts" in pages[-1]
    assert sign_in_page(client, PASSWORD, "198.51.100.7").headers["Location"] == "/me/"


def test_all_addresses_of_an_ipv6_household_are_one_who_guesses(client):
    person()
    pages = [sign_in_page(client, "guess", f"2001:db8::{n}").content.decode() for n in range(1, 7)]
    assert "Too many failed login attempts" in pages[-1]


def test_the_limits_keep_no_address(client):
    sign_in_page(client, "guess", "192.0.2.66")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert any("login" in key for key in keys)
    assert [key for key in keys if "192.0.2.66" in key] == []


@pytest.mark.parametrize(
    ("page", "most"),
    [("/people/password/reset/", 5), ("/people/login/code/", 6), ("/people/signup/", 3)],
    ids=["reset", "code", "sign up"],
)
def test_nobody_can_be_showered_with_mails(page, most):
    person()
    for n in range(8):
        Client().post(page, {"email": "ada@example.org"}, REMOTE_ADDR=f"192.0.2.{n}")
    assert Message.objects.count() == most


@pytest.mark.parametrize("password", [PASSWORD, ""])
def test_sign_up_takes_the_same_work_whoever_is_registered(client, monkeypatch, password):
    person()
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(1) or encode(*given))
    counts = []
    for email in ("ada@example.org", "bob@example.org"):
        hashed.clear()
        sign_up(Client(), email, password1=password)
        counts.append(len(hashed))
    assert counts == [1 if password else 0] * 2


def test_a_session_is_remembered_by_device_and_day_without_an_address(client):
    user = person()
    form = {"login": "ada@example.org", "password": PASSWORD}
    client.post("/people/login/", form, headers={"user-agent": FIREFOX}, REMOTE_ADDR="192.0.2.66")
    session = UserSession.objects.get()
    assert (session.user, session.ip, session.user_agent) == (user, "::", "Firefox on Linux")


def test_a_closed_user_comes_in_by_no_door_and_is_out_at_once(client):
    user = person()
    sign_in_page(client, PASSWORD, "192.0.2.1")
    assert client.get("/me/sign-in/").status_code == 200
    user.closed_at = timezone.now()
    user.save(update_fields=["closed_at"])
    assert client.get("/me/sign-in/").status_code == 302
    sign_in_page(Client(), PASSWORD, "192.0.2.1")
    by_code = Client()
    by_code.post("/people/login/code/", {"email": user.email})
    by_code.post("/people/login/code/confirm/", {"code": code_in(Message.objects.latest("pk"))})
    assert (who(by_code), UserSession.objects.count()) == ("", 1)


def test_an_address_that_was_added_is_kept_once_its_code_is_written(client):
    user = person()
    sign_in_page(client, PASSWORD, "192.0.2.1")
    client.post("/people/email/", {"action_add": "", "email": "ada@mercy.org", "next": "/list/"})
    answer = client.post("/people/confirm-email/", {"code": code_in(Message.objects.get())})
    assert answer.headers["Location"] == "/list/"
    assert EmailAddress.objects.get(email="ada@mercy.org", user=user).verified


@pytest.mark.parametrize(
    "address",
    [
        "login",
        "login/code",
        "signup",
        "password/reset",
        "password/reset/done",
        "password/reset/key/done",
        "inactive",
    ],
)
def test_the_pages_are_ours_and_hold_no_script_or_style_of_their_own(client, address):
    page = client.get(f"/people/{address}/").content.decode()
    assert 'id="main"' in page
    inline = r"<script(?![^>]*\ssrc=)(?![^>]*type=.application/json)|<style| style=| on[a-z]+="
    assert re.findall(inline, page) == []
