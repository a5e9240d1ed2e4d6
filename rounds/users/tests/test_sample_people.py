import io
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from rounds.users.models import Credential, User
from rounds.users.sample import PASSWORD, PEOPLE
from rounds.users.sample_profiles import make_sample_profiles

pytestmark = pytest.mark.django_db


def test_the_sample_people_can_sign_in(client, settings):
    settings.SAMPLE = True
    call_command("create_sample_people", stdout=io.StringIO())
    for person in PEOPLE:
        answer = client.post("/people/login/", {"login": person.email, "password": PASSWORD})
        assert (person.email, answer.status_code, answer.get("Location")) == (person.email, 302, "/me/")
        client.logout()


def test_a_person_who_is_there_stays_as_they_are(settings):
    settings.SAMPLE = True
    mine = User.objects.create_user("admin@example.org", "my own password", name="Me")
    call_command("create_sample_people", stdout=io.StringIO())
    mine.refresh_from_db()
    assert (mine.name, mine.is_superuser, mine.check_password("my own password")) == ("Me", False, True)
    assert User.objects.count() == len(PEOPLE)


def test_nobody_is_made_where_it_is_no_sample(settings):
    settings.SAMPLE = False
    with pytest.raises(CommandError, match="nobody was made"):
        call_command("create_sample_people")
    assert not User.objects.exists()


def test_one_credential_is_checked_and_one_waits_with_the_name_that_claims_it_held_back(settings):
    settings.SAMPLE = True
    call_command("create_sample_people", stdout=io.StringIO())
    for _again in range(2):
        make_sample_profiles(at=datetime(2026, 11, 29, 9, tzinfo=UTC))

    stands = Credential.objects.order_by("abbreviation").values_list("user__email", "abbreviation", "state")
    assert list(stands) == [
        ("clinician@example.org", "MD", "checked"),
        ("resident@example.org", "RN", "stated"),
    ]
    resident = User.objects.get(email="resident@example.org")
    assert (resident.name, resident.profile.held_name) == ("Rui Resident", "Rui Resident, RN")
