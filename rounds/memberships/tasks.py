"""What the clock does for memberships. Called again, nothing is told or billed twice."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.memberships.actions import year


@due(every=timedelta(hours=6))
def keep_the_year(at: datetime) -> None:
    """Bill before reminding, so that the reminder names the invoice; and charge before saying that grace began."""
    year.call_off_stale_orders(at=at)
    year.bill_next_year(at=at)
    year.charge_cards(at=at)
    year.remind(at=at)
    year.tell_standing(at=at)
