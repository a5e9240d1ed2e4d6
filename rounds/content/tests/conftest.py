import pytest
from django.core.files.storage import FileSystemStorage

from rounds.content.models import File, Picture, PictureRendition
from rounds.core import zones
from rounds.media.models import Recording
from rounds.users.models import User

READERS = {
    "visitor": None,
    "guest": set(),
    "member": {"member"},
    "organization": {"member", "organization"},
    "staff": set(zones.Zone.values),
}


@pytest.fixture(autouse=True)
def private_files(monkeypatch, tmp_path):
    for model in (File, Picture, PictureRendition, Recording):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))


@pytest.fixture
def sign_in(client, db, monkeypatch):
    """Make the client's visitor one of READERS."""

    def as_(reader: str) -> User | None:
        if READERS[reader] is None:
            return None
        user = User.objects.create_user(f"{reader}@example.org", "a password")
        granted = READERS[reader]
        monkeypatch.setattr(zones, "_openers", {"test": lambda asked: granted if asked == user else set()})
        client.force_login(user)
        return user

    return as_
