"""Accreditors and what is designated, who disclosed what, and the ledger."""

from rounds.credits.models.designated import Accreditor, Activity, Part
from rounds.credits.models.disclosed import Disclosure, Relation, Role
from rounds.credits.models.ledger import Certificate, Entry, Side

__all__ = [
    "Accreditor",
    "Activity",
    "Certificate",
    "Disclosure",
    "Entry",
    "Part",
    "Relation",
    "Role",
    "Side",
]
