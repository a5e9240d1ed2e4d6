"""Questions as a page asks them, and answers as its form brings them. A field never tells by its name or value what is
right: what is to be put in order is named by the place where it is shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.courses import questions
from rounds.courses.actions.attempts import Told, mark_of
from rounds.courses.checks.drawing import order, upset
from rounds.courses.checks.prose import prose
from rounds.courses.models import Question

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One of what is to be matched, or put in order."""

    name: str
    text: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Asked:
    """`name`: of its field, or what its fields' names begin with. `seen`: what `mark_of` says of `given`."""

    pk: int
    number: int
    kind: str
    name: str
    text: SafeString
    hint: str
    seen: str
    value: str
    choices: list[Choice]
    lines: list[Line]
    unit: str
    is_answered: bool


def ask(asked: Iterable[Question], given: Mapping[int, Any], seed: int) -> list[Asked]:
    return [_ask(number, one, given.get(one.pk), seed) for number, one in enumerate(asked, start=1)]


def with_seen(asked: Iterable[Asked], seen: Mapping[int, str]) -> list[Asked]:
    """For what was typed and not saved: it differs from what stands there."""
    return [replace(one, seen=seen[one.pk]) for one in asked]


def answers(asked: Iterable[Question], data: QueryDict, seed: int) -> dict[int, Told]:
    """By the pk of the question; those that the form has."""
    there = [one for one in asked if f"seen-{one.pk}" in data]
    return {one.pk: Told(_given(one, data, seed), str(data[f"seen-{one.pk}"])[:16]) for one in there}


def _ask(number: int, one: Question, given: Any, seed: int) -> Asked:
    clean = questions.shaped(one.kind, one.content, given)
    return Asked(
        pk=one.pk,
        number=number,
        kind=one.kind,
        name=f"q{one.pk}",
        text=prose(one.text, one.lesson),
        hint=_hint(one),
        seen=mark_of(clean),
        value=clean if isinstance(clean, str) else "",
        choices=list(_choices(one, clean, seed)),
        lines=list(_lines(one, clean, seed)),
        unit=one.content.get("unit", ""),
        is_answered=questions.is_answered(one.kind, one.content, given),
    )


def _hint(one: Question) -> str:
    match one.kind:
        case "multiple":
            return _("Choose all that are right. A wrong one takes away a right one.")
        case "matching":
            return _("Choose what belongs to each.")
        case "ordering":
            return _("Number them, beginning with 1.")
        case "essay":
            return _essay_hint(one.content.get("words_at_most"))
        case _:
            return ""


def _essay_hint(most: int | None) -> str:
    read = _("A person reads it.")
    if most is None:
        return read
    words = ngettext("At most %(n)d word.", "At most %(n)d words.", most) % {"n": most}
    return f"{words} {read}"


def _choices(one: Question, clean: Any, seed: int) -> Iterator[Choice]:
    if one.kind == "true_false":
        yield Choice(YES, _("True"), clean is True)
        yield Choice(NO, _("False"), clean is False)
    if one.kind in ("single", "multiple"):
        chosen = clean if isinstance(clean, list) else [] if clean is None else [clean]
        texts = [answer["text"] for answer in one.content["answers"]]
        for place in order(len(texts), seed, one.pk):
            yield Choice(str(place), texts[place], place in chosen)


def _lines(one: Question, clean: Any, seed: int) -> Iterator[Line]:
    if one.kind == "matching":
        sides = questions.choices(one.content)
        for place, pair in enumerate(one.content["pairs"]):
            chosen = clean[place] if clean else ""
            options = [Choice(str(at), side, side == chosen) for at, side in enumerate(sides)]
            yield Line(f"q{one.pk}-{place}", pair["left"], options)
    if one.kind == "ordering":
        items = one.content["items"]
        for shown, place in enumerate(upset(len(items), seed, one.pk)):
            chosen = clean[place] if clean else 0
            options = [Choice(str(at), str(at), at == chosen) for at in range(1, len(items) + 1)]
            yield Line(f"q{one.pk}-{shown}", items[place], options)


def _given(one: Question, data: QueryDict, seed: int) -> Any:
    name = f"q{one.pk}"
    match one.kind:
        case "single":
            return _whole(data.get(name))
        case "multiple":
            picked = [_whole(value) for value in data.getlist(name)[: questions.MOST]]
            return [place for place in picked if place is not None]
        case "true_false":
            return {YES: True, NO: False}.get(data.get(name, ""))
        case "matching":
            sides = questions.choices(one.content)
            picked = [_whole(data.get(f"{name}-{at}")) for at in range(len(one.content["pairs"]))]
            return ["" if place is None or place >= len(sides) else sides[place] for place in picked]
        case "ordering":
            places = upset(len(one.content["items"]), seed, one.pk)
            shown = {place: _whole(data.get(f"{name}-{at}")) or 0 for at, place in enumerate(places)}
            return [shown[place] for place in range(len(places))]
        case _:
            return data.get(name)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else None
