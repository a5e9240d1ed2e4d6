"""An edition as the folder that it goes out as (`folders.writing`), in a number of queries that does not grow."""

from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile

from rounds.courses.folders.shape import (
    CardIn,
    CourseIn,
    FileIn,
    LessonIn,
    ModuleIn,
    QuestionIn,
    RecordingIn,
    Source,
)
from rounds.courses.models import Edition, Lesson, LessonFile
from rounds.media.models import Recording, Track

PLAIN = ("title", "summary", "zone", "language", "audience", "topics", "prerequisites", "instructors")
OF_A_LESSON = (
    "key", "title", "summary", "minutes", "is_sample", "body", "activity", "prompt", "drawn_from", "draw",
    "attempts_at_most", "seconds_at_most", "pass_percent",
)  # fmt: skip


def folder_of(edition: Edition) -> CourseIn:
    lessons = (
        edition.lessons.select_related("objective", "recording")
        .prefetch_related("questions", "cards", "files", "recording__tracks")
        .order_by("position", "pk")
    )
    by_module: dict[int, list[LessonIn]] = {}
    for one in lessons:
        by_module.setdefault(one.module_id, []).append(_lesson(one, edition.language))
    modules = [
        ModuleIn(slug=one.slug, title=one.title, lessons=by_module.get(one.pk, []))
        for one in edition.modules.order_by("position", "pk")
    ]
    objectives = dict(edition.objectives.order_by("position", "pk").values_list("key", "text"))
    told = {name: getattr(edition, name) for name in PLAIN}
    return CourseIn(code=edition.course.code, objectives=objectives, modules=modules, **told)


def _lesson(one: Lesson, language: str) -> LessonIn:
    questions = sorted(one.questions.all(), key=lambda asked: (asked.position, asked.pk))
    cards = sorted(one.cards.all(), key=lambda card: (card.position, card.pk))
    return LessonIn(
        **{name: getattr(one, name) for name in OF_A_LESSON},
        objective=one.objective.key if one.objective else "",
        recording=_recording(one.recording, one.title, language) if one.recording else None,
        files=[_file(file) for file in sorted(one.files.all(), key=lambda file: file.name)],
        questions=[QuestionIn(q.key, q.kind, q.text, q.content, q.feedback) for q in questions],
        cards=[CardIn(card.key, card.front, card.back) for card in cards],
    )


def _file(one: LessonFile) -> FileIn:
    return FileIn(one.name, one.title, one.content_type, _source(one.file, one.size))


def _recording(one: Recording, title: str, language: str) -> RecordingIn:
    """What the lesson or the course says already is not said again."""
    words = one.words()
    translations = {
        track.language: track.cues() for track in one.tracks.all() if track.kind == Track.Kind.SUBTITLES
    }
    return RecordingIn(
        title=one.title if one.title != title else "",
        language=one.language if one.language != language else "",
        kind=one.kind,
        address=one.elsewhere,
        ending=PurePosixPath(one.file.name or "").suffix.lstrip("."),
        source=_source(one.file, one.size or 0) if one.is_here else None,
        words=words.cues() if words else [],
        translations=translations,
    )


def _source(file: FieldFile, size: int) -> Source:
    return Source(size, lambda: file.storage.open(file.name or ""))
