"""What finds words: FTS5 on SQLite, tsvector and pg_trgm on PostgreSQL. Both answer with the numbers of rows.

A table is described once (`Table`) and made for the database at hand; nothing but its engine touches it. The List has
one for organizations, this context one for passages (`index`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from rounds.search.words import Term

# A question is a conjunction of terms; each is a few spellings, any of which may begin a word.
Terms = Sequence[Sequence[str]]
TOKENS = "tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of falling weight. `grammed`: so many of them, from the first, are also found by three letters each."""

    name: str  # of the table of words: "organizations_words"
    columns: tuple[str, ...]
    weights: tuple[int, ...]  # on SQLite
    letters: str  # on PostgreSQL: A weighs most, D least
    grams: str
    grammed: int


class Engine(Protocol):
    def replace(self, ids: Sequence[int], documents: Sequence[tuple]) -> None:
        """Forget these ids, and keep these documents: each an id and the text of each column."""

    def has(self, terms: Terms) -> bool: ...
    def matching(self, terms: Terms) -> list[int]: ...
    def ranked(self, terms: Terms, limit: int) -> list[int]: ...
    def similar(self, text: str, limit: int) -> list[int]: ...


def engine(table: Table) -> Engine:
    return SQLiteEngine(table) if connection.vendor == "sqlite" else PostgreSQLEngine(table)


class SQLiteEngine:
    """Two FTS5 tables: words with prefixes, and trigrams for what is misspelt or has no word breaks."""

    def __init__(self, table: Table) -> None:
        self.table = table
        columns = ", ".join(table.columns)
        self.create = (
            f"CREATE VIRTUAL TABLE {table.name} USING fts5({columns}, {TOKENS})",
            f"CREATE VIRTUAL TABLE {table.grams} USING fts5(names, tokenize='trigram', detail=none)",
        )
        self.drop = (f"DROP TABLE {table.name}", f"DROP TABLE {table.grams}")

    def replace(self, ids: Sequence[int], documents: Sequence[tuple]) -> None:
        words, grams = self.table.name, self.table.grams
        columns = ", ".join(self.table.columns)
        marks = ", ".join(["%s"] * (len(self.table.columns) + 1))
        with connection.cursor() as cursor:
            for name in (words, grams):
                cursor.executemany(f"DELETE FROM {name} WHERE rowid = %s", [(pk,) for pk in ids])  # noqa: S608
            cursor.executemany(f"INSERT INTO {words} (rowid, {columns}) VALUES ({marks})", documents)  # noqa: S608
            cursor.executemany(
                f"INSERT INTO {grams} (rowid, names) VALUES (%s, %s)",  # noqa: S608
                [(pk, " ".join(texts[: self.table.grammed])) for pk, *texts in documents],
            )

    def has(self, terms: Terms) -> bool:
        name = self.table.name
        return bool(
            ids(f"SELECT rowid FROM {name} WHERE {name} MATCH %s LIMIT 1", fts5(_words(terms)))  # noqa: S608
        )

    def matching(self, terms: Terms) -> list[int]:
        name = self.table.name
        return ids(f"SELECT rowid FROM {name} WHERE {name} MATCH %s", fts5(_words(terms)))  # noqa: S608

    def ranked(self, terms: Terms, limit: int) -> list[int]:
        name, weights = self.table.name, ", ".join(map(str, self.table.weights))
        return ids(
            f"SELECT rowid FROM {name} WHERE {name} MATCH %s ORDER BY bm25({name}, {weights}), rowid LIMIT %s",  # noqa: S608
            fts5(_words(terms)),
            limit,
        )

    def similar(self, text: str, limit: int) -> list[int]:
        squeezed, name = text[:100], self.table.grams
        grams = dict.fromkeys(squeezed[at : at + 3] for at in range(len(squeezed) - 2))
        if not grams:
            return []
        return ids(
            f"SELECT rowid FROM {name} WHERE {name} MATCH %s ORDER BY bm25({name}) LIMIT %s",  # noqa: S608
            " OR ".join(f'"{gram}"' for gram in grams),
            limit,
        )


class PostgreSQLEngine:
    """One table: a weighted tsvector for words, and trigrams of names."""

    def __init__(self, table: Table) -> None:
        self.table = table
        name = table.name
        trigrams = f"{name.removesuffix('_words')}_names_trgm"
        self.create = (
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            f"CREATE TABLE {name} (id bigint PRIMARY KEY, names text NOT NULL, words tsvector NOT NULL)",
            f"CREATE INDEX {name}_gin ON {name} USING gin (words)",
            f"CREATE INDEX {trigrams} ON {name} USING gist (names gist_trgm_ops(siglen=64))",
        )
        self.drop = (f"DROP TABLE {name}",)

    def replace(self, ids: Sequence[int], documents: Sequence[tuple]) -> None:
        name = self.table.name
        vector = " || ".join(
            f"setweight(to_tsvector('simple', %s), '{letter}')" for letter in self.table.letters
        )
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {name} WHERE id = ANY(%s)", [list(ids)])  # noqa: S608
            cursor.executemany(
                f"INSERT INTO {name} (id, names, words) VALUES (%s, %s, {vector})",  # noqa: S608
                [(pk, " ".join(texts[: self.table.grammed]), *texts) for pk, *texts in documents],
            )

    def has(self, terms: Terms) -> bool:
        # With the limit inside, the planner would look through the table until it met one.
        found = f"SELECT id FROM {self.table.name} WHERE words @@ to_tsquery('simple', %s)"  # noqa: S608
        sql = f"WITH found AS MATERIALIZED ({found}) SELECT id FROM found LIMIT 1"  # noqa: S608
        return bool(ids(sql, tsquery(_words(terms))))

    def matching(self, terms: Terms) -> list[int]:
        name = self.table.name
        return ids(
            f"SELECT id FROM {name} WHERE words @@ to_tsquery('simple', %s)",  # noqa: S608
            tsquery(_words(terms)),
        )

    def ranked(self, terms: Terms, limit: int) -> list[int]:
        query, name = tsquery(_words(terms)), self.table.name
        return ids(
            f"SELECT id FROM {name} WHERE words @@ to_tsquery('simple', %s)"  # noqa: S608
            " ORDER BY ts_rank(words, to_tsquery('simple', %s), 1) DESC, id LIMIT %s",
            query,
            query,
            limit,
        )

    def similar(self, text: str, limit: int) -> list[int]:
        return ids(
            f"SELECT id FROM {self.table.name} ORDER BY %s <<-> names LIMIT %s",  # noqa: S608
            text[:100],
            limit,
        )


def fts5(terms: Sequence[Term]) -> str:
    """As FTS5 reads it."""
    return " AND ".join(_fts5(term) for term in terms)


def _fts5(term: Term) -> str:
    if term.is_phrase:
        return f'"{" ".join(term.words)}"'
    return "(" + " OR ".join(f'"{word}"*' for word in term.words) + ")"


def tsquery(terms: Sequence[Term]) -> str:
    """As `to_tsquery` reads it."""
    return " & ".join(_tsquery(term) for term in terms)


def _tsquery(term: Term) -> str:
    if term.is_phrase:
        return "(" + " <-> ".join(f"'{word}'" for word in term.words) + ")"
    return "(" + " | ".join(f"'{word}':*" for word in term.words) + ")"


def _words(terms: Terms) -> list[Term]:
    return [Term(tuple(spellings)) for spellings in terms]


def rows(sql: str, *parameters: Any) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def ids(sql: str, *parameters: Any) -> list[int]:
    return [row[0] for row in rows(sql, *parameters)]
