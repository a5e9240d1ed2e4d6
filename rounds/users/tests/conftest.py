from pathlib import Path
from typing import Any

import pytest

from rounds.core import zones


@pytest.fixture
def members_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is a member is for a context above to say; here it is everybody at member.example."""
    monkeypatch.setattr(zones, "_openers", {"tests": _open})


def _open(user: Any) -> list[str]:
    return ["member"] if user.email.endswith("@member.example") else []


@pytest.fixture
def private_files(settings: Any, tmp_path: Path) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    return tmp_path
