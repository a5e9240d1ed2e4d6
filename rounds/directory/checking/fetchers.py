"""The one door through which the List asks other servers: shut until an administrator opens it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rounds.core.fetching import Fetcher, from_settings
from rounds.directory.models import Checking


class ChecksAreOff(Exception):
    """No administrator has turned the checks on."""


def checks_are_on() -> bool:
    return Checking.objects.filter(pk=1, is_on=True).exists()


@contextmanager
def open_fetcher(**options: Any) -> Iterator[Fetcher]:
    """A fetcher as the installation's settings say. `options` are those of `Fetcher`. Raises ChecksAreOff."""
    if not checks_are_on():
        raise ChecksAreOff
    with from_settings(**options) as fetcher:
        yield fetcher
