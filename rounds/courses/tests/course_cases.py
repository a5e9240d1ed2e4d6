"""Courses for tests."""

from datetime import timedelta
from typing import Any

from rounds.courses.actions.editions import make_course, publish_edition
from rounds.courses.models import Card, Course, Edition, Lesson, Module, Objective, Question
from rounds.memberships.tests.network_cases import NOW

LATER = NOW + timedelta(days=1)
SINGLE: dict[str, Any] = {
    "answers": [
        {"text": "Yes", "right": True, "feedback": ""},
        {"text": "No", "right": False, "feedback": ""},
    ]
}


def drafted(code: str = "PRO 101", *keys: str, zone: str = "public", **fields: Any) -> Edition:
    """The draft of a course in one module, with a lesson for each of `keys`, the first of them a sample."""
    draft = make_course(code=code, title=fields.pop("title", f"Course {code}"), by=None, at=NOW)
    fields = {"summary": "What it is about.", "zone": zone, **fields}
    Edition.objects.filter(pk=draft.pk).update(**fields)
    draft.refresh_from_db()
    Objective.objects.create(edition=draft, key="see", position=1, text="See it.")
    for key in keys or ("one", "two"):
        add_lesson(draft, key)
    return draft


def add_lesson(draft: Edition, key: str, **fields: Any) -> Lesson:
    module, _made = Module.objects.get_or_create(
        edition=draft, slug="first", defaults={"position": 1, "title": "First things"}
    )
    place = draft.lessons.count() + 1
    given = {"title": f"Lesson {key}", "summary": f"About {key}.", "body": f"Words of {key}.", "minutes": 10}
    return Lesson.objects.create(
        edition=draft,
        key=key,
        position=place,
        objective=draft.objectives.first(),
        is_sample=fields.pop("is_sample", place == 1),
        **{"module": module, **given, **fields},
    )


def add_question(lesson: Lesson, key: str = "q1", **fields: Any) -> Question:
    given = {"kind": "single", "text": "Is it so?", "content": SINGLE, "position": 1, **fields}
    return Question.objects.create(lesson=lesson, key=key, **given)


def add_card(lesson: Lesson, key: str = "c1") -> Card:
    return Card.objects.create(lesson=lesson, key=key, position=1, front="What?", back="That.")


def published(code: str = "PRO 101", *keys: str, zone: str = "public", **fields: Any) -> Course:
    draft = drafted(code, *keys, zone=zone, **fields)
    return publish_edition(edition=draft, what_changed="", by=None, at=NOW).course
