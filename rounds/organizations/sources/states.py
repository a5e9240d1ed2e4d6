"""States as United States registers write them: two letters, territories among them."""

from __future__ import annotations

from rounds.core.countries import region_code

_COUNTRIES_OF_THEIR_OWN = {"AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI"}


def place_of_state(state: str) -> tuple[str, str]:
    """Country and region: ("US", "US-MN") for "MN", ("PR", "") for "PR", ("", "") for what is no state."""
    if state in _COUNTRIES_OF_THEIR_OWN:
        return state, ""
    region = region_code("US", state) if len(state) == 2 else ""
    return ("US", region) if region else ("", "")


def language_of(country: str) -> str:
    """The language whose small words the names of a state's hospitals hold."""
    return "es" if country == "PR" else "en"
