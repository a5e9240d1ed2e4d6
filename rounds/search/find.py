"""From what somebody typed to what they may find, in groups."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.functional import Promise

from rounds.core.zones import Zone, open_to
from rounds.search import snippets, vocabulary
from rounds.search.index import Count, Hit, Scope, index
from rounds.search.models import Passage
from rounds.search.snippets import Part
from rounds.search.sources import Elsewhere, Shown, Source, found_elsewhere, kept_here, sources
from rounds.search.words import Term, terms_of

IN_A_GROUP = 5
ON_A_PAGE = 20
MOST = 1_000  # passages of one kind that are weighed where it is looked through; nobody reads further
PROMISING = 100  # ... for the first few of each
MOMENTS = 3  # of one recording
SINCE = {"month": 31, "year": 366}  # days
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """`kind`: one alone, with `page` of it; "" for the first few of each."""

    words: str = ""
    kind: str = ""
    language: str = ""
    since: str = ""
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """To what has a language and a day."""
        return bool(self.language or self.since)


class Moment(NamedTuple):
    url: str
    seconds: int
    parts: list[Part]

    @property
    def clock(self) -> str:
        """ "1:35", "1:02:05"."""
        hours, minutes, seconds = self.seconds // 3600, self.seconds // 60 % 60, self.seconds % 60
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@dataclass(slots=True)
class Result:
    """`more_for`: for whom the rest of it is, where it is not for the reader."""

    url: str
    title: list[Part]
    text: list[Part] = field(default_factory=list)
    detail: str = ""
    on: date | None = None
    more_for: str | Promise = ""
    moments: list[Moment] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """`count`: all that there are. `guessed`: nothing has the words; these are called alike."""

    kind: str
    label: str | Promise
    icon: str
    count: int = 0
    results: list[Result] = field(default_factory=list)
    guessed: bool = False
    more_url: str = ""
    more_label: str | Promise = ""


@dataclass(slots=True)
class Found:
    """`groups`: of every kind that has something, whichever was asked for. `meant`: how the words may be spelled."""

    groups: list[Group] = field(default_factory=list)
    languages: list[tuple[str, int]] = field(default_factory=list)
    meant: str = ""

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups if not group.guessed)


def find(asked: Asked, user: Any, *, today: date) -> Found:
    terms = terms_of(asked.words)
    if not terms:
        return Found()
    zones = open_to(user)
    since = today - timedelta(days=SINCE[asked.since]) if asked.since in SINCE else None
    elsewhere = {} if asked.is_narrowed else _elsewhere(asked)
    start, stop = _part(asked)
    most = MOST if asked.kind else PROMISING
    scope = Scope(zones, [asked.kind] if asked.kind else [], asked.language, since)
    counts, hits = index().best(terms, scope, today=today, start=start, stop=stop, most=most)
    of_kind = Counter[str]()
    for one in counts:
        if asked.language in ("", one.language):
            of_kind[one.kind] += one.things
    lacking = of_kind.keys() - {hit.kind for hit in hits}
    if lacking and not asked.kind:  # none of them was among those that were weighed
        scope = replace(scope, kinds=sorted(lacking))
        hits += index().best(terms, scope, today=today, start=start, stop=stop, most=most).hits
    results = _results(hits, terms, zones)
    groups = [
        _there(kind, source, elsewhere[kind], terms)
        if kind in elsewhere
        else Group(kind, source.label, source.icon, of_kind[kind], results[kind])
        for kind, source in sources().items()
    ]
    found = Found([group for group in groups if group.count], _languages(counts))
    if not found.count:
        found.meant = _meant(terms, zones)
        found.groups = list(_alike(asked, terms))
    return found


def items(kind: str, words: str, zones: Collection[str], *, today: date, most: int = MOST) -> list[int]:
    """The keys of the things of one kind that have all the words, the best first."""
    terms = terms_of(words)
    if not terms:
        return []
    found = index().best(terms, Scope(zones, [kind]), today=today, start=0, stop=most, most=most)
    return [hit.item for hit in found.hits]


def _part(asked: Asked) -> tuple[int, int]:
    if not asked.kind:
        return 0, IN_A_GROUP
    return (asked.page - 1) * ON_A_PAGE, asked.page * ON_A_PAGE


def _elsewhere(asked: Asked) -> dict[str, Elsewhere]:
    """Of a kind that was not asked for no more than how many."""
    start, stop = _part(asked)
    return {
        kind: source.find(asked.words, *((start, stop) if asked.kind in ("", kind) else (0, 0)))
        for kind, source in found_elsewhere().items()
        if source.find
    }


def _alike(asked: Asked, terms: Sequence[Term]) -> Iterator[Group]:
    """Where nothing at all has the words."""
    for kind, source in found_elsewhere().items():
        if source.alike and asked.kind in ("", kind) and not asked.is_narrowed:
            group = _there(kind, source, source.alike(asked.words, IN_A_GROUP), terms)
            group.guessed = True
            if group.results:
                yield group


def _there(kind: str, source: Source, found: Elsewhere, terms: Sequence[Term]) -> Group:
    results = [
        Result(one.url, snippets.marked(one.title, terms), snippets.marked(one.text, terms))
        for one in found.things
    ]
    group = Group(kind, source.label, source.icon, found.total, results)
    group.more_url, group.more_label = found.more_url, found.more_label
    return group


def _results(
    hits: Iterable[Hit], terms: Sequence[Term], zones: Collection[str]
) -> defaultdict[str, list[Result]]:
    """Of each kind, in the order of the hits. What of a thing is not open to the reader is not even read."""
    keys = [(hit.kind, hit.item) for hit in hits]
    open_here, closed = open_passages(keys, zones)
    shown = shown_now(keys, zones)
    found: defaultdict[str, list[Result]] = defaultdict(list)
    for kind, item in keys:
        passages = open_here.get((kind, item))
        if not passages or (kind in shown and item not in shown[kind]):
            continue
        result = _result(passages, terms)
        if kind in shown:
            now = shown[kind][item]
            result.title, result.url, result.detail = snippets.marked(now.title, terms), now.url, now.detail
        if zone := closed.get((kind, item)):
            result.more_for = Zone(zone).label
        found[kind].append(result)
    return found


def open_passages(
    keys: Sequence[Key], zones: Collection[str]
) -> tuple[Mapping[Key, list[Passage]], Mapping[Key, str]]:
    """What is open of each, and the zone of what is not where everybody may know of it."""
    of = _of(keys)
    open_here: defaultdict[Key, list[Passage]] = defaultdict(list)
    if not keys:
        return open_here, {}
    for one in Passage.objects.filter(of, zone__in=zones).order_by("pk"):
        open_here[one.kind, one.item].append(one)
    advertised = [kind for kind, source in kept_here().items() if source.is_advertised]
    beyond = Passage.objects.filter(of, kind__in=advertised).exclude(zone__in=zones).order_by("kind", "item")
    closed = beyond.values_list("kind", "item", "zone").distinct()
    return open_here, {(kind, item): zone for kind, item, zone in closed}


def _of(keys: Sequence[Key]) -> Q:
    of_kind: defaultdict[str, list[int]] = defaultdict(list)
    for kind, item in keys:
        of_kind[kind].append(item)
    of = Q()
    for kind, them in of_kind.items():
        of |= Q(kind=kind, item__in=them)
    return of


def shown_now(keys: Sequence[Key], zones: Collection[str]) -> dict[str, dict[int, Shown]]:
    """How those are called that may change without a word to us; whoever is not among them is not shown."""
    return {
        kind: source.show([item for one, item in keys if one == kind], zones)
        for kind, source in kept_here().items()
        if source.show and any(one == kind for one, _item in keys)
    }


def _result(passages: Sequence[Passage], terms: Sequence[Term]) -> Result:
    whole = [one for one in passages if one.at_seconds is None] or passages[:1]
    best = snippets.snippet(whole[0].text, terms)
    for one in whole[1:]:
        if len(best.terms) < len(terms):
            best = max(best, snippets.snippet(one.text, terms), key=lambda told: len(told.terms))
    first = whole[0]
    return Result(
        first.url,
        snippets.marked(first.title, terms),
        best.parts,
        on=first.published_at.date() if first.published_at else None,
        moments=_moments([one for one in passages if one.at_seconds is not None], terms),
    )


def _moments(passages: Sequence[Passage], terms: Sequence[Term]) -> list[Moment]:
    """When all of it is said; where that never is, when most of it is."""
    told = [(one, snippets.met(one.text, terms)) for one in passages]
    most = max((count for _one, count in told), default=0)
    if not most:
        return []
    best = [one for one, count in told if count == most][: MOMENTS if most == len(terms) else 1]
    return [Moment(one.url, one.at_seconds or 0, snippets.snippet(one.text, terms).parts) for one in best]


def _languages(counts: Iterable[Count]) -> list[tuple[str, int]]:
    found = Counter[str]()
    for one in counts:
        if one.language:
            found[one.language] += one.things
    return found.most_common()


def _meant(terms: Sequence[Term], zones: Collection[str]) -> str:
    words = vocabulary.spelled(terms)
    return " ".join(words) if words and index().has(terms_of(" ".join(words)), Scope(zones)) else ""
