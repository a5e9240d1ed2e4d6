"""What holds on every page, in a real browser."""

import pytest

from rounds.users.sample import PASSWORD, create_sample_people
from tests.plugins.browser import sign_in, watched_page

OFFICE = [
    "/office/",
    "/office/users/",
    "/office/users/new/",
    "/office/account/",
    "/office/pages/",
    "/office/images/",
]


def test_somebody_signs_in_with_the_keyboard_alone(browser_page):
    create_sample_people()
    browser_page.goto("/people/login/")
    browser_page.get_by_label("Email").focus()
    browser_page.keyboard.type("visitor@example.org")
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.type(PASSWORD)
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url(lambda url: "/people/login/" not in url)
    assert "sessionid" in {cookie["name"] for cookie in browser_page.context.cookies()}


def test_somebody_signs_up_without_script(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/people/signup/")
    page.get_by_label("Email").fill("ada@example.org")
    page.get_by_label("Password").fill("correct horse battery")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/people/confirm-email/")
    context.close()


def test_the_back_office_runs_under_its_policy_and_asks_no_other_host(browser_page):
    create_sample_people()
    sign_in(browser_page, "admin@example.org", next="/office/")
    for address in OFFICE:
        browser_page.goto(address)
        browser_page.get_by_role("heading", level=1).first.wait_for()


@pytest.mark.parametrize(
    ("doing", "fault"),
    [
        ("fetch('https://elsewhere.example/').catch(() => 0)", "elsewhere.example"),
        ("new Image().src = 'https://elsewhere.example/a.png'", "Content Security Policy"),
        ("document.body.insertAdjacentHTML('beforeend', '<p style=color:red>')", "Content Security Policy"),
        ("setTimeout(() => { throw new Error('broken') })", "Script error: broken"),
    ],
)
def test_a_page_that_breaks_the_rules_fails_its_test(browser, live_server, doing, fault):
    with pytest.raises(AssertionError, match=fault):
        misbehave(browser, live_server.url, doing)


def misbehave(browser, origin, doing):
    with watched_page(browser, origin) as page:
        page.goto("/people/login/")
        page.evaluate(f"() => {{ {doing} }}")
        page.wait_for_timeout(200)


def test_axe_finds_what_is_wrong(browser, axe, live_server):
    with watched_page(browser, live_server.url) as page:
        page.goto("/people/login/")
        page.evaluate("document.documentElement.removeAttribute('lang')")
        assert [line.split(": ")[:2] for line in axe(page)] == [
            ["light", "html-has-lang"],
            ["dark", "html-has-lang"],
        ]
