import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from rounds.website import health


def test_the_process_is_up_without_asking_the_database(client):
    answer = client.get("/healthz")  # this test may not use the database
    assert (answer.status_code, answer.content, answer.headers["Cache-Control"]) == (
        200,
        b"ok\n",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


@pytest.mark.django_db
def test_the_installation_is_ready_when_everything_answers(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"ready": True, "database": "ok", "migrations": "ok", "cache": "ok"},
    )


@pytest.mark.django_db
def test_it_is_not_ready_while_a_migration_is_missing(client):
    [latest] = MigrationLoader(connection).graph.leaf_nodes("website")
    MigrationRecorder(connection).record_unapplied(*latest)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"ready": False, "database": "ok", "migrations": "1 not applied", "cache": "ok"},
    )


@pytest.mark.django_db
def test_it_is_not_ready_while_something_does_not_answer_and_strangers_do_not_learn_why(client, monkeypatch):
    def broken() -> str:
        raise ConnectionError("cache.internal:6379 refused")

    monkeypatch.setitem(health.QUESTIONS, "cache", broken)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["cache"], b"internal" in answer.content) == (
        503,
        "no answer",
        False,
    )


def test_a_proxy_that_speaks_http_inside_may_ask(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
