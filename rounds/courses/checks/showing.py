"""What an attempt, or a practice, came to: question by question, what was right, and what to read again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from rounds.courses import questions
from rounds.courses.checks.prose import prose
from rounds.courses.models import Lesson, Question

RIGHT, PARTLY, WRONG, WAITS = "right", "partly", "wrong", "waits"


@dataclass(frozen=True, slots=True)
class Result:
    """`right` and `feedback` are empty while attempts are left that they would give away."""

    number: int
    kind: str
    text: SafeString
    state: str
    percent: int
    given: tuple[str, ...]
    right: tuple[str, ...]
    remarks: tuple[str, ...]
    feedback: SafeString | str
    remark: str  # of whoever read the essay


@dataclass(frozen=True, slots=True)
class Given:
    """`points`: as kept; None where they are to be worked out, or wait."""

    given: Any
    points: float | None = None
    remark: str = ""


def results(asked: Iterable[Question], given: Mapping[int, Given], *, gives_away: bool) -> list[Result]:
    return [
        _result(number, one, given.get(one.pk, Given(None)), gives_away)
        for number, one in enumerate(asked, start=1)
    ]


class Lost(NamedTuple):
    number: int
    given: tuple[str, ...]


def not_kept(asked: Iterable[Question], kept: Mapping[int, Any], sent: Mapping[int, Any]) -> list[Lost]:
    """In words, what was sent too late and is not what was kept."""
    lost = []
    for number, one in enumerate(asked, start=1):
        words = questions.given_in_words(one.kind, one.content, sent.get(one.pk))
        if words and words != questions.given_in_words(one.kind, one.content, kept.get(one.pk)):
            lost.append(Lost(number, words))
    return lost


def share(found: Iterable[Result]) -> int:
    """Of the points, in percent, of what is marked."""
    marked = [one.percent for one in found if one.state != WAITS]
    return round(sum(marked) / len(marked)) if marked else 0


def to_read_again(asked: Iterable[Question], found: Iterable[Result]) -> list[Lesson]:
    """The lessons of what was not right, each once."""
    missed = [one.lesson for one, row in zip(asked, found, strict=True) if row.state in (PARTLY, WRONG)]
    return list({lesson.pk: lesson for lesson in missed}.values())


def _result(number: int, one: Question, answer: Given, gives_away: bool) -> Result:
    mark = questions.mark(one.kind, one.content, answer.given)
    points = answer.points if answer.points is not None else mark.points
    state = _state(points)
    is_told = gives_away or state == RIGHT
    return Result(
        number=number,
        kind=one.kind,
        text=prose(one.text, one.lesson),
        state=state,
        percent=round((points or 0) * 100),
        given=questions.given_in_words(one.kind, one.content, answer.given),
        right=mark.right if gives_away and state in (PARTLY, WRONG) else (),
        remarks=mark.remarks,
        feedback=prose(one.feedback, one.lesson) if one.feedback and is_told else "",
        remark=answer.remark,
    )


def _state(points: float | None) -> str:
    if points is None:
        return WAITS
    return RIGHT if points >= 1 else PARTLY if points > 0 else WRONG
