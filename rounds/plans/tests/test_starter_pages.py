"""What everybody may read about plans."""

import pytest
from django.test import Client

from rounds.plans import examples, guidance, rubric, searching
from rounds.search.models import Passage

pytestmark = pytest.mark.django_db


def text_of(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_reads_what_a_plan_is_with_guidance_for_each_section() -> None:
    text = text_of("/plans/")
    assert all(f'id="{one.key}"' in text for one in guidance.all_sections())
    assert all(f'href="/plans/examples/{one.slug}/"' in text for one in examples.all_examples())
    assert 'href="/plans/rubric/"' in text
    assert 'href="/residency/"' in text
    assert "Members write their own here" in text


@pytest.mark.parametrize("one", examples.all_examples(), ids=lambda one: one.slug)
def test_an_example_is_shown_whole_with_its_tables_and_sums(one: examples.Example) -> None:
    text = text_of(f"/plans/examples/{one.slug}/")
    assert text.count('role="table"') == 7
    assert all(f'href="#{section.key}"' in text for section in one.content.sections)
    assert "Objective 1" in text
    total = sum(line.cents for line in one.content.rows("budget"))
    assert f"<dd>${total / 100:,.2f}</dd>" in text
    assert "An invented organization" in text


def test_an_example_that_is_not_there_is_not_found() -> None:
    assert Client().get("/plans/examples/none/").status_code == 404


def test_the_rubric_says_what_each_level_means() -> None:
    text = text_of("/plans/rubric/")
    assert text.count("plan-levels__level") == 4 * len(rubric.current().criteria)


def test_it_asks_the_database_for_nothing_of_its_own(django_assert_max_num_queries) -> None:
    text_of("/plans/")
    with django_assert_max_num_queries(4):
        text_of("/plans/examples/small-rural-hospital/")


def test_guidance_and_examples_are_found() -> None:
    searching.refind()
    found = Passage.objects.filter(kind=searching.KIND).order_by("item").values_list("url", flat=True)
    assert list(found) == [
        "/plans/",
        "/plans/rubric/",
        "/plans/examples/small-rural-hospital/",
        "/plans/examples/large-health-system/",
    ]
