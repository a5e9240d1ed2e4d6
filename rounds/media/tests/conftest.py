from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import FileSystemStorage

from rounds.media import gates
from rounds.media.models import Recording
from rounds.users.models import User


@pytest.fixture(autouse=True)
def private_files(monkeypatch, tmp_path):
    for name in ("file", "poster"):
        monkeypatch.setattr(
            Recording._meta.get_field(name), "storage", FileSystemStorage(tmp_path / "private")
        )


@pytest.fixture
def open_gate(monkeypatch) -> Callable[..., None]:
    """Let people play, and know, these recordings alone; no other gate is there."""

    def open_(
        play: set[int] | None = None, know: set[int] | None = None, *, only: User | None = None
    ) -> None:
        def may(which: set[int]) -> gates.Gate:
            return lambda user, ids: ids & which if only is None or user == only else set()

        played = play or set()
        monkeypatch.setattr(gates, "_entered", {})
        gates.enter("test", may(played), may(played | (know or set())))

    open_()
    return open_


@pytest.fixture
def editor(db, django_user_model, settings) -> User:
    settings.STAFF_NEED_MFA = False
    made = django_user_model.objects.create_user("editor@example.org", "a password", name="Edda Editor")
    made.groups.add(Group.objects.get(name="Editors"))
    return made


@pytest.fixture
def office(client, editor):
    client.force_login(editor)
    return client
