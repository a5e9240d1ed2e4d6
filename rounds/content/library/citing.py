"""How a resource is cited: in a sentence, and as files that reference managers read. Pure.

Sources: Publication Manual of the APA, 7th edition, 10.4 (reports); BibTeX by its manual (Patashnik 1988); RIS by
Research Information Systems' format of 2011; CSL-JSON 1.0.2. Names stand as people write them: where one of them is the
family's is not ours to guess.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Work(NamedTuple):
    """`edition`: None where there was only one. `genre`: "White paper"."""

    key: str  # "crisis-checklist"
    title: str
    authors: tuple[str, ...]
    on: date | None
    edition: int | None
    genre: str
    publisher: str
    url: str
    language: str
    abstract: str


class Citation(NamedTuple):
    ending: str
    name: str
    content_type: str
    written: Callable[[Work], str]


def apa(work: Work) -> str:
    """Where no person is named the publisher stands as author, and is not named again."""
    authors = _listed(work.authors) or work.publisher
    day = f"{work.on.year}, {_MONTHS[work.on.month - 1]} {work.on.day}" if work.on else "n.d."
    edition = f" ({ordinal(work.edition)} ed.)" if work.edition else ""
    genre = f" [{work.genre}]" if work.genre else ""
    publisher = f" {_ended(work.publisher)}" if work.authors else ""
    return f"{_ended(_line(authors))} ({day}). {_ended(_line(work.title) + edition + genre)}{publisher} {work.url}"


def bibtex(work: Work) -> str:
    fields = {
        "title": f"{{{_tex(work.title)}}}",
        "author": " and ".join(f"{{{_tex(one)}}}" for one in work.authors or (work.publisher,)),
        "year": str(work.on.year) if work.on else "",
        "month": str(work.on.month) if work.on else "",
        "edition": str(work.edition or ""),
        "publisher": f"{{{_tex(work.publisher)}}}",
        "howpublished": _tex(work.genre),
        "url": _tex_url(work.url),
        "language": _tex(work.language),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@misc{" + _key(work) + ",\n" + ",\n".join(lines) + "\n}\n"


def ris(work: Work) -> str:
    lines = [("TY", "GEN"), *(("AU", one) for one in work.authors or (work.publisher,)), ("TI", work.title)]
    if work.on:
        lines += [("PY", str(work.on.year)), ("DA", work.on.strftime("%Y/%m/%d"))]
    lines += [("ET", str(work.edition or "")), ("M3", work.genre), ("PB", work.publisher), ("UR", work.url)]
    lines += [("LA", work.language), ("AB", work.abstract)]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def csl_json(work: Work) -> str:
    item: dict[str, object] = {
        "id": work.key,
        "type": "document",
        "title": _line(work.title),
        "author": [{"literal": _line(one)} for one in work.authors or (work.publisher,)],
        "genre": work.genre,
        "publisher": work.publisher,
        "URL": work.url,
        "language": work.language,
        "abstract": _line(work.abstract),
    }
    if work.on:
        item["issued"] = {"date-parts": [[work.on.year, work.on.month, work.on.day]]}
    if work.edition:
        item["edition"] = str(work.edition)
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1)


CITATIONS = {
    one.ending: one
    for one in (
        Citation("bib", "BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
        Citation("ris", "RIS", "application/x-research-info-systems; charset=utf-8", ris),
        Citation("json", "CSL-JSON", "application/vnd.citationstyles.csl+json; charset=utf-8", csl_json),
    )
}


def ordinal(number: int) -> str:
    """2nd, 11th, 23rd."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _line(text: str) -> str:
    """One line, without what is not printed: a line break would begin another field."""
    spaced = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    return " ".join(spaced.split())


def _tex(text: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in _line(text))


def _tex_url(url: str) -> str:
    """Percent signs and the like stand as they are in an address; braces and backslashes cannot be in one."""
    return re.sub(r"[\\{}\s]", "", url)


def _key(work: Work) -> str:
    plain = unicodedata.normalize("NFKD", work.key).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9-]", "", plain.lower()) + (str(work.on.year) if work.on else "") or "resource"
