"""A real browser: Chromium of the system, kept from every other host, and axe-core for accessibility."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings as project
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

from rounds.users.sample import PASSWORD
from tests.plugins.left_out import leave_out

AXE = Path(project.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# A colour half-way from light to dark has a contrast that nobody sees; it begins to move in the frame after.
AT_REST = """new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r))).then(() => Promise.allSettled(
    document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity).map(a => a.finished)
)).then(() => null)"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PATIENCE = 20_000  # milliseconds: a busy machine is no fault of the page
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        leave_out("Chromium is not installed (apt-get install chromium)")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread
        expect.set_options(timeout=PATIENCE)
        running = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def browser_page(browser: Browser, live_server: Any, settings: Any) -> Iterator[Page]:
    """A page at the live server, watched. Links in mails lead there too."""
    settings.PUBLIC_URL = live_server.url
    with watched_page(browser, live_server.url) as page:
        yield page


@contextmanager
def watched_page(browser: Browser, origin: str) -> Iterator[Page]:
    """A page that fails, when it is done with, if it asked another host or broke the policy."""
    faults: list[str] = []
    context = browser.new_context(base_url=origin, locale="en-US")
    context.set_default_timeout(PATIENCE)
    context.route("**/*", lambda route: _only(origin, route, faults))
    page = context.new_page()
    page.on("console", lambda message: _note_violation(message, faults))
    page.on("pageerror", lambda error: faults.append(f"Script error: {error}"))
    try:
        yield page
    finally:
        context.close()
    assert faults == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """The faults of a page by WCAG 2.2 AA, in the light and in the dark scheme, one line each."""
    if not AXE.exists():
        leave_out("axe-core is not installed (npm ci)")
    source = AXE.read_text()
    return lambda page: [fault for scheme in SCHEMES for fault in _faults(page, source, scheme)]


def sign_in(page: Page, email: str, *, next: str = "/") -> None:
    """As one of the sample people."""
    page.goto(f"/people/login/?next={next}")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{next}")


def _faults(page: Page, source: str, scheme: Literal["light", "dark"]) -> list[str]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_function(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
    page.evaluate(AT_REST)
    if not page.evaluate("'axe' in window"):
        page.evaluate(source)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{scheme}: {violation['id']}: {violation['help']}: {node['html'][:160]} ({node['target']})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def _only(origin: str, route: Route, faults: list[str]) -> None:
    if route.request.url.startswith((f"{origin}/", "data:", "blob:")):
        route.continue_()
    else:
        faults.append(f"Request to another host: {route.request.url}")
        route.abort()


def _note_violation(message: ConsoleMessage, faults: list[str]) -> None:
    if "Content Security Policy" in message.text or "Permissions policy" in message.text:
        faults.append(message.text)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the browser is marked, so that `-m 'not browser'` leaves them out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
