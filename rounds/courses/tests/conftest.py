from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from rounds.courses.models import LessonFile
from rounds.media.models import Recording


@pytest.fixture(autouse=True)
def private_files(monkeypatch, tmp_path) -> Path:
    """Where they lie."""
    for model in (LessonFile, Recording):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    return tmp_path
