"""What is found of the fellows' guidelines."""

from collections.abc import Collection

from django.utils.translation import gettext, gettext_lazy

from rounds.core import prose
from rounds.core.zones import Zone
from rounds.fellows import guidelines
from rounds.search import passages, sources
from rounds.search.models import Passage

KIND, ONLY = "fellow_guide", 1


def enter() -> None:
    source = sources.Source(label=gettext_lazy("Fellows"), icon="person", rank=51, ids=lambda: [ONLY], of=_of)
    sources.enter(KIND, source)


def refind() -> None:
    """A file of the product changes with a release alone."""
    passages.refresh(KIND, [ONLY])


def _of(items: Collection[int]) -> dict[int, list[Passage]]:
    return {ONLY: [_passage()]} if ONLY in items else {}


def _passage() -> Passage:
    found = guidelines.read()
    lines = [found.intro, *(line for one in found.parts for line in (one.title, prose.plain(one.text)))]
    title = gettext("Guidelines for fellows")
    return Passage(
        zone=Zone.PUBLIC, title=title, text="\n".join(lines), url="/fellows/guidelines/", language="en"
    )
