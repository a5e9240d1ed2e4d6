"""An answer in words, for whoever gave it and for whoever reads it. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from rounds.courses.questions.answering import shaped


def given_in_words(kind: str, content: Mapping[str, Any], given: Any) -> tuple[str, ...]:
    """A line for each part; nothing where nothing was answered."""
    clean = shaped(kind, content, given)
    if clean is None:
        return ()
    if kind == "single":
        return (content["answers"][clean]["text"],)
    if kind == "multiple":
        return tuple(content["answers"][place]["text"] for place in clean)
    if kind == "true_false":
        return (_("True") if clean else _("False"),)
    if kind == "matching":
        return tuple(
            f"{pair['left']} → {side or _('not answered')}"
            for pair, side in zip(content["pairs"], clean, strict=True)
        )
    if kind == "ordering":
        placed = sorted(zip(clean, content["items"], strict=True), key=lambda one: one[0] or 99)
        return tuple(f"{place}. {item}" if place else f"– {item}" for place, item in placed)
    return (clean,)
