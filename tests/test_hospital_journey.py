"""A hospital's first day, in a browser: it applies, is approved and billed, pays, invites ten, and gives points."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from rounds.billing.models import Invoice
from rounds.mail.models import Message
from rounds.memberships.models import Application, Membership, Seat
from rounds.organizations import search
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User
from rounds.users.sample import PASSWORD
from tests.plugins.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LENA, ANN, TEAM = "lena@mercy.example", "ann@mercy.example", "team@rounds.example"


def person(name: str, email: str) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@pytest.fixture
def network(settings) -> None:
    """A hospital in the List, a colleague there, and somebody of the membership team."""
    settings.STAFF_NEED_MFA = False
    search.index([OrganizationFactory(name="Mercy Hospital").pk])
    person("Lena Okafor", LENA)
    person("Ann Reyes", ANN)
    person("Theo Team", TEAM).groups.add(Group.objects.get(name="Membership team"))


def test_a_hospital_joins_pays_invites_ten_and_gives_points(
    browser_page: Page, axe: Callable[[Page], list[str]], network: None
) -> None:
    page = browser_page
    apply(page, axe)
    approve(page)
    pay(page, axe)
    desk = f"/network/{Membership.objects.get().pk}/"
    invite_ten(page, axe, desk)
    buy_points(page, desk)
    assert axe(page) == []
    page.context.clear_cookies()
    take_the_seat(page, axe)
    give_points(page, axe, desk)
    sign_in(page, ANN, next="/me/points/")
    expect(page.get_by_role("row", name="Given by Mercy Hospital")).to_contain_text("+40")
    assert axe(page) == []


def apply(page: Page, axe: Callable[[Page], list[str]]) -> None:
    sign_in(page, LENA, next="/membership/organization/apply/")
    page.get_by_label("Name of the organization").fill("Mercy Hospitals Inc.")
    page.get_by_role("button", name="Find the organization").click()
    page.get_by_role("radio", name="Mercy Hospital").check()
    page.get_by_label("Your role there").fill("Director of communication")
    page.get_by_label("Yearly revenue").fill("$80 million")
    page.get_by_label("Name on the invoice").fill("Mercy Hospital, Accounts Payable")
    page.get_by_label("Purchase order number").fill("PO 4711")
    assert axe(page) == []
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_text("We have it, and read it within two working days.")).to_be_visible()
    assert axe(page) == []
    page.context.clear_cookies()


def approve(page: Page) -> None:
    sign_in(page, TEAM, next=f"/office/applications/{Application.objects.get().pk}/")
    page.get_by_role("radio", name="Mercy Hospital").check()
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("Approved").first).to_be_visible()
    page.context.clear_cookies()


def pay(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """The whole of the dues, from the link in the mail, with the pretended card."""
    invoice = Invoice.objects.get()
    mail = Message.objects.get(key=f"invoice:{invoice.number}")
    page.goto(next(word for word in mail.text.split() if invoice.token in word))
    expect(page.get_by_role("main")).to_contain_text("PO 4711")
    assert axe(page) == []
    page.get_by_role("button", name="Pay by card").click()
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Paid")
    invoice.refresh_from_db()
    assert invoice.settled_at is not None


def invite_ten(page: Page, axe: Callable[[Page], list[str]], desk: str) -> None:
    sign_in(page, LENA, next=desk)
    expect(page.get_by_text("19 seats are free.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Invite colleagues").click()
    others = "\n".join(f"Colleague {n} <c{n}@mercy.example>" for n in range(9))
    page.get_by_label("E-mail addresses of colleagues").fill(f"Ann Reyes <{ANN}>;\n{others}\nAnd Bob")
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_role("heading", name="10 invitations are on their way")).to_be_visible()
    expect(page.get_by_text("And Bob")).to_be_visible()
    assert axe(page) == []


def take_the_seat(page: Page, axe: Callable[[Page], list[str]]) -> None:
    mail = Message.objects.get(to=ANN, subject__contains="keeps a seat")
    page.goto(next(word for word in mail.text.split() if "/invitations/seats/" in word))
    assert axe(page) == []
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Email").fill(ANN)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Take the seat").click()
    expect(page.get_by_text("You have a seat of Mercy Hospital.")).to_be_visible()
    assert Seat.objects.held().filter(user__email=ANN).exists()
    page.context.clear_cookies()


def give_points(page: Page, axe: Callable[[Page], list[str]], desk: str) -> None:
    sign_in(page, LENA, next=f"{desk}roster/")
    assert axe(page) == []
    page.get_by_label("Ann Reyes").check()
    page.get_by_role("button", name="Give points to those chosen").click()
    page.get_by_label("Points for each").fill("40")
    page.get_by_role("button", name="Give the points").click()
    expect(page.get_by_text("40 points given to 1 person.")).to_be_visible()
    expect(page.get_by_role("row", name="Given to Ann Reyes")).to_contain_text("-40")
    expect(page.get_by_role("row", name="With the dues paid")).to_be_visible()
    assert axe(page) == []
    page.context.clear_cookies()


def buy_points(page: Page, desk: str) -> None:
    """Ordered on the desk, paid with the pretended card."""
    page.goto(f"{desk}points/")
    page.get_by_role("link", name="Buy more points").click()
    page.get_by_label("How many points").fill("100")
    page.get_by_role("button", name="Order them").click()
    expect(page.get_by_role("main")).to_contain_text("$75.00")
    page.get_by_role("main").get_by_role("button", name="Pay").first.click()
    page.get_by_role("main").get_by_role("button").first.click()
    page.goto(f"{desk}points/")
    expect(page.get_by_role("row", name="Bought with invoice")).to_contain_text("+100")
