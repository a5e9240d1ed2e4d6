"""What stands on a resource's page: for whom, by which license, by whom; what to adopt; and what programs read."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from rounds.content.models import Byline, Resource
from rounds.content.tests.factories import AT, resource
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.policies.counting import adoptions
from rounds.policies.models import Clause, Edition, OwnClause, Policy, Template
from rounds.users.models import User


def page_text(client, slug: str = "a-guide") -> str:
    return client.get(f"/resources/{slug}/").content.decode()


def described(text: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text).group(1))


@pytest.mark.django_db
def test_for_whom_and_by_which_license_stand_there_in_words(client):
    resource(zone="public", for_clinicians=True, for_leaders=True, license="CC-BY-4.0", language="es")
    text = page_text(client)
    assert "Clinicians, Leaders" in text
    assert "Use it, change it and pass it on, and say whose it is." in text
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in text
    assert "Spanish" in text


@pytest.mark.django_db
def test_without_a_tick_and_with_every_tick_it_is_for_everybody():
    every = {f"for_{one}": True for one in ("communicators", "clinicians", "leaders", "patients")}
    assert Resource().audiences == Resource(**every).audiences == []


@pytest.mark.django_db
def test_programs_read_license_version_language_and_authors(client):
    page = resource(zone="public", license="MIT", for_patients=True)
    page.bylines = [Byline(name="Jane Roe")]
    page.save_revision().publish()
    told = described(page_text(client))
    assert told["@type"] == "DigitalDocument"
    assert told["license"] == "https://spdx.org/licenses/MIT.html"
    assert told["version"] == "1"
    assert told["inLanguage"] == "en"
    assert told["author"] == [{"@type": "Person", "name": "Jane Roe"}]
    assert told["audience"] == [{"@type": "Audience", "audienceType": "patients"}]
    assert told["isAccessibleForFree"] is True


@pytest.mark.django_db
def test_a_reserved_right_is_told_without_a_license(client):
    resource()
    told = described(page_text(client))
    assert "license" not in told
    assert told["copyrightHolder"]["name"] == "Rounds"


@pytest.mark.django_db
def test_an_author_who_left_is_not_cited(client):
    author = User.objects.create_user("author@example.org", "a password", name="Ada Example")
    page = resource(zone="public")
    page.bylines = [Byline(person=author)]
    page.save_revision().publish()
    assert "Ada Example" in client.get("/resources/a-guide/cite.ris").content.decode()
    User.objects.filter(pk=author.pk).update(closed_at=timezone.now(), is_active=False)
    assert "AU  - Rounds" in client.get("/resources/a-guide/cite.ris").content.decode()


def published(template: Template, number: int) -> Edition:
    edition = Edition.objects.create(template=template, number=number)
    Clause.objects.create(edition=edition, key="a", position=1, heading="A", text="T")
    Edition.objects.filter(pk=edition.pk).update(published_at=AT)
    return edition


def adopted(template: Template, edition: Edition, times: int, *, given_up: bool = False) -> None:
    user = User.objects.get_or_create(email="leader@example.org")[0]
    clause = edition.clauses.get()
    for _each in range(times):
        policy = Policy.objects.create(
            organization=OrganizationFactory(),
            template=template,
            title="P",
            adopted_at=AT,
            adopted_by=user,
            given_up_at=AT if given_up else None,
        )
        OwnClause.objects.create(policy=policy, key="a", based_on=clause, position=1, heading="A", text="T")


@pytest.fixture
def template(db):
    template = Template.objects.create(slug="plain", title="Plain", summary="S", zone="guest", created_at=AT)
    first, second = published(template, 1), published(template, 2)
    adopted(template, first, 2)
    adopted(template, second, 3)
    adopted(template, second, 1, given_up=True)
    return template


def test_organizations_are_counted_by_the_edition_that_they_have(template):
    assert adoptions(template.pk) == [(2, 3), (1, 2)]


def test_a_policy_leads_to_its_template_and_small_numbers_are_not_told(client, template):
    resource(zone="public", kind="policy", policy_template=template)
    text = page_text(client)
    assert 'href="/policies/plain/">Adopt this policy</a>' in text
    assert "Edition 2: 3 organizations" in text
    assert "Edition 1: fewer than 3 organizations" in text


def test_a_template_that_one_may_not_know_of_is_not_named(client, template):
    Template.objects.update(zone="staff")
    resource(zone="public", policy_template=template)
    assert "/policies/plain/" not in page_text(client)


@pytest.mark.django_db
def test_only_known_licenses_are_taken():
    with pytest.raises(ValidationError):
        resource(license="Made-up-1.0")
