"""What is to be done every so often. `manage.py clock` does what is due.

A context marks a function of its `tasks.py` with `@due(every=…)`; it is called with the time. It must do no harm when
it is called again: after a crash it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

Work = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Duty:
    name: str  # "mail.send_due_mail"
    every: timedelta
    at_most: timedelta  # longer than it can take: after that somebody else may do it
    do: Work


duties: dict[str, Duty] = {}


def due(*, every: timedelta, at_most: timedelta = timedelta(minutes=15)) -> Callable[[Work], Work]:
    """Mark a function as work for the clock."""

    def register(do: Work) -> Work:
        context = do.__module__.removeprefix("rounds.").partition(".")[0]
        name = f"{context}.{do.__name__}"
        duties[name] = Duty(name, every, at_most, do)
        return do

    return register
