"""Which e-mail and DNS domains speak for which organization. Pure.

A domain that several organizations share speaks for the topmost of them, where all are one family, and through it for
its parts; shared by strangers it speaks for nobody. A fifth of the health organizations with a website share its host.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import idna

from rounds.directory.checking.scope import NOWHERE, Place, Scope, scopes
from rounds.directory.moderation.sender import PUBLIC_MAIL_HOSTS, THROWAWAY_MAIL_HOSTS, mail_host
from rounds.directory.registered import is_name, is_under_a_company, registrable
from rounds.organizations.matching.addresses import host_of, own_host

# Anybody gets a page under these, and the list of public suffixes does not have them (2026-11).
HOSTING = frozenset(
    """
    facebook.com godaddysites.com google.com homestead.com jimdo.com linkedin.com medium.com sharepoint.com
    squarespace.com strikingly.com tripod.com weebly.com wix.com wordpress.com yola.com
    """.split()  # noqa: SIM905
)


class Why(StrEnum):
    """Why a domain or an address does not count."""

    NO_WEBSITE = "no-website"
    SUFFIX = "suffix"  # the host is one under which anybody registers names, or none that is known
    HOSTING = "hosting"  # a host where anybody has a page
    PART_OF_A_SITE = "part-of-a-site"  # the organization has a path on it, and others have the rest
    STRANGERS = "strangers"  # organizations of several families share it
    BELOW = "below"  # shared by a family: it speaks for the topmost
    PUBLIC_MAIL = "public-mail"
    THROWAWAY = "throwaway"
    ELSEWHERE = "elsewhere"  # an address at another domain


@dataclass(frozen=True, slots=True)
class Ground:
    """What an organization's website gives for a proof."""

    host: str = ""  # without "www."
    site: str = ""  # "https://www.mayoclinic.org", where a file or a page is looked for
    scope: Scope = NOWHERE
    home: str = ""  # the website as the register has it
    mail_hosts: tuple[str, ...] = ()  # addresses there prove
    shared: tuple[str, ...] = ()  # ... and there they would, were the domain not shared
    obstacle: Why | None = None  # why neither addresses nor a TXT record at the host prove
    top: int | None = None  # of a shared domain: the organization for which it speaks

    @property
    def by_dns(self) -> bool:
        return self.host in self.mail_hosts

    @property
    def by_page(self) -> bool:
        """Whether a file or a tag can prove: under the organization's own path, or at the root of its own host."""
        is_nobodys_root = self.obstacle == Why.SUFFIX and self.scope.path == "/"
        return not self.scope.is_empty and self.scope.is_top and not is_nobodys_root


def ground_of(pk: int, places: Iterable[Place]) -> Ground:
    """What the website of one organization proves. `places`: all on its domain, with what they are part of."""
    known = {place.pk: place for place in places}
    place = known[pk]
    host = _plain(host_of(place.website))
    if not host:
        return Ground(obstacle=Why.NO_WEBSITE)
    scope = scopes(known.values()).get(pk, NOWHERE)
    basis = Ground(host=host, site=_site(place.website), scope=scope, home=_whole(place.website))
    if basis.scope is NOWHERE or _is_hosting(host):
        return _with(basis, Why.HOSTING)
    if not registrable(host):
        return _with(basis, Why.SUFFIX)
    if scope.path != "/":
        return _with(basis, Why.PART_OF_A_SITE)
    counted = {name: _tops(name, known.values(), is_exact=name == host) for name in _upwards(host)}
    here = counted[host]
    if len(here) > 1:
        return _with(basis, Why.STRANGERS)
    if here != {pk}:
        return _with(basis, Why.BELOW, top=next(iter(here)))
    return _with(
        basis,
        None,
        mail_hosts=tuple(name for name, tops in counted.items() if tops == {pk}),
        shared=tuple(name for name, tops in counted.items() if tops != {pk}),
    )


def why_not(email: str, ground: Ground) -> Why | None:
    """Why an address does not prove; None where it does."""
    host = _plain(mail_host(email))
    if not host:
        return Why.ELSEWHERE
    names = {host, registrable(host)}
    if names & THROWAWAY_MAIL_HOSTS:
        return Why.THROWAWAY
    if names & PUBLIC_MAIL_HOSTS:
        return Why.PUBLIC_MAIL
    if host in ground.mail_hosts:
        return None
    if host in ground.shared:
        return Why.STRANGERS
    if ground.obstacle and host in _upwards(ground.host):
        return ground.obstacle
    return Why.ELSEWHERE


def _with(
    basis: Ground,
    obstacle: Why | None,
    *,
    mail_hosts: tuple[str, ...] = (),
    shared: tuple[str, ...] = (),
    top: int | None = None,
) -> Ground:
    return Ground(
        basis.host, basis.site, basis.scope, basis.home, mail_hosts, shared, obstacle=obstacle, top=top
    )


def _upwards(host: str) -> list[str]:
    """The host and what lies between it and its registered domain: "a.b.org" gives "a.b.org", "b.org"."""
    top, names = registrable(host), [host]
    while top and names[-1] != top:
        names.append(names[-1].partition(".")[2])
    return names


def _tops(name: str, places: Collection[Place], *, is_exact: bool) -> set[int]:
    """The topmost organizations whose websites are at a name; unless `is_exact`, also at any name below it."""
    here = {
        place.pk
        for place in places
        if (host := _plain(host_of(place.website))) == name or (not is_exact and host.endswith(f".{name}"))
    }
    as_one = [Place(one.pk, f"https://{name}/" if one.pk in here else "", one.parent) for one in places]
    return {pk for pk, scope in scopes(as_one).items() if scope.is_top} or here


def _is_hosting(host: str) -> bool:
    """Whether it is a host where anybody has a page."""
    is_listed = any(host == one or host.endswith(f".{one}") for one in HOSTING)
    return not own_host(host) or is_listed or is_under_a_company(host)


def _plain(host: str) -> str:
    """In ASCII; "" for what is no name.

    Mail still goes by the old rules for international names, browsers by those of 2008: for some, "groß.de", they
    lead to different owners, and then it proves nothing.
    """
    try:
        plain = host.encode("idna").decode("ascii").lower() if host else ""
        is_one = host.isascii() or idna.encode(host).decode("ascii") == plain
    except UnicodeError:
        return ""
    return plain if is_one and is_name(plain) else ""


def _whole(website: str) -> str:
    return website if "//" in website else f"https://{website}"


def _site(website: str) -> str:
    """With https, which a proof needs: over http somebody on the way could write it."""
    return f"https://{urlsplit(_whole(website)).hostname or ''}"
