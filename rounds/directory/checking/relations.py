"""What two sites say of each other in their trust.txt. Pure. Source: the trust.txt specification of JournalList."""

from collections.abc import Mapping, Sequence

from rounds.directory.checking.scope import path_of
from rounds.organizations.matching.addresses import host_of

_UP, _DOWN = ("belongto", "controlledby"), ("member", "control")

Relations = Mapping[str, Sequence[str]]  # {"member": ["https://…"], "belongto": [], …}


def is_part(part: Relations, part_site: str, whole: Relations, whole_site: str) -> bool:
    """Whether both say that the one is part of the other: it belongs to it, or is controlled by it."""
    return any(
        _names(part.get(up), whole_site) and _names(whole.get(down), part_site)
        for up, down in zip(_UP, _DOWN, strict=True)
    )


def _names(told: object, site: str) -> bool:
    """What is stored came from outside: anything but a list of addresses says nothing."""
    if not isinstance(told, list | tuple) or not host_of(site):
        return False
    return any(isinstance(url, str) and _place(url) == _place(site) for url in told)


def _place(url: str) -> tuple[str, str]:
    return host_of(url), path_of(url) if host_of(url) else ""
