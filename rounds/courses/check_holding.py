"""What checks keep about a person: attempts and answers, extra time; and which essays they read."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.courses.models import Answer, Attempt, ExtraTime
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

TABLES = [
    Table("courses.Attempt", _("your attempts at checks, and what they came to"), Fate.ERASED),
    Table(
        "courses.Answer",
        _("your answers in checks; and the essays of others that you read"),
        Fate.ERASED,
        _("An essay that you read for somebody else stays theirs. It then says “a person who left”."),
    ),
    Table("courses.ExtraTime", _("that you have more time in checks; why is not written down"), Fate.ERASED),
]


def enter() -> None:
    register("checks", Holding(tables=TABLES, export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    attempts = Attempt.objects.filter(enrolment__user=user)
    own = ["question_ids", "seed"]
    yield Part("attempts.json", rows(attempts, "enrolment__course__code", "lesson__title", without=own))
    answers = Answer.objects.filter(attempt__enrolment__user=user)
    yield Part("answers.json", rows(answers, "question__kind", "question__text", without=["marked_by"]))
    yield Part("extra-time.json", rows(ExtraTime.objects.filter(user=user), without=["given_by"]))
    yield Part("essays-read.json", list(_read(user)))


def _read(user: User) -> Iterator[dict[str, object]]:
    """What they said of essays; the essays are those of others."""
    read = Answer.objects.filter(marked_by=user).order_by("pk")
    yield from map(dict, read.values("points", "remark", "question__text"))


def _erase(user: User, at: datetime) -> None:
    """Answers go with their attempts. What they read of others stays: their row says by now that they left."""
    Attempt.objects.filter(enrolment__user=user).delete()
    ExtraTime.objects.filter(user=user).delete()
