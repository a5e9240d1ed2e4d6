"""The policies of a person's organizations: how each stands, what can be adopted, what waits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from rounds.core import zones
from rounds.policies.access import Part
from rounds.policies.models import Clause, Edition, OwnClause, Policy, Release, Template
from rounds.policies.workbench import Workbench, workbenches
from rounds.users.models import User


class Line(NamedTuple):
    """A policy. `waiting`, `unfilled`: of those that the person may write, how many changes and blanks."""

    policy: Policy
    release: Release | None
    waiting: int
    unfilled: int
    edition: int


class Shelf(NamedTuple):
    part: Part
    lines: list[Line]


class Choice(NamedTuple):
    """An organization for which a person might adopt a template. `policy`: the one that it has already."""

    part: Part
    policy: Policy | None
    is_open: bool


def shelves(parts: Mapping[int, Part]) -> list[Shelf]:
    """Organizations by name. Whoever only has a seat sees what is published."""
    policies = list(_policies(parts))
    releases = Release.objects.filter(pk__in=[one.newest_release for one in policies]).defer("clauses")  # type: ignore[attr-defined]
    newest = {one.policy_id: one for one in releases}
    benches = workbenches([one for one in policies if parts[one.organization_id].leads])
    by_organization: defaultdict[int, list[Line]] = defaultdict(list)
    for policy in policies:
        part = parts[policy.organization_id]
        release = newest.get(policy.pk)
        if part.leads:
            by_organization[policy.organization_id].append(_written(benches[policy.pk], release))
        elif release and policy.given_up_at is None:
            by_organization[policy.organization_id].append(Line(policy, release, 0, 0, 0))
    named = sorted(parts.values(), key=lambda part: (part.organization.sort_name, part.organization.pk))
    return [Shelf(part, by_organization[part.organization.pk]) for part in named]


def waiting_for(parts: Iterable[Part]) -> list[tuple[Policy, int]]:
    """Where an update waits for whoever may decide about it, with the number of its changes."""
    led = [part.organization.pk for part in parts if part.may_write]
    if not led:
        return []
    policies = behind(Policy.objects.filter(organization__in=led, given_up_at=None))
    found = workbenches(list(policies.select_related("organization").order_by("pk")))
    return [(bench.policy, len(bench.changes)) for bench in found.values() if bench.changes]


def to_adopt(user: User, parts: Mapping[int, Part]) -> list[Template]:
    """What is published and open to the person, and no organization that they lead has yet."""
    led = {pk for pk, part in parts.items() if part.may_write}
    if not led:
        return []
    taken: defaultdict[int, set[int]] = defaultdict(set)
    has = Policy.objects.filter(organization__in=led, given_up_at=None)
    for template, organization in has.values_list("template", "organization"):
        taken[template].add(organization)
    offered = Template.objects.visible_to(user).order_by("title", "pk")
    return [one for one in offered if taken[one.pk] != led]


def choices(template: Template, user: User, parts: Mapping[int, Part]) -> list[Choice]:
    led = [part for part in parts.values() if part.leads]
    has = Policy.objects.filter(template=template, organization__in=[part.organization for part in led])
    policies = {one.organization_id: one for one in has}
    is_open = template.zone in zones.open_to(user)
    return [Choice(part, policies.get(part.organization.pk), is_open) for part in led]


def _policies(parts: Mapping[int, Part]) -> Iterable[Policy]:
    newest = Release.objects.filter(policy=OuterRef("pk")).order_by("-number").values("pk")[:1]
    found = Policy.objects.filter(organization__in=parts).annotate(newest_release=Subquery(newest))
    return found.select_related("organization", "template").order_by("given_up_at", "title", "pk")


def behind(policies: QuerySet[Policy]) -> QuerySet[Policy]:
    """Those that a change may wait in: a clause is of an older edition than the newest, or this has one more."""
    newest = (
        Edition.objects.filter(template=OuterRef("template"), published_at__isnull=False)
        .order_by("-number")
        .values("pk")[:1]
    )
    older = OwnClause.objects.filter(policy=OuterRef("pk"), based_on__isnull=False).exclude(
        based_on__edition=OuterRef("newest")
    )
    there = OwnClause.objects.filter(policy=OuterRef(OuterRef("pk")), key=OuterRef("key"))
    more = Clause.objects.filter(~Exists(there), edition=OuterRef("newest"))
    return policies.annotate(newest=Subquery(newest)).filter(Exists(older) | Exists(more))


def _written(bench: Workbench, release: Release | None) -> Line:
    return Line(bench.policy, release, len(bench.changes), len(bench.unfilled), bench.edition_number)
