"""An edition is drafted, from the one before, and published once."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from rounds.activity.actions import record
from rounds.policies import searching
from rounds.policies.checking import Finding, Part, check
from rounds.policies.models import Blank, Clause, Edition, Template
from rounds.policies.signals import edition_published
from rounds.users.models import User

Copied = TypeVar("Copied", Clause, Blank)


class NotReady(Exception):
    """The draft cannot be published as it is. `findings`: its faults; none where what changed is not said."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(", ".join(finding.what for finding in findings) or "what changed is not said")
        self.findings = findings


@transaction.atomic
def begin_draft(*, template: Template, by: User | None, at: datetime) -> Edition:
    """The draft of the next edition: the one that there is, or a copy of the newest."""
    Template.objects.select_for_update().get(pk=template.pk)
    if there := template.editions.drafts().first():
        return there
    newest = template.editions.newest_first().first()
    draft = Edition.objects.create(template=template, number=newest.number + 1 if newest else 1)
    if newest:
        Clause.objects.bulk_create(_copied(newest.clauses.order_by("position", "pk"), draft))
        Blank.objects.bulk_create(_copied(newest.blanks.order_by("pk"), draft))
    record(verb="edition.begun", about=template, by=by, at=at, number=draft.number)
    return draft


@transaction.atomic
def throw_draft_away(*, template: Template, by: User | None, at: datetime) -> None:
    """Back to what is published. Of a template that was never published the draft stays."""
    Template.objects.select_for_update().get(pk=template.pk)
    draft = template.editions.drafts().filter(number__gt=1).first()
    if draft is None:
        return
    number = draft.number
    draft.delete()
    record(verb="edition.thrown_away", about=template, by=by, at=at, number=number)


@transaction.atomic
def publish_edition(*, edition: Edition, what_changed: str, by: User | None, at: datetime) -> Edition:
    """From here on it never changes. Of all but the first one says what changed. Raises NotReady."""
    Template.objects.select_for_update().get(pk=edition.template_id)
    draft = Edition.objects.select_for_update().select_related("template").get(pk=edition.pk)
    if draft.published_at:
        return draft
    faults = [finding for finding in findings_of(draft) if finding.is_fault]
    if faults or (draft.number > 1 and not what_changed.strip()):
        raise NotReady(faults)
    draft.what_changed, draft.published_at, draft.published_by = what_changed.strip(), at, by
    draft.save(update_fields=["what_changed", "published_at", "published_by"])
    record(verb="edition.published", about=draft.template, by=by, at=at, number=draft.number)
    searching.refind(draft.template)
    edition_published.send(Edition, edition=draft, by=by, at=at)
    return draft


def findings_of(edition: Edition) -> list[Finding]:
    blanks = edition.blanks.order_by("pk").values_list("key", flat=True)
    return check(parts_of(edition), blanks, parts_of(before(edition)))


def before(edition: Edition) -> Edition | None:
    """The one that was published last before it."""
    earlier = Edition.objects.published().filter(template_id=edition.template_id, number__lt=edition.number)
    return earlier.newest_first().first()


def parts_of(edition: Edition | None) -> list[Part]:
    """Its clauses in their order."""
    if edition is None:
        return []
    fields = ("key", "heading", "text", "guidance", "is_optional")
    return [Part(*row) for row in edition.clauses.order_by("position", "pk").values_list(*fields)]


def _copied(rows: Iterable[Copied], draft: Edition) -> Iterator[Copied]:
    for row in rows:
        row.pk, row._state.adding, row.edition = None, True, draft
        yield row
