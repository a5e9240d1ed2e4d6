"""Names of organizations: the form to search by (`fold`), the words to compare by (`plain_words`), and the capitals
that people write them with.
"""

from rounds.organizations.names.comparing import meant, plain_words
from rounds.organizations.names.folding import fold
from rounds.organizations.names.lettering import as_written, place_as_written

__all__ = ["as_written", "fold", "meant", "place_as_written", "plain_words"]
