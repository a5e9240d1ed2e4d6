"""From what a person types to what is looked for. Pure.

What is kept and what is asked goes through `plain`, so both databases see the same words: letters and digits alone,
with nothing in them that an engine could take for an operator.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 200  # characters of a question that are looked at
MOST_TERMS = 12
_NOT_WORDS = re.compile(r"[\W_]+")
_QUOTED = re.compile(r"[\"“”„«»]")
# Words that stand in nearly every text: they are asked for only where nothing else is.
COMMON = frozenset(
    """a an and are as at be by can do does for from how i if in is it its me my of on or our should that the their this
    to was we what when where which who why will with you your""".split()  # noqa: SIM905
)


class Term(NamedTuple):
    """One thing that must be there: the beginning of a word, in one of its forms; or a phrase, word for word."""

    words: tuple[str, ...]
    is_phrase: bool = False


def plain(text: str) -> str:
    """Lower case, without accents, apostrophes or punctuation; letters and digits of every script stay."""
    text = text.replace("'", "").replace("\u2019", "")
    if text.isascii():
        return _NOT_WORDS.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return _NOT_WORDS.sub(
        " ", "".join(char for char in decomposed if not unicodedata.combining(char))
    ).strip()


def terms_of(asked: str) -> list[Term]:
    """All of them must be met. What stands in quotation marks is a phrase; a mark without its other is none."""
    terms = list(dict.fromkeys(_terms(asked[:LONGEST])))
    telling = [term for term in terms if len(term.words) > 1 or term.words[0] not in COMMON]
    return (telling or terms)[:MOST_TERMS]


def _terms(asked: str) -> Iterator[Term]:
    parts = _QUOTED.split(asked)
    for number, part in enumerate(parts):
        words = plain(part).split()
        if number % 2 and number < len(parts) - 1 and words:
            yield Term(tuple(words), is_phrase=True)
        else:
            yield from (_term(word) for word in words)


def _term(word: str) -> Term:
    """A letter alone stands for itself: as a beginning it would stand for everything."""
    is_letter = len(word) == 1 and word.isascii()
    return Term((word,), is_phrase=True) if is_letter else Term(forms(word))


def forms(word: str) -> tuple[str, ...]:
    """The word, and what it is in the singular or the plural where its ending changes: "policies", "policy"."""
    if len(word) > 4 and word.endswith("ies"):
        return word, f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and word[-2:] not in {"ss", "us", "is"}:
        return word, word[:-1]
    if len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
        return word, f"{word[:-1]}ies"
    return (word,)
