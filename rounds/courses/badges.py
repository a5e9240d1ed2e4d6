"""Whoever passes a course has its badge. The badge says what the edition says that they passed."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext as _

from rounds.badges.actions.achievements import make_achievement
from rounds.badges.actions.awarding import Revoked, award
from rounds.badges.credentials import Evidence
from rounds.badges.models import Achievement
from rounds.core.zones import ADVERTISED
from rounds.courses.models import Edition, Enrolment
from rounds.courses.signals import course_passed


@receiver(course_passed, dispatch_uid="courses.award_badge")
def award_badge(enrolment: Enrolment, at: datetime, **_signal: Any) -> None:
    """In the transaction that passed it. One that was taken back does not come again by itself.

    A course that not everybody may know of has none: its badge's page would tell of it.
    """
    edition = enrolment.edition
    if edition.zone not in ADVERTISED:
        return
    course = enrolment.course
    with translation.override(edition.language):
        words = words_of(edition)
        evidence = Evidence(
            _("%(code)s, edition %(number)s") % {"code": course.code, "number": edition.number},
            _("The check of every lesson was passed."),
        )
    achievement = make_achievement(kind=Achievement.Kind.COURSE, key=course.slug, words=words, by=None, at=at)
    try:
        award(user=enrolment.user, achievement=achievement, evidence=[evidence], at=at)
    except Revoked:
        return


def words_of(edition: Edition) -> dict[str, str]:
    objectives = list(edition.objectives.order_by("position", "pk").values_list("text", flat=True))
    lines = [_("Pass the check of every lesson of the course.")]
    if objectives:
        lines += [_("Whoever has it can:"), *(f"– {one}" for one in objectives)]
    return {
        "code": edition.course.code,
        "name": edition.title,
        "description": edition.summary or edition.title,
        "criteria": "\n".join(lines)[:2_000],
        "language": edition.language,
    }
