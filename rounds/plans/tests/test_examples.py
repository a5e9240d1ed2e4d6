"""The worked examples: whole, adding up, and a beginning for one's own plan."""

from datetime import UTC, date, datetime

import pytest

from rounds.plans import examples
from rounds.plans.actions.beginning import begin_from
from rounds.plans.content import content_of
from rounds.plans.examples import Example
from rounds.plans.models import Key, Risk
from rounds.plans.rows import OF_SECTION
from rounds.users.models import User

AT = datetime(2028, 3, 1, 9, 0, tzinfo=UTC)
ALL = examples.all_examples()


def test_there_is_a_small_one_and_a_large_one() -> None:
    assert [one.slug for one in ALL] == ["small-rural-hospital", "large-health-system"]
    with pytest.raises(KeyError):
        examples.called("none")


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.slug)
def test_every_section_has_words_and_its_rows(one: Example) -> None:
    assert [section.key for section in one.content.sections] == Key.values
    assert all(section.text for section in one.content.sections)
    assert all(section.rows for section in one.content.sections if section.key in OF_SECTION)
    assert "invented" in one.about


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.slug)
def test_the_three_violations_have_an_answer_and_a_name(one: Example) -> None:
    answered = {risk.kind for risk in one.content.rows("risks") if risk.answer and risk.owner_name}
    assert set(Risk.VIOLATIONS) <= answered


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.slug)
def test_every_objective_is_served_measured_and_dated(one: Example) -> None:
    objectives = {row.id for row in one.content.rows("objectives")}
    assert {row.objective for row in one.content.rows("tactics")} == objectives
    assert {row.objective for row in one.content.rows("measures")} == objectives
    assert all(row.goal and row.due_on for row in one.content.rows("objectives"))
    assert all(row.owner_name and row.due_on for row in one.content.rows("tactics"))
    assert all(
        row.baseline is not None and row.target is not None and row.source
        for row in one.content.rows("measures")
    )


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.slug)
def test_the_budget_adds_up_to_what_its_words_say(one: Example) -> None:
    lines, text = one.content.rows("budget"), one.content.section("budget").text
    total = sum(line.cents for line in lines)
    once = sum(line.cents for line in lines if not line.is_yearly)
    assert f"**${total // 100:,} in the first year**, of which ${once // 100:,} are paid once" in text


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.slug)
def test_every_row_fits_where_it_is_kept(one: Example) -> None:
    for section in one.content.sections:
        for row in section.rows:
            kind = OF_SECTION[section.key]
            for name in kind.fields:
                most = kind.model._meta.get_field(name).max_length  # type: ignore[union-attr]
                assert most is None or len(str(getattr(row, name) or "")) <= most, (section.key, row.id, name)


@pytest.mark.django_db
def test_a_plan_begun_from_an_example_lies_ahead_and_leaves_figures_open() -> None:
    writer = User.objects.create_user("writer@example.org", name="Writer")
    plan = begin_from(
        example=ALL[0],
        title="Ours",
        organization=None,
        organization_name="Our Hospital",
        by=writer,
        at=AT,
        language="en",
        currency="CAD",
    )
    content = content_of(plan)
    rows = {one["key"]: one["rows"] for one in content["sections"]}
    assert (plan.begins_on, plan.ends_on) == (date(2029, 1, 4), date(2029, 12, 31))
    assert len(rows["tactics"]) == len(ALL[0].content.rows("tactics"))
    ids = {one["id"] for one in rows["objectives"]}
    assert {one["objective"] for one in rows["tactics"] + rows["measures"]} == ids
    assert {one["baseline"] for one in rows["measures"]} == {None}
    assert {one["cents"] for one in rows["budget"]} == {0}
    assert content["sections"][0]["text"] == ALL[0].content.section("goals").text
