"""One policy with all that is asked of it: its clauses, its blanks, and what the newest edition would change."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rounds.policies.comparing import Change, Own, Words, changes
from rounds.policies.models import Blank, Clause, Edition, FilledBlank, OwnClause, Policy
from rounds.policies.text import blanks_in


class Gap(NamedTuple):
    """A blank as the organization meets it."""

    key: str
    label: str
    hint: str
    example: str
    value: str


@dataclass(frozen=True)
class Workbench:
    """`clauses`: all own ones in order, those left out included. `offered`: the newest edition's, by key."""

    policy: Policy
    clauses: Sequence[OwnClause]
    newest: Edition | None
    offered: dict[str, Clause]
    known_blanks: dict[str, Blank]
    values: dict[str, str]

    @cached_property
    def included(self) -> list[OwnClause]:
        return [one for one in self.clauses if one.is_included]

    @cached_property
    def left_out(self) -> list[OwnClause]:
        return [one for one in self.clauses if not one.is_included]

    @cached_property
    def changes(self) -> list[Change]:
        edition = {key: words_of(clause) for key, clause in self.offered.items()}
        return changes([own_of(one) for one in self.clauses], edition)

    @cached_property
    def gaps(self) -> list[Gap]:
        """The blanks of the clauses that are in, each once, in the order in which they are met."""
        keys = dict.fromkeys(key for one in self.included for key in blanks_in(one.text))
        return [self._gap(key) for key in keys]

    @property
    def unfilled(self) -> list[Gap]:
        return [gap for gap in self.gaps if not gap.value]

    @property
    def filled_count(self) -> int:
        return len(self.gaps) - len(self.unfilled)

    @cached_property
    def labels(self) -> dict[str, str]:
        return {key: blank.label for key, blank in self.known_blanks.items()}

    @property
    def edition_number(self) -> int:
        """The edition that the policy is up to: where changes wait, the oldest that a clause was compared with."""
        newest = self.newest.number if self.newest else 0
        bases = [one.based_on.edition.number for one in self.clauses if one.based_on]
        return min(bases, default=newest) if self.changes else newest

    def clause(self, key: str) -> OwnClause | None:
        return next((one for one in self.clauses if one.key == key), None)

    def _gap(self, key: str) -> Gap:
        value = self.values.get(key, "")
        if blank := self.known_blanks.get(key):
            return Gap(key, blank.label, blank.hint, blank.example, value)
        return Gap(key, key.replace("_", " ").replace("-", " ").strip().capitalize() or key, "", "", value)


def workbench(policy: Policy) -> Workbench:
    return workbenches([policy])[policy.pk]


def workbenches(policies: Sequence[Policy]) -> dict[int, Workbench]:
    """By policy, in five queries however many they are."""
    own = _by_policy(
        OwnClause.objects.filter(policy__in=policies)
        .select_related("based_on__edition")
        .order_by("position", "pk")
    )
    newest = _newest({one.template_id for one in policies})
    offered: defaultdict[int, dict[str, Clause]] = defaultdict(dict)
    for clause in Clause.objects.filter(edition__in=newest.values()).order_by("position", "pk"):
        offered[clause.edition_id][clause.key] = clause
    editions = {one.based_on.edition_id for clauses in own.values() for one in clauses if one.based_on}
    editions |= {one.pk for one in newest.values()}
    blanks = list(Blank.objects.filter(edition__in=editions).order_by("edition__number", "pk"))
    filled: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for pk, key, text in FilledBlank.objects.filter(policy__in=policies).values_list("policy", "key", "text"):
        filled[pk][key] = text
    return {
        one.pk: _workbench(one, own[one.pk], newest.get(one.template_id), offered, blanks, filled[one.pk])
        for one in policies
    }


def _workbench(
    policy: Policy,
    clauses: Sequence[OwnClause],
    newest: Edition | None,
    offered: Mapping[int, dict[str, Clause]],
    blanks: Iterable[Blank],
    values: dict[str, str],
) -> Workbench:
    editions = {one.based_on.edition_id for one in clauses if one.based_on} | {newest.pk if newest else 0}
    known = {one.key: one for one in blanks if one.edition_id in editions}
    return Workbench(policy, clauses, newest, offered[newest.pk] if newest else {}, known, values)


def _by_policy(clauses: Iterable[OwnClause]) -> defaultdict[int, list[OwnClause]]:
    found: defaultdict[int, list[OwnClause]] = defaultdict(list)
    for clause in clauses:
        found[clause.policy_id].append(clause)
    return found


def _newest(templates: Collection[int]) -> dict[int, Edition]:
    published = Edition.objects.published().filter(template__in=templates).order_by("number")
    return {one.template_id: one for one in published}


def newest_edition(template_id: int) -> Edition | None:
    return Edition.objects.published().filter(template=template_id).newest_first().first()


def words_of(clause: Clause) -> Words:
    return Words(clause.heading, clause.text, clause.is_optional)


def own_of(clause: OwnClause) -> Own:
    base = words_of(clause.based_on) if clause.based_on else None
    return Own(clause.key, clause.heading, clause.text, clause.is_included, base)
