"""A body as a list of pieces, each with the template that shows it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.text import slugify

from rounds.content.bodies import cards, figures, onward, pictures, texts

Value = Any  # of a block, as Wagtail gives it
# Of each kind: all values of it on a page, and what its template is given for each; None leaves the block out.
Show = Callable[[list[Value], HttpRequest | None], Iterable[Any]]


class Piece(NamedTuple):
    kind: str
    value: Any  # what the template shows

    @property
    def template(self) -> str:
        return f"content/blocks/{self.kind}.html"


class Heading(NamedTuple):
    text: str
    anchor: str


SHOWN: dict[str, Show] = {
    "text": texts.texts,
    "quote": texts.quotes,
    "table": texts.tables,
    "picture": pictures.pictures,
    "recording": onward.recordings,
    "file": onward.files,
    "call": onward.calls,
    "figure": figures.figures,
    "organization": cards.organizations,
    "account": cards.accounts,
}
PLAIN = ("heading", "subheading", "list")  # what they say is all there is to them


def pieces(body: Any, request: HttpRequest | None = None) -> list[Piece]:
    """`body`: the value of a page's field; blocks of kinds that there are no more are left out."""
    of_a_kind: defaultdict[str, list[tuple[int, Value]]] = defaultdict(list)
    for at, block in enumerate(body or ()):
        of_a_kind[block.block_type].append((at, block.value))
    made: dict[int, Piece] = {}
    for kind, placed in of_a_kind.items():
        if kind in PLAIN:
            made |= {at: Piece(kind, value) for at, value in placed}
        elif show := SHOWN.get(kind):
            shown = show([value for _at, value in placed], request)
            pairs = zip(placed, shown, strict=True)
            made |= {at: Piece(kind, one) for (at, _value), one in pairs if one is not None}
    return _with_anchors([made[at] for at in sorted(made)])


def _with_anchors(shown: list[Piece]) -> list[Piece]:
    """Headings can be linked to; no two have the same address."""
    taken: set[str] = set()
    for at, piece in enumerate(shown):
        if piece.kind in ("heading", "subheading"):
            begins = f"s-{slugify(piece.value)[:60] or 'part'}"
            anchor, number = begins, 2
            while anchor in taken:
                anchor, number = f"{begins}-{number}", number + 1
            taken.add(anchor)
            shown[at] = Piece(piece.kind, Heading(piece.value, anchor))
    return shown
