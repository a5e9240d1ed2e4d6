"""What is asked about an account, of whom, and what a server's way of answering means."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from rounds.core.fetching import Answer, Fetcher, Unfetched
from rounds.directory.checking.readings import Life

NO_SUCH = frozenset([404, 410])
# The server is there and does not let programs look: for as long as it is so, nothing is learned and nothing missed.
NOT_FOR_US = frozenset([401, 402, 403, 451])
NOTHING_LEARNED = frozenset(["robots", "too-large"])


@dataclass(frozen=True, slots=True)
class AccountToRead:
    """An account as the List has it. `handle` or `native_id` may be ""."""

    platform: str
    handle: str
    native_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where public data is to be had. `site` is the root of any host; tests name one of their own on loopback."""

    bluesky: str = "https://public.api.bsky.app"
    plc: str = "https://plc.directory"
    youtube: str = "https://www.youtube.com"
    site: str = "https://{host}"

    def at(self, host: str, path: str) -> str:
        return self.site.format(host=host) + path

    def is_safe(self, url: str) -> bool:
        """Whether nobody on the way could have written the answer: the scheme is that of our own endpoints."""
        try:
            return urlsplit(url).scheme == urlsplit(self.site).scheme
        except ValueError:
            return False


PUBLIC = Endpoints()


class Told(Exception):
    """The reading ends here, with this."""

    def __init__(self, life: Life, message: str, url: str = "") -> None:
        super().__init__(message)
        self.life = life
        self.message = message
        self.url = url


def ask(fetcher: Fetcher, url: str, **options: Any) -> Answer:
    """An answer with status 200; any other ends the reading."""
    answer = knock(fetcher, url, **options)
    if answer.status == 200:
        return answer
    raise told(answer)


def knock(fetcher: Fetcher, url: str, **options: Any) -> Answer:
    """An answer with any status; where there is none, the reading ends."""
    try:
        return fetcher.get(url, **options)
    except Unfetched as unfetched:
        life = Life.UNREADABLE if unfetched.code in NOTHING_LEARNED else Life.FAILED
        raise Told(life, unfetched.message, url) from unfetched


def told(answer: Answer) -> Told:
    """What a status other than 200 says about the account."""
    if answer.status in NO_SUCH:
        return Told(Life.GONE, _("The server says that there is no such account."), answer.url)
    if answer.status in NOT_FOR_US:
        return Told(Life.UNREADABLE, _("The server does not show this account to programs."), answer.url)
    return Told(
        Life.FAILED, _("The server answered with status %(status)s.") % {"status": answer.status}, answer.url
    )


def nonsense(url: str = "") -> Told:
    return Told(Life.FAILED, _("The answer made no sense."), url)
