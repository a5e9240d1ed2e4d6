"""The data version: a number that changes with every change to what the List shows.

Whatever is cached is cached under it, in any process, so a count may be remembered and is still exact.
"""

import secrets

from rounds.organizations.models import DataVersion


def current() -> int:
    return DataVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def bump() -> None:
    """Say that something changed. Call it last inside the transaction that changes it.

    The new number is drawn, not counted: a transaction that is taken back can then never have used the number of
    the next one, and nothing that was cached in it is believed later.
    """
    number = secrets.randbits(62) + 1
    DataVersion.objects.bulk_create(
        [DataVersion(pk=1, number=number)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["number"],
    )
