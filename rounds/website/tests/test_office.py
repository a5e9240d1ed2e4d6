import pytest
from django.test import Client

from rounds.directory.tests.factories import SubmissionFactory
from rounds.users.models import User
from rounds.users.sample import create_sample_people

pytestmark = pytest.mark.django_db


def office(client: Client, email: str) -> str:
    create_sample_people()
    client.force_login(User.objects.get(email=email))
    return client.get("/office/").content.decode()


def test_a_moderator_sees_what_waits(client: Client) -> None:
    SubmissionFactory.create_batch(2)
    SubmissionFactory(state="asked")
    html = office(client, "moderator@example.org")
    assert "2 submissions wait for a decision" in html
    assert "1 sender was asked something" in html
    assert 'href="/office/submissions/"' in html


def test_nothing_waiting_is_said_too(client: Client) -> None:
    assert "No submission waits" in office(client, "moderator@example.org")


def test_the_menu_leads_to_what_staff_look_after(client: Client) -> None:
    html = office(client, "admin@example.org")
    assert "/office/sublist/" in html
    assert "Imports" in html
    assert '"name": "images"' in html


def test_the_way_to_the_office_is_shown_to_those_who_may_go_there(client: Client) -> None:
    create_sample_people()
    for email, is_shown in (("visitor@example.org", False), ("moderator@example.org", True)):
        client.force_login(User.objects.get(email=email))
        assert ('href="/office/"' in client.get("/about/").content.decode()) == is_shown, email
