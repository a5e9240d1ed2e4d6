"""The manifest of a dump: a Frictionless Data Package (specs.frictionlessdata.io, version 1)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from rounds.open_data.dumps.tables import Table
from rounds.open_data.dumps.writing import Written, sha256
from rounds.open_data.exports.taken import source_of
from rounds.open_data.licence import licence
from rounds.organizations.models import Register

CSV_NOTE = (
    "A cell that begins with one of = + - @ | % or a tab has an apostrophe before it, so that no spreadsheet runs it"
    " as a formula; the JSON Lines file has it as it is."
)


def package(
    written: Iterable[Written], registers: Sequence[Register], *, at: datetime, version: int
) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": "health-care-social-media-list",
        "id": f"{settings.PUBLIC_URL}/data/dumps/{at:%Y-%m-%d}/",
        "title": "The Health Care Social Media List",
        "homepage": f"{settings.PUBLIC_URL}/open-data/",
        "description": "Health organizations, their accounts, the evidence, and what the List said on any day.",
        "created": at.isoformat(),
        "version": f"{at:%Y-%m-%d}",
        "data_version": str(version),
        "licenses": [{"name": licence().name, "title": licence().name, "path": licence().url}],
        "sources": [{"title": one.name, "path": one.url, **source_of(one)} for one in registers],
        "resources": [_resource(one) for one in written],
    }


def _resource(one: Written) -> dict[str, Any]:
    is_csv = one.format == "csv"
    return {
        "name": one.table.name if is_csv else f"{one.table.name}-jsonl",
        "path": one.path.name,
        "profile": "tabular-data-resource" if is_csv else "data-resource",
        "title": one.table.name.replace("_", " ").capitalize(),
        "description": f"{one.table.meaning} {CSV_NOTE}" if is_csv else one.table.meaning,
        "format": one.format,
        "mediatype": "text/csv" if is_csv else "application/jsonl",
        "compression": "gz",
        "encoding": "utf-8",
        "bytes": one.path.stat().st_size,
        "hash": f"sha256:{sha256(one.path)}",
        "rows": one.rows,
        "schema": _schema(one.table),
    }


def _schema(table: Table) -> dict[str, Any]:
    return {
        "fields": [
            {"name": column.name, "type": column.type, "description": column.meaning}
            for column in table.columns
        ],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": column,
                "reference": {"resource": "" if other == table.name else other, "fields": field},
            }
            for column, other, field in table.links
        ],
        "missingValues": [""],
    }
