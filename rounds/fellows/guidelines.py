"""The fellows' guidelines: what each level asks for, and how two reviewers decide. A file, read once."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "starter" / "guidelines.md"
REPORT = Path(__file__).parent / "starter" / "report.md"
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class Part(NamedTuple):
    """`key`: for addresses within the page. `text`: Markdown."""

    key: str
    title: str
    text: str


class Guidelines(NamedTuple):
    intro: str
    parts: tuple[Part, ...]

    def part(self, key: str) -> Part:
        """Raises KeyError. The keys of the levels are those of `Level`."""
        found = next((one for one in self.parts if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@cache
def read() -> Guidelines:
    intro, *pieces = _HEADING.split(FILE.read_text())
    titles, texts = pieces[::2], pieces[1::2]
    parts = (Part(_key(title), title, text.strip()) for title, text in zip(titles, texts, strict=True))
    return Guidelines(intro.strip(), tuple(parts))


@cache
def worked_report() -> dict[str, str]:
    """A report as the silver step asks for, of a clinic that does not exist: Markdown, by section."""
    _before, *pieces = _HEADING.split(REPORT.read_text())
    return {key: text.strip() for key, text in zip(pieces[::2], pieces[1::2], strict=True)}


def _key(title: str) -> str:
    """ "Silver: carried out, and told" is "silver"; a title without a colon, its words."""
    return re.sub(r"[^a-z]+", "-", title.partition(":")[0].lower()).strip("-")
