"""What was typed by whoever was signed out waits for them, once, and strangers fill no sessions with it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from rounds.core import typed

pytestmark = pytest.mark.django_db


def request(
    data: dict[str, object] | None = None, *, path: str = "/here/", session: object = None
) -> HttpRequest:
    made = RequestFactory().post(path, data) if data is not None else RequestFactory().get(path)
    made.user, made.session = AnonymousUser(), session or SessionStore()
    return made


def test_it_waits_for_its_page_with_every_value_and_is_given_once() -> None:
    sent = request({"text": "a", "many": ["b", "c"], "do": "save", "csrfmiddlewaretoken": "x"})
    typed.keep(sent)
    assert typed.take(request(path="/there/", session=sent.session)) is None
    found = typed.take(request(session=sent.session))
    assert found is not None
    assert dict(found.lists()) == {"text": ["a"], "many": ["b", "c"]}
    assert typed.take(request(session=sent.session)) is None


def test_what_is_longer_than_any_form_takes_is_not_kept() -> None:
    sent = request({"text": "a" * (typed.MOST + 1)})
    typed.keep(sent)
    assert typed.take(request(session=sent.session)) is None


def test_strangers_from_one_network_fill_so_many_sessions_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed, "MOST_A_MINUTE", 2)
    monkeypatch.setattr("rounds.core.limits.time", lambda: 1_800_000_000.0)
    sent = [request({"text": "a"}) for _time in range(3)]
    for one in sent:
        typed.keep(one)
    assert [typed.NAME in one.session for one in sent] == [True, True, False]
