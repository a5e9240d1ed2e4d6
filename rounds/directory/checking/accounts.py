"""Reading what an account says of itself, on the platforms that show it without a key."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from django.utils.translation import gettext as _

from rounds.core.fetching import Fetcher
from rounds.directory.checking import activitypub, bluesky, feeds, outside, platform_feeds, youtube
from rounds.directory.checking.asking import PUBLIC, AccountToRead, Endpoints, Told
from rounds.directory.checking.readings import AccountReading, Life
from rounds.directory.platforms import websites

__all__ = ["PUBLIC", "READABLE", "AccountToRead", "Endpoints", "read_account"]

logger = logging.getLogger(__name__)


class _Read(Protocol):
    def __call__(
        self, account: AccountToRead, *, fetcher: Fetcher, endpoints: Endpoints
    ) -> AccountReading: ...


_FEEDS = dict.fromkeys(websites.SLUGS | platform_feeds.SLUGS, (feeds.CHECKER, feeds.read))
_CHECKERS: Mapping[str, tuple[str, _Read]] = MappingProxyType(
    {
        **_FEEDS,
        "bluesky": (bluesky.CHECKER, bluesky.read),
        "mastodon": (activitypub.CHECKER, activitypub.read),
        "youtube": (youtube.CHECKER, youtube.read),
    }
)
READABLE: frozenset[str] = frozenset(_CHECKERS)


def read_account(
    account: AccountToRead, *, fetcher: Fetcher, endpoints: Endpoints = PUBLIC
) -> AccountReading:
    """Never raises: what went wrong is a reading too."""
    if account.platform not in _CHECKERS:
        return AccountReading(Life.UNREADABLE, message=_("This platform shows nothing without a key."))
    checker, read = _CHECKERS[account.platform]
    try:
        reading = read(account, fetcher=fetcher, endpoints=endpoints)
    except Told as told:
        reading = AccountReading(told.life, source_url=told.url, message=told.message)
    except outside.Nonsense:
        reading = AccountReading(Life.FAILED, message=_("The answer made no sense."))
    except Exception:
        logger.exception("reading of %s", account.platform)
        reading = AccountReading(Life.FAILED, message=_("A fault of ours; see the log."))
    return replace(reading, checker=checker)
