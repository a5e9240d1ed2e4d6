"""The policies that come along are whole, and leave alone what editors changed."""

from datetime import timedelta

import pytest

from rounds.memberships.tests.network_cases import NOW
from rounds.policies.actions.editions import begin_draft, findings_of, publish_edition
from rounds.policies.checking import Remark, check
from rounds.policies.differing import How, between
from rounds.policies.models import Edition, Template
from rounds.policies.starter import HERE, clauses_of, load, read
from rounds.policies.text import blanks_in

FILES = sorted(HERE.glob("*.toml"))
LATER = NOW + timedelta(days=30)


def numbers() -> list[tuple[str, int]]:
    editions = Edition.objects.published().order_by("template__slug", "number")
    return list(editions.values_list("template__slug", "number"))


BOTH = [("community-guidelines", 1), ("social-media-policy", 1), ("social-media-policy", 2)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_edition_can_be_published_and_every_clause_has_its_guidance(path):
    written = read(path)
    before: list = []
    for edition in written["editions"]:
        parts = clauses_of(written, edition["number"])
        used = {key for part in parts for key in blanks_in(part.text)}
        blanks = [blank["key"] for blank in written["blanks"] if blank["key"] in used]
        assert [one for one in check(parts, blanks, before) if one.is_fault] == []
        assert [part.key for part in parts if not part.guidance] == []
        before = parts
    assert used == {blank["key"] for blank in written["blanks"]}


def test_the_policy_has_what_a_hospital_needs_and_its_second_edition_shows_every_kind_of_change():
    written = read(HERE / "social-media-policy.toml")
    first, second = clauses_of(written, 1), clauses_of(written, 2)

    assert sum(not part.is_optional for part in second) == 18
    assert [part.key for part in second if part.is_optional] == [
        "students",
        "telehealth",
        "advocacy",
        "laboratories",
    ]
    assert {(one.how, one.key) for one in between(first, second) if one.how != How.SAME} == {
        (How.ADDED, "generative-ai"),
        (How.CHANGED, "patient-privacy"),
        (How.CHANGED, "comments"),
        (How.REMOVED, "working-time"),
    }


@pytest.mark.django_db
def test_they_are_loaded_once():
    assert len(load(at=NOW)) == 3
    assert load(at=LATER) == []
    assert numbers() == BOTH
    assert set(Edition.objects.values_list("published_at", flat=True)) == {NOW}


@pytest.mark.django_db
def test_a_sample_can_stop_before_the_last_edition_and_go_on_later():
    load(at=NOW, up_to=1)
    assert numbers() == BOTH[:2]
    assert [str(one.number) for one in load(at=LATER)] == ["2"]
    assert [one.what for one in findings_of(Edition.objects.get(number=2))] == [Remark.CLAUSE_REMOVED]


@pytest.mark.django_db
def test_what_editors_wrote_or_began_stays():
    load(at=NOW, up_to=1)
    template = Template.objects.get(slug="social-media-policy")
    draft = begin_draft(template=template, by=None, at=NOW)
    assert load(at=LATER) == []

    draft.clauses.filter(key="purpose").update(text="Ours.")
    publish_edition(edition=draft, what_changed="Shorter.", by=None, at=NOW)

    assert load(at=LATER) == []
    assert template.editions.count() == 2
