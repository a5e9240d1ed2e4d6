"""How long signing a badge takes, from the award to its row in the database; and verifying one."""

import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.db import transaction
from django.utils import timezone

from rounds.badges import checking
from rounds.badges.actions.achievements import make_achievement
from rounds.badges.actions.awarding import award
from rounds.badges.credentials import Evidence
from rounds.users.models import User
from tests.bench.figures import Figure

ROUNDS, WARM_UP = 60, 5
WORDS = {
    "code": "PRO 101",
    "name": "Professionalism online",
    "description": "Three violations, and how to stay clear of them.",
    "criteria": "Pass the check of every lesson.",
    "language": "en",
}
EVIDENCE = [Evidence("PRO 101, edition 1", "The check of every lesson was passed.")]


def figures() -> list[Figure]:
    """All of it is rolled back."""
    at = timezone.now()
    with transaction.atomic():
        of = make_achievement(kind="other", key="bench", words=WORDS, by=None, at=at)
        people = [
            User.objects.create_user(f"badge{number}@bench.example", name=f"Badge {number}")
            for number in range(ROUNDS + WARM_UP)
        ]
        made: list[Any] = []
        waiting = iter(people)
        issue = _figure(
            "a badge, signed and kept",
            "<= 20 ms",
            lambda: made.append(
                award(user=next(waiting), achievement=of, credits=125, evidence=EVIDENCE, at=at)
            ),
        )
        document = json.loads(made[-1].credential)
        verify = _figure("a badge, verified", "<= 20 ms", lambda: checking.check(document))
        transaction.set_rollback(True)
    return [issue, verify]


def _figure(what: str, aim: str, do: Callable[[], Any]) -> Figure:
    times = []
    for number in range(ROUNDS + WARM_UP):
        began = time.perf_counter()
        do()
        if number >= WARM_UP:
            times.append((time.perf_counter() - began) * 1_000)
    return Figure(what, median(times), "ms", aim, note=f"p95 {sorted(times)[int(ROUNDS * 0.95)]:.1f} ms")
