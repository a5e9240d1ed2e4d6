"""Asking other people's servers, safely: what a stranger's address, name server or web server does cannot hurt us.

An address is read strictly, its name is resolved once, every IP address is checked, and the connection goes to one that
was checked. Nothing is kept open, sent or believed that is not needed. See docs/decisions/0011-the-fetcher.md.
"""

from typing import Any

from django.conf import settings

from rounds.core.fetching.answers import Answer, Unfetched, sentence
from rounds.core.fetching.client import Fetcher

__all__ = ["Answer", "Fetcher", "Unfetched", "from_settings", "sentence"]


def from_settings(**options: Any) -> Fetcher:
    """The fetcher of this installation. Close it, or use it with `with`. `options` are those of `Fetcher`."""
    return Fetcher(agent=settings.FETCH_AGENT, allows=settings.FETCH_ALLOWS, **options)
