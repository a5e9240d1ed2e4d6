"""Badges are awarded once, signed once, and never changed; keys come and go."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from rounds.activity.models import Activity
from rounds.badges import checking, credentials, sealing
from rounds.badges.actions.achievements import describe_achievement, picture_of
from rounds.badges.actions.awarding import Revoked, revoke, share
from rounds.badges.actions.keys import rotate_key, signer
from rounds.badges.checking import Verdict
from rounds.badges.credentials import Holder
from rounds.badges.models import Achievement, Award, SigningKey
from rounds.badges.tests.factories import AT, achievement, awarded
from rounds.users.personal_data import holdings
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def verdict(award: Award) -> str:
    return checking.check(json.loads(award.credential)).verdict


def test_whoever_has_it_gets_the_one_they_have():
    ada = person()
    first = awarded(ada)
    assert (awarded(ada, first.achievement, credits=500, at=LATER), Award.objects.count()) == (first, 1)


def test_whose_it_is_can_be_proven_by_the_address_and_told_from_nothing_else():
    ada = person()
    signed = json.loads(awarded(ada).credential)
    [identity] = signed["credentialSubject"]["identifier"]
    assert identity["identityHash"] == credentials.identity_hash(Holder(ada.email, identity["salt"]))
    written = json.dumps(signed)
    assert ada.email not in written
    assert ada.name not in written


def test_two_badges_of_one_person_do_not_show_that_they_are_of_one():
    ada = person()
    first, second = awarded(ada), awarded(ada, achievement("two"))
    hashes = {
        json.loads(one.credential)["credentialSubject"]["identifier"][0]["identityHash"]
        for one in (first, second)
    }
    assert len(hashes) == 2


def test_credit_is_signed_into_it():
    made = json.loads(awarded(person(), credits=150).credential)
    assert made["credentialSubject"]["creditsEarned"] == 1.5
    assert [credentials.number(n) for n in (100, 150, 25)] == [1, 1.5, 0.25]
    assert isinstance(credentials.number(100), int)


def test_it_is_valid_until_it_is_taken_back_and_then_it_says_so():
    made = awarded(person())
    assert verdict(made) == Verdict.VALID
    revoke(award=made, reason="By mistake.", by=None, at=LATER)
    assert verdict(made) == Verdict.REVOKED


def test_taken_back_twice_it_keeps_the_first_day_and_reason():
    made = awarded(person())
    revoke(award=made, reason="By mistake.", by=None, at=LATER)
    again = revoke(award=made, reason="Other.", by=None, at=LATER + timedelta(days=1))
    assert (again.revoked_at, again.revoked_reason) == (LATER, "By mistake.")


def test_taken_back_it_comes_again_from_a_person_alone():
    ada, staff = person(), person("staff@example.org")
    made = awarded(ada)
    revoke(award=made, reason="By mistake.", by=staff, at=LATER)
    with pytest.raises(Revoked):
        awarded(ada, made.achievement)
    again = awarded(ada, made.achievement, by=staff, at=LATER)
    assert again.status_index != made.status_index
    assert (verdict(made), verdict(again)) == (Verdict.REVOKED, Verdict.VALID)


@pytest.mark.parametrize(
    "change",
    [
        {"credential": "{}"},
        {"fingerprint": "0" * 64},
        {"status_index": 7},
        {"hundredths": 900},
        {"awarded_at": LATER},
        {"code": "another"},
    ],
)
def test_the_database_lets_nobody_change_what_was_signed(change):
    made = awarded(person())
    with pytest.raises(DatabaseError), transaction.atomic():
        Award.objects.filter(pk=made.pk).update(**change)


def test_the_database_lets_nobody_delete_a_badge_or_give_back_what_was_taken():
    made = awarded(person())
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
    revoke(award=made, reason="By mistake.", by=None, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        Award.objects.filter(pk=made.pk).update(revoked_at=None, revoked_reason="")


def test_describing_an_achievement_changes_no_badge_and_draws_its_picture_anew():
    made = awarded(person())
    before = picture_of(achievement=made.achievement).svg
    now = describe_achievement(achievement=made.achievement, words={"name": "Another"}, by=None, at=LATER)
    assert picture_of(achievement=now).svg != before
    assert json.loads(Award.objects.get().credential)["name"] == "Professionalism online"
    assert verdict(made) == Verdict.VALID


def test_an_achievement_does_not_take_an_address_of_ours():
    assert achievement("verify").slug == "verify-2"
    assert achievement("!!!").slug == "badge"
    with pytest.raises(IntegrityError), transaction.atomic():
        Achievement.objects.update(slug="awards")


def test_a_private_key_lies_sealed_and_another_secret_does_not_open_it(settings):
    signing = signer(at=AT)
    raw = signing.private.private_bytes_raw()
    row = SigningKey.objects.get()
    assert raw.hex() not in row.sealed
    assert sealing.open_sealed(row.sealed, public=row.public).private_bytes_raw() == raw
    with pytest.raises(sealing.Shut):
        sealing.open_sealed(row.sealed, public="another key")
    settings.SECRET_KEY = "another secret"
    with pytest.raises(sealing.Shut):
        sealing.open_sealed(row.sealed, public=row.public)
    settings.SECRET_KEY_FALLBACKS = ["for-development-only"]
    assert sealing.open_sealed(row.sealed, public=row.public).private_bytes_raw() == raw


def test_rotated_the_new_key_signs_and_the_old_one_is_destroyed_and_verifies():
    made = awarded(person())
    new = rotate_key(by=None, at=LATER)
    former = SigningKey.objects.get(pk=made.key_id)
    assert (former.sealed, former.retired_at) == ("", LATER)
    assert awarded(person("b@example.org"), made.achievement, at=LATER).key == new
    assert verdict(made) == Verdict.VALID


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("PUBLIC_URL", "https://new.example.org", "moved"),
        ("SECRET_KEY", "a secret that opens nothing", "shut"),
    ],
)
def test_where_the_key_cannot_sign_any_more_a_new_one_does_and_nobody_waits(settings, name, value, why):
    made = awarded(person())
    setattr(settings, name, value)
    later = awarded(person("b@example.org"), made.achievement, at=LATER)
    assert later.key != made.key
    assert (verdict(made), verdict(later)) == (Verdict.VALID, Verdict.VALID)
    assert Activity.objects.get(verb="badge_key.retired").data == {"why": why}


def test_the_record_tells_what_happened():
    ada = person()
    made = awarded(ada)
    share(award=made, by=ada, at=LATER)
    share(award=made, by=ada, at=LATER)
    revoke(award=made, reason="By mistake.", by=ada, at=LATER)
    told = Activity.objects.filter(object_type="badges.award").order_by("pk")
    assert list(told.values_list("verb", flat=True)) == ["badge.awarded", "badge.shared", "badge.revoked"]
    assert "By mistake" not in str(list(told.values_list("data", flat=True)))


def test_whoever_leaves_takes_a_badge_along_that_stays_valid_and_nothing_of_them_stays():
    ada = person()
    made = share(award=awarded(ada), by=ada, at=LATER)
    taken_along = json.loads(made.credential)
    holding = holdings()["badges"]
    assert list(holding.warn(ada)) != []
    holding.erase(ada, LATER)
    holding.erase(ada, LATER)
    kept = Award.objects.get()
    assert (kept.credential, kept.is_public) == ("", False)
    assert not Award.objects.shared().exists()
    assert checking.check(taken_along).verdict == Verdict.VALID
    assert checking.check({**taken_along, "name": "Another"}).verdict == Verdict.CHANGED


def test_the_archive_has_each_badge_as_it_was_signed():
    ada = person()
    made = awarded(ada)
    parts = {part.name: part.content for part in holdings()["badges"].export(ada)}
    assert parts[f"badge-{made.code}.json"].read().decode() == made.credential
    assert parts["badges.json"][0]["achievement__name"] == "Professionalism online"
