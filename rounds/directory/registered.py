"""Which part of a host's name a registry gave out. Pure; the list of public suffixes is read once, here."""

import re
from functools import lru_cache

from publicsuffixlist import PublicSuffixList

_ALL, _BY_REGISTRIES = PublicSuffixList(), PublicSuffixList(only_icann=True)
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")


@lru_cache(maxsize=10_000)
def registered_domain(host: str) -> str:
    """ "mayoclinic.org" for "news.mayoclinic.org"; the host itself where it is a public suffix.

    To compare two hosts; of a suffix that nobody knows it takes the last two names. To prove: `registrable`.
    """
    return _ALL.privatesuffix(host) or host


@lru_cache(maxsize=10_000)
def registrable(host: str) -> str:
    """ "mayoclinic.org" for "news.mayoclinic.org"; "" for a public suffix and for what is under none that is known."""
    return _ALL.privatesuffix(host, accept_unknown=False) or "" if is_name(host) else ""


def is_name(host: str) -> bool:
    """Whether it is written like a name in the domain name system, in small ASCII letters."""
    return _NAME.fullmatch(host) is not None


def is_under_a_company(host: str) -> bool:
    """Whether names under its suffix are given to anybody by a company, and not by a registry of domains."""
    return bool(_ALL.publicsuffix(host) != _BY_REGISTRIES.publicsuffix(host))
