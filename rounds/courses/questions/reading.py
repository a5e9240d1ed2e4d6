"""From what an author wrote to a question that can be asked, and back. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core import plain_text
from rounds.courses.questions.folding import folded

LONGEST_TEXT, LONGEST_FEEDBACK, LONGEST_ANSWER = 4_000, 2_000, 500
FEWEST, MOST, MOST_ACCEPTED = 2, 12, 40
LARGEST = 10**12
MOST_WORDS = 2_000

Content = dict[str, Any]


class Unreadable(Exception):
    """No question can be made of it; the first argument is a sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Read:
    """`text` and `feedback` are Markdown."""

    kind: str
    text: str
    content: Content
    feedback: str = ""


def read(raw: Mapping[str, Any]) -> Read:
    """Of one table of `[[questions]]`. `key` is left to the caller. Raises Unreadable."""
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        told = {"kind": str(kind)[:40], "kinds": ", ".join(KINDS)}
        raise Unreadable(_("The kind “%(kind)s” is not known. It is one of: %(kinds)s.") % told)
    fields, of_kind = _KINDS[kind]
    for name in raw:
        if name not in ("kind", "key", "text", "feedback", *fields):
            told = {"name": str(name)[:40], "kind": kind}
            raise Unreadable(_("A question of the kind “%(kind)s” has no “%(name)s”.") % told)
    text = _words(raw.get("text"), "text", LONGEST_TEXT)
    feedback = _words(raw.get("feedback", ""), "feedback", LONGEST_FEEDBACK, is_needed=False)
    return Read(kind, text, of_kind(raw), feedback)


def written(kind: str, text: str, content: Mapping[str, Any], feedback: str = "") -> dict[str, Any]:
    """What `read` makes the same question of, without what may be left out."""
    whole = {"kind": kind, "text": text, **content, "feedback": feedback}
    plain = {name: _written(value) for name, value in whole.items()}
    return {name: value for name, value in plain.items() if name in _ALWAYS or not _goes_without(value)}


def _written(value: Any) -> Any:
    if isinstance(value, list):
        return [_written(one) for one in value]
    if isinstance(value, Mapping):
        return {name: one for name, one in value.items() if name == "text" or not _goes_without(one)}
    return value


_ALWAYS = ("kind", "text", "right", "answer")


def _goes_without(value: Any) -> bool:
    return value in ("", None, False, 0) or value == []


def _choice(raw: Mapping[str, Any]) -> Content:
    answers = [_answer(one) for one in _list(raw.get("answers"), "answers", MOST)]
    _different([one["text"] for one in answers])
    right = sum(one["right"] for one in answers)
    if raw["kind"] == "single" and right != 1:
        told = {"number": right}
        raise Unreadable(_("Exactly one answer has to be right; %(number)d are.") % told)
    if not right:
        raise Unreadable(_("At least one answer has to be right."))
    return {"answers": answers}


def _answer(raw: Any) -> Content:
    if not isinstance(raw, Mapping):
        raise Unreadable(_('Each answer is written as { text = "…", right = true }.'))
    if unknown := [str(name)[:40] for name in raw if name not in ("text", "right", "feedback")]:
        raise Unreadable(_("An answer has no “%(name)s”.") % {"name": unknown[0]})
    return {
        "text": _words(raw.get("text"), "text", LONGEST_ANSWER),
        "right": _yes_or_no(raw.get("right", False), "right"),
        "feedback": _words(raw.get("feedback", ""), "feedback", LONGEST_FEEDBACK, is_needed=False),
    }


def _true_false(raw: Mapping[str, Any]) -> Content:
    return {"right": _yes_or_no(raw.get("right"), "right")}


def _matching(raw: Mapping[str, Any]) -> Content:
    pairs = [_pair(one) for one in _list(raw.get("pairs"), "pairs", MOST)]
    _different([one["left"] for one in pairs])
    others = [
        _words(one, "others", LONGEST_ANSWER)
        for one in _list(raw.get("others", []), "others", MOST, fewest=0)
    ]
    sides = {one["right"] for one in pairs}
    if len(sides | set(others)) < FEWEST:
        raise Unreadable(_("The right sides are all the same: there is nothing to choose."))
    if len(set(others)) < len(others) or sides & set(others):
        raise Unreadable(_("What is in “others” must belong to none, and stand there once."))
    return {"pairs": pairs, "others": others}


def _pair(raw: Any) -> Content:
    if not isinstance(raw, Mapping) or set(raw) != {"left", "right"}:
        raise Unreadable(_('Each pair is written as { left = "…", right = "…" }.'))
    return {side: _words(raw[side], side, LONGEST_ANSWER) for side in ("left", "right")}


def _ordering(raw: Mapping[str, Any]) -> Content:
    items = [_words(one, "items", LONGEST_ANSWER) for one in _list(raw.get("items"), "items", MOST)]
    _different(items)
    return {"items": items}


def _short(raw: Mapping[str, Any]) -> Content:
    accepted = [
        _words(one, "accepted", LONGEST_ANSWER)
        for one in _list(raw.get("accepted"), "accepted", MOST_ACCEPTED, fewest=1)
    ]
    if not all(folded(one) for one in accepted):
        raise Unreadable(_("Each accepted answer needs a letter or a digit."))
    return {
        "accepted": accepted,
        "case_matters": _yes_or_no(raw.get("case_matters", False), "case_matters"),
    }


def _numeric(raw: Mapping[str, Any]) -> Content:
    tolerance = _number(raw.get("tolerance", 0), "tolerance")
    if tolerance < 0:
        raise Unreadable(_("“tolerance” cannot be below 0."))
    return {
        "answer": _number(raw.get("answer"), "answer"),
        "tolerance": tolerance,
        "unit": _words(raw.get("unit", ""), "unit", 30, is_needed=False),
    }


def _essay(raw: Mapping[str, Any]) -> Content:
    most = raw.get("words_at_most")
    if most is None:
        return {"words_at_most": None}
    if isinstance(most, bool) or not isinstance(most, int) or not 1 <= most <= MOST_WORDS:
        told = {"most": MOST_WORDS}
        raise Unreadable(_("“words_at_most” is a whole number from 1 to %(most)d.") % told)
    return {"words_at_most": most}


def _words(value: Any, name: str, most: int, *, is_needed: bool = True) -> str:
    if not isinstance(value, str):
        raise Unreadable(_("“%(name)s” has to be text in quotation marks.") % {"name": name})
    if is_needed and not value.strip():
        raise Unreadable(_("“%(name)s” is empty.") % {"name": name})
    if len(value) > most:
        told = {"name": name, "number": len(value), "most": most}
        raise Unreadable(_("“%(name)s” is %(number)d characters, and at most %(most)d fit.") % told)
    try:
        plain_text.paragraph(value)
    except ValidationError as refused:
        raise Unreadable(f"“{name}”: {refused.messages[0]}") from None
    return value.strip()


def _list(value: Any, name: str, most: int, *, fewest: int = FEWEST) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable(_("“%(name)s” has to be a list in square brackets.") % {"name": name})
    if not fewest <= len(value) <= most:
        told = {"name": name, "number": len(value), "fewest": fewest, "most": most}
        raise Unreadable(
            ngettext(
                "“%(name)s” has %(number)d entry; it needs %(fewest)d to %(most)d.",
                "“%(name)s” has %(number)d entries; it needs %(fewest)d to %(most)d.",
                len(value),
            )
            % told
        )
    return value


def _different(texts: list[str]) -> None:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise Unreadable(_("“%(text)s” stands there twice.") % {"text": text[:80]})
        seen.add(text)


def _yes_or_no(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise Unreadable(_("“%(name)s” is true or false.") % {"name": name})
    return value


def _number(value: Any, name: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable(_("“%(name)s” has to be a number without quotation marks.") % {"name": name})
    if not isfinite(value) or abs(value) > LARGEST:
        raise Unreadable(_("“%(name)s” is too large a number.") % {"name": name})
    return value


_KINDS: dict[str, tuple[tuple[str, ...], Callable[[Mapping[str, Any]], Content]]] = {
    "single": (("answers",), _choice),
    "multiple": (("answers",), _choice),
    "true_false": (("right",), _true_false),
    "matching": (("pairs", "others"), _matching),
    "ordering": (("items",), _ordering),
    "short": (("accepted", "case_matters"), _short),
    "numeric": (("answer", "tolerance", "unit"), _numeric),
    "essay": (("words_at_most",), _essay),
}
KINDS = tuple(_KINDS)
