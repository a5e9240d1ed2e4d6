"""What is handed out in every form alike, in the API as in exports, in the log and in the dump."""

import re

from django.db.models import Q

from rounds.directory.verifying.answer import AGAINST
from rounds.organizations.models import Status

# Of listings that have ended nothing more is told; of an organization that has, only the warnings are.
EVIDENCE = Q(listing__ended_at=None) & (
    Q(listing__organization__status=Status.ACTIVE) | Q(listing__proof__in=AGAINST)
)
TAKEN_OUT = "[address taken out]"
_MAIL = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+\.[^\s@<>\"'(),;:]+")


def without_mail(text: str) -> str:
    """What people wrote, without the addresses of people."""
    return _MAIL.sub(TAKEN_OUT, text) if "@" in text else text
