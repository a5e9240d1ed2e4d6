"""How long the server takes to save what somebody types into a plan, the whole request with its middleware."""

import time
from statistics import median

from django.db import transaction
from django.utils import timezone

from rounds.plans.actions.writing import start_plan
from rounds.users.models import User
from tests.bench.figures import Figure
from tests.bench.network import _signed_in

ROUNDS, WARM_UP = 100, 5
WORDS = "We keep labor and delivery open, because families book elsewhere before they know us.\n\n" * 60


def figures() -> list[Figure]:
    """Sixty paragraphs, one word more each time. All of it is rolled back."""
    with transaction.atomic():
        writer = User.objects.create_user("plans@bench.example", name="Paula Planner")
        plan = start_plan(
            title="A voice",
            organization=None,
            organization_name="Harbor View",
            by=writer,
            at=timezone.now(),
            language="en",
            currency="USD",
        )
        client, url = _signed_in(writer), f"/plans/{plan.code}/sections/goals/"
        times = []
        for number in range(ROUNDS + WARM_UP):
            typed = {"base": number, "text": WORDS + " more" * (number + 1)}
            began = time.perf_counter()
            answer = client.post(url, typed, headers={"Accept": "application/json"})
            times.append((time.perf_counter() - began) * 1_000)
            if answer.json()["answer"] != "saved":
                raise RuntimeError(answer.content)
        transaction.set_rollback(True)
    note = f"{len(WORDS):,} characters, one word more"
    return [Figure("a plan, saved as one types", median(times[WARM_UP:]), "ms", "<= 20 ms", note=note)]
