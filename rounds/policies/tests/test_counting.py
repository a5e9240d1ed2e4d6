"""How many organizations have adopted which edition."""

import pytest

from rounds.memberships.tests.network_cases import NOW
from rounds.policies.counting import adoptions, adoptions_of, said
from rounds.policies.models import Clause, Policy
from rounds.policies.tests.workshop_cases import FIRST, SECOND, adopted, edition, template


@pytest.mark.parametrize(
    ("organizations", "words"),
    [
        (0, ""),
        (1, "fewer than 3 organizations"),
        (2, "fewer than 3 organizations"),
        (3, "3 organizations"),
        (1200, "1,200 organizations"),
    ],
)
def test_small_numbers_point_to_nobody(organizations, words):
    assert said(organizations) == words


@pytest.mark.django_db
def test_an_organization_counts_for_the_newest_edition_it_took_from_until_it_gives_up(
    django_assert_num_queries,
):
    of, other = template(), template("other")
    edition(of, FIRST)
    one, _two, three = (adopted(of=of, name=name) for name in ("One", "Two", "Three"))
    adopted(of=other, name="Four")
    second = edition(of, SECOND)
    one.policy.clauses.filter(key="privacy").update(
        based_on=Clause.objects.get(edition=second, key="privacy")
    )
    assert adoptions(of.pk) == [(2, 1), (1, 2)]

    Policy.objects.filter(pk=three.policy.pk).update(given_up_at=NOW)

    with django_assert_num_queries(1):
        assert adoptions_of([of.pk, other.pk]) == {of.pk: [(2, 1), (1, 1)], other.pk: [(1, 1)]}


@pytest.mark.django_db
def test_nobody_has_adopted_what_is_new():
    assert adoptions(template().pk) == []
