from datetime import UTC, datetime
from typing import Any

from rounds.mail.actions import put
from rounds.mail.models import Message

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def make_message(**fields: Any) -> Message:
    given = {"key": "a-key", "to": "ada@example.org", "subject": "Hello", "text": "Good day.", "at": NOON}
    return put(**(given | fields))
