from datetime import timedelta

import pytest

from rounds.users.actions import credentials
from rounds.users.models import Audience
from rounds.users.people.editing import initial, waiting
from rounds.users.speaking_as import may_be_shown_as, shown
from rounds.users.tests.people import AT, DAY, checker, holds, person, says, states

pytestmark = pytest.mark.django_db
MEMBERS = {"everyone", "members"}


def called(user, day=DAY):
    return str(shown([user.pk], day, audiences=MEMBERS)[user.pk])


def test_a_name_that_claims_what_was_not_checked_waits_and_the_old_one_is_shown():
    jane = person("Jane Roe")
    profile = says(jane, name="Dr. Janet Roe, MD")
    assert (profile.held_name, called(jane)) == ("Dr. Janet Roe, MD", "Jane Roe")
    assert initial(profile)["name"] == "Dr. Janet Roe, MD"
    [one] = waiting(profile, DAY)
    assert (one.part, one.claimed, one.missing, one.now) == ("name", ["Dr.", "MD"], ["MD"], "Jane Roe")


def test_it_is_released_as_soon_as_the_credential_is_checked():
    jane = person("Jane Roe")
    says(jane, name="Janet Roe, MD", headline="MD at Mercy")
    holds(jane, "MD")
    profile = jane.profile
    profile.refresh_from_db()
    assert (profile.held_name, profile.headline, profile.held_headline) == ("", "MD at Mercy", "")
    assert called(jane) == "Janet Roe, MD"
    assert waiting(profile, DAY) == []


def test_another_credential_releases_nothing():
    jane = person("Jane Roe")
    profile = says(jane, name="Janet Roe, MD")
    holds(jane, "RN")
    profile.refresh_from_db()
    assert profile.held_name == "Janet Roe, MD"
    assert called(jane) == "Jane Roe, RN"


def test_when_the_credential_runs_out_the_name_is_shown_without_it_on_the_very_day():
    jane = person("Jane Roe")
    holds(jane, "MD", until_on=DAY + timedelta(days=10))
    profile = says(jane, name="Jane Roe, MD", headline="MD at Mercy")
    last, after = DAY + timedelta(days=10), DAY + timedelta(days=11)
    assert [called(jane, last), called(jane, after)] == ["Jane Roe, MD", "Jane Roe"]
    assert [one.part for one in waiting(profile, after)] == ["name", "headline"]
    jane.refresh_from_db()
    assert jane.name == "Jane Roe, MD"  # nothing is lost


def test_a_renewed_credential_brings_the_name_back():
    jane = person("Jane Roe")
    holds(jane, "MD", until_on=DAY)
    says(jane, name="Jane Roe, MD")
    later = AT + timedelta(days=5)
    assert called(jane, later.date()) == "Jane Roe"
    holds(jane, "MD", until_on=DAY + timedelta(days=400), at=later)
    assert called(jane, later.date()) == "Jane Roe, MD"


def test_a_first_name_that_claims_is_shown_without_the_claim():
    jane = person("", email="jane@guest.example")
    says(jane, name="Dr. Jane Roe")
    assert called(jane) == "Jane Roe"


def test_a_name_that_came_in_another_way_is_shown_without_its_claim_too():
    """At sign-up, or from another site, nobody looks at the name."""
    assert called(person("Jane Roe, RN", email="jane@guest.example")) == "Jane Roe"


def test_a_headline_that_claims_waits_and_the_old_one_stays():
    jane = person("Jane Roe")
    says(jane, headline="Communications at Mercy")
    profile = says(jane, headline="RN, communications at Mercy")
    assert (profile.headline, profile.held_headline) == (
        "Communications at Mercy",
        "RN, communications at Mercy",
    )


def test_taking_the_claim_out_again_ends_the_waiting():
    jane = person("Jane Roe")
    says(jane, name="Jane Roe, MD")
    profile = says(jane, name="Jane B. Roe")
    assert (profile.held_name, called(jane)) == ("", "Jane B. Roe")


def test_a_credential_stands_beside_the_name_once():
    jane = person("Jane Roe")
    holds(jane, "MD")
    holds(jane, "MPH")
    assert called(jane) == "Jane Roe, MD, MPH"
    says(jane, name="Dr. Jane Roe")
    assert called(jane) == "Dr. Jane Roe, MPH"


def test_who_shows_credentials_to_nobody_is_called_by_the_name_alone():
    jane = person("Jane Roe")
    holds(jane, "MD")
    says(jane, audiences={"credentials": Audience.ME})
    assert called(jane) == "Jane Roe"
    says(jane, audiences={"credentials": Audience.MEMBERS})
    assert str(shown([jane.pk], DAY)[jane.pk]) == "Jane Roe"  # to everyone


def test_nobody_is_called_by_an_e_mail_address():
    nobody = person("", email="secret@guest.example")
    assert called(nobody) == "Somebody without a name"


def test_who_left_is_not_named():
    gone = person("Jane Roe", closed_at=AT)
    assert called(gone) == "A person who left"


@pytest.mark.parametrize(
    "state", ["stated", "checked", "last day", "run out", "refused", "taken back", "revoked"]
)
def test_who_may_be_shown_as_what(state):
    jane, cher = person("Jane Roe"), checker()
    one = states(jane, "MD") if state in {"stated", "refused"} else holds(jane, "MD", by=cher, until_on=DAY)
    day = DAY + timedelta(days=state == "run out")
    if state == "refused":
        credentials.refuse(credential=one, version=one.version, reason="No record.", by=cher, at=AT)
    if state == "taken back":
        credentials.take_back(credential=one, by=jane, at=AT)
    if state == "revoked":
        credentials.revoke(credential=one, reason="Withdrawn by the board.", by=cher, at=AT)
    assert may_be_shown_as(jane, "MD", day) is (state in {"checked", "last day"})


@pytest.mark.parametrize("count", [1, 3])
def test_names_cost_the_same_few_queries_for_any_number(django_assert_num_queries, count):
    people = [person(f"Person {number}") for number in range(count)]
    with django_assert_num_queries(3):
        shown([one.pk for one in people], DAY)
