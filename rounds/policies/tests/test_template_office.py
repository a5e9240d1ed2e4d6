"""Editors write a template in the back office."""

from html import unescape

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client

from rounds.core import finding
from rounds.memberships.tests.network_cases import signed_in
from rounds.policies.actions.editions import begin_draft, parts_of
from rounds.policies.models import Clause, Template
from rounds.policies.tests.workshop_cases import FIRST, LATER, SECOND, edition, template
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
FACTS = {
    "title": "Comments",
    "slug": "comments",
    "summary": "Rules for comments.",
    "zone": "member",
    "language": "en",
}
CLAUSE = {"heading": "Welcome", "text": "Hello at {{organization}}.", "guidance": "Be warm."}


@pytest.fixture(autouse=True)
def _at_that_time():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def editor() -> User:
    user = person("edda@example.org", "Edda Editor")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def office(editor) -> Client:
    return signed_in(editor)


def drafted() -> Template:
    of = template()
    edition(of, FIRST)
    begin_draft(template=of, by=None, at=LATER)
    return of


def clause(of: Template, key: str) -> Clause:
    return Clause.objects.get(edition__template=of, edition__published_at=None, key=key)


def rows(**labels: str) -> dict[str, str]:
    told = {"blanks-TOTAL_FORMS": str(len(labels)), "blanks-INITIAL_FORMS": str(len(labels))}
    for at, (key, label) in enumerate(labels.items()):
        told |= {f"blanks-{at}-key": key, f"blanks-{at}-label": label}
    return told


def test_an_editor_writes_a_template_from_nothing_and_publishes_it(office, client):
    made = office.post("/office/policies/new/", FACTS)
    of = Template.objects.get(slug="comments")
    bench = f"/office/policies/{of.pk}/"
    assert (made.status_code, made.headers["Location"]) == (302, bench)
    assert "There is no clause yet." in office.get(bench).text

    after = office.post(f"{bench}clauses/new/", CLAUSE)
    assert after.headers["Location"] == f"{bench}blanks/"
    assert "nothing says what belongs there" in office.get(bench).text
    assert office.post(f"{bench}publish/", {"what_changed": ""}).status_code == 409
    assert office.post(f"{bench}blanks/", rows(organization="Name of the hospital")).status_code == 302

    assert "Hello at" in office.get(f"{bench}preview/").text
    assert client.get("/policies/comments/").status_code == 404
    assert office.post(f"{bench}publish/", {"what_changed": ""}).status_code == 302
    assert client.get("/policies/comments/").status_code == 200
    assert "Begin edition 2" in office.get(bench).text


def test_the_next_edition_says_what_changed_before_it_is_published(office, editor):
    of = template()
    edition(of, FIRST)
    bench = f"/office/policies/{of.pk}/"
    office.post(bench, {"do": "begin"})
    assert "So far every clause is as it was in the edition before." in unescape(office.get(bench).text)

    refused = office.post(f"{bench}publish/", {"what_changed": " "})
    assert refused.status_code == 422
    assert "Please say what changed, and why." in refused.text
    assert office.post(f"{bench}publish/", {"what_changed": "Photos."}).status_code == 302

    newest = of.editions.get(number=2)
    assert (newest.what_changed, newest.published_by, newest.published_at) == ("Photos.", editor, LATER)


def test_clauses_are_moved_taken_out_and_put_back_on_the_bench(office):
    of = drafted()
    bench = f"/office/policies/{of.pk}/"
    office.post(bench, {"do": "up:privacy"})
    office.post(bench, {"do": "take-out:end"})
    page = office.get(bench).text
    assert [part.key for part in parts_of(clause(of, "privacy").edition)] == [
        "privacy",
        "purpose",
        "students",
    ]
    assert "“Thanks” is gone." in page

    office.post(bench, {"do": "put-back:end"})
    office.post(bench, {"do": "up:no-such-clause"})
    assert [part.key for part in parts_of(clause(of, "privacy").edition)] == [
        *("privacy", "purpose", "students", "end"),
    ]
    office.post(bench, {"do": "throw-away"})
    assert of.editions.count() == 1


def test_what_was_typed_is_shown_beside_what_somebody_else_kept_meanwhile(office):
    of = drafted()
    one = clause(of, "privacy")
    page = f"/office/policies/clauses/{one.pk}/"
    seen = office.get(page).context["seen"]
    told = {"heading": one.heading, "text": "Hers.", "guidance": ""}
    assert office.post(page, {**told, "seen": seen}).status_code == 302

    clash = office.post(page, {**told, "text": "His.", "seen": seen})
    assert clash.status_code == 409
    assert ("Hers." in clash.text, "His." in clash.text) == (True, True)
    assert clause(of, "privacy").text == "Hers."

    office.post(page, {**told, "text": "His.", "seen": clash.context["seen"]})
    assert clause(of, "privacy").text == "His."


def test_a_clause_that_cannot_be_is_refused_and_stays_on_the_page(office):
    of = drafted()
    told = {"heading": "At {{organization}}", "text": "x" * 10_001, "guidance": ""}
    response = office.post(f"/office/policies/{of.pk}/clauses/new/", told)

    assert response.status_code == 422
    assert "A heading has no blanks" in response.text
    assert "That is 10001 characters" in response.text
    assert "x" * 10_001 in response.text


def test_an_address_is_given_once_and_ours_are_not_given(office):
    template("comments")

    for slug in ("comments", "Comments", "of"):
        response = office.post("/office/policies/new/", {**FACTS, "slug": slug})
        assert (response.status_code, "This address is taken." in response.text) == (422, True)


def test_the_description_changes_and_the_address_does_not(office):
    of = template()
    told = {**FACTS, "slug": "else", "language": "es-MX"}
    assert office.post(f"/office/policies/{of.pk}/about/", told).status_code == 302
    of.refresh_from_db()
    assert (of.slug, of.title, of.zone, of.language) == ("social-media", "Comments", "member", "es-MX")
    assert office.post(f"/office/policies/{of.pk}/about/", {**told, "language": "Spanish"}).status_code == 422


def test_a_blank_that_no_clause_uses_goes_when_the_others_are_kept(office):
    of = drafted()
    draft = clause(of, "privacy").edition
    clause(of, "purpose").delete()
    bench = f"/office/policies/{of.pk}/"
    assert "The blank {{organization}} is described" in office.get(bench).text

    assert [row["key"].value() for row in office.get(f"{bench}blanks/").context["blanks"]] == [
        "privacy_officer"
    ]
    twice = {**rows(a="A", b="B"), "blanks-1-key": "a"}
    assert office.post(f"{bench}blanks/", twice).status_code == 422
    office.post(f"{bench}blanks/", rows(privacy_officer="Whom to ask"))
    assert list(draft.blanks.values_list("key", "label")) == [("privacy_officer", "Whom to ask")]


def test_a_published_edition_cannot_be_written_in(office):
    of = template()
    first = edition(of, FIRST)
    published = first.clauses.first()

    assert office.get(f"/office/policies/clauses/{published.pk}/").status_code == 404
    for page in ("clauses/new/", "blanks/", "preview/"):
        assert office.get(f"/office/policies/{of.pk}/{page}").headers["Location"] == "/office/policies/"
    assert office.post(f"/office/policies/{of.pk}/", {"do": "up:privacy"}).status_code == 302
    assert parts_of(first)[0].key == "purpose"


def test_others_in_the_back_office_do_not_come_here():
    user = person("theo@example.org", "Theo Team")
    user.groups.add(Group.objects.get(name="Membership team"))
    of = drafted()

    for page in ("", "new/", f"{of.pk}/", f"{of.pk}/about/", f"clauses/{clause(of, 'end').pk}/"):
        assert signed_in(user).get(f"/office/policies/{page}").status_code in (302, 403)
    assert "/office/policies/" not in signed_in(user).get("/office/").text


def test_the_list_asks_as_much_for_three_templates_as_for_one(office, django_assert_max_num_queries):
    counts = []
    for made in (1, 2):
        for number in range(made):
            of = template(f"policy-{made}-{number}")
            edition(of, FIRST)
            edition(of, SECOND)
        office.get("/office/policies/")
        with django_assert_max_num_queries(60) as asked:
            office.get("/office/policies/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_templates_are_found_in_the_back_office(editor):
    of = template()

    found = {
        kind.label: [(one.label, one.url) for one in kind.found] for kind in finding.find(editor, "social")
    }

    assert found["Policy templates"] == [("Social media policy", f"/office/policies/{of.pk}/")]
