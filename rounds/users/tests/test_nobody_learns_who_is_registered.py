"""The same answer, the same page and one mail, whether an address is known here or not."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from rounds.mail.models import Message
from rounds.users.tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN, UNCONFIRMED = "ada@example.org", "bob@example.org", "eve@example.org"


@pytest.fixture(autouse=True)
def ada_is_known(settings):
    settings.PUBLIC_URL = "https://rounds.example"
    person(KNOWN)
    Client().post("/people/signup/", {"email": UNCONFIRMED, "password1": PASSWORD})
    Message.objects.all().delete()
    cache.clear()  # what was sent a moment ago counts, for a known address as for any


def seen(path, form, email) -> tuple[object, ...]:
    """All that a stranger sees: the answer, where it leads, the cookies, the page there, and a wrong guess at it."""
    client = Client()
    answer = client.post(path, form)
    then = client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
    guess = client.post(then.request["PATH_INFO"], {"code": "BBBB-BBBB"})
    pages = [
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()) for page in (then, guess)
    ]
    return (
        answer.status_code,
        answer.headers.get("Location"),
        sorted(client.cookies),
        *(page.replace(email, "THE ADDRESS") for page in pages),
        Message.objects.filter(to=email).count(),
    )


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/people/signup/", {"email": "{}", "password1": PASSWORD}),
        ("/people/signup/", {"email": "{}"}),
        ("/people/login/code/", {"email": "{}"}),
        ("/people/login/", {"login": "{}", "by": "code"}),
        ("/people/login/", {"login": "{}", "password": "a wrong guess"}),
        ("/people/password/reset/", {"email": "{}"}),
    ],
    ids=["sign up", "sign up without password", "code", "code from sign-in", "password", "reset"],
)
@pytest.mark.parametrize("known", [KNOWN, UNCONFIRMED])
def test_a_known_and_an_unknown_address_look_the_same(path, form, known):
    looks = [
        seen(path, {name: value.format(email) for name, value in form.items()}, email)
        for email in (known, UNKNOWN)
    ]
    assert looks[0] == looks[1]
    assert looks[0][-1] == (0 if "guess" in form.get("password", "") else 1)


def test_asking_for_a_passkey_names_nobody(client):
    asked = client.get("/people/2fa/webauthn/login/", headers={"accept": "application/json"}).json()
    assert asked["request_options"]["publicKey"]["allowCredentials"] == []


def test_adding_anothers_address_looks_like_adding_a_new_one():
    looks = []
    for email in (KNOWN, UNKNOWN):
        client = Client()
        person(f"me-{email}")
        client.post("/people/login/", {"login": f"me-{email}", "password": PASSWORD})
        looks.append(seen_by(client, email))
    assert looks[0] == looks[1]


def seen_by(client, email):
    answer = client.post("/people/email/", {"action_add": "", "email": email})
    page = client.get(answer.headers["Location"]).content.decode().replace(email, "THE ADDRESS")
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return answer.status_code, answer.headers["Location"], page, Message.objects.filter(to=email).count()
