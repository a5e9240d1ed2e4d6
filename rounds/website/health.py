"""For whoever watches over the installation: is the process up, and can it serve?"""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Everything that a page needs answers; 503 with what does not."""
    found = {name: _ask(question) for name, question in QUESTIONS.items()}
    is_ready = all(answer == "ok" for answer in found.values())
    return JsonResponse({"ready": is_ready, **found}, status=200 if is_ready else 503)


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(missing)} not applied" if missing else "ok"


def _cache() -> str:
    cache.get("readyz")
    return "ok"


QUESTIONS: dict[str, Callable[[], str]] = {"database": _database, "migrations": _migrations, "cache": _cache}


def _ask(question: Callable[[], str]) -> str:
    """The reason is in the log: strangers need not know what our database is called."""
    try:
        return question()
    except Exception:
        log.exception("Not ready: %s", question.__name__)
        return "no answer"
