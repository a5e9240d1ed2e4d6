"""What is in the folder of a course."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple

from rounds.media.cues import Cue
from rounds.media.taking_in import Found


class Source(NamedTuple):
    """A file that was not read yet. `size`: bytes, and no more than these come out of it."""

    size: int
    open: Callable[[], IO[bytes]]


Sources = Mapping[str, Source]  # by path: "first-things/01-hello.md"


class Fault(NamedTuple):
    """`line`: from 1; 0 where it is about the whole file. `path`: "" where it is about the folder."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        if not self.path:
            return self.what
        return f"{self.path}, line {self.line}: {self.what}" if self.line else f"{self.path}: {self.what}"


class Faulty(Exception):
    """The folder cannot be taken. `faults`: all that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class FileIn(NamedTuple):
    """What a lesson offers or shows. `content_type`: as its bytes say."""

    name: str
    title: str
    content_type: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class RecordingIn:
    """Here, with `source` and what its bytes say (`found`); or at another host, by its `address`. `words`: the
    captions or transcript; `translations` by language."""

    title: str = ""
    language: str = ""
    kind: str = ""
    address: str = ""
    ending: str = ""
    source: Source | None = None
    found: Found | None = None
    words: list[Cue] = field(default_factory=list)
    translations: dict[str, list[Cue]] = field(default_factory=dict)


class QuestionIn(NamedTuple):
    key: str
    kind: str
    text: str
    content: dict[str, Any]
    feedback: str


class CardIn(NamedTuple):
    key: str
    front: str
    back: str


@dataclass(frozen=True, kw_only=True)
class LessonIn:
    """As `rounds.courses.models.Lesson`. `objective`: its key, or ""."""

    key: str
    title: str
    summary: str = ""
    objective: str = ""
    minutes: int = 10
    is_sample: bool = False
    body: str = ""
    activity: str = ""
    prompt: str = ""
    drawn_from: str = "lesson"
    draw: int | None = None
    attempts_at_most: int | None = None
    seconds_at_most: int | None = None
    pass_percent: int = 80
    recording: RecordingIn | None = None
    files: list[FileIn] = field(default_factory=list)
    questions: list[QuestionIn] = field(default_factory=list)
    cards: list[CardIn] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class ModuleIn:
    slug: str
    title: str
    lessons: list[LessonIn] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CourseIn:
    """As `rounds.courses.models.Edition`. `objectives`: by key, in their order."""

    code: str
    title: str
    summary: str = ""
    zone: str = "member"
    language: str = "en"
    audience: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    prerequisites: list[str] = field(default_factory=list)
    instructors: list[dict[str, str]] = field(default_factory=list)
    objectives: dict[str, str] = field(default_factory=dict)
    modules: list[ModuleIn] = field(default_factory=list)
