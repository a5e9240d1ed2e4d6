"""A member does a lesson; a week later its cards are asked, answered by keyboard, taken back and put away."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from rounds.courses.models import Enrolment, Memory, Review, Rhythm
from rounds.courses.tests.review_cases import does, rates, takes, taught
from rounds.directory.sample import make_example_hospital
from rounds.memberships.sample import make_sample_network
from rounds.memberships.tests.network_cases import seated
from rounds.users.models import User
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

WIDTHS = [320, 1280]
WEEK = timedelta(days=7)


@pytest.fixture
def learner(browser_page: Page) -> User:
    """Who did a lesson a week ago."""
    create_sample_people()
    course = taught(title="Professionalism, risk and compliance", zone="member", fronts=4)
    user = User.objects.get(email="member@example.org")
    make_example_hospital(at=timezone.now())
    make_sample_network(at=timezone.now())
    does(takes(course, user, timezone.now() - WEEK), at=timezone.now() - WEEK)
    return user


def press(page: Page, key: str) -> None:
    """Once the script of the page listens."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_a_week_later_cards_are_asked_and_answered_by_keyboard(browser_page: Page, learner: User) -> None:
    page = browser_page
    sign_in(page, learner.email, next="/me/learning/")
    expect(page.get_by_text("4 cards wait")).to_be_visible()
    page.get_by_role("link", name="Review now").press("Enter")

    expect(page.get_by_text("Front one 0")).to_be_visible()
    press(page, "1")  # nothing can be said before the answer is seen
    expect(page.get_by_text("That.")).to_have_count(0)
    _turn(page)
    expect(page.get_by_role("heading", name="Answer")).to_be_focused()
    press(page, "1")
    expect(page.get_by_text("Front one 1")).to_be_visible()
    assert Review.objects.get().rating == 1
    assert Rhythm.objects.get(user=learner).time_zone != ""

    page.get_by_role("button", name="Take the last answer back").press("Enter")
    expect(page.get_by_text("Front one 0")).to_be_visible()
    assert Review.objects.count() == 0
    _turn(page)
    press(page, "4")
    expect(page.get_by_text("Card 2 of 4")).to_be_visible()
    _put_away(page)
    _without_keys(page)
    page.get_by_role("button", name="Show the answer").press("Enter")
    page.get_by_role("button", name="Hard").press("Enter")
    expect(page.get_by_role("heading", name="Nothing waits any more")).to_be_visible()
    assert sorted(Review.objects.values_list("rating", flat=True)) == [2, 3, 4]
    page.get_by_role("link", name="Learning").first.click()
    expect(page.get_by_text("1 card comes next, on")).to_be_visible()


def _turn(page: Page) -> None:
    press(page, "Space")
    expect(page.get_by_role("heading", name="Answer")).to_be_visible()


def _put_away(page: Page) -> None:
    _turn(page)
    page.get_by_role("button", name="Do not ask me this again").press("Enter")
    expect(page.get_by_text("Front one 2")).to_be_visible()
    _turn(page)
    press(page, "3")
    expect(page.get_by_text("Front one 3")).to_be_visible()


def _without_keys(page: Page) -> None:
    """Whoever speaks to their computer switches the keys off, and they stay off."""
    page.get_by_label("Keys:").uncheck()
    page.reload()
    expect(page.get_by_label("Keys:")).not_to_be_checked()
    press(page, "Space")
    expect(page.get_by_text("That.")).to_have_count(0)


def test_its_pages_have_no_fault_and_fit_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]], learner: User
) -> None:
    page, card = browser_page, Memory.objects.order_by("pk").first()
    sign_in(page, learner.email)
    addresses = ["/me/learning/", "/me/review/", f"/me/review/?card={card.pk}&show=1", "/me/review/settings/"]
    for address in addresses:
        _check(page, axe, address)
    Memory.objects.update(times=1, stability=2, difficulty=5, last_reviewed_on=timezone.now().date() - WEEK)
    Memory.objects.filter(pk=card.pk).update(put_away_at=timezone.now(), digest="0")
    for address in ["/me/learning/", "/me/review/settings/"]:
        _check(page, axe, address)
    Memory.objects.update(due_on=timezone.now().date() + WEEK)
    _check(page, axe, "/me/review/")
    Enrolment.objects.update(completed_at=timezone.now(), passed_at=timezone.now())
    _check(page, axe, "/me/learning/")


def test_the_page_about_the_staff_has_no_fault_and_fits_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    create_sample_people()
    make_example_hospital(at=timezone.now())
    membership = make_sample_network(at=timezone.now())
    course = taught(title="Professionalism, risk and compliance", zone="guest", fronts=2)
    taught("STR 101", title="Strategy")
    for number in range(6):
        user = seated(membership, f"Person {number}", timezone.now())
        for one in does(takes(course, user, timezone.now() - WEEK), at=timezone.now() - WEEK):
            rates(one, 3, timezone.now() - WEEK / 2)
    sign_in(browser_page, "leader@example.org")
    _check(browser_page, axe, f"/network/{membership.pk}/learning/")


def _check(page: Page, axe: Callable[[Page], list[str]], address: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        assert axe(page) == [], (address, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
