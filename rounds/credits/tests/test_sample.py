"""What a sample installation has of credit."""

import pytest
from django.utils import timezone

from rounds.credits.models import Accreditor, Entry
from rounds.credits.sample import LEARNER, make_sample_credits
from rounds.credits.transcript import years
from rounds.users.models import User
from rounds.users.sample import create_sample_people

pytestmark = pytest.mark.django_db


def test_one_member_has_credit_and_the_second_time_nothing_is_made():
    create_sample_people()
    now = timezone.now()
    assert make_sample_credits(at=now)
    assert make_sample_credits(at=now) is None
    assert Accreditor.objects.count() == 1
    earned = [one.hundredths for year in years(User.objects.get(email=LEARNER)) for one in year.shelves]
    assert sum(earned) == 300
    assert sorted(Entry.objects.values_list("minutes", flat=True)) == [52, 135]


def test_without_the_sample_people_nothing_is_made():
    assert make_sample_credits(at=timezone.now()) is None
    assert Accreditor.objects.count() == 0
