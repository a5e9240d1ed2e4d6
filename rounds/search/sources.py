"""What can be found, by kind. Contexts enter theirs in the `ready` of their app."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise

from rounds.search.models import Passage


class Shown(NamedTuple):
    """How one thing is called now. `detail`: a line about it, that its reader may see."""

    title: str
    url: str
    detail: str = ""


class Thing(NamedTuple):
    """What a source elsewhere found."""

    title: str
    url: str
    text: str = ""


class Elsewhere(NamedTuple):
    """A part of what a source elsewhere found, of `total`."""

    things: Sequence[Thing]
    total: int
    more_url: str = ""  # where it can be looked through further
    more_label: str | Promise = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind of thing. Its passages are kept here (`ids`, `of`), or it is found elsewhere (`find`), by all alike.

    `ids`: of all there are. `of`: the passages that these should have now; of what is not to be found, none.
    `is_advertised`: that there is more of a thing than its reader may read is no secret.
    `show`: for what may change without a word to us; of these, those that may be seen in these zones at this moment.
    """

    label: str | Promise  # "Articles"
    icon: str
    rank: int
    ids: Callable[[], Iterable[int]] | None = None
    of: Callable[[Collection[int]], dict[int, list[Passage]]] | None = None
    is_advertised: bool = False
    show: Callable[[Collection[int], Collection[str]], dict[int, Shown]] | None = None
    find: Callable[[str, int, int], Elsewhere] | None = None  # what was typed, from, to
    alike: Callable[[str, int], Elsewhere] | None = (
        None  # the same where nothing has the words; at most so many
    )


_sources: dict[str, Source] = {}


def enter(kind: str, source: Source) -> None:
    """`kind` is the source's own: entered again it takes the place of the first."""
    _sources[kind] = source


def sources() -> dict[str, Source]:
    """By rank."""
    return dict(sorted(_sources.items(), key=lambda named: (named[1].rank, named[0])))


def kept_here() -> dict[str, Source]:
    return {kind: one for kind, one in sources().items() if one.of}


def found_elsewhere() -> dict[str, Source]:
    return {kind: one for kind, one in sources().items() if one.find}
