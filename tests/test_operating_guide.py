"""The operating guide and the example environment name every variable that is read, and none that is not."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
READ = r"""env\.\w+\(\s*["'](\w+)["']|os\.environ(?:\.get\(|\[)["']([A-Z_]+)["']"""
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def read_by_the_program() -> set[str]:
    files = [ROOT / "config" / "settings.py", *(ROOT / "rounds").glob("**/*.py")]
    texts = [file.read_text() for file in files if "tests" not in file.parts]
    return {name for text in texts for pair in re.findall(READ, text) for name in pair if name} - NOT_OURS


def test_the_guide_describes_every_variable():
    guide = (ROOT / "docs" / "operating.md").read_text()
    assert set(re.findall(r"^\| `([A-Z_]+)`", guide, re.MULTILINE)) == read_by_the_program()


def test_the_example_environment_names_every_variable():
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)) == read_by_the_program()
