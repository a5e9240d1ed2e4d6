"""What a plan leaves open: said beside it while it is written, and before it is sent. Pure.

Only a section without any word or row keeps a plan from being sent; everything else is advice.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from rounds.plans.shape import Channel, Content, Id, Measure, Tactic

NOT_PROVEN = frozenset({"reported", "stale", "disputed"})
VIOLATIONS = ("patients", "prescribing", "credentials")


class Gap(NamedTuple):
    """`what`: a sentence that helps. `row`: what it is about, where it is about one row."""

    section: str
    what: str
    row: Id | None = None
    blocks: bool = False


def gaps(content: Content) -> list[Gap]:
    """In the order of the sections; what blocks comes first in each."""
    found = [*_empty(content), *_objectives(content), *_channels(content), *_tactics(content)]
    found += [*_rhythm(content), *_risks(content), *_measures(content), *_budget(content)]
    order = {key: at for at, key in enumerate(Content.ORDER)}
    return sorted(found, key=lambda one: (order[one.section], not one.blocks))


def blocking(content: Content) -> list[Gap]:
    return [one for one in gaps(content) if one.blocks]


def _empty(content: Content) -> Iterator[Gap]:
    for one in content.sections:
        if one.is_empty:
            said = _("Nothing stands here yet. A sentence is enough: even why there is nothing to say.")
            yield Gap(one.key, said, blocks=True)


def _objectives(content: Content) -> Iterator[Gap]:
    if not content.rows("objectives"):
        yield Gap("objectives", _("There is no objective yet. Add one that somebody could check in a year."))
    served = {one.objective for one in content.rows("tactics") if one.state != "dropped"}
    told = {one.objective for one in content.rows("measures")}
    for one in content.rows("objectives"):
        named = {"text": _short(one.text)}
        if one.id not in served:
            yield Gap("objectives", _("No tactic serves “%(text)s”. Add one, or drop it.") % named, one.id)
        if one.id not in told:
            said = _("No measure tells of “%(text)s”. How will you know?")
            yield Gap("objectives", said % named, one.id)
        if one.due_on is None:
            yield Gap("objectives", _("“%(text)s” has no date. By when?") % named, one.id)


def _channels(content: Content) -> Iterator[Gap]:
    for one in content.rows("channels"):
        if said := _of_channel(one):
            yield Gap("channels", said % {"name": _short(one.name)}, one.id)


def _of_channel(one: Channel) -> str:
    if one.is_retired:
        return _("“%(name)s” cannot be reached, or its platform is closed. Take it out, or say what follows.")
    if one.proof == "released":
        return _("The List says that “%(name)s” is no longer yours. Take it out, or have the List put right.")
    if one.proof in NOT_PROVEN:
        return _(
            "The List shows “%(name)s” without proof. Link it from your website, so that people trust it."
        )
    if not one.proof:
        return _("The List does not show “%(name)s” as yours. Add it to the List, so that people find it.")
    return ""


def _tactics(content: Content) -> Iterator[Gap]:
    for one in content.rows("tactics"):
        for said in _of_tactic(one):
            yield Gap("tactics", said % {"text": _short(one.text)}, one.id)


def _of_tactic(one: Tactic) -> Iterator[str]:
    if not one.owner and not one.owner_name.strip():
        yield _("Nobody owns “%(text)s”. Name one person.")
    if one.due_on is None:
        yield _("“%(text)s” has no date. Until when is it done?")
    if one.objective is None:
        yield _("“%(text)s” serves no objective. Choose one, or leave it out.")


def _rhythm(content: Content) -> Iterator[Gap]:
    for one in content.rows("rhythm"):
        if one.channel is None:
            said = _("“%(text)s” has no channel. Where does it appear?") % {"text": _short(one.what)}
            yield Gap("rhythm", said, one.id)


def _risks(content: Content) -> Iterator[Gap]:
    kinds = {one.kind for one in content.rows("risks")}
    wanted = {
        "patients": _("Inappropriate communication with patients is not spoken to. What do you do about it?"),
        "prescribing": _("Inappropriate prescribing is not spoken to. What do you do about it?"),
        "credentials": _("Misrepresentation of credentials is not spoken to. What do you do about it?"),
    }
    for kind in VIOLATIONS:
        if kind not in kinds:
            yield Gap("risks", wanted[kind])
    for one in content.rows("risks"):
        if not one.answer.strip():
            said = _("“%(text)s” has no answer. What do you do about it?") % {"text": _short(one.text)}
            yield Gap("risks", said, one.id)


def _measures(content: Content) -> Iterator[Gap]:
    for one in content.rows("measures"):
        for said in _of_measure(one):
            yield Gap("measures", said % {"name": _short(one.name)}, one.id)


def _of_measure(one: Measure) -> Iterator[str]:
    if one.baseline is None:
        yield _("“%(name)s” has no figure for today. Count first, then plan.")
    if one.target is None:
        yield _("“%(name)s” has no target. How much would be a success?")
    elif one.target == one.baseline:
        yield _("The target of “%(name)s” is what it is today. Is that meant?")
    if not one.source.strip():
        yield _("“%(name)s” does not say where its figure comes from.")


def _budget(content: Content) -> Iterator[Gap]:
    if not sum(one.cents for one in content.rows("budget")):
        said = _("The budget is nothing. People’s hours cost money: write down at least these.")
        yield Gap("budget", said)


def _short(text: str) -> str:
    """As it stands in the middle of a sentence."""
    text = text.rstrip(".")
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
