from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.users.actions.signing_in import forget_unconfirmed

KEPT_UNCONFIRMED = timedelta(days=7)


@due(every=timedelta(hours=6))
def forget_who_never_confirmed(at: datetime) -> None:
    forget_unconfirmed(joined_before=at - KEPT_UNCONFIRMED)
