"""Which pages speak for which organization. A site that several share proves only what is scoped to it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from rounds.directory.registered import registered_domain
from rounds.organizations.matching.addresses import host_of, own_host


@dataclass(frozen=True, slots=True)
class Place:
    """An organization on the web: its website and what it is part of."""

    pk: int
    website: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a host that speaks for one organization: the whole of it, or what lies under its path.

    A family may share a host: its whole speaks for the topmost of them, and through it, where an account is listed
    for a member of the family already, for that member. A host shared by strangers speaks for nobody but under the
    path of each.
    """

    host: str
    path: str = "/"
    whole: bool = True
    is_top: bool = True  # not merely vouched for: what is found here may be suggested to it

    def covers(self, url: str) -> bool:
        """Whether a page speaks for the organization. A whole host may lead on to another of the same domain."""
        host = host_of(url)
        if not self.host or not host:
            return False
        if self.whole:
            return host == self.host or registered_domain(host) == registered_domain(self.host)
        return host == self.host and self.path != "/" and is_under(url, self.path)

    @property
    def is_empty(self) -> bool:
        return not self.host or (not self.whole and self.path == "/")


_HOME = re.compile(r"(?:/[a-z]{2}(?:[-_][a-z]{2})?)?(?:/home)?/", re.IGNORECASE)
NOWHERE = Scope("", whole=False, is_top=False)


def path_of(website: str) -> str:
    """The folder of a website: "/clinics/north/" for ".../clinics/north/index.html", "/" for a host's home.

    A home page in one language ("/en/", "/fr-ca") is the host's home.
    """
    path = urlsplit(website if "//" in website else f"//{website}").path or "/"
    folder, _, last = path.rpartition("/")
    path = f"{path.rstrip('/')}/" if last and "." not in last else f"{folder}/"
    return "/" if _HOME.fullmatch(path) else path


def is_under(url: str, path: str) -> bool:
    here = urlsplit(url).path or "/"
    return f"{here.rstrip('/')}/" == path or here.startswith(path)


def scopes(places: Iterable[Place]) -> dict[int, Scope]:
    """The scope of each organization, given all that have a website."""
    known = {place.pk: place for place in places}
    by_host: dict[str, list[Place]] = {}
    for place in known.values():
        if host := own_host(place.website):
            by_host.setdefault(host, []).append(place)
    parents = {pk: place.parent for pk, place in known.items()}
    return {
        place.pk: scope
        for host, sharers in by_host.items()
        for place, scope in _shared(host, sharers, parents)
    }


def _shared(
    host: str, sharers: Collection[Place], parents: Mapping[int, int | None]
) -> Iterator[tuple[Place, Scope]]:
    here = {place.pk for place in sharers if path_of(place.website) == "/"}
    tops = {place.pk: _top(place.pk, parents, here) for place in sharers}
    is_one_family = len({tops[pk] for pk in here}) == 1
    for place in sharers:
        path = path_of(place.website)
        if path == "/":
            yield place, Scope(host, whole=is_one_family, is_top=is_one_family and tops[place.pk] == place.pk)
        else:
            yield place, Scope(host, path, whole=False)


def _top(pk: int, parents: Mapping[int, int | None], here: Collection[int]) -> int:
    """The topmost forebear that is on the same host."""
    top, seen = pk, {pk}
    parent = parents.get(pk)
    while parent is not None and parent not in seen:
        seen.add(parent)
        if parent in here:
            top = parent
        parent = parents.get(parent)
    return top
