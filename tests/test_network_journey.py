"""A hospital's year begins, in a browser: invited by a pasted list, seated, points bought, paid and given."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import Page, expect

from rounds.mail.models import Message
from rounds.memberships.actions import leadership
from rounds.memberships.models import Membership, Plan, Seat, Term
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User
from rounds.users.sample import PASSWORD
from tests.plugins.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def person(name: str, email: str) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@pytest.fixture
def mercy() -> Membership:
    """A member since today, led by Lena."""
    now = timezone.now()
    lena = person("Lena Okafor", "lena@mercy.example")
    membership = Membership.objects.create(
        kind=Plan.Kind.ORGANIZATION, organization=OrganizationFactory(name="Mercy Hospital"), opened_at=now
    )
    Term.objects.create(
        membership=membership,
        plan=Plan.objects.filter(kind=Plan.Kind.ORGANIZATION).first(),
        how=Term.How.JOINED,
        starts_on=now.date(),
        ends_on=now.date() + timedelta(days=364),
        basis=Term.Basis.WAIVER,
        approved_by=lena,
        reason="The first of its kind",
        dues_cents=250_000,
        zones=["member", "organization"],
        seats=25,
        written_at=now,
    )
    leadership.appoint(membership=membership, user=lena, by=None, at=now)
    return membership


def test_a_hospital_invites_ten_and_gives_points(
    browser_page: Page, axe: Callable[[Page], list[str]], mercy: Membership
) -> None:
    page, desk = browser_page, f"/network/{mercy.pk}/"
    ann = person("Ann Reyes", "ann@mercy.example")
    sign_in(page, "lena@mercy.example", next=desk)
    expect(page.get_by_text("24 seats are free.")).to_be_visible()
    assert axe(page) == []

    page.get_by_role("link", name="Invite colleagues").click()
    others = "\n".join(f"Colleague {n} <c{n}@mercy.example>" for n in range(9))
    page.get_by_label("E-mail addresses of colleagues").fill(
        f"Ann Reyes <ann@mercy.example>;\n{others}\nAnd Bob"
    )
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_role("heading", name="10 invitations are on their way")).to_be_visible()
    expect(page.get_by_text("And Bob")).to_be_visible()
    assert axe(page) == []

    buy_points(page, desk)
    assert axe(page) == []
    page.context.clear_cookies()

    mail = Message.objects.get(to=ann.email, subject__contains="keeps a seat")
    link = next(word for word in mail.text.split() if "/invitations/seats/" in word)
    page.goto(link)
    assert axe(page) == []
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Email").fill(ann.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Take the seat").click()
    expect(page.get_by_text("You have a seat of Mercy Hospital.")).to_be_visible()
    assert Seat.objects.held().filter(user=ann).exists()
    page.context.clear_cookies()

    sign_in(page, "lena@mercy.example", next=f"{desk}roster/")
    assert axe(page) == []
    page.get_by_label("Ann Reyes").check()
    page.get_by_role("button", name="Give points to those chosen").click()
    page.get_by_label("Points for each").fill("40")
    page.get_by_role("button", name="Give the points").click()
    expect(page.get_by_text("40 points given to 1 person.")).to_be_visible()
    expect(page.get_by_role("row", name="Given to Ann Reyes")).to_contain_text("-40")
    assert axe(page) == []
    page.context.clear_cookies()

    sign_in(page, ann.email, next="/me/points/")
    expect(page.get_by_role("row", name="Given by Mercy Hospital")).to_contain_text("+40")
    assert axe(page) == []


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
