"""The sample people have reviewed, and have something left to review."""

import pytest

from rounds.courses.deck import deck
from rounds.courses.models import Review
from rounds.courses.review_sample import make_sample_reviews
from rounds.courses.tests.review_cases import DAY, NOW, does, takes, taught

pytestmark = pytest.mark.django_db


def test_sample_people_have_reviewed_and_something_waits():
    enrolment = takes(taught(fronts=8), at=NOW - 12 * DAY)
    does(enrolment, at=NOW - 12 * DAY)
    does(enrolment, "two", at=NOW - 12 * DAY)
    assert make_sample_reviews(at=NOW) == Review.objects.count() > 16
    assert set(Review.objects.values_list("rating", flat=True)) == {1, 2, 3, 4}
    assert Review.objects.filter(on__gt=NOW.date() - 2 * DAY).count() == 0
    assert deck(enrolment.user, NOW.date()).waiting


def test_it_is_made_once():
    does(takes(taught(), at=NOW - 12 * DAY), at=NOW - 12 * DAY)
    assert make_sample_reviews(at=NOW) > 0
    assert make_sample_reviews(at=NOW) == 0
