"""The registers that can be imported: one reader module for each, all giving the records of `record`.

Terms: a *source* is one edition of a register; editions of one register are a *family*.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rounds.organizations.sources import canada, cms, europe, hifld, nhs, ror
from rounds.organizations.sources.record import Source

_MODULES = (cms, hifld, ror, nhs, europe, canada)

SOURCES: Mapping[str, Source] = MappingProxyType(
    {edition.slug: edition for module in _MODULES for edition in module.EDITIONS}
)
