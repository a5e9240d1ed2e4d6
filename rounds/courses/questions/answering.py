"""The shape of an answer. What comes from a browser may be anything: whatever has another shape is no answer. Pure.

- single: the place of the answer, from 0; multiple: their places
- true_false: True or False
- matching: for each pair its right side in words, "" where none was chosen
- ordering: for each item the place that it was given, from 1; 0 where none was
- short, numeric, essay: the words
"""

from collections.abc import Mapping
from typing import Any

from rounds.core.plain_text import without_unprintable

LONGEST_LINE, LONGEST_ESSAY = 500, 20_000  # characters

Given = Any  # as above


def shaped(kind: str, content: Mapping[str, Any], given: Any) -> Given | None:
    """The answer, or None where there is none."""
    if kind == "single":
        return given if _is_place(given, len(content["answers"])) else None
    if kind == "multiple":
        return _places(given, len(content["answers"]))
    if kind == "true_false":
        return given if isinstance(given, bool) else None
    if kind == "matching":
        return _chosen(given, len(content["pairs"]), choices(content))
    if kind == "ordering":
        return _numbered(given, len(content["items"]))
    return _typed(given, LONGEST_ESSAY if kind == "essay" else LONGEST_LINE)


def is_answered(kind: str, content: Mapping[str, Any], given: Any) -> bool:
    """Entirely: every pair has its right side, every item its own place."""
    clean = shaped(kind, content, given)
    if clean is None:
        return False
    if kind == "matching":
        return all(clean)
    if kind == "ordering":
        return sorted(clean) == list(range(1, len(clean) + 1))
    return True


def choices(content: Mapping[str, Any]) -> list[str]:
    """Of a matching question: what may be chosen, each once, in an order that gives nothing away."""
    sides = {pair["right"] for pair in content["pairs"]}
    return sorted({*sides, *content.get("others", [])}, key=lambda side: (side.casefold(), side))


def _is_place(value: Any, length: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < length


def _places(given: Any, length: int) -> list[int] | None:
    if not isinstance(given, list) or not given:
        return None
    if not all(_is_place(one, length) for one in given):
        return None
    return sorted(set(given))


def _chosen(given: Any, length: int, allowed: list[str]) -> list[str] | None:
    if not isinstance(given, list) or len(given) != length:
        return None
    clean = [one if isinstance(one, str) and one in allowed else "" for one in given]
    return clean if any(clean) else None


def _numbered(given: Any, length: int) -> list[int] | None:
    if not isinstance(given, list) or len(given) != length:
        return None
    clean = [one if _is_place(one, length + 1) else 0 for one in given]
    return clean if any(clean) else None


def _typed(given: Any, most: int) -> str | None:
    if not isinstance(given, str):
        return None
    return without_unprintable(given).strip()[:most] or None
