"""Lists of accounts that can be imported: one reader module for each. What they say is "reported", never more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rounds.directory.sources import digital_registry, federal_pages, wikidata
from rounds.directory.sources.record import AccountSource

SOURCES: Mapping[str, AccountSource] = MappingProxyType(
    {source.slug: source for source in (wikidata.SOURCE, digital_registry.SOURCE, federal_pages.SOURCE)}
)
