"""Folders of courses for tests, by path."""

import io
import zipfile
from pathlib import Path

from rounds.courses.folders import reading, unpacking
from rounds.courses.folders.shape import CourseIn, Faulty, Source, Sources

CURRICULUM = Path(__file__).parents[3] / "data" / "curriculum"
COURSE = """code = "TST 101"
title = "A test"
summary = "What it is about."
zone = "public"

[objectives]
see = "See it."

[[modules]]
slug = "first"
title = "First things"
"""
LESSON = """+++
title = "Hello"
objective = "see"
minutes = 5
+++
Words.
+++
[[questions]]
kind = "true_false"
text = "Is it so?"
right = true

[[cards]]
front = "What?"
back = "That."
"""
Files = dict[str, str | bytes]


def whole() -> Files:
    return {"course.toml": COURSE, "first/01-hello.md": LESSON}


def sources(files: Files) -> Sources:
    raw = {path: told.encode() if isinstance(told, str) else told for path, told in files.items()}
    return {path: Source(len(one), lambda one=one: io.BytesIO(one)) for path, one in raw.items()}  # type: ignore[misc]


def read(files: Files) -> CourseIn:
    return reading.read(sources(files))


def faults(files: Files) -> list[str]:
    """In words."""
    try:
        read(files)
    except Faulty as faulty:
        return [str(one) for one in faulty.faults]
    return []


def refused(file: io.BytesIO) -> list[str]:
    """Why an archive is not even looked into."""
    try:
        unpacking.from_zip(file)
    except Faulty as faulty:
        return [str(one) for one in faulty.faults]
    return []


def packed(files: Files) -> io.BytesIO:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    written.seek(0)
    return written
