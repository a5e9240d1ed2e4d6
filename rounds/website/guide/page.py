"""The page itself."""

import json
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rounds.core.api import PROBLEMS
from rounds.core.api.paging import MOST, PAGE
from rounds.directory.api.metering import PER_MINUTE
from rounds.directory.api.verify import BATCHES_PER_MINUTE
from rounds.directory.caching import versioned
from rounds.website.api import api
from rounds.website.guide.examples import ELSEWHERE, EXAMPLES, answers
from rounds.website.guide.names import names
from rounds.website.guide.reading import Operation, groups_of, shapes_of


class Shown(NamedTuple):
    title: str
    command: str
    answer: str


class Part(NamedTuple):
    name: str
    operations: list[tuple[Operation, list[Shown]]]


@require_safe
@versioned
def guide(request: HttpRequest) -> HttpResponse:
    """How to ask, for people; programs read the OpenAPI document."""
    schema = api.get_openapi_schema()
    shown = _examples()
    context = {
        "parts": [
            Part(group.name, [(one, shown.get(one.id, [])) for one in group.operations])
            for group in groups_of(schema)
        ],
        "shapes": shapes_of(schema),
        "problems": [(code, known) for code, known in PROBLEMS.items()],
        "address": settings.PUBLIC_URL,
        "per_minute": PER_MINUTE,
        "batches": BATCHES_PER_MINUTE,
        "page": PAGE,
        "most": MOST,
    }
    return render(request, "website/api.html", context)


def _examples() -> dict[str, list[Shown]]:
    """By the operation."""
    here, kept = names(), answers()
    found: dict[str, list[Shown]] = {}
    for example in EXAMPLES:
        answer = kept.get(example.key)
        text = json.dumps(answer, indent=2, ensure_ascii=False) if answer is not None else ""
        one = Shown(
            str(example.title),
            example.command(settings.PUBLIC_URL, here),
            text.replace(ELSEWHERE, settings.PUBLIC_URL),
        )
        found.setdefault(example.operation, []).append(one)
    return found
