"""Goes on with what people closed: each holding in a transaction of its own, so that a fault in one loses no other."""

import logging
from datetime import datetime

from rounds.users.actions import closing as verbs
from rounds.users.models import Closing
from rounds.users.personal_data import holdings

log = logging.getLogger(__name__)


def erase_due(*, at: datetime) -> int:
    """Erase what can no longer be taken back. Returns how many are done; the others are tried again."""
    return sum(_go_on(one, at) for one in Closing.objects.to_erase(at))


def _go_on(closing: Closing, at: datetime) -> bool:
    went_well = [_erase(closing, name, at) for name in holdings() if name != verbs.LAST]
    if not all(went_well):
        return False
    try:
        verbs.finish(closing=closing, at=at)
    except Exception as fault:
        return _note(closing, verbs.LAST, fault)
    return True


def _erase(closing: Closing, name: str, at: datetime) -> bool:
    try:
        verbs.erase(closing=closing, name=name, at=at)
    except Exception as fault:  # the other holdings go on
        return _note(closing, name, fault)
    return True


def _note(closing: Closing, name: str, fault: Exception) -> bool:
    log.error("Closing %s: %s could not be erased (%s)", closing.pk, name, type(fault).__name__)
    verbs.note_problem(closing=closing, name=name, fault=fault)
    return False
