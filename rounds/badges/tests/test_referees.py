"""Our badges before verifiers that others wrote, the network refused."""

import copy
import json

import pytest
from django.utils import timezone

from rounds.badges import baking
from rounds.badges.actions.achievements import picture_of
from rounds.badges.actions.awarding import revoke
from rounds.badges.actions.keys import rotate_key
from rounds.badges.credentials import Evidence
from rounds.badges.tests.factories import achievement, awarded
from rounds.badges.tests.referees import digital_bazaar, no_network, openbadgeslib, served
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
REFEREES = [digital_bazaar, openbadgeslib]
both = pytest.mark.parametrize("referee", REFEREES, ids=["Digital Bazaar", "openbadgeslib"])
EVIDENCE = [
    Evidence("The checks of all lessons", "Five of five passed."),
    Evidence("Her plan", url="https://rounds.example.org/plans/1/"),
]


@pytest.fixture(autouse=True)
def site(settings):
    settings.PUBLIC_URL = "https://rounds.example.org:8443"


def asked(referee, credential, documents):
    with no_network():
        return referee(credential, documents)


@both
def test_a_badge_of_ours_is_valid(referee):
    made = awarded(person(), credits=125, evidence=EVIDENCE)
    assert asked(referee, json.loads(made.credential), served(made)) == (True, "")


@both
def test_a_badge_taken_out_of_its_picture_is_valid(referee):
    made = awarded(person())
    picture = baking.bake(bytes(picture_of(achievement=made.achievement).png), made.credential)
    assert asked(referee, json.loads(baking.read(picture)), served(made)) == (True, "")


@both
@pytest.mark.parametrize("credits", [25, 50, 100, 1_275, 2_000, 33])
def test_any_credit_is_signed_as_they_read_it(referee, credits):
    made = awarded(person(), credits=credits)
    assert asked(referee, json.loads(made.credential), served(made)) == (True, "")


@both
def test_words_in_any_script_and_with_marks_are_signed_as_they_read_them(referee):
    words = 'Über “quotes”, \\ and "more"\t– 健康 🩺 é e\u0301 <b>'
    made = awarded(person(), achievement(name=words, description=words, criteria=f"{words}\r\n{words}"))
    assert asked(referee, json.loads(made.credential), served(made)) == (True, "")


@both
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["name"], "Professionalism onlinf"),
        (["validFrom"], "2026-03-10T09:00:01Z"),
        (["credentialSubject", "creditsEarned"], 1.26),
        (["credentialSubject", "achievement", "name"], "Professionalism onlinf"),
        (["credentialSubject", "identifier", 0, "salt"], "0" * 32),
        (["credentialStatus", "statusListIndex"], "0"),
    ],
    ids=lambda given: given[-1] if isinstance(given, list) else "",
)
def test_one_changed_byte_is_seen(referee, path, value):
    made = awarded(person(), credits=125)
    changed = copy.deepcopy(json.loads(made.credential))
    inside = changed
    for step in path[:-1]:
        inside = inside[step]
    assert inside[path[-1]] != value
    inside[path[-1]] = value
    said = asked(referee, changed, served(made))
    assert not said.is_valid


@both
def test_a_badge_that_was_taken_back_is_not_valid(referee):
    made = awarded(person())
    other = awarded(person("b@example.org"), made.achievement)
    revoke(award=made, reason="By mistake.", by=None, at=timezone.now())
    assert not asked(referee, json.loads(made.credential), served(made)).is_valid
    assert asked(referee, json.loads(other.credential), served(other)) == (True, "")


@both
def test_what_an_earlier_key_signed_stays_valid(referee):
    made = awarded(person())
    rotate_key(by=None, at=timezone.now())
    later = awarded(person("b@example.org"), made.achievement, at=timezone.now())
    assert made.key != later.key
    for one in (made, later):
        assert asked(referee, json.loads(one.credential), served(one)) == (True, "")


@both
def test_a_key_that_is_not_ours_is_refused(referee):
    made = awarded(person())
    documents = served(made)
    issuer = next(one for one in documents.values() if "verificationMethod" in one)
    rotate_key(by=None, at=timezone.now())
    served_now = served(awarded(person("b@example.org"), made.achievement, at=timezone.now()))
    theirs = next(one for one in served_now.values() if "verificationMethod" in one)
    forged = {
        **issuer["verificationMethod"][0],
        "publicKeyMultibase": theirs["verificationMethod"][1]["publicKeyMultibase"],
    }
    documents[issuer["id"]] = {**issuer, "verificationMethod": [forged]}
    assert not asked(referee, json.loads(made.credential), documents).is_valid


def test_a_list_that_somebody_changed_is_refused():
    made = awarded(person())
    documents = served(made)
    revoke(award=made, reason="By mistake.", by=None, at=timezone.now())
    name = json.loads(made.credential)["credentialStatus"]["statusListCredential"]
    now = served(made)[name]
    documents[name]["credentialSubject"]["encodedList"], taken_back = (
        now["credentialSubject"]["encodedList"],
        documents[name]["credentialSubject"]["encodedList"],
    )
    assert taken_back != now["credentialSubject"]["encodedList"]
    now["credentialSubject"]["encodedList"] = taken_back  # as if nothing had been taken back
    said = asked(digital_bazaar, json.loads(made.credential), {**documents, name: now})
    assert not said.is_valid
