"""A template is drafted, checked and published; what is published never changes."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from rounds.activity.models import Activity
from rounds.memberships.tests.network_cases import NOW
from rounds.policies.actions import templates as writing
from rounds.policies.actions.editions import (
    NotReady,
    begin_draft,
    findings_of,
    parts_of,
    publish_edition,
    throw_draft_away,
)
from rounds.policies.actions.templates import ChangedMeanwhile, NotADraft, mark_of
from rounds.policies.checking import Fault, Part
from rounds.policies.models import Blank, Clause, Edition, Template
from rounds.policies.signals import edition_published
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
FACTS = {"slug": "comments", "title": "Comments", "summary": "For all.", "zone": "guest", "language": "en"}


@pytest.fixture
def editor():
    return person("edda@example.org", "Edda Editor")


@pytest.fixture
def template(editor) -> Template:
    return writing.make_template(to=FACTS, by=editor, at=NOW)


def draft_of(template: Template) -> Edition:
    return template.editions.get(published_at=None)


def add(edition: Edition, heading: str, text: str = "Be kind.", **more) -> Clause:
    to = {"heading": heading, "text": text, "guidance": "", "is_optional": False, **more}
    return writing.add_clause(edition=edition, to=to, by=None, at=NOW)


def published(template: Template, *headings: str) -> Edition:
    draft = draft_of(template)
    for heading in headings or ("Welcome", "Rules"):
        add(draft, heading)
    return publish_edition(edition=draft, what_changed="", by=None, at=NOW)


def headings(edition: Edition) -> list[tuple[str, str]]:
    return [(part.key, part.heading) for part in parts_of(edition)]


def said(template: Template) -> list[str]:
    told = Activity.objects.filter(object_type="policies.template", object_id=template.pk)
    return list(told.order_by("pk").values_list("verb", flat=True))


def test_a_template_begins_with_a_draft_that_nobody_else_sees(template, editor):
    assert draft_of(template).number == 1
    assert list(Template.objects.visible_to(editor)) == list(Template.objects.known_to(editor)) == []
    assert said(template) == ["template.made", "edition.begun"]


def test_clauses_are_added_at_the_end_with_keys_of_their_own(template):
    draft = draft_of(template)
    for heading in ("Be kind!", "Be kind", "Здравствуйте"):
        add(draft, heading)

    assert headings(draft) == [("be-kind", "Be kind!"), ("be-kind-2", "Be kind"), ("clause", "Здравствуйте")]


def test_a_clause_is_moved_up_and_down_and_no_further_than_the_ends(template):
    draft = draft_of(template)
    one, _two, three = add(draft, "One"), add(draft, "Two"), add(draft, "Three")

    writing.move_clause(clause=three, is_up=True)
    assert [heading for _key, heading in headings(draft)] == ["One", "Three", "Two"]
    writing.move_clause(clause=one, is_up=True)
    writing.move_clause(clause=one, is_up=False)
    assert [heading for _key, heading in headings(draft)] == ["Three", "One", "Two"]


def test_who_writes_over_what_somebody_else_changed_is_told_and_loses_nothing(template, editor):
    clause = add(draft_of(template), "Welcome")
    seen = mark_of(clause)
    writing.write_clause(clause=clause, to={"text": "Hers."}, seen=seen, by=editor, at=NOW)

    with pytest.raises(ChangedMeanwhile) as caught:
        writing.write_clause(clause=clause, to={"text": "His."}, seen=seen, by=editor, at=NOW)

    assert caught.value.now.text == "Hers."
    writing.write_clause(
        clause=clause, to={"text": "His."}, seen=mark_of(caught.value.now), by=editor, at=NOW
    )
    clause.refresh_from_db()
    assert clause.text == "His."


def test_an_edition_is_published_with_who_and_when_and_announced(template, editor):
    add(draft_of(template), "Welcome")
    heard = []
    edition_published.connect(listener := lambda **told: heard.append((told["edition"], told["at"])))
    try:
        edition = publish_edition(edition=draft_of(template), what_changed="", by=editor, at=LATER)
    finally:
        edition_published.disconnect(listener)

    assert (edition.number, edition.published_at, edition.published_by) == (1, LATER, editor)
    assert heard == [(edition, LATER)]
    assert said(template)[-1] == "edition.published"
    assert list(Template.objects.known_to(editor)) == [template]


def test_publishing_again_changes_and_announces_nothing(template, editor):
    edition = published(template)

    assert publish_edition(edition=edition, what_changed="Else", by=editor, at=LATER).published_at == NOW


def test_a_faulty_draft_is_not_published(template):
    add(draft_of(template), "Welcome", "To {{organization}}.")

    with pytest.raises(NotReady) as caught:
        publish_edition(edition=draft_of(template), what_changed="", by=None, at=NOW)

    assert [one.what for one in caught.value.findings] == [Fault.BLANK_UNKNOWN]
    writing.write_blanks(
        edition=draft_of(template), blanks=[{"key": "organization", "label": "Name"}], by=None, at=NOW
    )
    assert publish_edition(edition=draft_of(template), what_changed="", by=None, at=NOW).published_at == NOW


def test_the_next_edition_begins_as_the_one_before_and_says_what_changed(template, editor):
    first = published(template)
    draft = begin_draft(template=template, by=editor, at=LATER)

    assert (draft.number, parts_of(draft)) == (2, parts_of(first))
    assert begin_draft(template=template, by=editor, at=LATER) == draft
    with pytest.raises(NotReady):
        publish_edition(edition=draft, what_changed="  ", by=editor, at=LATER)
    assert publish_edition(edition=draft, what_changed="Nothing.", by=editor, at=LATER).number == 2


def test_a_draft_can_be_thrown_away_but_the_first_stays(template, editor):
    throw_draft_away(template=template, by=editor, at=NOW)
    first = published(template)
    begin_draft(template=template, by=editor, at=NOW)
    throw_draft_away(template=template, by=editor, at=NOW)

    assert list(template.editions.all()) == [first]


def test_a_clause_that_was_taken_out_is_named_and_can_be_put_back_at_its_place(template, editor):
    published(template, "Welcome", "Rules", "Thanks")
    draft = begin_draft(template=template, by=editor, at=NOW)
    writing.take_clause_out(clause=draft.clauses.get(key="rules"), by=editor, at=NOW)
    assert [(one.what.value, one.name) for one in findings_of(draft)] == [("clause_removed", "Rules")]

    writing.put_clause_back(edition=draft, key="rules", by=editor, at=NOW)
    writing.put_clause_back(edition=draft, key="rules", by=editor, at=NOW)

    assert [heading for _key, heading in headings(draft)] == ["Welcome", "Rules", "Thanks"]


def test_a_key_that_was_taken_out_is_not_given_to_another_clause(template, editor):
    published(template, "Rules", "Thanks")
    draft = begin_draft(template=template, by=editor, at=NOW)
    writing.take_clause_out(clause=draft.clauses.get(key="rules"), by=editor, at=NOW)

    assert add(draft, "Rules").key == "rules-2"


def test_in_what_is_published_nobody_writes(template, editor):
    edition = published(template)
    clause = edition.clauses.first()

    for verb in (
        lambda: add(edition, "More"),
        lambda: writing.write_clause(clause=clause, to={}, seen=mark_of(clause), by=editor, at=NOW),
        lambda: writing.move_clause(clause=clause, is_up=False),
        lambda: writing.take_clause_out(clause=clause, by=editor, at=NOW),
        lambda: writing.write_blanks(edition=edition, blanks=[], by=editor, at=NOW),
    ):
        with pytest.raises(NotADraft):
            verb()


def test_the_database_refuses_to_change_what_is_published(template):
    edition = published(template)
    other = begin_draft(template=template, by=None, at=NOW)
    blank = Blank.objects.create(edition=other, key="a", label="A")
    clause = edition.clauses.first()

    for change in (
        lambda: Edition.objects.filter(pk=edition.pk).update(what_changed="Else"),
        lambda: Edition.objects.filter(pk=edition.pk).update(published_at=None),
        lambda: Edition.objects.filter(pk=edition.pk)._raw_delete("default"),
        lambda: Clause.objects.filter(pk=clause.pk).update(text="Else"),
        lambda: Clause.objects.filter(pk=clause.pk).update(edition=other),
        lambda: Clause.objects.filter(pk=clause.pk)._raw_delete("default"),
        lambda: Clause.objects.filter(edition=other).update(edition=edition),
        lambda: Clause.objects.create(edition=edition, key="new", position=9, heading="New", text="New"),
        lambda: Blank.objects.filter(pk=blank.pk).update(edition=edition),
        lambda: Blank.objects.create(edition=edition, key="new", label="New"),
    ):
        with pytest.raises(Error, match="never changed"), transaction.atomic():
            change()

    assert parts_of(edition) == [Part("welcome", "Welcome", "Be kind."), Part("rules", "Rules", "Be kind.")]


def test_a_description_that_changes_is_recorded_and_one_that_does_not_is_not(template, editor):
    facts = {"title": "Rules for comments", "summary": "For all.", "zone": "public", "language": "en"}
    for _twice in range(2):
        writing.describe_template(template=template, to=facts, by=editor, at=NOW)

    template.refresh_from_db()
    assert (template.title, template.zone) == ("Rules for comments", "public")
    assert said(template).count("template.described") == 1
