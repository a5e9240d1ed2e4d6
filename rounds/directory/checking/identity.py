"""Whether an account that answers is still the one we knew: by its permanent id, and where none is told, by doubt."""

from enum import StrEnum

from rounds.directory.checking.readings import AccountReading


class Identity(StrEnum):
    SAME = "same"
    LEARNED = "learned"  # no id was known, now one is
    RENAMED = "renamed"  # the same id under another handle
    TAKEN = "taken"  # another id answers where the account was
    RETURNED_UNKNOWN = "returned-unknown"  # it was gone and is back, and no id tells whether it is the same
    UNKNOWN = "unknown"  # none is told


def judge(known_id: str, known_handle: str, was_gone: bool, reading: AccountReading) -> Identity:
    """`reading` is of an account that answers.

    Ids are compared exactly, for some are case-sensitive; handles are folded. Of feeds only podcasts have an id,
    their podcast:guid, so another guid at the same address is another show. An id that is told no more proves
    nothing either way, unless the account had been gone in between: then anybody may have moved in.
    """
    if was_gone and not (known_id and reading.native_id):
        return Identity.RETURNED_UNKNOWN
    if not known_id:
        return Identity.LEARNED if reading.native_id else Identity.UNKNOWN
    if not reading.native_id:
        return Identity.UNKNOWN
    if reading.native_id != known_id:
        return Identity.TAKEN
    is_renamed = known_handle and reading.handle and reading.handle.casefold() != known_handle.casefold()
    return Identity.RENAMED if is_renamed else Identity.SAME
