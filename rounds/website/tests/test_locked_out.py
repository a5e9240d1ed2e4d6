"""Whoever lost their phone and their codes is let in again by an administrator, and by nobody else."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client

from rounds.activity.models import Activity
from rounds.mail.models import Message
from rounds.users.actions.second_factors import reset_second_factors
from rounds.users.models import User
from rounds.users.tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_second_step_for_staff(settings) -> None:
    settings.STAFF_NEED_MFA = False


@pytest.fixture
def ada() -> User:
    user = person()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def admin() -> User:
    return person("admin@example.org", "Adam", is_superuser=True)


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/people/login/", {"login": user.email, "password": PASSWORD})
    return client


def address(user: User) -> str:
    return f"/office/people/{user.pk}/second-step/"


def test_an_administrator_removes_it_and_the_person_signs_in_with_the_password_alone(ada, admin) -> None:
    office = signed_in(admin)
    assert address(ada) in office.get(f"/office/people/{ada.pk}/").text
    assert office.post(address(ada)).headers["Location"] == f"/office/people/{ada.pk}/"
    assert address(ada) not in office.get(f"/office/people/{ada.pk}/").text
    assert "_auth_user_id" in signed_in(ada).session


def test_it_is_on_record_and_the_person_is_told_once(ada, admin) -> None:
    assert [reset_second_factors(user=ada, by=admin, at=NOON) for _ in range(2)] == [2, 0]
    [event] = Activity.objects.about(ada).filter(verb="user.second_step_reset")
    assert (event.actor, event.happened_at) == (admin, NOON)
    [mail] = Message.objects.filter(to=ada.email, subject="Your second step was removed")
    assert "/me/sign-in/" in mail.text


def test_whoever_is_signed_in_as_them_is_signed_out(ada, admin) -> None:
    Authenticator.objects.all().delete()
    client = signed_in(ada)
    TOTP.activate(ada, generate_totp_secret())
    reset_second_factors(user=ada, by=admin, at=NOON)
    assert client.get("/me/").status_code == 302


def test_a_moderator_cannot(ada) -> None:
    mona = person("mona@example.org", "Mona")
    mona.groups.add(Group.objects.get(name="Moderators"))
    office = signed_in(mona)
    assert address(ada) not in office.get(f"/office/people/{ada.pk}/").text
    office.post(address(ada))
    assert Authenticator.objects.filter(user=ada).count() == 2


def test_nobody_removes_their_own_this_way(admin) -> None:
    with pytest.raises(PermissionDenied):
        reset_second_factors(user=admin, by=admin, at=NOON)


def test_an_administrator_shows_again_who_they_are(ada, admin) -> None:
    office = Client()
    office.force_login(admin)
    assert "/people/reauthenticate/" in office.post(address(ada)).headers["Location"]
    assert Authenticator.objects.filter(user=ada).count() == 2
