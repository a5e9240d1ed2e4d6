"""What is written in a template and in the draft of its next edition."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from rounds.activity.actions import record
from rounds.policies import searching
from rounds.policies.actions.editions import before, begin_draft
from rounds.policies.models import Blank, Clause, Edition, Template
from rounds.users.models import User

LONGEST_KEY = 60


class ChangedMeanwhile(Exception):
    """Somebody else changed the same words since they were shown. `now`: what stands there, None where it is gone."""

    def __init__(self, now: Clause | None) -> None:
        super().__init__("changed meanwhile")
        self.now = now


class NotADraft(Exception):
    """The edition is published by now: there is nothing to write in."""


@transaction.atomic
def make_template(*, to: Mapping[str, Any], by: User | None, at: datetime) -> Template:
    """With the draft of its first edition."""
    template = Template.objects.create(**to, created_at=at)
    record(verb="template.made", about=template, by=by, at=at)
    begin_draft(template=template, by=by, at=at)
    return template


@transaction.atomic
def describe_template(
    *, template: Template, to: Mapping[str, Any], by: User | None, at: datetime
) -> Template:
    kept = Template.objects.select_for_update().get(pk=template.pk)
    changed = sorted(name for name, value in to.items() if getattr(kept, name) != value)
    for name, value in to.items():
        setattr(kept, name, value)
    kept.save(update_fields=[*to])
    if changed:
        record(verb="template.described", about=kept, by=by, at=at, changed=changed)
        searching.refind(kept)
    return kept


@transaction.atomic
def add_clause(*, edition: Edition, to: Mapping[str, Any], by: User | None, at: datetime) -> Clause:
    """At the end. Its key, made of its heading, stays its own in every edition to come."""
    draft = _draft(edition)
    last = draft.clauses.order_by("-position").first()
    clause = Clause.objects.create(
        edition=draft, key=_free_key(draft, to["heading"]), position=last.position + 1 if last else 1, **to
    )
    record(verb="clause.added", about=draft.template, by=by, at=at, heading=clause.heading)
    return clause


@transaction.atomic
def write_clause(
    *, clause: Clause, to: Mapping[str, Any], seen: str, by: User | None, at: datetime
) -> Clause:
    """`seen`: `mark_of` what the writer began from. Raises ChangedMeanwhile."""
    _draft(clause.edition)
    now = Clause.objects.select_for_update().filter(pk=clause.pk).first()
    if now is None or seen != mark_of(now):
        raise ChangedMeanwhile(now)
    for name, value in to.items():
        setattr(now, name, value)
    now.save(update_fields=[*to])
    record(verb="clause.written", about=now.edition.template, by=by, at=at, heading=now.heading)
    return now


@transaction.atomic
def move_clause(*, clause: Clause, is_up: bool) -> None:
    """One place. Where there is none to go it stays."""
    draft = _draft(clause.edition)
    order = list(draft.clauses.order_by("position", "pk").values_list("pk", flat=True))
    at = order.index(clause.pk)
    to = at - 1 if is_up else at + 1
    if 0 <= to < len(order):
        order.insert(to, order.pop(at))
    for position, pk in enumerate(order, start=1):
        Clause.objects.filter(pk=pk).update(position=position)


@transaction.atomic
def take_clause_out(*, clause: Clause, by: User | None, at: datetime) -> None:
    draft = _draft(clause.edition)
    clause.delete()
    record(verb="clause.taken_out", about=draft.template, by=by, at=at, heading=clause.heading)


@transaction.atomic
def put_clause_back(*, edition: Edition, key: str, by: User | None, at: datetime) -> Clause | None:
    """As it stood in the edition before, at its place there. None where it was in none."""
    draft = _draft(edition)
    earlier = before(draft)
    former = Clause.objects.filter(edition=earlier, key=key).first() if earlier else None
    if former is None or draft.clauses.filter(key=key).exists():
        return None
    former.pk, former._state.adding, former.edition = None, True, draft
    former.save()
    record(verb="clause.put_back", about=draft.template, by=by, at=at, heading=former.heading)
    return former


@transaction.atomic
def write_blanks(
    *, edition: Edition, blanks: Sequence[Mapping[str, Any]], by: User | None, at: datetime
) -> None:
    """All of the draft's: fields of Blank, in their order."""
    draft = _draft(edition)
    draft.blanks.all().delete()
    Blank.objects.bulk_create([Blank(edition=draft, **blank) for blank in blanks])
    record(verb="blanks.written", about=draft.template, by=by, at=at)


@transaction.atomic
def write_draft(
    *,
    edition: Edition,
    clauses: Sequence[Mapping[str, Any]],
    blanks: Sequence[Mapping[str, Any]],
    by: User | None,
    at: datetime,
) -> None:
    """All of the draft at once: fields of Clause and of Blank, in their order."""
    draft = _draft(edition)
    draft.clauses.all().delete()
    Clause.objects.bulk_create(
        [Clause(edition=draft, position=place, **clause) for place, clause in enumerate(clauses, start=1)]
    )
    write_blanks(edition=draft, blanks=blanks, by=by, at=at)


def mark_of(clause: Clause) -> str:
    """Changes with what is written."""
    words = json.dumps([clause.heading, clause.text, clause.guidance, clause.is_optional])
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _draft(edition: Edition) -> Edition:
    """Whoever writes holds the template, so that nobody publishes meanwhile."""
    Template.objects.select_for_update().get(pk=edition.template_id)
    draft = Edition.objects.drafts().select_related("template").filter(pk=edition.pk).first()
    if draft is None:
        raise NotADraft
    return draft


def _free_key(draft: Edition, heading: str) -> str:
    """Not one of a clause that was taken out, either: for those who adopted it, that one would come back changed."""
    taken = set(Clause.objects.filter(edition__template_id=draft.template_id).values_list("key", flat=True))
    stem = slugify(heading)[: LONGEST_KEY - 4].strip("-") or "clause"
    keys = (stem, *(f"{stem}-{number}" for number in range(2, 1_000)))
    return next(key for key in keys if key not in taken)
