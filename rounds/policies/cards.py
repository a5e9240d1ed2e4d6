"""Clauses and changes as pages show them: words made into HTML, differences into pieces."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.safestring import SafeString

from rounds.core.merging import Piece, differences, merged
from rounds.policies.comparing import Change, Kind, Words
from rounds.policies.models import OwnClause, Release
from rounds.policies.text import NONE, html, plain
from rounds.policies.workbench import Workbench


class Card(NamedTuple):
    """An own clause. `number`: among those that are in, else 0. `heading`, `text`: what they made of the template's."""

    clause: OwnClause
    number: int
    html: SafeString
    is_own: bool
    is_changed: bool
    is_optional: bool
    heading: list[Piece]
    text: list[Piece]
    guidance: SafeString
    is_last: bool


class Weighed(NamedTuple):
    """A change with the differences of its words: from the old to the new, and from the old to their own."""

    change: Change
    position: int
    new: SafeString
    new_heading: list[Piece]
    new_text: list[Piece]
    own_heading: list[Piece]
    own_text: list[Piece]
    is_clean: bool  # both changes fit into one text
    began_optional: bool

    @property
    def heading(self) -> str:
        one = self.change.own or self.change.new or self.change.old
        return one.heading if one else ""


class Start(NamedTuple):
    """What an edit begins with."""

    heading: str
    text: str
    is_merged: bool


class Compared(NamedTuple):
    """A clause of two releases. `how`: "new", "changed" or "removed"."""

    how: str
    heading: list[Piece]
    text: list[Piece]


def cards(bench: Workbench) -> list[Card]:
    numbers = {one.pk: number for number, one in enumerate(bench.included, start=1)}
    return [card(bench, one, numbers.get(one.pk, 0)) for one in bench.clauses]


def card(bench: Workbench, clause: OwnClause, number: int | None = None) -> Card:
    if number is None:
        number = next((n for n, one in enumerate(bench.included, start=1) if one.pk == clause.pk), 0)
    base = clause.based_on
    is_changed = base is not None and (base.heading, base.text) != (clause.heading, clause.text)
    offered = bench.offered.get(clause.key) or base
    return Card(
        clause,
        number,
        html(clause.text, bench.values, bench.labels),
        is_own=base is None,
        is_changed=is_changed,
        is_optional=base is None or base.is_optional,
        heading=differences(base.heading, clause.heading) if base and is_changed else [],
        text=_pieces(base.text, clause.text, bench) if base and is_changed else [],
        guidance=html(offered.guidance) if offered and offered.guidance else SafeString(),
        is_last=number == len(bench.included),
    )


def weighed(bench: Workbench) -> list[Weighed]:
    return [_weighed(change, n, bench) for n, change in enumerate(bench.changes, start=1)]


def start_of(change: Change) -> Start:
    """Their own words with the new ones in them, where both fit; else their own; of a new clause, the new ones."""
    if change.own is None or change.new is None or change.old is None:
        words = change.own or change.new or change.old
        return Start(words.heading, words.text, False) if words else Start("", "", False)
    old, own, new = change.old, change.own, change.new
    heading, text = merged(old.heading, own.heading, new.heading), merged(old.text, own.text, new.text)
    if heading is None or text is None:
        return Start(own.heading, own.text, False)
    return Start(heading, text, True)


def compared(old: Release | None, new: Release) -> list[Compared]:
    """What differs between two releases, in the order of the newer; what is gone comes last."""
    before = {one["key"]: one for one in old.clauses} if old else {}
    after = {one["key"]: one for one in new.clauses}
    return [*_compared(before, after)]


def _weighed(change: Change, position: int, bench: Workbench) -> Weighed:
    old = change.old or Words("", "")
    new, own = change.new or Words("", ""), change.own
    return Weighed(
        change,
        position,
        html(new.text, bench.values, bench.labels),
        differences(old.heading, new.heading) if old.heading != new.heading else [],
        _pieces(old.text, new.text, bench),
        differences(old.heading, own.heading) if own and own.heading != old.heading else [],
        _pieces(old.text, own.text, bench) if own else [],
        is_clean=change.kind in (Kind.TEXT, Kind.HEADING) and start_of(change).is_merged,
        began_optional=bool(change.new and change.new.is_optional),
    )


def _pieces(old: str, new: str, bench: Workbench | None = None) -> list[Piece]:
    """As they are read; where only the markup differs, as they are written."""
    values, labels = (bench.values, bench.labels) if bench else (NONE, NONE)
    was, now = plain(old, values, labels), plain(new, values, labels)
    return differences(old, new) if was == now and old != new else differences(was, now)


def _compared(before: Mapping[str, dict], after: Mapping[str, dict]) -> Iterator[Compared]:
    for key, new in after.items():
        old = before.get(key, {"heading": "", "text": ""})
        if (old["heading"], old["text"]) != (new["heading"], new["text"]):
            how = "changed" if key in before else "new"
            yield Compared(
                how, differences(old["heading"], new["heading"]), _pieces(old["text"], new["text"])
            )
    for key, old in before.items():
        if key not in after:
            yield Compared("removed", differences(old["heading"], ""), _pieces(old["text"], ""))
