"""CSV, and what stands beside a CSV file to say what it is (W3C, Metadata Vocabulary for Tabular Data)."""

from collections.abc import Iterator
from typing import Any

from rounds.core import csv
from rounds.directory.grid.rows import CSV_HEADER, csv_rows
from rounds.open_data.exports.fields import COLUMNS
from rounds.open_data.exports.taken import Taken, source_of


def stream(taken: Taken) -> Iterator[str]:
    as_of = (taken.as_of,)
    rows = csv_rows(taken.ids, taken.day.now, taken.day.moment)
    return csv.stream((*CSV_HEADER, "as_of"), (row + as_of for row in rows))


def described(taken: Taken, url: str) -> dict[str, Any]:
    """`url`: of the CSV file."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dc:title": taken.title,
        "dc:license": {"@id": taken.licence.url},
        "dc:issued": taken.as_of,
        "dc:source": {"@id": taken.question},
        "dc:provenance": [source_of(one) for one in taken.sources],
        "dialect": {"header": True, "delimiter": ",", "encoding": "utf-8"},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "dc:description": str(meaning), "datatype": datatype}
                for name, datatype, meaning in COLUMNS
            ]
        },
    }
