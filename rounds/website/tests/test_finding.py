from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from rounds.activity.actions import record
from rounds.core.zones import Zone, open_to
from rounds.organizations.search import index
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users import panels
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def moderator():
    user = User.objects.create_user("mona@example.org", name="Mona")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


@pytest.fixture
def office(moderator):
    client = Client()
    client.force_login(moderator)
    return client


def found(office: Client, asked: str) -> str:
    return office.get("/office/find/", {"q": asked}).content.decode()


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("ada", True),
        ("ADA@exam", True),
        ("lovelace", True),
        ("love ada", True),
        ("example.org", False),  # the middle of an address finds everybody
        ("velace", False),
        ("ada turing", False),
        ("%", False),
    ],
)
def test_a_person_is_found_by_how_their_name_or_address_begins(office, asked, is_found) -> None:
    ada = User.objects.create_user("ada@example.org", name="Ada Lovelace")
    assert (f'href="/office/people/{ada.pk}/"' in found(office, asked)) == is_found


def test_whoever_left_is_not_found(office) -> None:
    User.objects.create_user("ada@example.org", name="Ada Lovelace", closed_at=NOON)
    assert "Lovelace" not in found(office, "lovelace")


def test_an_organization_is_found_as_on_the_list(office) -> None:
    hospital = OrganizationFactory(name="Saint Mary's University Hospital", slug="st-marys")
    index([hospital.pk])
    assert 'href="/organizations/st-marys/"' in found(office, "st mary univ")


def test_one_letter_asks_for_more_and_nothing_found_says_so(office) -> None:
    assert "Type two letters or more" in found(office, "a")
    assert "Nothing is called “zzzz”" in found(office, "zzzz")


def test_more_than_ten_are_said_to_be_more(office) -> None:
    for n in range(11):
        User.objects.create_user(f"ada{n}@example.org", name=f"Ada {n}")
    page = found(office, "ada")
    assert page.count('href="/office/people/') == 10
    assert "There are more" in page


def test_people_are_found_by_those_alone_who_may_look_them_up() -> None:
    ada = User.objects.create_user("ada@example.org", name="Ada")
    editor = User.objects.create_user("ed@example.org", name="Ed")
    editor.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(editor)
    assert "/office/people/" not in found(client, "ada")
    assert client.get(f"/office/people/{ada.pk}/").status_code == 302


def test_the_page_about_a_person_tells_who_they_are_and_what_happened(office, moderator, monkeypatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    panels.enter("tests", panels.Panel(permission="", label="Seats", rank=1, rows=_a_seat))
    panels.enter("hidden", panels.Panel(permission="x.y", label="Secrets", rank=1, rows=_a_seat))
    panels.enter("empty", panels.Panel(permission="", label="Invoices", rank=1, rows=lambda user, at: []))
    ada = User.objects.create_user("ada@example.org", name="Ada")
    record(verb="claim.made", about=ada, by=moderator, at=NOON)
    page = office.get(f"/office/people/{ada.pk}/").content.decode()
    assert "ada@example.org" in page
    assert "Seats" in page
    assert "A seat of Mercy" in page
    assert "Secrets" not in page
    assert "Invoices" not in page
    assert "<strong>Claim made</strong> · Mona" in page


def _a_seat(user: User, at: datetime) -> list[panels.Row]:
    return [panels.Row("A seat of Mercy")]


def test_every_zone_is_open_to_whoever_may_enter_the_back_office(moderator) -> None:
    assert open_to(moderator) == frozenset(Zone.values)
    assert Zone.STAFF.value not in open_to(User.objects.create_user("ada@example.org"))
