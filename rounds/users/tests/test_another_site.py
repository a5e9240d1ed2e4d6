"""Signing in by way of another site, from the button to the way back, and what is refused."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.providers import read_providers
from rounds.mail.models import Message
from rounds.users.models import User
from rounds.users.tests import oidc_provider
from rounds.users.tests.codes import code_in
from rounds.users.tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    settings.PUBLIC_URL = "http://testserver"
    with oidc_provider.running() as one:
        told = {
            "name": "Mercy",
            "id": "mercy",
            "client_id": oidc_provider.CLIENT,
            "secret": oidc_provider.SECRET,
            "server_url": one.url,
        }
        settings.SOCIALACCOUNT_PROVIDERS = read_providers([told], production=False)
        cache.clear()
        yield one


def leave(client, process="login", next="") -> str:
    """The address at the provider that our page leads to."""
    answer = client.post(f"/people/oidc/mercy/login/?process={process}&next={next}")
    assert answer.status_code == 200
    address = answer.headers["Refresh"].removeprefix("0; url=")
    assert f'href="{address}"' in unescape(answer.content.decode())
    return address


def asked_in(address) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def come_back(client, provider, address):
    return client.get(provider.authorize(asked_in(address)))


def through(client, provider, **more):
    return come_back(client, provider, leave(client, **more))


def who(client) -> str:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk).email if pk else ""


def test_each_provider_has_its_button(client, provider):
    for page in ("/people/login/", "/people/signup/"):
        assert "Mercy" in client.get(page).content.decode()


def test_somebody_new_comes_in_with_their_name_and_the_way_back(client, provider):
    answer = through(client, provider, next="/list/")
    assert (answer.headers["Location"], who(client)) == ("/list/", "ada@example.org")
    user = User.objects.get()
    assert (user.name, user.has_usable_password()) == ("Ada Lovelace", False)
    assert EmailAddress.objects.get(user=user).verified


def test_whoever_came_before_is_known_again_though_their_address_changed_there(client, provider):
    through(client, provider)
    provider.person["email"] = "ada@elsewhere.example"
    other = Client()
    through(other, provider)
    assert (who(other), User.objects.count()) == ("ada@example.org", 1)


def test_only_what_is_needed_is_kept_of_what_the_provider_tells(client, provider):
    provider.userinfo["birthdate"] = "1815-12-10"
    through(client, provider)
    assert SocialAccount.objects.get().extra_data == {
        "id_token": {
            "sub": "ada-1",
            "name": "Ada Lovelace",
            "email": "ada@example.org",
            "email_verified": True,
        }
    }


@pytest.mark.parametrize("word", [False, "false", "true", 1, None])
def test_an_address_that_the_provider_does_not_vouch_for_is_confirmed_by_a_code(client, provider, word):
    provider.person["email_verified"] = word
    answer = through(client, provider)
    assert (answer.headers["Location"], who(client)) == ("/people/confirm-email/", "")
    client.post("/people/confirm-email/", {"code": code_in(Message.objects.get())})
    assert who(client) == "ada@example.org"


@pytest.mark.parametrize("vouched", [True, False])
def test_an_address_that_is_known_here_lets_nobody_in(client, provider, vouched):
    person("ada@example.org")
    provider.person["email_verified"] = vouched
    answer = through(client, provider)
    assert (answer.headers["Location"], who(client)) == ("/people/confirm-email/", "")
    assert not SocialAccount.objects.exists()
    assert Message.objects.get().subject == "You have signed up already"


def test_whoever_came_by_it_with_anothers_address_and_waits_is_left_outside(client, provider):
    """The owner confirms the address by a code; the site was connected by a stranger, and goes."""
    provider.person["email_verified"] = False
    through(client, provider)
    owner = Client()
    owner.post("/people/login/code/", {"email": "ada@example.org"})
    owner.post("/people/login/code/confirm/", {"code": code_in(Message.objects.latest("pk"))})
    assert who(owner) == "ada@example.org"
    assert not SocialAccount.objects.exists()


def test_somebody_signed_in_connects_it_and_comes_in_by_it(client, provider):
    person("ada@hospital.example")
    client.post("/people/login/", {"login": "ada@hospital.example", "password": PASSWORD})
    answer = through(client, provider, process="connect")
    assert answer.headers["Location"] == "/people/3rdparty/"
    assert Message.objects.get().subject == "Another site was connected"
    other = Client()
    through(other, provider)
    assert who(other) == "ada@hospital.example"


def test_it_is_disconnected_without_a_password_where_a_code_lets_in(client, provider):
    through(client, provider)
    account = SocialAccount.objects.get()
    client.post("/people/3rdparty/", {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_what_is_connected_with_somebody_else_stays_so(client, provider):
    through(Client(), provider)
    person("bob@example.org")
    client.post("/people/login/", {"login": "bob@example.org", "password": PASSWORD})
    through(client, provider, process="connect")
    assert SocialAccount.objects.get().user.email == "ada@example.org"


LIES = {
    "another issuer": {"claims": {"iss": "https://elsewhere.example"}},
    "another audience": {"claims": {"aud": "somebody-else"}},
    "two audiences": {"claims": {"aud": ["rounds", "somebody-else"]}},
    "another party": {"claims": {"azp": "somebody-else"}},
    "over": {"claims": {"exp": 1}},
    "without an end": {"claims": {"exp": None}},
    "from the future": {"claims": {"iat": 9_999_999_999}},
    "another nonce": {"claims": {"nonce": "of another sign-in"}},
    "no nonce": {"claims": {"nonce": None}},
    "nobody": {"claims": {"sub": None}},
    "unsigned": {"algorithm": "none"},
    "signed with our secret": {"algorithm": "HS256"},
    "signed by somebody else": {"key": oidc_provider.ANOTHER_KEY},
    "about somebody else": {"userinfo": {"sub": "eve-2"}},
    "described as somebody else": {"described": {"issuer": "https://elsewhere.example"}},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lie_lets_nobody_in(client, provider, lie):
    address = leave(client)
    for name, value in lie.items():
        setattr(provider, name, value)
    cache.clear()
    answer = come_back(client, provider, address)
    assert (answer.status_code, who(client)) == (401, "")
    assert "That did not work" in answer.content.decode()
    assert not User.objects.exists()


def test_an_answer_to_a_question_that_was_not_asked_lets_nobody_in(client, provider):
    """Somebody is led to the end of a sign-in that a stranger began, and would work as the stranger."""
    theirs = provider.authorize(asked_in(leave(Client())))
    assert (client.get(theirs).status_code, who(client)) == (401, "")


def test_an_answer_does_once(client, provider):
    back = provider.authorize(asked_in(leave(client)))
    client.get(back)
    client.post("/people/logout/")
    assert (client.get(back).status_code, who(client)) == (401, "")


def test_our_page_cannot_be_made_to_ask_for_more(client, provider):
    answer = client.post(
        "/people/oidc/mercy/login/?process=login&scope=everything&auth_params=redirect_uri%3Dhttps%3A%2F%2Fevil.example"
    )
    asked = asked_in(answer.headers["Refresh"])
    assert sorted(asked["scope"].split()) == ["email", "openid", "profile"]
    assert asked["redirect_uri"] == "http://testserver/people/oidc/mercy/login/callback/"


def test_a_link_alone_sends_nobody_away(client, provider):
    answer = client.get("/people/oidc/mercy/login/")
    assert (answer.status_code, answer.headers.get("Refresh")) == (200, None)


def test_a_provider_that_does_not_answer_says_so(client, settings):
    told = {
        "name": "Gone",
        "id": "mercy",
        "client_id": "a",
        "secret": "b",
        "server_url": "http://127.0.0.1:9",
    }
    settings.SOCIALACCOUNT_PROVIDERS = read_providers([told], production=False)
    assert client.post("/people/oidc/mercy/login/").status_code == 401


def test_there_is_no_provider_that_is_not_named(client):
    assert client.get("/people/oidc/nobody/login/").status_code == 404
    assert client.get("/people/oidc/nobody/login/callback/").status_code == 404


GOOD = {"name": "M", "id": "m", "client_id": "a", "secret": "b", "server_url": "https://m.example"}


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({}, "a JSON list"),
        (["m"], "each is an object"),
        ([{}], "name is missing"),
        ([GOOD | {"id": "M/.."}], "small letters"),
        ([GOOD | {"server_url": "http://m.example"}], "https"),
        ([GOOD, GOOD], "the same id"),
    ],
)
def test_an_installation_that_names_providers_wrongly_does_not_start(told, fault):
    with pytest.raises(ImproperlyConfigured, match=fault):
        read_providers(told, production=True)
