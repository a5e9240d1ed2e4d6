"""The two sides of a card, in Markdown as all running text. Pure.

What a question makes a card of is quoted so that it reads as it was typed.
"""

from hashlib import sha256

from django.utils.safestring import SafeString

from rounds.core import prose
from rounds.core.plain_text import without_unprintable

TOP = 3  # of headings, below those of the page


def html(text: str, files: prose.Files = prose.NONE) -> SafeString:
    """`files`: addresses of what the lesson carries, by name."""
    return prose.html(text, top=TOP, files=files)


def escaped(line: str) -> str:
    """One line of Markdown that reads as it was typed."""
    one = " ".join(without_unprintable(line).split())
    for letter in "\\`*_[]<>&!~|":
        one = one.replace(letter, f"\\{letter}")
    return one


def points(lines: list[str]) -> str:
    """A list in Markdown; a single line stays a paragraph."""
    safe = [_not_a_list(escaped(line)) for line in lines]
    return safe[0] if len(safe) == 1 else "\n".join(f"- {line}" for line in safe)


def digest(front: str, back: str) -> str:
    return sha256(f"{front}\0{back}".encode()).hexdigest()


def _not_a_list(line: str) -> str:
    """ "1. First" and "- no" at the beginning of a line are words here, as is "# 1"."""
    digits = line[: len(line) - len(line.lstrip("0123456789"))]
    rest = line[len(digits) :]
    return f"{digits}\\{rest}" if rest[:1] in tuple("-+.)#>~=") and rest else line
