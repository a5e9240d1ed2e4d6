"""What one person was shown is never shown to another: not by a cache between us, nor by a browser that asks again."""

import logging

import pytest
import time_machine
from django.utils import timezone

from tests.access import asking, things
from tests.access.roles import clients, people
from tests.access.routes import routes

pytestmark = pytest.mark.django_db
ASKING = ("nobody", "guest", "leader", "admin")
NO_HEAD = (302, 405)  # a page that asks who one is first asks whoever wants its head, too
SHARED = ("public", "s-maxage")


@pytest.fixture
def world(settings, tmp_path):
    file_system = "django.core.files.storage.FileSystemStorage"
    kept = {"BACKEND": file_system, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": kept, "private": kept}
    settings.SAMPLE = settings.STAFF_NEED_MFA = False
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    who = people()
    made = things.make(who), clients(who)
    logging.disable(logging.ERROR)
    with time_machine.travel(
        timezone.now(), tick=False
    ):  # an answer that tells the time differs by nothing else
        yield made
    logging.disable(logging.NOTSET)


def test_what_differs_is_shared_by_no_cache_and_answers_nobody_with_not_modified(world) -> None:
    paths, who = world
    found = []
    for path in sorted({path for route in routes() if (path := things.path_of(route.pattern, paths))}):
        answers = {name: asking.ask(who[name], "GET", path) for name in ASKING}
        if len({_shown(one) for one in answers.values()}) == 1:
            continue
        found += [
            f"{path} for {name}: {one.headers.get('Cache-Control')}"
            for name, one in answers.items()
            if name != "nobody" and _is_shared(one)
        ]
        found += [
            f"{path} of {owner} is not modified for {name}"
            for owner, kept in answers.items()
            for name in ASKING
            if _shown(answers[name]) != _shown(kept) and _is_taken_for(who[name], path, kept)
        ]
    assert found == []


def test_asked_for_the_head_alone_every_page_says_the_same_about_being_kept(world) -> None:
    paths, who = world
    differing = []
    for path in sorted({path for route in routes() if (path := things.path_of(route.pattern, paths))}):
        whole, head = (asking.ask(who["leader"], method, path) for method in ("GET", "HEAD"))
        if head.status_code not in NO_HEAD and _said(whole) != _said(head):
            differing.append(f"{path}: {_said(whole)} but {_said(head)}")
    assert differing == []


def _shown(answer) -> bytes:
    return getattr(answer, "streamed", None) or answer.content


def _is_shared(answer) -> bool:
    said = answer.headers.get("Cache-Control", "public")
    return answer.status_code == 200 and any(word in said for word in SHARED)


def _is_taken_for(client, path: str, kept) -> bool:
    tag, since = kept.headers.get("ETag"), kept.headers.get("Last-Modified")
    if not tag and not since:
        return False
    given = {"If-None-Match": tag} if tag else {"If-Modified-Since": since}
    return asking.ask(client, "GET", path, **given).status_code == 304


def _said(answer) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Cache-Control", "")
