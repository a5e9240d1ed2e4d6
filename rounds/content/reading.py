"""How long a page takes to read."""

from math import ceil
from typing import Any

WORDS_IN_A_MINUTE = 230  # silent reading of non-fiction in English: Brysbaert 2019, 238 with a wide spread


def minutes(page: Any) -> int:
    """At least one."""
    texts = [page.opening, *(text for block in page.body for text in block.get_searchable_content())]
    return max(1, ceil(sum(len(str(text).split()) for text in texts) / WORDS_IN_A_MINUTE))
