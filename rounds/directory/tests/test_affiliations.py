import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from rounds.directory.models import Representative
from rounds.organizations import search
from rounds.organizations.models import Status
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.affiliations import affiliations_of
from rounds.users.models import User

pytestmark = pytest.mark.django_db


def organization(name="Mercy Hospital", website="https://www.mercy-test.org/", **more):
    one = OrganizationFactory(name=name, website=website, **more)
    search.index([one.pk])
    return one


def person(email, *, verified=True):
    user = User.objects.create_user(email)
    EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    return user


def shown(user):
    return [(one.organization, str(one.proven_by)) for one in affiliations_of([user.pk])[user.pk]]


def test_a_confirmed_address_at_the_domain_of_its_website_proves_it():
    organization()
    assert shown(person("ana@mercy-test.org")) == [
        ("Mercy Hospital", "a confirmed e-mail address at mercy-test.org")
    ]


def test_an_address_that_is_not_confirmed_proves_nothing():
    organization()
    assert shown(person("ana@mercy-test.org", verified=False)) == []


@pytest.mark.parametrize(
    ("website", "email"),
    [
        ("https://gmail.com/", "ana@gmail.com"),
        ("https://www.mailinator.com/", "ana@mailinator.com"),
        ("https://www.northfield.edu/", "ana@northfield.edu"),
        ("https://www.northfield.ac.uk/", "ana@northfield.ac.uk"),
        ("https://www.northfield.edu.au/", "ana@northfield.edu.au"),
        ("https://mercy-test.org/clinics/north/", "ana@mercy-test.org"),
        ("https://hospital.mercy-test.org/", "ana@mercy-test.org"),
        ("https://mercy-test.org/", "ana@mail.mercy-test.org"),
        ("https://sites.google.com/mercy", "ana@google.com"),
        ("", "ana@mercy-test.org"),
    ],
)
def test_what_an_address_does_not_prove(website, email):
    organization(website=website)
    assert shown(person(email)) == []


def test_a_domain_that_strangers_share_proves_neither():
    organization("Mercy Hospital")
    organization("Grace Hospital")
    assert shown(person("ana@mercy-test.org")) == []


def test_a_domain_that_a_family_shares_proves_the_topmost():
    system = organization("Mercy Health")
    organization("Mercy Hospital", parent=system)
    assert [name for name, _how in shown(person("ana@mercy-test.org"))] == ["Mercy Health"]


def test_an_organization_that_is_no_more_is_not_shown():
    organization(status=Status.CLOSED)
    assert shown(person("ana@mercy-test.org")) == []


def test_who_represents_one_is_shown_with_it_as_long_as_they_do():
    one, ana = organization(website=""), person("ana@mail.example")
    representing = Representative.objects.create(
        organization=one, user=ana, method="dns", since_at=timezone.now()
    )
    assert shown(ana) == [("Mercy Hospital", "a TXT record of its domain")]
    representing.ended_at = timezone.now()
    representing.save()
    assert shown(ana) == []


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_few_queries_for_any_number(django_assert_num_queries, count):
    ids = []
    for number in range(count):
        organization(f"Hospital {number}", f"https://www.hospital-{number}-test.org/")
        ids.append(person(f"ana@hospital-{number}-test.org").pk)
    with django_assert_num_queries(6):
        found = affiliations_of(ids)
    assert all(len(found[pk]) == 1 for pk in ids)
