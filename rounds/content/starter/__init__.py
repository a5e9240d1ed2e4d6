"""What a new installation can take: resources, a welcome series, a podcast, a film, made for this product.

Texts, pictures and recordings are free to change (MIT, as all of it). Each piece is taken once: what editors changed
stays as it is, and what they took away does not come back by itself.
"""

from datetime import datetime
from typing import Any

from rounds.content.starter.pieces import pieces
from rounds.content.starter.standing import Standing, standings
from rounds.content.starter.taking import take

__all__ = ["load"]


def load(*, at: datetime) -> list[Any]:
    """Take all that nobody has taken yet. Returns the pages."""
    known = standings()
    new = [piece for piece in pieces() if known[piece.key] is Standing.NEW]
    return [page for piece in new if (page := take(piece, at=at))]
