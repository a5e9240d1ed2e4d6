"""People take everything along and close their account, in a real browser."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from rounds.mail.models import Message
from rounds.users.leaving import tasks
from rounds.users.models import Closing, TakeOut, User
from rounds.users.sample import PASSWORD, create_sample_people
from tests.plugins.browser import sign_in

VISITOR = "visitor@example.org"
DATA, CLOSE = "/me/data/", "/me/data/close/"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}},
    }


@pytest.fixture
def page(browser_page: Page) -> Page:
    create_sample_people()
    sign_in(browser_page, VISITOR, next=DATA)
    return browser_page


def say_again_who_it_is(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()


def link_in(subject: str) -> str:
    link = re.search(r"http\S+/me/data/\S*", Message.objects.get(subject=subject).text)
    assert link
    return link.group()


def test_somebody_takes_everything_out(page: Page) -> None:
    page.get_by_role("button", name="Make the archive").click()
    expect(page.get_by_text("We are making it.")).to_be_visible()
    tasks.build_archive.func(TakeOut.objects.get().pk)
    expect(page.get_by_text("Your archive is ready")).to_be_visible()  # without being asked
    page.goto(link_in("Everything about you is ready"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it").click()
        if "/reauthenticate/" in page.url:
            say_again_who_it_is(page)
    expect(page.get_by_text("Your download begins")).to_be_visible()
    archive = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    assert "Vera Visitor" in archive.read("users/you.json").decode()


def test_somebody_closes_comes_back_and_closes_for_good(page: Page) -> None:
    page.get_by_role("link", name="Close your account").click()
    expect(page.get_by_role("heading", name="Erased")).to_be_visible()
    page.get_by_role("button", name="Close my account").click()
    if "/reauthenticate/" in page.url:
        say_again_who_it_is(page)
    expect(page.get_by_role("heading", name="Your account is closed")).to_be_visible()
    page.goto(DATA)
    assert "/people/login/" in page.url

    page.goto(link_in("Your account is closed"))
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    sign_in(page, VISITOR, next=CLOSE)
    Message.objects.all().delete()

    page.get_by_role("button", name="Close my account").click()
    if "/reauthenticate/" in page.url:
        say_again_who_it_is(page)
    expect(page.get_by_role("heading", name="Your account is closed")).to_be_visible()
    tasks.erase_closed(timezone.now() + timedelta(minutes=30))
    assert not User.objects.filter(email=VISITOR).exists()
    page.goto(link_in("Your account is closed") if Message.objects.count() > 1 else "/me/data/back/gone/")
    expect(page.get_by_role("heading", name="This link is no longer good")).to_be_visible()
    assert Message.objects.get().subject == "What we kept about you is erased"


def test_it_works_without_scripts(browser: Browser, live_server: object) -> None:
    create_sample_people()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    sign_in(page, VISITOR, next=DATA)
    page.get_by_role("button", name="Make the archive").click()
    tasks.build_archive.func(TakeOut.objects.get().pk)
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("link", name="Download it")).to_be_visible()
    page.goto(CLOSE)
    page.get_by_role("button", name="Close my account").click()
    if "/reauthenticate/" in page.url:
        say_again_who_it_is(page)
    expect(page.get_by_role("heading", name="Your account is closed")).to_be_visible()
    assert Closing.objects.count() == 1
    context.close()


def test_the_pages_have_no_fault_and_fit_any_width(page: Page, axe: Callable[[Page], list[str]]) -> None:
    def look(path: str) -> None:
        for width in (320, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            assert axe(page) == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path

    look(DATA)
    page.get_by_role("button", name="Make the archive").click()
    look(DATA)
    tasks.build_archive.func(TakeOut.objects.get().pk)
    for path in (DATA, CLOSE, "/me/data/closed/", "/me/data/back/made-up/"):
        look(path)
    page.goto(CLOSE)
    page.get_by_role("button", name="Close my account").click()
    if "/reauthenticate/" in page.url:
        say_again_who_it_is(page)
    expect(page.get_by_role("heading", name="Your account is closed")).to_be_visible()
    look(link_in("Your account is closed"))
