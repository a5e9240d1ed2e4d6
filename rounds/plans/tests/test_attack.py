"""What somebody might try with a plan who means no good."""

from time import perf_counter

import pytest

from rounds.plans.actions import comments
from rounds.plans.actions.texts import save_text
from rounds.plans.joining import joined
from rounds.plans.models import Beat, Review, Section
from rounds.plans.pasted import cleaned
from rounds.plans.refusing import Refused
from rounds.plans.tests.plan_cases import NOW, client, lead_of, plan, section
from rounds.plans.tests.review_cases import named, namer

LONG = Section.MOST


@pytest.mark.parametrize(
    "text", ["x" + "\u00a0" * LONG + "x", "x" + " " * LONG + "x\ty", (" \u00a0") * (LONG // 2) + "x"]
)
def test_a_long_row_of_spaces_is_tidied_at_once(text):
    began = perf_counter()
    cleaned(text)
    assert perf_counter() - began < 0.3


def test_thousands_of_lines_alike_are_joined_at_once():
    theirs, mine = "a\n" * (LONG // 2), "b\n" + "a\n" * (LONG // 2 - 1)
    began = perf_counter()
    both = joined(theirs, mine)
    assert perf_counter() - began < 2
    assert both.count("b") == 1
    assert both.count("a") >= LONG // 2


@pytest.mark.django_db
def test_far_too_much_is_refused_before_it_is_looked_at():
    of = plan()
    began = perf_counter()
    with pytest.raises(Refused, match="1000000"):
        save_text(section=section(of), base=0, text="x" + "\t" * 999_999, by=lead_of(of), at=NOW)
    assert perf_counter() - began < 0.3


@pytest.mark.django_db
def test_reviewers_and_those_who_name_them_do_not_read_what_the_authors_say_to_one_another():
    review = named()
    of = review.plan
    comments.comment(plan=of, section="goals", text="The board is wrong.", by=lead_of(of), at=NOW)
    for user in (review.reviewer, namer()):
        assert client(user).get(f"/plans/{of.code}/comments/").status_code == 404
        page = client(user).get(f"/plans/{of.code}/")
        assert page.status_code == 200
        assert "/comments/" not in page.content.decode()
    assert "The board is wrong." in client(lead_of(of)).get(f"/plans/{of.code}/comments/").content.decode()


@pytest.mark.django_db
def test_a_review_is_given_back_with_a_reason_that_fits_and_can_be_stored():
    review = named()
    url = f"/plans/{review.plan.code}/review/"
    reviewer = client(review.reviewer)
    assert reviewer.post(url, {"do": "decline", "why-not": "x" * 2_001}).status_code == 422
    assert reviewer.post(url, {"do": "decline", "why-not": "I am\x00 away."}).status_code == 302
    assert Review.objects.get().reviewer is None


@pytest.mark.django_db
def test_a_number_that_no_table_holds_is_refused_in_words():
    of = plan()
    row = {"new-what": "A question", "new-per": "week", "new-times": "40000"}
    url = f"/plans/{of.code}/sections/rhythm/"
    answer = client(lead_of(of)).post(url, {"base": "0", "text": "", "do": "add", **row})
    assert answer.status_code == 422
    assert not Beat.objects.exists()
