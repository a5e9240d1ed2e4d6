"""The screens in a real browser: no fault by WCAG 2.2 AA, light and dark, on any width; and the way of a payment."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page

from rounds.billing.actions import BillTo, Line, credit
from rounds.billing.models import Card, Invoice
from rounds.billing.tests.factories import A_MOMENT, card_payment, dues, invoice, paid
from rounds.users.models import User
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

WIDTHS = [320, 1440]
TREASURER = "moderator@example.org"  # a sample person who gets one more role here


@pytest.fixture
def tess() -> User:
    create_sample_people()
    user = User.objects.get(email=TREASURER)
    user.groups.add(Group.objects.get(name="Treasurers"))
    return user


def some(user: User | None) -> list[Invoice]:
    """One that is open, one in parts, one paid too much, one taken back."""
    long = BillTo(name="M" * 120, email="ap@mercy.example", address="A" * 90, purchase_order="P" * 60)
    whole = invoice(dues(), Line("W" * 200, 123_456_700, "dues", quantity=12), bill_to=long, user=user)
    part, over, back = invoice(user=user), invoice(user=user), invoice(user=user)
    paid(part, 40_000)
    credit(key="part", invoice=part, amount_cents=10_000, reason="A seat less.", by=None, at=A_MOMENT)
    paid(over)
    card_payment(over, 100_000)
    credit(key="back", invoice=back, amount_cents=None, reason="A slip.", by=None, at=A_MOMENT)
    return [whole, part, over, back, *Invoice.objects.filter(kind="credit")]


def faults(page: Page, axe: Callable[[Page], list[str]], address: str) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        found += [f"{address}: {fault}" for fault in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} is wider than {width}")
    return found


def test_no_page_of_a_payer_has_a_fault(
    browser_page: Page, axe: Callable[[Page], list[str]], settings: object
) -> None:
    settings.REMIT_TO = "First Bank\nRouting 123456789"  # type: ignore[attr-defined]
    addresses = [one.get_absolute_url() for one in some(None)]
    addresses.append(f"{addresses[0]}?back=done")
    browser_page.goto(addresses[0])
    browser_page.get_by_role("button", name="Pay by card").click()
    addresses.append(browser_page.url)
    assert [fault for one in addresses for fault in faults(browser_page, axe, one)] == []


def test_a_persons_list_has_no_fault(
    browser_page: Page, axe: Callable[[Page], list[str]], tess: User
) -> None:
    some(tess)
    Card.objects.create(
        user=tess,
        provider="offline",
        customer="c",
        method="m",
        label="Visa ending in 4242",
        agreed_at=A_MOMENT,
    )
    sign_in(browser_page, TREASURER)
    assert faults(browser_page, axe, "/me/invoices/") == []


def test_the_treasurers_screens_have_no_fault(
    browser_page: Page, axe: Callable[[Page], list[str]], tess: User
) -> None:
    pks = [one.pk for one in some(tess)]
    sign_in(browser_page, TREASURER)
    pages = [
        "/office/invoices/",
        "/office/invoices/to-refund/",
        "/office/ledger/",
        "/office/invoices/card-company/",
    ]
    for address in [*pages, *(f"/office/invoices/{pk}/" for pk in pks)]:
        browser_page.goto(address)
        for details in browser_page.locator("details").all():
            details.evaluate("node => node.open = true")
        assert axe(browser_page) == [], address


def test_a_payer_pays_by_card_and_a_treasurer_gives_it_back(browser_page: Page, tess: User) -> None:
    page, owed = browser_page, invoice()
    page.goto(owed.get_absolute_url())
    page.get_by_role("button", name="Pay by card").click()
    page.get_by_role("button", name="Have the card declined").click()
    page.get_by_role("button", name="Pay by card").click()
    page.get_by_role("button", name="Pay", exact=True).click()
    page.get_by_text("Paid on").first.wait_for()
    sign_in(page, TREASURER, next="/office/invoices/?q=" + owed.number)
    page.get_by_role("link", name=owed.number).click()
    page.get_by_text("Give money back").click()
    form = page.locator("details", has_text="Give money back")
    form.get_by_label("Amount").fill("250.00")
    form.get_by_label("Card").check()
    form.get_by_role("button", name="Give it back").click()
    page.get_by_text("Please write why: the payer reads it.").first.wait_for()
    form.get_by_label("Why").fill("One seat less.")
    form.get_by_role("button", name="Give it back").click()
    page.get_by_text("on its way to the card").wait_for()
    owed.refresh_from_db()
    assert (owed.paid_cents, owed.credited_cents, owed.owed_cents) == (75_000, 25_000, 0)
