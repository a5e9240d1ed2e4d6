"""One's own mail: what one gets, and a button to stop each kind."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from rounds.mail.models import Refusal
from rounds.mail.topics import topics

pytestmark = pytest.mark.django_db
PAGE, ADA = "/me/mail/", "ada@example.org"


@pytest.fixture
def ada() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_user(ADA))
    return client


def refused() -> list[str]:
    return list(Refusal.objects.of(ADA).values_list("topic", flat=True))


def test_every_kind_that_can_be_refused_is_there_with_its_button(ada: Client) -> None:
    page = ada.get(PAGE).content.decode()
    assert [str(one.label) for one in topics().values() if str(one.label) not in page] == []
    assert page.count('name="topic"') == len(topics()) > 0


def test_a_kind_is_stopped_and_sent_again(ada: Client) -> None:
    assert ada.post(PAGE, {"topic": "memberships.points"}).status_code == 302
    assert refused() == ["memberships.points"]
    assert "Send again" in ada.get(PAGE).content.decode()
    ada.post(PAGE, {"topic": "memberships.points", "do": "again"})
    assert refused() == []


def test_what_is_necessary_cannot_be_stopped(ada: Client) -> None:
    assert ada.post(PAGE, {"topic": ""}).status_code == 404
    assert ada.post(PAGE, {"topic": "billing.invoices"}).status_code == 404


def test_nobody_sees_it_without_signing_in(client: Client) -> None:
    assert client.get(PAGE).status_code == 302


def test_it_is_one_of_the_tabs_about_oneself(ada: Client) -> None:
    assert f'href="{PAGE}"' in ada.get("/me/profile/").content.decode()
