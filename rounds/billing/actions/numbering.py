"""Numbers without gaps."""

from rounds.billing.models import Counter

DOCUMENTS = "documents"  # made by a migration, so that it is there to be locked


def hold_numbers() -> Counter:
    """From here to the end of the transaction nobody else gives a number.

    So a transaction that is rolled back gives its number back, for nobody could have taken the one after it.
    """
    return Counter.objects.select_for_update().get(name=DOCUMENTS)


def next_serial(held: Counter) -> int:
    held.last += 1
    held.save(update_fields=["last"])
    return held.last


def number_of(serial: int) -> str:
    return f"R-{serial:06d}"
