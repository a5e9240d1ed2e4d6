"""The page that shows somebody how they get in, and where they are."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from rounds.users.signing_in.devices import device_name
from rounds.users.signing_in.language import in_their_language
from rounds.users.tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db


def signed_in(email="ada@example.org", agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0") -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/people/login/", {"login": email, "password": PASSWORD})
    return client


def page(client, address="/me/sign-in/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_shows_addresses_password_and_device():
    person()
    text = page(signed_in())
    assert all(words in text for words in ("ada@example.org", "Set.", "Firefox on Windows", "this one"))


def test_it_is_ones_own_and_kept_by_no_cache():
    assert Client().get("/me/sign-in/").headers["Location"] == "/people/login/?next=/me/sign-in/"
    person()
    person("bob@example.org")
    answer = signed_in().get("/me/sign-in/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "bob@example.org" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/people/email/", "/people/2fa/", "/people/sessions/", "/membership/"])
def test_a_page_that_says_nothing_of_caches_is_kept_by_none_on_the_way(address):
    person()
    assert signed_in().get(address).headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_as_often_for_three_of_each_as_for_one(many, django_assert_num_queries):
    ada = person()
    clients = [signed_in() for _ in range(many)]
    for n in range(many):
        EmailAddress.objects.create(user=ada, email=f"{n}@example.org", verified=True)
        Authenticator.objects.create(user=ada, type="webauthn", data={"name": f"Key {n}", "credential": {}})
    with django_assert_num_queries(18):
        text = page(clients[0])
    assert (text.count("Firefox on Windows"), text.count("Key ")) == (many, many)


def test_a_session_that_is_over_is_not_shown():
    person()
    here, there = signed_in(), signed_in(agent="Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1")
    there.logout()
    assert "iPhone" not in page(here)
    assert "iPhone" not in page(here, "/people/sessions/")


def test_another_device_is_signed_out_at_once():
    person()
    here, there = signed_in(), signed_in(agent="Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1")
    session = UserSession.objects.get(user_agent="Safari on iPhone")
    text = here.post(f"/me/sign-in/devices/{session.pk}/", follow=True).content.decode()
    assert "Safari on iPhone is signed out." in text
    assert there.get("/me/sign-in/").status_code == 302
    assert here.get("/me/sign-in/").status_code == 200


def test_everywhere_else_is_signed_out_at_once():
    person()
    here, there, elsewhere = signed_in(), signed_in(), signed_in()
    here.post("/people/sessions/")
    assert [one.get("/me/sign-in/").status_code for one in (here, there, elsewhere)] == [200, 302, 302]


def test_nobody_signs_out_the_device_of_another():
    person()
    person("bob@example.org")
    signed_in("bob@example.org")
    session = UserSession.objects.get()
    assert signed_in().post(f"/me/sign-in/devices/{session.pk}/").status_code == 404
    assert UserSession.objects.filter(pk=session.pk).exists()


def test_a_new_password_signs_out_elsewhere_and_not_here():
    person()
    here, there = signed_in(), signed_in()
    form = {"oldpassword": PASSWORD, "password1": "another horse", "password2": "another horse"}
    assert here.post("/people/password/change/", form).headers["Location"] == "/me/sign-in/"
    assert [one.get("/me/sign-in/").status_code for one in (here, there)] == [200, 302]


def test_where_there_is_one_language_there_is_no_choice():
    person()
    assert "Language" not in page(signed_in())


class TestLanguage:
    @pytest.fixture(autouse=True)
    def two(self, settings):
        settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]

    def test_where_there_are_two_one_is_chosen(self):
        ada = person()
        client = signed_in()
        assert "Deutsch" in page(client)
        client.post("/me/language/", {"language": "de"})
        ada.refresh_from_db()
        assert ada.language == "de"
        client.post("/me/language/", {"language": "tlh"})
        ada.refresh_from_db()
        assert ada.language == "de"

    def test_pages_come_in_it_whatever_the_browser_asks_for(self, rf, settings):
        told = []
        show = in_their_language(lambda request: told.append(request.LANGUAGE_CODE))
        request = rf.get("/")
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "something"
        request.user, request.LANGUAGE_CODE = person(language="de"), "en"
        show(request)
        assert told == ["de"]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
            "Chrome on Windows",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari on Mac"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Safari/604.1",
            "Chrome on iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("curl/8.0", "An unknown device"),
        ("", "An unknown device"),
    ],
)
def test_devices_have_names_that_people_use(agent, name):
    assert device_name(agent) == name
