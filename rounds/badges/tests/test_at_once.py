"""Many at the same moment, in real transactions, on both databases."""

import pytest

from rounds.badges.actions.keys import rotate_key
from rounds.badges.models import Achievement, Award, SigningKey
from rounds.badges.tests.factories import AT, achievement, awarded
from rounds.billing.tests.test_at_once import MANY, at_once
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_badge_for_one_person_however_often_it_is_awarded_at_once():
    ada, of = person(), achievement()
    found = at_once(lambda _number: awarded(ada, of).pk)
    assert (len(set(found)), Award.objects.count(), SigningKey.objects.count()) == (1, 1, 1)


def test_the_first_badges_of_many_have_one_key_and_places_of_their_own():
    people: list[User] = [person(f"p{number}@example.org") for number in range(MANY)]
    found = at_once(lambda number: awarded(people[number], achievement()).status_index)
    assert len(set(found)) == MANY
    assert (SigningKey.objects.count(), Achievement.objects.count()) == (1, 1)


def test_rotated_by_many_at_once_one_key_signs():
    awarded(person())
    found = at_once(lambda _number: rotate_key(by=None, at=AT).pk)
    assert not [one for one in found if isinstance(one, Exception)]
    assert SigningKey.objects.signing().count() == 1
