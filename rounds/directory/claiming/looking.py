"""Looks on a domain or a site for what a claim was told to show there. Reads; `actions.claims` decides."""

from urllib.parse import urlsplit

from rounds.core.fetching import Answer, Fetcher, Unfetched
from rounds.directory.checking.scope import is_under
from rounds.directory.claiming import challenges
from rounds.directory.claiming.domains import Ground
from rounds.directory.models import Method
from rounds.organizations.matching.addresses import host_of

LARGEST_HOME = 3_000_000  # bytes; of which the head is read
FOUND = ""
NOTHING = "nothing"  # there is no such record, file or tag
ANOTHER = "another"  # there is one, with another word
LED_AWAY = "led-away"  # the site sent us to another host, or out of the organization's part of it
STATUS = "status"  # the site answered with a fault
NOT_POSSIBLE = "not-possible"  # the website changed, or is now shared


def look(*, method: str, token: str, ground: Ground, fetcher: Fetcher) -> str:
    """FOUND, or a code that says what was found instead: one of the above, or of `Unfetched`."""
    if not (ground.by_dns if method == Method.DNS else ground.by_page):
        return NOT_POSSIBLE
    try:
        if method == Method.DNS:
            return _in_records(ground, token, fetcher)
        if method == Method.FILE:
            return _in_file(ground, token, fetcher)
        return _in_page(ground, token, fetcher)
    except Unfetched as unfetched:
        return unfetched.code


def _in_records(ground: Ground, token: str, fetcher: Fetcher) -> str:
    words: set[str] = set()
    for name in challenges.record_names(ground.host):
        words |= challenges.words_in_records(fetcher.txt(name))
        if token in words:
            return FOUND
    return _missing(words)


def _in_file(ground: Ground, token: str, fetcher: Fetcher) -> str:
    answer = fetcher.get(
        challenges.file_address(ground.site, ground.scope.path), accept="text/plain,*/*;q=0.1"
    )
    return _fault(answer, ground) or _judge(challenges.words_in_file(answer.body), token)


def _in_page(ground: Ground, token: str, fetcher: Fetcher) -> str:
    home = urlsplit(ground.home)._replace(scheme="https").geturl()
    answer = fetcher.get(home, most=LARGEST_HOME)
    return _fault(answer, ground) or _judge(challenges.words_in_page(answer.body), token)


def _fault(answer: Answer, ground: Ground) -> str:
    """Each step on the way must be the organization's own: its host, and where it has only a path, its path."""
    for url in (*answer.hops, answer.url):
        is_own_part = ground.scope.path == "/" or is_under(url, ground.scope.path)
        if host_of(url) != host_of(ground.site) or not is_own_part:
            return LED_AWAY
    if answer.status == 404:
        return NOTHING
    return "" if answer.status == 200 else STATUS


def _judge(words: set[str], token: str) -> str:
    return FOUND if token in words else _missing(words)


def _missing(words: set[str]) -> str:
    return ANOTHER if words else NOTHING
