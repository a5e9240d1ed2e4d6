"""What is asked: an organization, as somebody typed it."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """Plain text as people type it; the engine reads it. At least a name, identifier, website or phone is given."""

    name: str = ""
    country: str = ""  # "US", "USA", "United States", "Deutschland"
    region: str = ""  # "US-MN", "MN", "Minnesota"
    city: str = ""
    street: str = ""
    postal_code: str = ""
    type: str = ""  # a value of OrganizationType; a hint, no condition
    website: str = ""
    phone: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()  # (("ccn", "240010"),)
