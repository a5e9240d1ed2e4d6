"""A spreadsheet is taken in: what was agreed to, and nothing else, by the verbs that everything else uses.

Each batch is one transaction: what it lists, the steps that say so, and how far we are. Killed and started again it
goes on behind the last whole batch. Every row is looked at once more; what is not as the preview said is left and told.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.activity.actions import record
from rounds.directory.actions import keeping
from rounds.directory.actions.listings import list_account
from rounds.directory.platforms import Address
from rounds.organizations import versions
from rounds.organizations.actions.names import Refused as NameRefused
from rounds.organizations.actions.names import add_identifier
from rounds.organizations.actions.organizations import add_organization, change_organization
from rounds.organizations.matching.engine import Verdict, match
from rounds.organizations.models import Organization
from rounds.organizations.precedence import PERSON
from rounds.spreadsheets.columns.roles import label_of
from rounds.spreadsheets.models import Planned, Row, Spreadsheet, Step
from rounds.spreadsheets.planning.powers import Powers, powers_of
from rounds.spreadsheets.planning.settling import Plan, plan, value_of
from rounds.spreadsheets.working import moving
from rounds.users.models import User

BATCH = 20  # accounts, and rows, in one transaction: nobody else waits for long
State, What, Group = Spreadsheet.State, Planned.What, Row.Group
Then = Mapping[tuple[int, str, str], str]  # (row, platform, key): what the preview said
_OF_NEW = ("street", "postal_code", "phone", "beds", "ownership")


def go_on(spreadsheet: Spreadsheet) -> None:
    """Take in what is left, to the end. Raises Overtaken where somebody else does."""
    by = moving.somebody(spreadsheet.by)
    while rows := _next(spreadsheet):
        plan(
            spreadsheet, rows, powers_of(by), at=timezone.now()
        )  # remembers names before anybody has to wait
        _take_batch(spreadsheet, [row.pk for row in rows], by=by, at=timezone.now())
        moving.refresh(spreadsheet)
    with transaction.atomic():
        moving.hold(spreadsheet)
        at = timezone.now()
        moving.reach(spreadsheet, State.TAKEN, at=at, taken_at=at, position=spreadsheet.total)
        record(verb="spreadsheet.taken_in", about=spreadsheet, by=by, at=at, steps=spreadsheet.steps.count())


def _next(spreadsheet: Spreadsheet) -> Sequence[Row]:
    """Rows with not too many accounts together, but one row at least."""
    rows = moving.batch_behind(spreadsheet, BATCH, group=Group.READY)
    counts = Counter(Planned.objects.filter(row__in=rows).values_list("row", flat=True))
    sums = accumulate(counts[row.pk] for row in rows)
    return [
        row
        for place, (row, so_far) in enumerate(zip(rows, sums, strict=True))
        if so_far <= BATCH or place == 0
    ]


@transaction.atomic
def _take_batch(spreadsheet: Spreadsheet, pks: list[int], *, by: User, at: datetime) -> None:
    moving.hold(spreadsheet)
    rows = list(spreadsheet.rows.filter(pk__in=pks).order_by("number"))
    then = {
        (pk, platform, key): what
        for pk, platform, key, what in Planned.objects.filter(row__in=rows).values_list(
            "row", "platform", "key", "what"
        )
    }
    agreed = {row.pk: [tuple(change) for change in row.changes] for row in rows}
    taking = _Taking(spreadsheet, powers_of(by), then, agreed, by, at)
    for one in plan(spreadsheet, rows, taking.powers, at=at):
        taking.take(one)
    Step.objects.bulk_create(taking.steps)
    Row.objects.bulk_update(rows, ["taken_at", "differs", "organization"])
    if taking.steps:
        versions.bump()
    moving.advance(spreadsheet, to=rows[-1].number, at=at)


@dataclass
class _Taking:
    """One batch."""

    spreadsheet: Spreadsheet
    powers: Powers
    then: Then
    agreed: Mapping[int, list[tuple[str, str | None, str]]]
    by: User
    at: datetime
    steps: list[Step] = field(default_factory=list)
    added: dict[str, Organization] = field(default_factory=dict)  # by the key of their rows

    def take(self, one: Plan) -> None:
        row = one.row
        differs: list[str] = []
        organization = one.organization or self.added.get(row.key) or self._new(one, differs)
        if organization is None:
            differs += [] if differs else [row.reason or _("It can no longer be taken in.")]
        elif not self.powers.may_touch(organization.pk):
            differs.append(_("You do not speak for %(name)s any more.") % {"name": organization.name})
        else:
            row.organization = organization
            self._accounts(one, organization, differs)
            self._facts(row, organization, differs)
        row.taken_at, row.differs = self.at, " ".join(differs)[:500]

    def _new(self, one: Plan, differs: list[str]) -> Organization | None:
        """The organization that a row adds, unless the register has it by now."""
        if not one.row.adds or not self.powers.is_moderator:
            return None
        [answer] = match([one.told.question], limit=1)  # here: it knows what the rows before have added
        if answer.verdict == Verdict.THIS:
            found = Organization.objects.get(pk=answer.candidates[0].organization.id)
            if found.pk in {each["id"] for each in one.row.candidates}:
                return self._add(one, differs)  # the person saw it and said that it is another
            ours = self.spreadsheet.steps.filter(kind=Step.Kind.ADDED, organization=found)
            if found in self.added.values() or ours.exists():
                return found
            words = _("The register has %(name)s by now, so nothing was added. Bring the row again.")
            differs.append(words % {"name": found.name})
            return None
        return self._add(one, differs)

    def _add(self, one: Plan, differs: list[str]) -> Organization:
        told, facts = one.told, one.told.facts
        made = add_organization(
            name=told.name,
            type=facts["type"],
            country=facts["country"],
            region=facts.get("region", ""),
            city=facts.get("city", ""),
            website=facts.get("website", ""),
            source=PERSON,
            as_of=self.at.date(),
            by=self.by,
            at=self.at,
        )
        more = {name: value_of(name, facts[name]) for name in _OF_NEW if facts.get(name)}
        change_organization(organization=made, to=more, by=self.by, at=self.at)
        for scheme, value in told.identifiers:
            try:
                add_identifier(organization=made, scheme=scheme, value=value, by=self.by, at=self.at)
            except NameRefused as refused:
                differs.append(f"{scheme.upper()} {value}: {refused}")
        self.added[one.row.key] = made
        self._step(one.row, Step.Kind.ADDED, made)
        rows = self.spreadsheet.rows.filter(key=one.row.key, choice=Row.Choice.NEW, taken_at=None)
        rows.update(choice=Row.Choice.THIS, organization=made)
        return made

    def _accounts(self, one: Plan, organization: Organization, differs: list[str]) -> None:
        for planned, address in one.accounts:
            said = self.then.get((one.row.pk, planned.platform, planned.key))
            if address is None or said not in (What.LIST, What.SEND):
                continue
            if planned.what not in (What.LIST, What.SEND):
                why = planned.why or planned.get_what_display()
                differs.append(_("%(address)s: %(why)s") % {"address": address.url, "why": why})
            elif self.powers.is_moderator:
                self._list(one.row, planned, address, organization)
            else:
                self._keep(one.row, planned, address, organization, differs)

    def _list(self, row: Row, planned: Planned, address: Address, organization: Organization) -> None:
        listing = list_account(
            organization=organization,
            address=address,
            purpose=planned.purpose,
            language=planned.language,
            audience=planned.audience,
            detail=_("It came in a spreadsheet."),
            seen_on=self.at.date(),
            by=self.by,
            at=self.at,
        )
        if listing.listed_at == self.at:
            self._step(row, Step.Kind.LISTED, organization, listing=listing, detail=address.url)

    def _keep(
        self, row: Row, planned: Planned, address: Address, organization: Organization, differs: list[str]
    ) -> None:
        told = keeping.Told(planned.purpose, planned.language, planned.audience)
        try:
            added = keeping.add(organization=organization, address=address, told=told, by=self.by, at=self.at)
        except keeping.Refused:
            differs.append(_("%(address)s needs a word of its own at your desk.") % {"address": address.url})
            return
        if added.submission and added.submission.sent_at == self.at:
            self._step(row, Step.Kind.SENT, organization, submission=added.submission, detail=address.url)
        elif added.listing and added.listing.listed_at == self.at:
            self._step(row, Step.Kind.LISTED, organization, listing=added.listing, detail=address.url)

    def _facts(self, row: Row, organization: Organization, differs: list[str]) -> None:
        if not self.powers.is_moderator or not self.agreed[row.pk]:
            return
        current = Organization.objects.select_for_update().get(pk=organization.pk)
        wanted: dict[str, object] = {}
        for name, old, new in self.agreed[row.pk]:
            value = getattr(current, name)
            if value == value_of(name, old or ""):
                wanted[name] = value_of(name, new)
            elif value != value_of(name, new):
                differs.append(_("%(field)s has been changed since.") % {"field": label_of(name)})
        changes = change_organization(
            organization=organization,
            to=wanted,
            by=self.by,
            at=self.at,
        )
        for change in changes:
            self._step(
                row,
                Step.Kind.CHANGED,
                organization,
                detail=f"{label_of(change.field)}: {change.old or '–'} → {change.new}",
                field=change.field,
                old=change.old,
                new=change.new,
                origin=current.provenance.get(change.field),
            )

    def _step(self, row: Row, kind: str, organization: Organization, **more: object) -> None:
        step = Step(
            spreadsheet=self.spreadsheet,
            number=row.number,
            kind=kind,
            about=organization.name,
            organization=organization,
            done_at=self.at,
            **more,
        )
        step.detail = step.detail[:500]
        self.steps.append(step)
