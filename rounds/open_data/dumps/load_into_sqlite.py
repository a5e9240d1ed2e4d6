"""Puts a dump into an SQLite file. Needs Python 3.9 or newer and nothing else:

python load_into_sqlite.py FOLDER list.sqlite3
sqlite3 list.sqlite3 "SELECT country, count(*) FROM organizations GROUP BY country"
"""

import gzip
import hashlib
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

TYPES = {"integer": "INTEGER", "number": "REAL"}  # everything else is text


def load(folder: Path, target: str) -> "dict[str, int]":
    """Returns how many rows there are in each table. Raises ValueError where a file is not what the manifest says."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    database = sqlite3.connect(target)
    counts = {}
    with database:
        for resource in package["resources"]:
            if resource["format"] == "jsonl":
                name = resource["name"].removesuffix("-jsonl")
                counts[name] = load_table(database, name, folder / resource["path"], resource)
    database.close()
    return counts


def load_table(database: sqlite3.Connection, name: str, path: Path, resource: Any) -> int:
    if "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest() != resource["hash"]:
        raise ValueError(f"{path.name} is damaged: fetch it again")
    fields = resource["schema"]["fields"]
    columns = ", ".join(f'"{one["name"]}" {TYPES.get(one["type"], "TEXT")}' for one in fields)
    database.execute(f'DROP TABLE IF EXISTS "{name}"')
    database.execute(f'CREATE TABLE "{name}" ({columns})')
    places = ", ".join("?" for _ in fields)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = ([cell(json.loads(line)[one["name"]]) for one in fields] for line in lines)
        database.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)  # noqa: S608 - names of the manifest
    return database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608


def cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for table, count in load(Path(sys.argv[1]), sys.argv[2]).items():
        print(f"{count:>10,}  {table}")
