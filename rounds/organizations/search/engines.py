"""The two engines: FTS5 on SQLite, tsvector and pg_trgm on PostgreSQL. Both answer with organization ids."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from django.db import connection

# A query is a conjunction of terms; each term is a few spellings, any of which may begin a word.
Terms = Sequence[Sequence[str]]


class Document(NamedTuple):
    """One organization, in three fields of falling weight."""

    organization_id: int
    name: str  # the name as shown, folded
    other: str  # every other name and identifier
    place: str  # city, region, country


class Engine(Protocol):
    def replace(self, ids: list[int], documents: list[Document]) -> None: ...
    def matching(self, terms: Terms) -> list[int]: ...
    def ranked(self, terms: Terms, limit: int) -> list[int]: ...
    def similar(self, text: str, limit: int) -> list[int]: ...


def engine() -> Engine:
    return SQLiteEngine() if connection.vendor == "sqlite" else PostgreSQLEngine()


class SQLiteEngine:
    """Two FTS5 tables: words with prefixes, and trigrams of names for what is misspelt or has no word breaks."""

    create = (
        "CREATE VIRTUAL TABLE organizations_words USING fts5"
        "(name, other, place, tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')",
        "CREATE VIRTUAL TABLE organizations_grams USING fts5(names, tokenize='trigram', detail=none)",
    )
    drop = ("DROP TABLE organizations_words", "DROP TABLE organizations_grams")

    def replace(self, ids: list[int], documents: list[Document]) -> None:
        with connection.cursor() as cursor:
            for table in ("organizations_words", "organizations_grams"):
                cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(pk,) for pk in ids])  # noqa: S608
            cursor.executemany(
                "INSERT INTO organizations_words (rowid, name, other, place) VALUES (%s, %s, %s, %s)",
                documents,
            )
            cursor.executemany(
                "INSERT INTO organizations_grams (rowid, names) VALUES (%s, %s)",
                [(document.organization_id, f"{document.name} {document.other}") for document in documents],
            )

    def matching(self, terms: Terms) -> list[int]:
        return self._ids(
            "SELECT rowid FROM organizations_words WHERE organizations_words MATCH %s", self._words(terms)
        )

    def ranked(self, terms: Terms, limit: int) -> list[int]:
        return self._ids(
            "SELECT rowid FROM organizations_words WHERE organizations_words MATCH %s"
            " ORDER BY bm25(organizations_words, 10, 4, 1), rowid LIMIT %s",
            self._words(terms),
            limit,
        )

    def similar(self, text: str, limit: int) -> list[int]:
        squeezed = text[:100]
        grams = dict.fromkeys(squeezed[at : at + 3] for at in range(len(squeezed) - 2))
        if not grams:
            return []
        return self._ids(
            "SELECT rowid FROM organizations_grams WHERE organizations_grams MATCH %s"
            " ORDER BY bm25(organizations_grams) LIMIT %s",
            " OR ".join(f'"{gram}"' for gram in grams),
            limit,
        )

    def _words(self, terms: Terms) -> str:
        return " AND ".join("(" + " OR ".join(f'"{spelling}"*' for spelling in term) + ")" for term in terms)

    def _ids(self, sql: str, *parameters: str | int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [row[0] for row in cursor.fetchall()]


class PostgreSQLEngine:
    """One table: a weighted tsvector for words, and trigrams of names."""

    create = (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE TABLE organizations_words (id bigint PRIMARY KEY, names text NOT NULL, words tsvector NOT NULL)",
        "CREATE INDEX organizations_words_gin ON organizations_words USING gin (words)",
        "CREATE INDEX organizations_names_trgm ON organizations_words USING gist (names gist_trgm_ops(siglen=64))",
    )
    drop = ("DROP TABLE organizations_words",)

    def replace(self, ids: list[int], documents: list[Document]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM organizations_words WHERE id = ANY(%s)", [ids])
            cursor.executemany(
                "INSERT INTO organizations_words (id, names, words) VALUES (%s, %s,"
                " setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'B')"
                " || setweight(to_tsvector('simple', %s), 'D'))",
                [(d.organization_id, f"{d.name} {d.other}", d.name, d.other, d.place) for d in documents],
            )

    def matching(self, terms: Terms) -> list[int]:
        return self._ids(
            "SELECT id FROM organizations_words WHERE words @@ to_tsquery('simple', %s)", self._words(terms)
        )

    def ranked(self, terms: Terms, limit: int) -> list[int]:
        query = self._words(terms)
        return self._ids(
            "SELECT id FROM organizations_words WHERE words @@ to_tsquery('simple', %s)"
            " ORDER BY ts_rank(words, to_tsquery('simple', %s), 1) DESC, id LIMIT %s",
            query,
            query,
            limit,
        )

    def similar(self, text: str, limit: int) -> list[int]:
        return self._ids(
            "SELECT id FROM organizations_words ORDER BY %s <<-> names LIMIT %s", text[:100], limit
        )

    def _words(self, terms: Terms) -> str:
        return " & ".join("(" + " | ".join(f"'{spelling}':*" for spelling in term) + ")" for term in terms)

    def _ids(self, sql: str, *parameters: str | int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [row[0] for row in cursor.fetchall()]
