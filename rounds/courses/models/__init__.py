"""What is taught, what somebody did of it, and what they remember."""

from rounds.courses.models.learning import Answer, Attempt, Enrolment, ExtraTime, LessonDone
from rounds.courses.models.reviewing import Memory, Review, Rhythm
from rounds.courses.models.taking_out import TakenOut
from rounds.courses.models.teaching import (
    Card,
    Course,
    Edition,
    Lesson,
    LessonFile,
    Module,
    Objective,
    Question,
)

__all__ = [
    "Answer",
    "Attempt",
    "Card",
    "Course",
    "Edition",
    "Enrolment",
    "ExtraTime",
    "Lesson",
    "LessonDone",
    "LessonFile",
    "Memory",
    "Module",
    "Objective",
    "Question",
    "Review",
    "Rhythm",
    "TakenOut",
]
