"""All platforms by slug. To add one is to add a row; a `bit` once given is never given again."""

from collections.abc import Mapping
from types import MappingProxyType

from rounds.directory.platforms.model import Platform
from rounds.directory.platforms.rows import ROWS

PLATFORMS: Mapping[str, Platform] = MappingProxyType(
    {row.slug: row for row in sorted(ROWS, key=lambda row: row.bit)}
)
LABELS: Mapping[str, str] = MappingProxyType(
    {label: row.slug for row in PLATFORMS.values() for label in row.labels.split()}
)
