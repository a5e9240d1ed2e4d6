"""The search over everything, with 10,000 documents beside the List: articles, resources, policies, an hour of talk.

Words follow Zipf's law, as those of real texts do; half of them are of the trade, the rest is made of syllables.
"""

import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.core import zones
from rounds.core.limits import Meter
from rounds.core.zones import Zone
from rounds.directory.grid.index import current_index
from rounds.search import passages
from rounds.search.models import Passage
from rounds.website import searching
from tests.bench.figures import Figure, _get
from tests.bench.people import _sign_in

DOCUMENTS = 10_000
ROUNDS = 100
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_TRADE = """
hospital patient social media health care post account policy story privacy comment nurse physician video photo
consent crisis staff message page team answer public content community platform research share question audience
campaign vaccine complaint review brand marketing communication clinic doctor family mental rural child cancer
safety measure metric engagement follower trust misinformation rumor response approval guideline toolkit
training podcast episode caption accessibility language translation ethics disclosure advertising influencer
employee leader strategy plan budget analytics report survey evidence study trial emergency outbreak hurricane
outage breach password access archive record retention law regulation authorization template checklist board
advisory volunteer foundation""".split()  # noqa: SIM905
_SYLLABLES = """an be co da el fi ga ho in jo ka lu me na or pa qui ra so te u va wi xo ya zo ther sion ment
ing""".split()  # noqa: SIM905
_KINDS = ("article", "resource", "page", "policy", "episode")
_ZONES = (Zone.PUBLIC, Zone.MEMBER, Zone.GUEST, Zone.ORGANIZATION, Zone.STAFF)
QUESTIONS = {
    "one word of the trade": lambda chance: chance.choice(_TRADE),
    "two words": lambda chance: " ".join(chance.sample(_TRADE, 2)),
    "a word and the beginning of one": lambda chance: f"{chance.choice(_TRADE)} {chance.choice(_TRADE)[:4]}",
    "three words of which one is rare": lambda chance: " ".join([*chance.sample(_TRADE, 2), chance.choice(_words())]),
    "a phrase": lambda chance: f'"{chance.choice(_TRADE)} {chance.choice(_TRADE[:20])}"',
    "the commonest word of all": lambda chance: "hospital",
}  # fmt: skip


def figures() -> list[Figure]:
    seed()
    chance = random.Random(7)
    visitor, member = {}, {"HTTP_COOKIE": _member()}
    searching.meter = Meter("bench")
    searching.A_MINUTE = searching.SUGGESTIONS = 10_000_000
    _get("/search/?q=hospital")
    rows = [
        _pages(f"search: {what}", _asked(ask, chance), "<= 60 ms", visitor) for what, ask in QUESTIONS.items()
    ]
    of_a_kind = lambda: f"/search/?kind=article&page=3&q={chance.choice(_TRADE)}"  # noqa: E731
    typed = lambda: f"/search/suggestions/?q={chance.choice(_TRADE)[:4]}"  # noqa: E731
    rows += [
        _pages("search: two words, by a member", _asked(QUESTIONS["two words"], chance), "<= 60 ms", member),
        _pages("search: one kind, its third page", of_a_kind, "<= 60 ms", member),
        _pages("search: nothing found", lambda: f"/search/?q={_misspelt(chance)}", "<= 60 ms", visitor),
        _pages("search: suggestions", typed, "<= 60 ms", visitor),
        _keeping(chance),
    ]
    return rows


def seed() -> None:
    if Passage.objects.filter(kind__in=_KINDS).values("kind", "item").distinct().count() >= DOCUMENTS:
        return
    for kind in _KINDS:
        passages.forget(kind, set(Passage.objects.filter(kind=kind).values_list("item", flat=True)))
    print(f"Making {DOCUMENTS:,} documents …", flush=True)
    chance = random.Random(2010)
    numbers = range(1, DOCUMENTS + 1)
    kinds = {item: chance.choices(_KINDS, (50, 25, 12, 5, 8))[0] for item in numbers}
    for kind in _KINDS:
        of_it = [item for item in numbers if kinds[item] == kind]
        for start in range(0, len(of_it), 200):
            some = of_it[start : start + 200]
            passages.keep_all(kind, {item: list(_document(kind, item, chance)) for item in some})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _document(kind: str, item: int, chance: random.Random) -> Iterator[Passage]:
    zone = chance.choices(_ZONES, (40, 40, 10, 5, 5))[0]
    common = {
        "title": " ".join(_text(chance, 6)).capitalize(),
        "language": chance.choices(("en", "es"), (9, 1))[0],
        "published_at": _AT - timedelta(days=chance.randrange(2_500)),
    }
    url = f"/{kind}/{item}/"
    known, said = " ".join(_text(chance, 60)), [" ".join(_text(chance, 75)) for _ in range(60)]
    yield Passage(zone=zone if zone == Zone.STAFF else Zone.PUBLIC, text=known, url=url, **common)
    rest = said if kind == "episode" else said[: chance.randrange(4, 20)]
    yield Passage(zone=zone, text=f"{known} {' '.join(rest)}", url=url, **common)
    if kind == "episode":
        for number, text in enumerate(said):
            yield Passage(
                zone=zone, text=text, url=f"{url}#t={number * 30}", at_seconds=number * 30, **common
            )


_known: list[str] = []
_weights: list[float] = []


def _words() -> list[str]:
    if not _known:
        chance = random.Random(1)
        made = {"".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(20_000)}
        _known.extend([*_TRADE, *sorted(made - set(_TRADE))])
        _weights.extend(accumulate(1 / rank for rank, _word in zip(count(3), _known, strict=False)))
    return _known


def _text(chance: random.Random, length: int) -> list[str]:
    return chance.choices(_words(), cum_weights=_weights, k=length) if _words() else []


def _asked(ask: Callable[[random.Random], str], chance: random.Random) -> Callable[[], str]:
    return lambda: f"/search/?q={ask(chance)}"


def _misspelt(chance: random.Random) -> str:
    word = chance.choice([one for one in _TRADE if len(one) > 6])
    return f"{word[:3]}{word[4]}{word[3]}{word[5:]}"


def _member() -> str:
    """Whose answers hold what is for members, too; the cookie that they come with."""
    zones.enter("bench", lambda asked: {Zone.MEMBER})
    return _sign_in()


def _pages(what: str, address: Callable[[], str], aim: str, more: dict[str, str]) -> Figure:
    """Each asked anew: nothing of the List is remembered from an earlier question."""
    times, worked = [], []
    for _ in range(ROUNDS):
        asked = address().replace(" ", "+")
        current_index().results.clear()
        began, began_work = time.perf_counter(), time.process_time()
        status, _headers, _body = _get(asked, **more)
        times.append((time.perf_counter() - began) * 1_000)
        worked.append((time.process_time() - began_work) * 1_000)
        assert status.startswith("200"), (status, asked)
    counted = set()
    for _ in range(5):
        with CaptureQueriesContext(connection) as queries:
            _get(address().replace(" ", "+"), **more)
        counted.add(len(queries))
    told = f"{min(counted)}" if len(counted) == 1 else f"{min(counted)} to {max(counted)}"
    note = f"processor {median(worked):.1f}, p95 {sorted(times)[int(ROUNDS * 0.95)]:.1f} ms"
    return Figure(what, median(times), "ms", aim, told, note)


def _keeping(chance: random.Random) -> Figure:
    times = []
    for number in range(20):
        wanted = list(_document("article", DOCUMENTS + 1, chance))
        for one in wanted:
            one.published_at = timezone.now() - timedelta(days=number)
        began = time.perf_counter()
        passages.keep("article", DOCUMENTS + 1, wanted)
        times.append((time.perf_counter() - began) * 1_000)
    passages.forget("article", [DOCUMENTS + 1])
    return Figure("search: an article is published anew", median(times), "ms", "")
