"""Points for an answer, stated so that a learner can follow them. Pure.

- single, true_false, short, numeric: right or not.
- multiple: each right pick counts one, each wrong one takes one away, never below nothing; of as many as are right.
- matching, ordering: the share that is in place.
- essay: none until a person has read it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from rounds.courses.questions.answering import shaped
from rounds.courses.questions.folding import folded
from rounds.courses.questions.numbers import number


@dataclass(frozen=True, slots=True)
class Mark:
    """`points`: 0 to 1, None while an essay waits for its reader. `right`: in words, a line for each part."""

    points: float | None
    right: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def mark(kind: str, content: Mapping[str, Any], given: Any) -> Mark:
    """`given` may be anything; what is no answer has no points."""
    right = right_answer(kind, content)
    clean = shaped(kind, content, given)
    if clean is None:
        return Mark(0.0, right, (_("Not answered."),))
    points, remarks = _MARKED[kind](content, clean)
    return Mark(points, right, tuple(one for one in remarks if one))


def right_answer(kind: str, content: Mapping[str, Any]) -> tuple[str, ...]:
    """In words, a line for each part; nothing for an essay."""
    if kind in ("single", "multiple"):
        return tuple(one["text"] for one in content["answers"] if one.get("right"))
    if kind == "true_false":
        return (_("True") if content["right"] else _("False"),)
    if kind == "matching":
        return tuple(f"{pair['left']} → {pair['right']}" for pair in content["pairs"])
    if kind == "ordering":
        return tuple(f"{place}. {item}" for place, item in enumerate(content["items"], start=1))
    if kind == "short":
        return (content["accepted"][0],)
    if kind == "numeric":
        return (_number_in_words(content),)
    return ()


_Marked = tuple[float | None, list[str]]


def _single(content: Mapping[str, Any], given: int) -> _Marked:
    picked = content["answers"][given]
    return float(picked.get("right", False)), [picked.get("feedback", "")]


def _multiple(content: Mapping[str, Any], given: list[int]) -> _Marked:
    answers = content["answers"]
    right = sum(bool(one.get("right")) for one in answers)
    hits = sum(bool(answers[place].get("right")) for place in given)
    misses = len(given) - hits
    told = {"hits": hits, "right": right, "misses": misses}
    sentence = _("You picked %(hits)d of %(right)d that are right, and %(misses)d that are not.") % told
    said = [answers[place].get("feedback", "") for place in given]
    return max(0, hits - misses) / right, [sentence if hits < right or misses else "", *said]


def _true_false(content: Mapping[str, Any], given: bool) -> _Marked:
    return float(given == content["right"]), []


def _matching(content: Mapping[str, Any], given: list[str]) -> _Marked:
    return _in_place([pair["right"] == one for pair, one in zip(content["pairs"], given, strict=True)])


def _ordering(content: Mapping[str, Any], given: list[int]) -> _Marked:
    return _in_place([place == one for place, one in enumerate(given, start=1)])


def _in_place(places: list[bool]) -> _Marked:
    told = {"number": sum(places), "all": len(places)}
    sentence = "" if all(places) else _("%(number)d of %(all)d are in place.") % told
    return sum(places) / len(places), [sentence]


def _short(content: Mapping[str, Any], given: str) -> _Marked:
    is_case_kept = content.get("case_matters", False)
    said = folded(given, is_case_kept=is_case_kept)
    accepted = {folded(one, is_case_kept=is_case_kept) for one in content["accepted"]}
    if said in accepted or not is_case_kept:
        return float(said in accepted), []
    is_nearly = said.casefold() in {one.casefold() for one in accepted}
    return 0.0, [_("Capital and small letters matter here.") if is_nearly else ""]


def _numeric(content: Mapping[str, Any], given: str) -> _Marked:
    value = number(given)
    if value is None:
        return 0.0, [_("We found no number in your answer, or more than one.")]
    away = abs(value - Decimal(str(content["answer"])))
    is_right = away <= Decimal(str(content.get("tolerance", 0)))
    read = _plainly(value)
    remark = "" if is_right else _("We read your answer as %(number)s.") % {"number": read}
    return float(is_right), [remark]


def _essay(content: Mapping[str, Any], given: str) -> _Marked:
    most, words = content.get("words_at_most"), len(given.split())
    if most is None or words <= most:
        return None, []
    told = {"words": words, "most": most}
    return None, [_("You wrote %(words)d words; at most %(most)d were asked for.") % told]


def _number_in_words(content: Mapping[str, Any]) -> str:
    told = " ".join(part for part in (_plainly(content["answer"]), content.get("unit", "")) if part)
    if not content.get("tolerance"):
        return told
    return _("%(number)s (up to %(tolerance)s more or less counts)") % {
        "number": told,
        "tolerance": _plainly(content["tolerance"]),
    }


def _plainly(value: float | Decimal) -> str:
    """As the reader's language writes numbers; no more digits than a person reads."""
    rounded = Decimal(str(value)).normalize()
    if rounded.adjusted() > 15 or rounded.adjusted() < -9:
        return str(rounded)
    plain = f"{round(rounded, 9):f}"
    return number_format(plain.rstrip("0").rstrip(".") if "." in plain else plain, force_grouping=True)


_MARKED: dict[str, Callable[[Mapping[str, Any], Any], _Marked]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "short": _short,
    "numeric": _numeric,
    "essay": _essay,
}
