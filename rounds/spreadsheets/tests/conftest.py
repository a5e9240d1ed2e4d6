from pathlib import Path
from typing import Any

import pytest

from rounds.directory.verifying import names


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Work is done when a test says so, and files lie in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    names._kept = None  # what this process remembers of a database that is gone
