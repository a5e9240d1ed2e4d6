"""Everything that people can take, on one page."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.directory import figures
from rounds.open_data.dumps import folder
from rounds.open_data.dumps.folder import Dump
from rounds.open_data.exports.fields import ACCOUNT_FIELDS, COLUMNS, FIELDS, Field
from rounds.open_data.exports.formats import FORMATS
from rounds.open_data.exports.taken import sources_at
from rounds.open_data.licence import licence

SHOWN = 40  # dumps


class DumpedTable(NamedTuple):
    name: str
    meaning: str
    rows: int
    csv: str  # addresses
    csv_bytes: int
    json_lines: str
    json_lines_bytes: int


class FieldTable(NamedTuple):
    id: str
    title: str
    fields: tuple[Field, ...]


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    dumps = [dump for name in folder.names()[:SHOWN] if (dump := folder.find(name))]
    return render(
        request,
        "open_data/open_data.html",
        {
            "site": settings.PUBLIC_URL,
            "licence": licence(),
            "formats": FORMATS.values(),
            "figures": figures.headline(),
            "dump": dumps[0] if dumps else None,
            "tables": _tables(dumps[0]) if dumps else [],
            "older": dumps[1:],
            "registers": sources_at(None),
            "field_tables": [
                FieldTable("fields", _("JSON Lines: an organization"), FIELDS),
                FieldTable("account-fields", _("JSON Lines: an account of it"), ACCOUNT_FIELDS),
                FieldTable("columns", _("CSV: the columns"), COLUMNS),
            ],
        },
    )


def _tables(dump: Dump) -> list[DumpedTable]:
    resources: dict[str, dict[str, Any]] = {one["path"]: one for one in dump.manifest["resources"]}
    tables = []
    for path, one in resources.items():
        if one["format"] == "csv":
            lines = resources[path.replace(".csv.gz", ".jsonl.gz")]
            at = f"/data/dumps/{dump.name}/"
            tables.append(
                DumpedTable(
                    one["name"],
                    lines["description"],
                    one["rows"],
                    at + path,
                    one["bytes"],
                    at + lines["path"],
                    lines["bytes"],
                )
            )
    return tables
