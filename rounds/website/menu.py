"""The pages that editors put into the menu: those right below the home page, in the order of the back office.

Kept in memory for a moment, since every page shows them; an editor's change is seen by other processes after that.
"""

from time import monotonic
from typing import NamedTuple

from django.db import OperationalError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page

from rounds.content.addresses import address_of
from rounds.content.models import TextPage
from rounds.core.zones import ADVERTISED
from rounds.directory import caching

KEPT_FOR = caching.SHARED_FOR  # seconds
TOP = 3  # how deep in the tree


class Entry(NamedTuple):
    url: str
    label: str


class _Kept(NamedTuple):
    until: float
    entries: tuple[Entry, ...]


_kept: _Kept | None = None


def enter() -> None:
    caching.enter("menu", lambda: str(entries()))


def entries() -> tuple[Entry, ...]:
    kept = _kept
    if kept and monotonic() < kept.until:
        return kept.entries
    try:
        return keep(tuple(_asked()))
    except OperationalError:  # a page of words, and one that says what is wrong, need no database
        return kept.entries if kept else ()


def keep(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    global _kept
    _kept = _Kept(monotonic() + KEPT_FOR, entries)
    return entries


def forget() -> None:
    global _kept
    _kept = None


def _asked() -> list[Entry]:
    """What everybody may know of."""
    hidden = TextPage.objects.filter(pk=OuterRef("pk")).exclude(zone__in=ADVERTISED)
    here = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
    shown = Page.objects.live().in_menu().filter(here, ~Exists(hidden), depth=TOP).order_by("path")
    return [Entry(address_of(path), title) for path, title in shown.values_list("url_path", "title")]
