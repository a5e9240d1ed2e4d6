"""Resources to begin with: one file each, written for this library and free to change (MIT, as all of it)."""

import json
import tomllib
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import typst

from rounds.content.actions import keep_file, publish_resource
from rounds.content.models import File, Library, Resource
from rounds.figures import paper

HERE = Path(__file__).parent
FONTS = Path(paper.__file__).parent / "fonts"


def load(*, at: datetime) -> list[Resource]:
    """Publish those that are missing, by their address. What editors changed, or took away, stays."""
    library = Library.objects.first()
    if library is None:
        return []
    there = set(Resource.objects.child_of(library).values_list("slug", flat=True))
    return [_publish(library, path, at) for path in sorted(HERE.glob("*.toml")) if path.stem not in there]


def _publish(library: Library, path: Path, at: datetime) -> Resource:
    written = tomllib.loads(path.read_text())
    fields = {
        "title": written["title"],
        "kind": written["kind"],
        "zone": written["zone"],
        "is_sample": written.get("is_sample", False),
        "summary": written["summary"],
        "opening": written["opening"].strip(),
        "body": [block for section in written["body"] for block in _blocks(section)],
        "reviewed_on": at.date() if written.get("reviewed") else None,
    }
    files = [_sheet(path.stem, written)] if "file" in written else []
    return publish_resource(library=library, slug=path.stem, fields=fields, files=files, by=None, at=at)


def _blocks(section: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if "heading" in section:
        yield "heading", section["heading"]
    if "text" in section:
        yield "text", "".join(f"<p>{escape(part, quote=False)}</p>" for part in _paragraphs(section["text"]))
    if "list" in section:
        yield "list", section["list"]
    if "quote" in section:
        yield "quote", {"text": section["quote"], "source": section.get("source", "")}


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.strip().split("\n\n")]


def _sheet(slug: str, written: dict[str, Any]) -> File:
    return keep_file(title=written["file"], name=f"{slug}.pdf", content=sheet(written), by=None)


def sheet(written: dict[str, Any]) -> bytes:
    """The same words on paper, tagged for screen readers."""
    content = {
        "title": written["title"],
        "boxes": written["kind"] == "checklist",
        "sections": [
            {
                "heading": section.get("heading", ""),
                "paragraphs": _paragraphs(section["text"]) if "text" in section else [],
                "items": section.get("list", []),
            }
            for section in written["body"]
        ],
    }
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.compile(
        HERE / "sheet.typ",
        root=HERE,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
    )
