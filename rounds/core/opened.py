"""The hidden mark of an opened form: which page it is and since when it is open. Signed, and good for ever.

It stands in for a session: nothing expires under a person who writes slowly, and no cookie is set.
"""

import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core import signing

FASTEST = timedelta(seconds=3)  # nobody fills it in sooner
_SALT = "rounds.core.opened"


class Opened(NamedTuple):
    page: uuid.UUID
    at: datetime

    @property
    def mark(self) -> str:
        return signing.dumps([self.page.hex, self.at.isoformat()], salt=_SALT)

    def is_too_fast(self, now: datetime) -> bool:
        return now - self.at < FASTEST


def read(mark: str, *, at: datetime) -> Opened:
    """What a mark says; where it says nothing, a page that is opened now."""
    try:
        page, opened_at = signing.loads(mark[:300], salt=_SALT)
        return Opened(uuid.UUID(page), datetime.fromisoformat(opened_at))
    except (signing.BadSignature, TypeError, ValueError):
        return Opened(uuid.uuid4(), at)
