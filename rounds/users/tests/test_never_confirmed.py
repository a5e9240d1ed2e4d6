from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from rounds.mail.models import Message
from rounds.users.models import MODERATORS, User
from rounds.users.signing_in.tasks import forget_who_never_confirmed
from rounds.users.tests.codes import code_in
from rounds.users.tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db


def known() -> list[str]:
    return list(User.objects.order_by("email").values_list("email", flat=True))


def after(days: int) -> None:
    forget_who_never_confirmed(timezone.now() + timedelta(days=days, hours=1))


def sign_up(client, email="ada@example.org") -> None:
    client.post("/people/signup/", {"email": email, "password1": PASSWORD})


def test_whoever_never_confirms_an_address_is_forgotten_after_a_week(client):
    sign_up(client)
    after(6)
    assert known() == ["ada@example.org"]
    after(7)
    assert (known(), EmailAddress.objects.count()) == ([], 0)


def test_whoever_confirmed_it_stays(client):
    sign_up(client)
    client.post("/people/confirm-email/", {"code": code_in(Message.objects.get())})
    after(400)
    assert known() == ["ada@example.org"]


def test_whoever_came_in_or_was_given_something_to_do_stays():
    for email in ("in@example.org", "moderator@example.org", "admin@example.org", "gone@example.org"):
        person(email)
    EmailAddress.objects.update(verified=False)
    User.objects.filter(email="in@example.org").update(last_login=timezone.now())
    User.objects.get(email="moderator@example.org").groups.add(Group.objects.get(name=MODERATORS))
    User.objects.filter(email="admin@example.org").update(is_superuser=True)
    after(400)
    assert known() == ["admin@example.org", "in@example.org", "moderator@example.org"]


def test_whoever_was_made_in_the_back_office_and_has_not_come_yet_stays():
    User.objects.create_user("new@example.org", PASSWORD)
    after(400)
    assert known() == ["new@example.org"]


def test_an_address_that_a_stranger_kept_busy_can_be_added_afterwards(client):
    sign_up(Client(), "bob@mercy.org")
    after(7)
    person("bob@example.org")
    client.post("/people/login/", {"login": "bob@example.org", "password": PASSWORD})
    client.post("/people/email/", {"action_add": "", "email": "bob@mercy.org"})
    client.post("/people/confirm-email/", {"code": code_in(Message.objects.latest("pk"))})
    assert EmailAddress.objects.get(email="bob@mercy.org").user.email == "bob@example.org"
