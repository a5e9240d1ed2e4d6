"""The page of the archive that people can read: everything in the JSON files, in words and tables."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.core.files.base import ContentFile, File
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from rounds.users.models import User
from rounds.users.personal_data import Part

MOST = 500  # records of one file on the page; all of them are in the file
STYLE = Path(__file__).parent / "archive.css"


class Shown(NamedTuple):
    """One file. `records`: lists of (name, value); `left_out` more of them are in the file alone."""

    path: str
    title: str
    records: list[list[tuple[str, str]]]
    left_out: int
    is_empty: bool  # nothing is kept there


def shown(path: str, part: Part) -> Shown:
    if isinstance(part.content, File):
        return Shown(path, Path(part.name).name, [], 0, False)
    records = part.content if isinstance(part.content, list) else [part.content]
    return Shown(
        path,
        _words(Path(part.name).stem),
        [_record(one) for one in records[:MOST]],
        max(0, len(records) - MOST),
        not any(records),
    )


def page(user: User, files: Iterable[Shown], at: datetime) -> Iterable[Part]:
    """The page and its style. Who the person is comes first, and what is empty last, in one sentence."""
    ordered = sorted(files, key=lambda one: not one.path.startswith("users/"))
    context = {
        "user": user,
        "files": [one for one in ordered if not one.is_empty],
        "empty": [one for one in ordered if one.is_empty],
        "at": at,
    }
    html = render_to_string("users/leaving/archive.html", context)
    yield Part("index.html", ContentFile(html.encode()))
    yield Part("style.css", ContentFile(STYLE.read_bytes()))


def _record(content: Any) -> list[tuple[str, str]]:
    if not isinstance(content, Mapping):
        return [("", _text(content))]
    return [
        (_words(name), _text(value)) for name, value in content.items() if value not in (None, "", [], {})
    ]


def _words(name: str) -> str:
    """ "Organization name" of "organization__name"."""
    return " ".join(name.replace("_", " ").replace("-", " ").split()).capitalize()


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, list | dict | bool):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return str(value)
