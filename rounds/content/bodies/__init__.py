"""The text of a page, ready to be shown: what its blocks point at is fetched here, for all blocks of a kind at once.

So a page with forty cards asks as many questions of the database as one with two.
"""

from rounds.content.bodies.pieces import Piece, pieces

__all__ = ["Piece", "pieces"]
