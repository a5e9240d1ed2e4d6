"""What is offered while somebody types: how the word may go on, and what is called so."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.utils.functional import Promise

from rounds.core.zones import open_to
from rounds.search import snippets, vocabulary
from rounds.search.find import open_passages, shown_now
from rounds.search.index import Scope, index
from rounds.search.snippets import Part
from rounds.search.sources import found_elsewhere, sources
from rounds.search.words import LONGEST, Term, plain, terms_of

WORDS = 3
TITLES = 5
ELSEWHERE = 2  # of each
SHORTEST = 2  # letters


class Suggestion(NamedTuple):
    """`text`: what is looked for when it is taken; `url` of the thing itself where it is one."""

    text: str
    parts: list[Part]
    url: str
    label: str | Promise
    icon: str


def suggest(typed: str, user: Any) -> list[Suggestion]:
    typed = " ".join(typed[:LONGEST].replace("\0", " ").split())
    terms = terms_of(typed)
    if not terms or len(plain(typed)) < SHORTEST:
        return []
    zones = open_to(user)
    return [*_words(typed, zones), *_titles(terms, zones), *_elsewhere(typed, terms)]


def _words(typed: str, zones: Collection[str]) -> Iterator[Suggestion]:
    """With the last word whole. What was typed before it stays, and all of it together must find something."""
    before, _space, last = typed.rpartition(" ")
    for word in vocabulary.completed(plain(last), WORDS):
        text = f"{before} {word}".strip()
        if not before or index().has(terms_of(text), Scope(zones)):
            yield Suggestion(text, snippets.marked(text, terms_of(typed)), "", "", "search")


def _titles(terms: list[Term], zones: Collection[str]) -> Iterator[Suggestion]:
    known = sources()
    keys = [(hit.kind, hit.item) for hit in index().titled(terms, Scope(zones), TITLES)]
    passages, _closed = open_passages(keys, zones)
    shown = shown_now(keys, zones)
    for kind, item in keys:
        if kind not in known or (kind in shown and item not in shown[kind]):
            continue
        first = shown[kind][item] if kind in shown else passages[kind, item][0]
        source = known[kind]
        parts = snippets.marked(first.title, terms)
        yield Suggestion(first.title, parts, first.url, source.label, source.icon)


def _elsewhere(typed: str, terms: list[Term]) -> Iterator[Suggestion]:
    for source in found_elsewhere().values():
        found = source.find(typed, 0, ELSEWHERE) if source.find else None
        if found:
            for one in found.things:
                parts = snippets.marked(one.title, terms)
                yield Suggestion(one.title, parts, one.url, source.label, source.icon)
