"""Sizes in bands, as filters and figures name them. Pure."""

UNKNOWN = "unknown"
BEDS = (("1-25", 25), ("26-99", 99), ("100-199", 199), ("200-399", 399), ("400-more", 1_000_000))
ACCOUNTS = (("1", 1), ("2", 2), ("3", 3), ("4-5", 5), ("6-10", 10), ("11-more", 1_000_000))


def band_of_beds(beds: int | None) -> str:
    """ "26-99" for 60. Up to 25 beds a US hospital may be a critical access hospital. None and 0 tell nothing."""
    return _band(beds, BEDS) if beds else UNKNOWN


def band_of_accounts(accounts: int) -> str:
    return _band(accounts, ACCOUNTS)


def _band(number: int, bands: tuple[tuple[str, int], ...]) -> str:
    return next(name for name, most in bands if number <= most)
