"""Coming in, in a real browser: by code, password, passkey, authenticator app, recovery code and another site."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from config.providers import read_providers
from rounds.mail.models import Message
from rounds.users.models import User
from rounds.users.sample import PASSWORD, create_sample_people
from rounds.users.tests import oidc_provider
from rounds.users.tests.codes import code_in, code_of_app
from tests.plugins.browser import sign_in

WIDTHS = [320, 1440]
VERA = "visitor@example.org"


@pytest.fixture(autouse=True)
def people(live_server: Any) -> None:
    create_sample_people()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def newest_code() -> str:
    return code_in(Message.objects.latest("pk"))


def device(page: Page) -> tuple[CDPSession, str]:
    """A device with a fingerprint reader, that says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session, made["authenticatorId"]


def add_passkey(page: Page) -> None:
    page.goto("/me/sign-in/")
    page.get_by_role("link", name="Add one").click()
    page.get_by_label("What you call it").fill("Work laptop")
    press(page, "Add a passkey")
    page.wait_for_url("**/people/2fa/recovery-codes/")


def arrive(page: Page, path: str) -> None:
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def sign_out(page: Page) -> None:
    page.goto("/people/logout/")
    press(page, "Sign out")
    page.wait_for_url(lambda url: "logout" not in url)


def test_somebody_signs_up_by_keyboard_with_an_address_alone_and_lands_where_they_wanted(
    browser_page: Page,
) -> None:
    page = browser_page
    page.goto("/people/signup/?next=/lists/")
    page.get_by_label("Email").focus()
    page.keyboard.type("ada@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/confirm-email/")
    expect(page.get_by_label("Code")).to_be_focused()
    page.keyboard.type(newest_code())
    page.keyboard.press("Enter")
    arrive(page, "/lists/")
    assert User.objects.get(email="ada@example.org").has_usable_password() is False


def test_a_code_that_was_written_wrongly_is_said_and_kept(browser_page: Page) -> None:
    page = browser_page
    page.goto("/people/login/")
    page.get_by_label("Email").fill(VERA)
    press(page, "Send me a code instead")
    page.get_by_label("Code").fill("BBBB-BBBB")
    press(page, "Sign in")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Code")).to_have_value("BBBB-BBBB")
    page.get_by_label("Code").fill(newest_code())
    press(page, "Sign in")
    page.wait_for_url(lambda url: url.endswith("/"))


def test_a_passkey_is_made_signs_in_by_itself_and_is_a_second_step(browser_page: Page) -> None:
    page = browser_page
    device(page)
    sign_in(page, VERA)
    add_passkey(page)
    sign_out(page)
    page.goto("/people/login/?next=/lists/")
    press(page, "Sign in with a passkey")
    arrive(page, "/lists/")
    sign_out(page)
    page.goto("/people/login/?next=/lists/")
    page.get_by_label("Email").fill(VERA)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    page.wait_for_url("**/people/2fa/authenticate/")
    press(page, "Use a passkey")
    arrive(page, "/lists/")


def test_a_passkey_is_renamed_and_removed(browser_page: Page) -> None:
    page = browser_page
    device(page)
    sign_in(page, VERA)
    add_passkey(page)
    page.goto("/people/2fa/webauthn/")
    page.get_by_role("link", name="Rename Work laptop").click()
    page.get_by_label("Name").fill("Old laptop")
    press(page, "Save")
    page.get_by_role("link", name="Remove Old laptop").click()
    press(page, "Remove it")
    expect(page.get_by_text("You have none.")).to_be_visible()


def test_a_device_that_says_no_leaves_another_way(browser_page: Page) -> None:
    page = browser_page
    session, authenticator = device(page)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    page.goto("/people/login/")
    press(page, "Sign in with a passkey")
    expect(page.get_by_role("alert")).to_have_text("Nothing was chosen. Try again, or use another way.")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


def test_at_an_address_of_numbers_the_page_says_that_passkeys_do_not_work(
    browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(base_url=live_server.url.replace("localhost", "127.0.0.1"))
    page = context.new_page()
    page.goto("/people/login/")
    expect(page.get_by_role("alert")).to_contain_text("Passkeys need a name as the address of the site")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_disabled()
    context.close()


@contextmanager
def without_script(browser: Browser, origin: str) -> Iterator[Page]:
    context = browser.new_context(base_url=origin, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_script_everything_but_passkeys_works_and_the_page_says_so(
    browser: Browser, live_server: Any, settings: Any
) -> None:
    settings.PUBLIC_URL = live_server.url
    with without_script(browser, live_server.url) as page:
        page.goto("/people/login/")
        expect(page.get_by_text("A passkey needs JavaScript")).to_be_visible()
        expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
        sign_in(page, VERA)
        page.goto("/me/sign-in/")
        page.get_by_role("link", name="Set it up").click()
        secret = page.get_by_label("Or give the app this key").input_value()
        page.get_by_label("Code that the app shows now").fill(code_of_app(secret))
        press(page, "Set it up")
        page.wait_for_url("**/people/2fa/recovery-codes/")
        recovery = page.locator(".recovery-codes code").first.inner_text()
        sign_out(page)
        page.goto("/people/login/?next=/lists/")
        page.get_by_label("Email").fill(VERA)
        press(page, "Send me a code instead")
        page.get_by_label("Code").fill(newest_code())
        press(page, "Sign in")
        page.wait_for_url("**/people/2fa/authenticate/")
        page.get_by_label("Code").fill(recovery)
        press(page, "Sign in")
        arrive(page, "/lists/")
        page.goto("/me/sign-in/")
        expect(page.get_by_text("9 left.")).to_be_visible()


def test_somebody_comes_in_by_way_of_another_site(browser: Browser, live_server: Any, settings: Any) -> None:
    settings.PUBLIC_URL = live_server.url
    with oidc_provider.running() as provider:
        told = {"name": "Mercy", "id": "mercy", "server_url": provider.url}
        secrets = {"client_id": oidc_provider.CLIENT, "secret": oidc_provider.SECRET}
        settings.SOCIALACCOUNT_PROVIDERS = read_providers([told | secrets], production=False)
        context = browser.new_context(base_url=live_server.url)
        page = context.new_page()
        page.goto("/people/login/?next=/lists/")
        press(page, "Sign in with Mercy")
        arrive(page, "/lists/")
        page.goto("/me/sign-in/")
        expect(page.get_by_text("Mercy")).to_be_visible()
        context.close()


def test_staff_without_a_second_step_are_led_to_one_and_then_in(browser_page: Page, settings: Any) -> None:
    settings.STAFF_NEED_MFA = True
    page = browser_page
    device(page)
    sign_in(page, "moderator@example.org")
    page.goto("/office/")
    expect(page.get_by_text("The back office asks for a second step")).to_be_visible()
    add_passkey(page)
    page.goto("/office/")
    page.wait_for_url(re.compile(r"/office/$"))


def test_the_pages_have_no_fault_and_fit_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]], settings: Any
) -> None:
    told = {
        "name": "Mercy",
        "id": "mercy",
        "client_id": "a",
        "secret": "b",
        "server_url": "http://127.0.0.1:9",
    }
    settings.SOCIALACCOUNT_PROVIDERS = read_providers([told], production=False)
    page = browser_page
    device(page)
    entrance = ["login/", "login/code/", "signup/", "password/reset/", "password/reset/done/", "inactive/"]
    entrance += ["password/reset/key/done/", "password/reset/key/1-2/", "oidc/mercy/login/"]
    for address in entrance:
        check(page, axe, f"/people/{address}")
    sign_in(page, VERA)
    for address in ("2fa/totp/activate/", "2fa/webauthn/add/"):
        check(page, axe, f"/people/{address}")
    add_passkey(page)
    inside = ["email/", "sessions/", "3rdparty/", "password/change/", "logout/", "2fa/", "reauthenticate/"]
    inside += [
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/webauthn/",
        "2fa/webauthn/reauthenticate/",
    ]
    for address in inside:
        check(page, axe, f"/people/{address}")
    check(page, axe, "/me/sign-in/")
    check(page, axe, "/me/sign-in/again/")
    page.context.clear_cookies()
    page.goto("/people/login/")
    page.get_by_label("Email").fill(VERA)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    check(page, axe, "/people/2fa/authenticate/")
    page.context.clear_cookies()
    page.goto("/people/login/code/")
    page.get_by_label("Email").fill(VERA)
    press(page, "Send me a code")
    check(page, axe, "/people/login/code/confirm/")


def check(page: Page, axe: Callable[[Page], list[str]], address: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        assert axe(page) == [], (address, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
