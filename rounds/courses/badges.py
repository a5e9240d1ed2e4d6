"""Whoever passes a course has its badge. The badge says what the edition says that they passed.

Credit is claimed later, so it has a badge of its own, which names it as `creditsEarned`.
"""

from datetime import datetime
from typing import Any

from django.db.models import Sum
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext as _

from rounds.badges.actions.achievements import make_achievement
from rounds.badges.actions.awarding import Revoked, award, revoke
from rounds.badges.credentials import Evidence
from rounds.badges.models import Achievement, Award
from rounds.core.zones import ADVERTISED
from rounds.courses.credit import KIND
from rounds.courses.models import Edition, Enrolment
from rounds.courses.signals import course_passed
from rounds.credits.models import Entry, Side
from rounds.credits.signals import entry_added

TITLE = 120  # letters of a course's title in the name of the badge of its credit


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


@receiver(entry_added, dispatch_uid="courses.sign_credit")
def sign_credit(entry: Entry, **_signal: Any) -> None:
    """In the transaction of the entry. What changes is taken back, and signed anew with what stands now."""
    if entry.activity.kind != KIND or entry.side != Side.LEARNER:
        return
    enrolments = Enrolment.objects.select_related("edition", "course")
    enrolment = enrolments.filter(user=entry.user_id, course__slug=entry.activity.key).first()
    if enrolment is None or enrolment.edition.zone not in ADVERTISED:
        return
    theirs = Entry.objects.filter(user=entry.user_id, activity=entry.activity_id, side=Side.LEARNER)
    credits = theirs.aggregate(sum=Sum("hundredths"))["sum"]
    with translation.override(enrolment.edition.language):
        _sign(enrolment, entry, credits)


def _sign(enrolment: Enrolment, entry: Entry, credits: int) -> None:
    by, at, accreditor = entry.by or entry.user, entry.entered_at, entry.activity.accreditor
    words = words_of(enrolment.edition)
    words["name"] = _("%(title)s, with credit") % {"title": words["name"][:TITLE]}
    key = f"{enrolment.course.slug}-credit"
    achievement = make_achievement(kind=Achievement.Kind.COURSE, key=key, words=words, by=None, at=at)
    for held in Award.objects.standing().filter(user=entry.user, achievement=achievement):
        if held.hundredths == credits:
            return
        revoke(award=held, reason=_("The credit has changed."), by=by, at=at)
    if credits > 0:
        told = {"number": entry.number, "unit": accreditor.unit}
        evidence = Evidence(accreditor.name, _("Line %(number)s of the ledger, in %(unit)s.") % told)
        award(user=entry.user, achievement=achievement, credits=credits, evidence=[evidence], by=by, at=at)


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
