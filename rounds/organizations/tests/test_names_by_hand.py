from datetime import UTC, date, datetime

import pytest
from django.test import Client

from rounds.activity.models import Activity
from rounds.organizations import search
from rounds.organizations.actions.names import (
    Refused,
    add_identifier,
    add_name,
    remove_identifier,
    remove_name,
)
from rounds.organizations.models import Change, Identifier, Name
from rounds.organizations.tests.factories import IdentifierFactory, OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def ada() -> User:
    return User.objects.create_superuser("ada@example.org", "a long password")


def test_an_identifier_is_added_with_its_history_and_found(ada: User) -> None:
    organization = OrganizationFactory()
    made = add_identifier(organization=organization, scheme="npi", value="1234-567-893", by=ada, at=NOW)
    assert (made.value, made.source) == ("1234567893", "person")
    assert search.find("1234567893").ids == [organization.pk]
    assert list(Change.objects.values_list("field", "old", "new", "by")) == [
        ("identifier", "", "National Provider Identifier 1234567893", ada.pk)
    ]
    assert Activity.objects.about(organization).get().data == {"fields": ["identifier"]}


def test_an_identifier_of_another_organization_is_refused_by_name(ada: User) -> None:
    other = OrganizationFactory(name="Mayo Clinic")
    IdentifierFactory(organization=other, scheme="ccn", value="240010")
    with pytest.raises(Refused, match="It belongs to Mayo Clinic already"):
        add_identifier(organization=OrganizationFactory(), scheme="ccn", value="240010", by=ada, at=NOW)
    assert Identifier.objects.count() == 1


def test_a_wrong_check_digit_is_refused_and_nothing_is_written(ada: User) -> None:
    with pytest.raises(Refused, match="right check digit"):
        add_identifier(organization=OrganizationFactory(), scheme="npi", value="1234567890", by=ada, at=NOW)
    assert (Identifier.objects.count(), Change.objects.count()) == (0, 0)


def test_a_name_is_found_from_then_on_and_no_longer_once_it_is_taken_out(ada: User) -> None:
    organization = OrganizationFactory(name="Eskenazi Health")
    made = add_name(
        organization=organization,
        kind="former",
        text="Wishard Memorial",
        until_on=date(2013, 12, 7),
        by=ada,
        at=NOW,
    )
    assert search.find("wishard").ids == [organization.pk]
    with pytest.raises(Refused):
        add_name(organization=organization, kind="former", text="Wishard Memorial", by=ada, at=NOW)
    remove_name(name=made, by=ada, at=NOW)
    assert search.find("wishard").guessed or search.find("wishard").ids == []


def test_an_identifier_that_is_taken_out_is_free_again(ada: User) -> None:
    identifier = IdentifierFactory(scheme="ccn", value="240010")
    remove_identifier(identifier=identifier, by=ada, at=NOW)
    other = OrganizationFactory()
    assert (
        add_identifier(organization=other, scheme="ccn", value="240010", by=ada, at=NOW).organization == other
    )


def test_staff_add_and_take_out_in_the_back_office(client: Client, ada: User) -> None:
    client.force_login(ada)
    organization = OrganizationFactory()
    address = f"/office/organizations/{organization.pk}/names/"
    wrong = client.post(address, {"do": "add-identifier", "scheme": "npi", "value": "1234567890"})
    assert (wrong.status_code, b"right check digit" in wrong.content) == (422, True)
    client.post(address, {"do": "add-identifier", "scheme": "npi", "value": "1234567893"})
    client.post(address, {"do": "add-name", "kind": "acronym", "text": "UCSF"})
    assert list(Identifier.objects.values_list("value", flat=True)) == ["1234567893"]
    assert b"UCSF" in client.get(address).content
    client.post(address, {"do": f"remove-identifier-{Identifier.objects.get().pk}"})
    client.post(address, {"do": f"remove-name-{Name.objects.get().pk}"})
    assert (Identifier.objects.count(), Name.objects.count()) == (0, 0)


@pytest.mark.parametrize("do", ["", "remove-", "remove-name-x", "remove-name-99999", "nonsense"])
def test_what_cannot_be_meant_changes_nothing(client: Client, ada: User, do: str) -> None:
    client.force_login(ada)
    organization = IdentifierFactory().organization
    client.post(f"/office/organizations/{organization.pk}/names/", {"do": do})
    assert Identifier.objects.count() == 1


def test_whoever_may_not_is_refused(client: Client) -> None:
    organization = OrganizationFactory()
    address = f"/office/organizations/{organization.pk}/names/"
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("eve@example.org", "a long password"))
    assert client.get(address).status_code in (302, 403)
