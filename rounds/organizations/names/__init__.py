"""Names of organizations: the form to search and compare by (`fold`), and the capitals that people write them with."""

from rounds.organizations.names.folding import fold
from rounds.organizations.names.lettering import as_written, place_as_written

__all__ = ["as_written", "fold", "place_as_written"]
