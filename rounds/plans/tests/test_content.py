"""What a plan says, in one shape for editions, pages and print."""

import json
from datetime import date
from decimal import Decimal

import pytest

from rounds.directory.proof import Proof
from rounds.directory.tests.factories import ListingFactory
from rounds.plans.content import content_of
from rounds.plans.models import Channel, Key, Objective
from rounds.plans.shape import Channel as ReadChannel
from rounds.plans.shape import Content, Measure, read
from rounds.plans.shape import Objective as ReadObjective
from rounds.plans.tests.review_cases import NOW, empty_plan, fill_rows, whole_plan

pytestmark = pytest.mark.django_db


def test_a_plan_is_ten_sections_with_their_text_and_rows():
    plan = whole_plan()
    content = json.loads(json.dumps(content_of(plan)))
    seen = read(content)
    assert [one.key for one in seen.sections] == Key.values == list(Content.ORDER)
    assert seen.section("goals").text == "What we say about **goals**. It is one paragraph."
    objective = plan.objectives.get()
    assert seen.rows("objectives") == (
        ReadObjective(
            id=objective.pk,
            text="More people get a flu shot",
            goal="Fewer admissions",
            due_on=date(2026, 12, 1),
        ),
    )
    (measure,) = seen.rows("measures")
    assert isinstance(measure, Measure)
    assert (measure.baseline, measure.target, measure.objective) == (
        Decimal("800.00"),
        Decimal("1200.00"),
        objective.pk,
    )
    assert (seen.begins_on, seen.ends_on) == (date(2026, 4, 1), date(2027, 3, 31))


def test_what_was_taken_out_is_not_in_it_and_rows_stand_in_their_order():
    plan = empty_plan()
    for text, position, gone in (("second", 2, None), ("first", 1, None), ("gone", 0, NOW)):
        Objective.objects.create(plan=plan, text=text, position=position, taken_out_at=gone, changed_at=NOW)
    assert [one.text for one in read(content_of(plan)).rows("objectives")] == ["first", "second"]


def test_a_channel_says_what_the_list_says_of_it_for_this_organization():
    listing = ListingFactory(proof=Proof.DISPUTED)
    plan = empty_plan(organization=listing.organization)
    another = ListingFactory(proof=Proof.MUTUAL)
    for name, account in (("theirs", listing.account), ("another's", another.account), ("new", None)):
        Channel.objects.create(plan=plan, name=name, account=account, changed_at=NOW)
    found: list[ReadChannel] = list(read(content_of(plan)).rows("channels"))
    assert [(one.name, one.proof) for one in found] == [
        ("theirs", "disputed"),
        ("another's", ""),
        ("new", ""),
    ]
    assert found[0].url == listing.account.address


def test_a_longer_plan_takes_no_more_questions(django_assert_num_queries):
    plan = whole_plan()
    with django_assert_num_queries(9):
        content_of(plan)
    fill_rows(plan)
    listing = ListingFactory()
    Channel.objects.create(plan=plan, name="a", account=listing.account, changed_at=NOW)
    with django_assert_num_queries(10):
        content_of(plan)


def test_an_example_needs_neither_numbers_nor_all_fields():
    example = {"title": "A small hospital", "sections": [{"key": "tactics", "rows": [{"text": "Answer"}]}]}
    seen = read(example)
    assert [one.id for one in seen.rows("tactics")] == [1]
    assert seen.section("budget").is_empty
    assert (seen.currency, seen.begins_on) == ("USD", None)
