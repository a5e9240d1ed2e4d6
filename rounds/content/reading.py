"""How long a page takes to read."""

from math import ceil
from typing import Any

WORDS_IN_A_MINUTE = 230  # silent reading of non-fiction in English: Brysbaert 2019, 238 with a wide spread


def minutes(page: Any) -> int:
    """At least one."""
    texts = [page.opening, *page.body.stream_block.get_searchable_content(page.body)]
    return max(1, ceil(sum(len(str(text).split()) for text in texts) / WORDS_IN_A_MINUTE))
