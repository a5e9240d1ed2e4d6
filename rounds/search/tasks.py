"""What the clock does here."""

import logging
from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.search import rebuilding

log = logging.getLogger(__name__)


@due(every=timedelta(days=1), at_most=timedelta(hours=2))
def heal_search(at: datetime) -> None:
    """Find what is found wrongly, set it right, and say so."""
    repaired = rebuilding.heal()
    if repaired.is_nothing:
        log.info("Everything that can be found is found as it should be")
    else:
        log.warning(
            "Set right in the search: %(changed)d things changed, %(gone)d gone, %(unfound)d passages, %(words)d words",
            repaired._asdict(),
        )
