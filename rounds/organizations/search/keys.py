"""The keys that organizations are found by for matching, and what each is called, ready to be compared.

Three plain tables, the same on both databases, so that both find the same: `organizations_keys` (key to organization:
words of names, whole names, towns, hosts, telephones, doors), `organizations_spellings` (three letters to the words
that have them, for what is misspelt) and `organizations_called` (the names of an organization in the form they are
compared by, and its keys, so that they can be taken back). Pure but for `Keys`, which writes and reads them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from rounds.organizations.matching.addresses import door, own_host, postal_area, subscriber
from rounds.organizations.names import plain_words

MOST_NAMES = 40  # of one organization; ROR's longest list has 30
LONGEST_KEY = 100
_TOWNS_TAILS = frozenset("si shi gun gu ku cho machi city town".split())  # noqa: SIM905


_DIRECTED = re.compile(r"^([NSEW])\.? ", re.IGNORECASE)  # "S. Lake Tahoe"
_DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west"}


class Called(NamedTuple):
    """One organization, as much of it as its keys need. `names`: text and kind; the first is the one shown."""

    organization_id: int
    names: Sequence[tuple[str, str]]
    street: str
    city: str
    region: str
    postal_code: str
    country: str
    phone: str
    website: str


def keys_of(one: Called) -> list[str]:
    """Sorted, each once."""
    keys: set[str] = set()
    for text, _kind in one.names[:MOST_NAMES]:
        words = plain_words(text)
        keys.update(word_key(word) for word in words)
        keys.add(name_key(words))
    town = town_of(one.city)
    keys.update(
        (
            town_key("", town),
            town_key(one.country, town),
            town_key(one.region, town) if one.region else "",
            host_key(one.website),
            phone_key(one.phone),
            door_key(one.country, one.street, one.postal_code),
            postal_key(one.country, one.postal_code),
        )
    )
    return sorted(key[:LONGEST_KEY] for key in keys if key)


def word_key(word: str) -> str:
    return f"w:{word}"


def name_key(words: Sequence[str]) -> str:
    """Of a whole name, its words in any order."""
    return f"n:{''.join(sorted(set(words)))}" if words else ""


def town_key(where: str, town: str) -> str:
    """`where`: a country, a region with its country, or "" for anywhere."""
    return f"t:{where}:{town}" if town else ""


def host_key(website: str) -> str:
    host = own_host(website)
    return f"h:{host}" if host else ""


def phone_key(phone: str) -> str:
    number = subscriber(phone)
    return f"p:{number}" if number else ""


def door_key(country: str, street: str, postal_code: str) -> str:
    known = door(street, postal_code)
    return f"d:{country}:{known}" if known else ""


def postal_key(country: str, postal_code: str) -> str:
    area = postal_area(postal_code)
    return f"z:{country}:{area}" if area else ""


def town_of(city: str) -> str:
    """ "Wien" and "Vienna", "Ft. Worth" and "Fort Worth", "Ansan-si" and "Ansan" are one town."""
    words = plain_words(_DIRECTED.sub(lambda found: f"{_DIRECTIONS[found[1].lower()]} ", city.strip()))
    if len(words) > 1 and words[-1] in _TOWNS_TAILS:
        words = words[:-1]
    return "".join(words)


def grams(word: str) -> list[str]:
    """Three letters each, with two blanks before the word and one behind it; each once."""
    padded = f"  {word} "
    return list(dict.fromkeys(padded[at : at + 3] for at in range(len(padded) - 2)))


def names_of(one: Called) -> str:
    """What `organizations_called` keeps: text, kind and words of each name, as JSON."""
    told = {
        text: (text, kind, " ".join(plain_words(text))) for text, kind in reversed(one.names[:MOST_NAMES])
    }
    return json.dumps(list(reversed(told.values())), ensure_ascii=False, separators=(",", ":"))


class Keys:
    """The three tables."""

    create = {
        "sqlite": (
            "CREATE TABLE organizations_keys (key text NOT NULL, organization_id integer NOT NULL,"
            " PRIMARY KEY (key, organization_id)) WITHOUT ROWID",
            "CREATE TABLE organizations_spellings (gram text NOT NULL, word text NOT NULL,"
            " PRIMARY KEY (gram, word)) WITHOUT ROWID",
            "CREATE TABLE organizations_called (organization_id integer PRIMARY KEY, names text NOT NULL,"
            " keys text NOT NULL)",
        ),
        "postgresql": (
            'CREATE TABLE organizations_keys (key text COLLATE "C" NOT NULL, organization_id bigint NOT NULL,'
            " PRIMARY KEY (key, organization_id))",
            'CREATE TABLE organizations_spellings (gram text COLLATE "C" NOT NULL, word text COLLATE "C" NOT NULL,'
            " PRIMARY KEY (gram, word))",
            "CREATE TABLE organizations_called (organization_id bigint PRIMARY KEY, names text NOT NULL,"
            " keys text NOT NULL)",
        ),
    }
    drop = (
        "DROP TABLE organizations_keys",
        "DROP TABLE organizations_spellings",
        "DROP TABLE organizations_called",
    )

    def replace(self, ids: Sequence[int], called: Sequence[Called]) -> None:
        """Forget these ids and keep these organizations, all of them among the ids."""
        keys = {one.organization_id: keys_of(one) for one in called}
        before = self._before(ids)
        gone = [(key, pk) for pk, known in before.items() for key in set(known) - set(keys.get(pk, ()))]
        new = [(key, pk) for pk, known in keys.items() for key in known if key not in before.get(pk, ())]
        words = {key[2:] for key, _ in new if key.startswith("w:")}
        with connection.cursor() as cursor:
            if gone:
                cursor.executemany(
                    "DELETE FROM organizations_keys WHERE key = %s AND organization_id = %s", sorted(gone)
                )
            _insert(cursor, "organizations_keys", ("key", "organization_id"), sorted(new))
            _insert(
                cursor,
                "organizations_spellings",
                ("gram", "word"),
                sorted((gram, word) for word in words if len(word) > 3 for gram in grams(word)),
            )
            if before:
                cursor.executemany(
                    "DELETE FROM organizations_called WHERE organization_id = %s", [(pk,) for pk in before]
                )
            _insert(
                cursor,
                "organizations_called",
                ("organization_id", "names", "keys"),
                [
                    (one.organization_id, names_of(one), " ".join(map(_escaped, keys[one.organization_id])))
                    for one in called
                ],
            )

    def _before(self, ids: Sequence[int]) -> dict[int, set[str]]:
        """What these organizations were found by until now."""
        rows = listed("SELECT organization_id, keys FROM organizations_called", "organization_id", ids)
        return {pk: {_plain(key) for key in keys.split(" ")} - {""} for pk, keys in rows}


def listed(select: str, column: str, values: Iterable[str | int], more: str = "") -> list[tuple]:
    """The rows whose column is one of the values, in one statement however many there are."""
    wanted = list(dict.fromkeys(values))
    if not wanted:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"{select} WHERE {column} IN (SELECT value FROM json_each(%s)){more}",  # noqa: S608
                [json.dumps(wanted)],
            )
        else:
            cursor.execute(f"{select} WHERE {column} = ANY(%s){more}", [wanted])
        return cursor.fetchall()


def _insert(cursor, table: str, columns: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:  # type: ignore[no-untyped-def]
    if not rows:
        return
    names = ", ".join(columns)
    if connection.vendor == "sqlite":
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
        return
    arrays = ", ".join(f"%s::{'bigint' if column == 'organization_id' else 'text'}[]" for column in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING",  # noqa: S608
        [list(column) for column in zip(*rows, strict=True)],
    )


def _escaped(key: str) -> str:
    return key.replace(" ", "\x1f")


def _plain(key: str) -> str:
    return key.replace("\x1f", " ")
