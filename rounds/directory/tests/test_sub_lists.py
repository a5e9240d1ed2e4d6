import pytest
from django.test import Client

from rounds.activity.models import Activity
from rounds.directory.forms.sub_lists import SubListForm
from rounds.directory.models import SubList
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
PLAIN = {"name": "Canada", "slug": "canada", "description": "In Canada.", "order": "10", "members": ""}


def form(**more: str) -> SubListForm:
    return SubListForm(PLAIN | {"rule": ""} | more)


@pytest.mark.parametrize(
    ("pasted", "rule"),
    [
        ("country=CA", "country=CA"),
        ("https://a.example/list/?q=childrens&country=US&sort=seen&scope=register&after=7", "q=childrens&country=US"),
        ("?type=hospital&proof=reported&seen=year&platform=x&region=US-MN",
         "type=hospital&proof=reported&seen=year&platform=x&region=US-MN"),
    ],
)  # fmt: skip
def test_the_rule_is_the_filters_of_the_address(pasted: str, rule: str) -> None:
    told = form(rule=pasted)
    assert told.is_valid(), told.errors
    assert told.cleaned_data["rule"] == rule


@pytest.mark.parametrize(
    "pasted", ["country=Canada", "planet=mars", "type=spa", "region=US-ZZ", "platform=\u202ex"]
)
def test_a_rule_that_means_nothing_is_refused_with_its_part(pasted: str) -> None:
    told = form(rule=pasted)
    assert not told.is_valid()
    assert list(told.errors) == ["rule"]


def test_members_are_named_by_the_addresses_of_their_pages() -> None:
    one, other = OrganizationFactory(slug="mayo-clinic"), OrganizationFactory(slug="ucsf-health")
    told = form(
        members="https://rounds.example/organizations/mayo-clinic/\n\n/organizations/ucsf-health/\nmayo-clinic"
    )
    assert told.is_valid(), told.errors
    assert told.organization_ids == sorted([one.pk, other.pk])


def test_an_address_that_leads_nowhere_is_named() -> None:
    told = form(members="/organizations/nowhere/")
    assert not told.is_valid()
    assert "nowhere" in str(told.errors["members"])


def test_it_needs_a_rule_or_members() -> None:
    assert not form().is_valid()


def test_staff_make_change_and_remove_one_and_the_record_tells(client: Client) -> None:
    client.force_login(User.objects.create_superuser("ada@example.org", "a long password"))
    OrganizationFactory(slug="mayo-clinic")
    client.post("/office/sublist/new/", PLAIN | {"rule": "country=CA"})
    made = SubList.objects.get()
    assert (made.rule, made.order) == ("country=CA", 10)
    client.post(f"/office/sublist/edit/{made.pk}/", PLAIN | {"rule": "", "members": "mayo-clinic"})
    assert list(made.organizations.values_list("slug", flat=True)) == ["mayo-clinic"]
    assert client.get("/lists/canada/").status_code == 200
    client.post(f"/office/sublist/delete/{made.pk}/")
    assert not SubList.objects.exists()
    verbs = Activity.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["sub-list.made", "sub-list.changed", "sub-list.removed"]
