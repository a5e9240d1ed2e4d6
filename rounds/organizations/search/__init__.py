"""Finding organizations by what people type: one port, with an engine for each database.

Written here because the ready-made search ranks through a correlated subquery on SQLite (docs/decisions/0004).
Names are folded on both sides (`names.fold`), so that "St Marys Univ Hosp" finds "Saint Mary's University Hospital".
"""

from rounds.organizations.search.documents import index
from rounds.organizations.search.find import Hits, find, is_found, similar

__all__ = ["Hits", "find", "index", "is_found", "similar"]
