"""Templates are found as they are now, by whoever may read them."""

from datetime import UTC, datetime

import pytest

from rounds.policies.actions.editions import begin_draft, publish_edition
from rounds.policies.actions.templates import add_clause, describe_template, make_template
from rounds.policies.models import Template
from rounds.search.models import Passage

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def published(text: str = "Ask the wombat first.", zone: str = "public") -> Template:
    to = {"slug": "advice", "title": "Advice", "summary": "In short.", "zone": zone}
    made = make_template(to=to, by=None, at=AT)
    write(made, text)
    return made


def write(template: Template, text: str) -> None:
    draft = begin_draft(template=template, by=None, at=AT)
    to = {"heading": text, "text": text, "guidance": "", "is_optional": False}
    add_clause(edition=draft, to=to, by=None, at=AT)
    publish_edition(edition=draft, what_changed="A clause is new.", by=None, at=AT)


def zones_of(word: str) -> list[str]:
    found = Passage.objects.filter(kind="policy", text__contains=word).order_by("zone", "pk")
    return list(found.values_list("zone", flat=True))


def test_a_template_is_found_from_the_moment_it_is_published():
    template = published()
    write(template, "Never tell a quokka.")
    assert (zones_of("wombat"), zones_of("quokka")) == (["public"], ["public"])


def test_a_template_that_is_for_staff_now_is_found_by_nobody_else(client):
    template = published()
    describe_template(template=template, to={"zone": "staff"}, by=None, at=AT)
    assert zones_of("") == ["staff", "staff"]
    assert "Advice" not in client.get("/search/?q=wombat").content.decode()
