"""How many words a text has. Pure; `static/fellows/report.js` counts in the same way.

A word is what stands between spaces or dashes and has a letter or a digit in it. Marks of Markdown, numbers of lists,
pictures and addresses of links are none. Where a script has no spaces (Chinese, Japanese) each sign is a word.
"""

import re
from collections.abc import Iterable

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)\s]*[^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*[^)]*\)")
_ADDRESS = re.compile(r"<?\b(?:https?://|mailto:)\S+", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^[ \t>]*\d{1,9}[.)](?=\s)", re.MULTILINE)
_APART = re.compile(r"[\s|\u2012-\u2015\u2e3a\u2e3b]+|--+")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def words(text: str) -> int:
    bare = _LIST_NUMBER.sub(" ", _ADDRESS.sub(" ", _LINK.sub(r" \1 ", _PICTURE.sub(" ", text))))
    signs = len(_SIGN.findall(bare))
    rest = _SIGN.sub(" ", bare)
    return signs + sum(any(map(str.isalnum, one)) for one in _APART.split(rest))


def words_of(texts: Iterable[str]) -> int:
    return sum(map(words, texts))
