"""All accounts in whatever people paste: a signature, a list, the source of a page."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rounds.directory.platforms import websites
from rounds.directory.platforms.model import Address, Refusal
from rounds.directory.platforms.parse import parse
from rounds.directory.platforms.table import LABELS

MOST_TEXT = 200_000  # characters
MOST_RESULTS = 200
WORD = re.compile(r"[^\s<>\"'`()\[\]{}|,;“”„«»，；、。（）【】「」]+")
SCHEME = re.compile(r"https?://|^//", re.IGNORECASE)
BARE_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{1,62}(?=[/?#:@]|$)")
LINE_ENDS = re.compile(r"[ \t]*(?:[\r\n,;|<]|\Z)")
AROUND = "*_~"  # bold and italic of Markdown
# Words that may stand between the name of a platform and the handle.
FILLERS = frozenset(
    ["-", "–", "—", ":", "|", "·", "account", "at", "channel", "handle", "id", "is", "page", "profile"]
)
# Names of platforms that are also words: they need a capital letter or a colon, and the handle its "@".
WORDS = frozenset(
    ["apple", "blog", "discord", "line", "medium", "ok", "podcast", "snap", "threads", "truth", "x"]
)
TOLD = frozenset(
    ["bad-handle", "look-alike", "mixed-scripts", "person", "phone", "reserved", "short-link", "userinfo"]
)


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a platform that was just read; `outright`: a colon followed."""

    slug: str
    word: str
    outright: bool


def find_all(text: str) -> list[Address | Refusal]:
    """Each account once, in the order of the text, at most 200. Never raises.

    Reads the first 200,000 characters. What is no account is left out in silence, unless a person would wonder:
    an imitation of a platform, a short link, a page of a platform that cannot be listed.
    """
    found: dict[tuple[str, str], Address | Refusal] = {}
    for answer in _answers(_readable(text[:MOST_TEXT])):
        if isinstance(answer, Address):
            found.setdefault((answer.platform, answer.key), answer)
        elif answer.code in TOLD:
            found.setdefault((answer.code, answer.submitted), answer)
        if len(found) >= MOST_RESULTS:
            break
    return list(found.values())


def _readable(text: str) -> str:
    """HTML entities and the slashes of JSON as they are meant."""
    if "&" in text:
        text = html.unescape(text)[:MOST_TEXT]
    return text.replace("\\/", "/")


def _answers(text: str) -> Iterator[Address | Refusal]:
    label: Label | None = None
    for match in WORD.finditer(text):
        word = match[0].strip(AROUND).rstrip(".:!?…")
        start = SCHEME.search(word)
        if start:
            chosen = label.slug if label and label.outright and label.slug in websites.SLUGS else ""
            yield parse(word[start.start() :], chosen)
            label = None
        elif label and (answer := _named(word, label, LINE_ENDS.match(text, match.end()))):
            yield answer
            label = None
        else:
            yield from _unlabelled(word)
            label = _label(match[0].strip(AROUND), label)


def _label(word: str, before: Label | None) -> Label | None:
    bare = word.strip("#*_•-–—:.")
    slug = LABELS.get(bare.lower(), "")
    outright = word.endswith(":")
    if slug and (outright or bare.lower() not in WORDS or bare != bare.lower()):
        return Label(slug, bare.lower(), outright)
    if before and word.lower().rstrip(":") in FILLERS | {""}:
        return replace(before, outright=before.outright or outright)
    return None


def _named(word: str, label: Label, ends_line: re.Match[str] | None) -> Address | Refusal | None:
    """A handle behind the name of its platform: with "@", or behind a colon and last on its line."""
    if not word.startswith("@") and not (label.outright and ends_line and _may_be_bare(word, label)):
        return None
    answer = parse(word, label.slug)
    return None if isinstance(answer, Refusal) and answer.code not in TOLD else answer


def _may_be_bare(word: str, label: Label) -> bool:
    if label.slug in websites.SLUGS:
        return "." in word
    return label.word not in WORDS and word.lower() not in FILLERS


def _unlabelled(word: str) -> Iterator[Address | Refusal]:
    label, colon, rest = word.partition(":")
    named = colon and rest.startswith("@") and label.lower() in LABELS
    if named or word.startswith(("@", "acct:", "did:", "at://", "spotify:")):
        yield from _if_address(word)
    elif BARE_HOST.match(word):
        answer = parse(word)
        # "Find us on facebook.Instagram" is a missing space, not an imitation.
        if (
            isinstance(answer, Address)
            or "/" in word
            or answer.code in ("short-link", "userinfo")
            or word.islower()
        ):
            yield answer


def _if_address(word: str) -> Iterator[Address]:
    answer = parse(word)
    if isinstance(answer, Address):
        yield answer
