"""A clinician shows a badge, and a stranger verifies it; axe finds nothing, on a phone and on a desk."""

import json
import re

import pytest
from django.utils import timezone

from rounds.badges import baking
from rounds.badges.actions.awarding import unshare
from rounds.badges.models import Award
from rounds.badges.sample import HOLDER, make_sample_badge
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = ({"width": 320, "height": 900}, {"width": 1280, "height": 900})


@pytest.fixture
def award() -> Award:
    create_sample_people()
    made = make_sample_badge(at=timezone.now())
    assert made
    return unshare(award=made, by=made.user, at=timezone.now())


def faults(page, axe, address: str) -> list[str]:
    """Of accessibility, and what does not fit into a narrow window."""
    found = []
    for size in SIZES:
        page.set_viewport_size(size)
        page.goto(address)
        found += axe(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{address} is wider than {size['width']}")
    return found


def test_a_badge_is_shared_downloaded_and_verified(browser_page, axe, award) -> None:
    page = browser_page
    sign_in(page, HOLDER, next="/me/badges/")
    assert faults(page, axe, "/me/badges/") == []
    page.get_by_role("button", name=re.compile("^Share")).click()
    page.get_by_text("can see it now").wait_for()
    assert faults(page, axe, "/me/badges/") == []
    with page.expect_download() as began:
        page.get_by_role("link", name=re.compile("^Picture")).click()
    path = began.value.path()
    baked = path.read_bytes()
    assert json.loads(baking.read(baked) or "")["name"] == "Bronze fellow"
    page.context.clear_cookies()
    assert faults(page, axe, award.get_absolute_url()) == []
    assert page.get_by_text("Checked just now.").is_visible()
    assert faults(page, axe, award.achievement.get_absolute_url()) == []
    assert faults(page, axe, "/badges/verify/") == []
    file = {"name": "badge.png", "mimeType": "image/png", "buffer": baked}
    page.get_by_label("The badge as a file").set_input_files(files=[file])
    page.get_by_role("button", name="Verify").click()
    page.get_by_text("It belongs to Clara Clinician.").wait_for()
    assert axe(page) == []
