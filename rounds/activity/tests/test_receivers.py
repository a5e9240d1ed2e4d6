import pytest

from rounds.activity.models import Activity
from rounds.users.tests.people import holds, person, says

pytestmark = pytest.mark.django_db


def test_what_happens_to_people_is_in_the_record():
    jane = person("Jane Roe")
    says(jane, name="Jane Roe, MD")
    holds(jane, "MD")
    verbs = list(Activity.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["profile.changed", "credential.stated", "credential.checked", "profile.released"]
    assert Activity.objects.filter(verb="credential.checked").get().actor.name == "Cher Checker"
