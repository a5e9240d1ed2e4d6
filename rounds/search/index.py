"""Where passages are found by their words: two tables of SQLite, one of PostgreSQL. Nothing else touches them.

Every question names the zones that it may see, and the database looks at nothing else: what is not open is neither
found nor counted.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, Protocol

from django.db import connection

from rounds.search.engines import TOKENS, fts5, rows, tsquery
from rounds.search.models import Passage
from rounds.search.words import Term, plain

LONGEST = 300_000  # characters of one passage that are found; PostgreSQL takes a megabyte with its own marks
WEIGHED = 2_000  # passages, on SQLite
# A year old weighs two thirds of what is new, five years old little more than half.
_FRESH = "(1.0 + 1.0 / (1.0 + ({today} - day) / 365.0)) / 2.0"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where is looked. Empty is no limit, but for `zones`: without any nothing is found."""

    zones: Collection[str]
    kinds: Collection[str] = ()
    language: str = ""
    since: date | None = None


class Hit(NamedTuple):
    """A thing that has all the words, and the passage that has them best."""

    kind: str
    item: int
    passage: int


class Count(NamedTuple):
    kind: str
    language: str
    things: int


class Survey(NamedTuple):
    counts: list[Count]  # whatever kind and language are asked for
    hits: list[Hit]


class Index(Protocol):
    def add(self, passages: Collection[Passage]) -> None: ...
    def take_out(self, ids: Collection[int]) -> None: ...
    def clear(self) -> None: ...
    def known(self) -> set[int]: ...
    def has(self, terms: Sequence[Term], scope: Scope) -> bool: ...

    def titled(self, terms: Sequence[Term], scope: Scope, limit: int) -> list[Hit]:
        """Those that have all the words in their title, the newest first."""

    def best(
        self, terms: Sequence[Term], scope: Scope, *, today: date, start: int, stop: int, most: int
    ) -> Survey:
        """How many there are, and of each kind those from `start` to `stop`, the best of `most` that are weighed."""


def index() -> Index:
    return SQLiteIndex() if connection.vendor == "sqlite" else PostgreSQLIndex()


class SQLiteIndex:
    """Words in FTS5, and beside them what a passage belongs to. Weighed are those that have the words in their title,
    and those that were kept last: of a word that stands nearly everywhere nobody reads more.
    """

    create = (
        f"CREATE VIRTUAL TABLE search_words USING fts5(title, text, {TOKENS})",
        "CREATE TABLE search_marks (id integer PRIMARY KEY, kind text NOT NULL, item integer NOT NULL,"
        " zone text NOT NULL, language text NOT NULL, day integer NOT NULL)",
    )
    drop = ("DROP TABLE search_words", "DROP TABLE search_marks")
    _found = "FROM search_words JOIN search_marks ON search_marks.id = search_words.rowid WHERE search_words MATCH %s"

    def add(self, passages: Collection[Passage]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (rowid, title, text) VALUES (%s, %s, %s)",
                [(one.pk, *_folded(one)) for one in passages],
            )
            cursor.executemany(
                "INSERT INTO search_marks (id, kind, item, zone, language, day) VALUES (%s, %s, %s, %s, %s, %s)",
                [_marks(one) for one in passages],
            )

    def take_out(self, ids: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(pk,) for pk in ids])
            cursor.executemany("DELETE FROM search_marks WHERE id = %s", [(pk,) for pk in ids])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words")
            cursor.execute("DELETE FROM search_marks")

    def known(self) -> set[int]:
        return {row[0] for row in rows("SELECT id FROM search_marks")}

    def _counted(self, terms: Sequence[Term], scope: Scope) -> list[Count]:
        where, asked = _open(scope)
        found = rows(
            f"SELECT kind, language, count(DISTINCT item) {self._found}{where} GROUP BY kind, language",
            fts5(terms),
            *asked,
        )
        return [Count(*row) for row in found]

    def has(self, terms: Sequence[Term], scope: Scope) -> bool:
        where, asked = _open(scope)
        return bool(rows(f"SELECT 1 {self._found}{where} LIMIT 1", fts5(terms), *asked))

    def titled(self, terms: Sequence[Term], scope: Scope, limit: int) -> list[Hit]:
        where, asked = _open(scope)
        sql = (
            f"SELECT kind, item, min(search_marks.id) {self._found}{where}"
            " GROUP BY kind, item ORDER BY max(day) DESC, item DESC LIMIT %s"
        )
        return [Hit(*row) for row in rows(sql, f"title : ({fts5(terms)})", *asked, limit)]

    def best(
        self, terms: Sequence[Term], scope: Scope, *, today: date, start: int, stop: int, most: int
    ) -> Survey:
        where, asked = _open(scope)
        fresh = _FRESH.format(today=today.toordinal())
        weighed = (
            f"SELECT kind, item, search_marks.id AS id, bm25(search_words, 8.0, 1.0) * ({fresh}) AS score"
            f" {self._found}{where} ORDER BY search_words.rowid DESC LIMIT {WEIGHED}"
        )
        sql = f"""
            WITH titled AS MATERIALIZED ({weighed}), newest AS MATERIALIZED ({weighed}),
            hit AS (SELECT * FROM titled UNION ALL SELECT * FROM newest),
            best AS (SELECT kind, item, id, min(score) AS score FROM hit GROUP BY kind, item),
            placed AS (
                SELECT kind, item, id, row_number() OVER (PARTITION BY kind ORDER BY score, item DESC) AS place
                FROM best
            )
            SELECT kind, item, id FROM placed WHERE place > %s AND place <= %s ORDER BY kind, place
        """  # noqa: S608
        query = fts5(terms)
        found = rows(sql, f"title : ({query})", *asked, query, *asked, start, min(stop, most))
        return Survey(self._counted(terms, everything(scope)), [Hit(*row) for row in found])


class PostgreSQLIndex:
    """Weighing a passage means to read all its words, so only those are weighed that promise most: by title and day.

    The planner takes it for cheap to look through a text, and would read all of them rather than ask the index; so
    functions of the database ask, for which there is no other way.
    """

    create = (
        "CREATE TABLE search_words (id bigint PRIMARY KEY, kind text NOT NULL, item bigint NOT NULL,"
        " zone text NOT NULL, language text NOT NULL, day integer NOT NULL, title tsvector NOT NULL,"
        " words tsvector NOT NULL)",
        "CREATE INDEX search_words_gin ON search_words USING gin (words)",
        "CREATE INDEX search_words_title ON search_words USING gin (title)",
        *(
            f"CREATE FUNCTION search_{name}(asked tsquery, zones text[])"  # noqa: S608
            " RETURNS TABLE (id bigint, kind text, item bigint, language text, day integer, title tsvector)"
            " LANGUAGE sql STABLE SET enable_seqscan = off AS $$"
            " SELECT one.id, one.kind, one.item, one.language, one.day, one.title FROM search_words one"
            f" WHERE one.{column} @@ asked AND one.zone = ANY(zones) $$"
            for name, column in (("matching", "words"), ("titled", "title"))
        ),
    )
    drop = ("DROP FUNCTION search_matching", "DROP FUNCTION search_titled", "DROP TABLE search_words")
    _found = "FROM search_matching(to_tsquery('simple', %s), %s::text[]) WHERE true"
    _titled = _found.replace("search_matching", "search_titled")

    def add(self, passages: Collection[Passage]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (id, kind, item, zone, language, day, title, words)"
                " VALUES (%s, %s, %s, %s, %s, %s, to_tsvector('simple', %s),"
                " setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'D'))",
                [(*_marks(one), title, title, text) for one in passages for title, text in [_folded(one)]],
            )

    def take_out(self, ids: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE id = ANY(%s)", [list(ids)])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words")

    def known(self) -> set[int]:
        return {row[0] for row in rows("SELECT id FROM search_words")}

    def has(self, terms: Sequence[Term], scope: Scope) -> bool:
        where, asked = _found_in(scope)
        return bool(rows(f"SELECT 1 {self._found}{where} LIMIT 1", tsquery(terms), *asked))

    def titled(self, terms: Sequence[Term], scope: Scope, limit: int) -> list[Hit]:
        where, asked = _found_in(scope)
        sql = (
            f"SELECT kind, item, min(id) {self._titled}{where}"
            " GROUP BY kind, item ORDER BY max(day) DESC, item DESC LIMIT %s"
        )
        return [Hit(*row) for row in rows(sql, tsquery(terms), *asked, limit)]

    def best(
        self, terms: Sequence[Term], scope: Scope, *, today: date, start: int, stop: int, most: int
    ) -> Survey:
        where, asked = _found_in(everything(scope))
        narrower, asked_of = _where(replace(scope, since=None), _any)
        fresh = _FRESH.format(today=today.toordinal())
        query = tsquery(terms)
        sql = f"""
            WITH found AS MATERIALIZED (
                SELECT *, title @@ to_tsquery('simple', %s) AS is_titled {self._found}{where}
            ), hit AS (
                SELECT id, row_number() OVER (PARTITION BY kind ORDER BY is_titled DESC, day DESC, id DESC) AS promise
                FROM found WHERE true{narrower}
            ), scored AS (
                SELECT kind, item, id,
                    ts_rank('{{0.1, 0.1, 0.1, 1.0}}', words, to_tsquery('simple', %s), 1) * ({fresh}) AS score
                FROM search_words WHERE id = ANY(ARRAY(SELECT id FROM hit WHERE promise <= %s))
            ), best AS (
                SELECT DISTINCT ON (kind, item) kind, item, id, score FROM scored ORDER BY kind, item, score DESC, id
            ), placed AS (
                SELECT kind, item, id, row_number() OVER (PARTITION BY kind ORDER BY score DESC, item DESC) AS place
                FROM best
            )
            SELECT kind, language, count(DISTINCT item) AS item, 0 AS id, 0 AS place FROM found GROUP BY kind, language
            UNION ALL SELECT kind, '', item, id, place FROM placed WHERE place > %s AND place <= %s
            ORDER BY kind, place
        """  # noqa: S608
        found = rows(sql, query, query, *asked, *asked_of, query, most, start, stop)
        counts = [Count(kind, language, things) for kind, language, things, _id, place in found if not place]
        return Survey(counts, [Hit(kind, item, pk) for kind, _language, item, pk, place in found if place])


def _folded(passage: Passage) -> tuple[str, str]:
    return plain(passage.title), plain(passage.text[:LONGEST])


def _marks(passage: Passage) -> tuple[int, str, int, str, str, int]:
    day = passage.published_at.date().toordinal() if passage.published_at else 0
    return passage.pk, passage.kind, passage.item, passage.zone, passage.language, day


def everything(scope: Scope) -> Scope:
    """Of every kind and language."""
    return replace(scope, kinds=(), language="")


def _open(scope: Scope) -> tuple[str, list[Any]]:
    """Of SQLite: the zones come first."""
    zones, named = _among("zone", sorted(scope.zones))
    where, asked = _where(scope, _among)
    return f" AND {zones}{where}", [*named, *asked]


def _found_in(scope: Scope) -> tuple[str, list[Any]]:
    """Of PostgreSQL: the zones go to the function."""
    where, asked = _where(scope, _any)
    return where, [sorted(scope.zones), *asked]


def _where(scope: Scope, among: Any) -> tuple[str, list[Any]]:
    sql, asked = "", []
    for part, values in _limits(scope, among):
        sql += f" AND {part}"
        asked += values
    return sql, asked


def _limits(scope: Scope, among: Any) -> Iterator[tuple[str, list[Any]]]:
    if scope.kinds:
        yield among("kind", sorted(scope.kinds))
    if scope.language:
        yield "language = %s", [scope.language]
    if scope.since:
        yield "day >= %s", [scope.since.toordinal()]


def _among(column: str, values: Iterable[str]) -> tuple[str, list[Any]]:
    values = list(values)
    return f"{column} IN ({', '.join(['%s'] * len(values)) or 'NULL'})", values


def _any(column: str, values: Iterable[str]) -> tuple[str, list[Any]]:
    return f"{column} = ANY(%s)", [list(values)]
