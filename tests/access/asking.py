"""Asks for a page as each role. Whatever the question changes is undone before the next one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.test import Client

from rounds.core.limits import Meter

SIGN_IN = ("/people/login/", "/office/login/")  # the second leads to the first
OFFICE = "/office/"
YES, TO_SIGN_IN, ELSEWHERE = "✓", "→", "↪"


def ask(client: Client, method: str, path: str, **headers: str) -> Any:
    """With an empty body. No transaction is committed, so neither mail nor work comes of it."""
    for meter in Meter.every:  # how often anybody asks is another test's affair
        meter.forget()
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = getattr(client, method.lower())(path, headers=headers)
        if hasattr(answer, "streaming_content"):
            answer.streamed = b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def outcome(answer: Any) -> str:
    """✓ shown or done, → asked to sign in, ↪ led elsewhere; else the status. The back office sends home: 403."""
    status = answer.status_code
    if status in (301, 302, 303, 307, 308):
        to = answer["Location"]
        if to.startswith(SIGN_IN):
            return TO_SIGN_IN
        return "403" if to == OFFICE and answer.wsgi_request.path != OFFICE else ELSEWHERE
    return YES if 200 <= status < 300 else str(status)


def row(clients: Mapping[str, Client], names: Iterable[str], method: str, path: str) -> tuple[str, ...]:
    return tuple(outcome(ask(clients[name], method, path)) for name in names)
