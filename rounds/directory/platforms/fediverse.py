"""Accounts of the fediverse (ActivityPub): the server is part of the name, and any host may be a server.

Without asking the host, only the shape of the path tells: /@name and /users/name. The server is taken from
the address; that an organization may go by another domain (WebFinger) is for the checker to find out.
"""

import re

from rounds.directory.platforms import hosts
from rounds.directory.platforms.known_hosts import OUTSIDE, PEERTUBE_SERVERS, PIXELFED_SERVERS, SERVERS
from rounds.directory.platforms.model import Address, Kind, Refusal
from rounds.directory.platforms.refusals import refuse
from rounds.directory.platforms.routes import site_of

USER = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?"
SERVER = r"[A-Za-z0-9.-]{4,253}"
POST_ID = r"[0-9]{6,25}|[0-9a-zA-Z]{9,40}"
NAME = re.compile(rf"(?:acct:)?@?({USER})@({SERVER})")
# Paths of any server: Mastodon and its kin, GoToSocial, Pleroma, PeerTube, WordPress with a plug-in.
PATH = re.compile(
    rf"(?:(?:web|deck)/)?@({USER})(?:@({SERVER}))?(?:/(?:statuses/|posts/|p/)?({POST_ID}))?(?:/.*)?"
    rf"|users/({USER})(?:/statuses/({POST_ID}))?(?:/.*)?"
)
# Tabs of a profile that are as long as the id of a post.
TABS = frozenset(["followers", "following", "favourites", "subscriptions", "collections"])
PIXELFED = re.compile(rf"(?:i/web/profile/)?({USER})")
PEERTUBE = re.compile(rf"(?:a|c|accounts|video-channels)/({USER})(?:@({SERVER}))?(?:/.*)?")
# Places of a Pixelfed server that have the shape of a name.
PLACES = frozenset(
    ["about", "discover", "explore", "help", "i", "login", "p", "public", "register", "search", "site"]
)


def by_name(text: str, submitted: str) -> Address | Refusal | None:
    """Reads "@name@server", "acct:name@server" and "name@server"; None if it is none of them."""
    found = NAME.fullmatch(text)
    return None if found is None else _account(found[1], found[2].lower(), submitted)


def by_path(host: str, path: str, submitted: str) -> Address | Refusal | None:
    """Reads a path on a host that is no other platform's; None where it says nothing about the fediverse."""
    if host.removeprefix("www.") in OUTSIDE:
        return None
    found = PATH.fullmatch(path)
    if found is None:
        return _by_known_server(host, path, submitted)
    user, remote, post = found[1] or found[4], found[2], found[3] or found[5]
    owner = _account(user, (remote or host).lower(), submitted)
    if not post or remote or post in TABS or isinstance(owner, Refusal):
        return owner
    url = f"https://{host}/{'@' if found[1] else 'users/'}{user}/{'' if found[1] else 'statuses/'}{post}"
    return Address("mastodon", Kind.POST, "", "", url, url[8:], owner, submitted)


def _by_known_server(host: str, path: str, submitted: str) -> Address | Refusal | None:
    if host not in SERVERS:
        return None
    if host in PIXELFED_SERVERS and path not in PLACES and (found := PIXELFED.fullmatch(path)):
        return _account(found[1], host, submitted)
    if host in PEERTUBE_SERVERS and (found := PEERTUBE.fullmatch(path)):
        return _account(found[1], (found[2] or host).lower(), submitted)
    return refuse("reserved" if path else "home", submitted, name=host)


def _account(user: str, host: str, submitted: str) -> Address | Refusal:
    if not hosts.HOST.fullmatch(host) or hosts.PRIVATE.fullmatch(host):
        return refuse("not-public", submitted)
    if host not in SERVERS:
        like = hosts.resembles(host)
        known = site_of(host)
        if host.removeprefix("www.") in OUTSIDE or known:
            return refuse("no-fediverse", submitted, host=host)
        if like:
            return refuse("look-alike", submitted, like=like)
    handle = f"{user}@{host}"
    return Address(
        "mastodon", Kind.ACCOUNT, handle, "", f"https://{host}/@{user}", handle.lower(), None, submitted
    )
