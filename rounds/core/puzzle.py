"""A small proof of work in place of a third-party captcha: one second of a phone, nothing for a person to do.

The browser looks for a number whose SHA-256 is the one given. A solution counts once.
"""

import base64
import json
from datetime import timedelta
from typing import Any

from altcha import ChallengeOptionsV1, create_challenge_v1, verify_solution_v1
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

DIFFICULTY = 30_000  # hashes at most, half of them on average
GOOD_FOR = timedelta(days=1)
LONGEST_SOLUTION = 2_000


def new() -> dict[str, Any]:
    """A challenge: algorithm, challenge, maxNumber, salt, signature."""
    options = ChallengeOptionsV1(max_number=DIFFICULTY, hmac_key=_secret(), expires=timezone.now() + GOOD_FOR)
    return create_challenge_v1(options).to_dict()


def is_solved(solution: str) -> bool:
    """Whether this is the solution of a challenge of ours, and spend it: the second time it is none."""
    if not solution or len(solution) > LONGEST_SOLUTION:
        return False
    try:
        is_right, _ = verify_solution_v1(solution, _secret())
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return False  # whatever a forger puts in place of the expected fields
    return is_right and cache.add(f"puzzle:{_signature(solution)}", 1, int(GOOD_FOR.total_seconds()))


def _signature(solution: str) -> str:
    """The same for every way of writing one solution down."""
    return str(json.loads(base64.b64decode(solution))["signature"])


def _secret() -> str:
    return salted_hmac("rounds.core.puzzle", "key").hexdigest()
