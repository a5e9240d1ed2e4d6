"""The membership team finds memberships and applications where it finds people, and on a person's page."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from rounds.memberships.actions.applications import Told, apply
from rounds.memberships.models import Application
from rounds.memberships.tests.factories import (
    OrganizationPlanFactory,
    UserFactory,
    joined,
    member_organization,
)
from rounds.organizations.search import index
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import Credential, User

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_second_step_for_staff(settings) -> None:
    settings.STAFF_NEED_MFA = False


def signed_in(group: str) -> Client:
    user = User.objects.create_user(f"{uuid4()}@example.org", name="Tess")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def found(office: Client, asked: str) -> str:
    return office.get("/office/find/", {"q": asked}).text


@pytest.mark.parametrize("asked", ["ada", "lovelace", "ada@exam"])
def test_a_membership_is_found_by_whose_it_is(asked) -> None:
    membership = joined(user=UserFactory(email="ada@example.org", name="Ada Lovelace"))
    page = f'href="/office/memberships/{membership.pk}/"'
    assert page in found(signed_in("Membership team"), asked)
    assert page not in found(signed_in("Moderators"), asked)


def test_an_organizations_membership_is_found_as_the_organization_is_on_the_list() -> None:
    hospital = OrganizationFactory(name="Saint Mary's University Hospital")
    index([hospital.pk])
    membership = member_organization(organization=hospital)
    assert f'href="/office/memberships/{membership.pk}/"' in found(
        signed_in("Membership team"), "st mary univ"
    )


def test_an_application_is_found_by_the_name_that_the_applicant_wrote() -> None:
    told = Told(organization_name="Mercy Clinic", organization_place="Bremen")
    plan, user = OrganizationPlanFactory(), UserFactory()
    application = apply(key=uuid4(), plan=plan, told=told, user=user, at=NOON)
    team = signed_in("Membership team")
    assert f'href="/office/applications/{application.pk}/"' in found(team, "mercy")
    assert f'href="/office/applications/{application.pk}/"' not in found(team, "clinic")


def test_the_page_about_a_person_leads_to_everything_the_team_keeps_about_them() -> None:
    ada = UserFactory(name="Ada Lovelace")
    own, led = joined(user=ada, at=NOON), member_organization(leader=ada, at=NOON)
    credential = Credential.objects.create(user=ada, abbreviation="RN", basis="license", stated_at=NOON)
    page = signed_in("Membership team").get(f"/office/people/{ada.pk}/").text
    for record in (
        f"memberships/{own.pk}",
        f"memberships/{led.pk}",
        f"credentials/{credential.pk}",
        f"applications/{Application.objects.filter(user=ada).earliest('pk').pk}",
    ):
        assert f'href="/office/{record}/"' in page


def test_searching_asks_as_often_for_one_as_for_three(
    django_assert_num_queries, django_assert_max_num_queries
) -> None:
    team = signed_in("Membership team")
    joined(user=UserFactory(name="Ada A"))
    found(team, "ada")
    with django_assert_max_num_queries(60) as asked:
        found(team, "ada")
    for _ in range(2):
        joined(user=UserFactory(name="Ada B"))
    with django_assert_num_queries(len(asked)):
        found(team, "ada")
