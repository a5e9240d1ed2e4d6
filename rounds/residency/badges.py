"""Whoever completes a residency has its badge."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from rounds.badges.actions.achievements import make_achievement
from rounds.badges.actions.awarding import Revoked, award
from rounds.badges.credentials import Evidence
from rounds.badges.models import Achievement, Award
from rounds.residency.models import Place, Program
from rounds.users.models import User


def award_badge(place: Place, *, by: User | None, at: datetime) -> None:
    """In the transaction that completed it. One that was taken back does not come again by itself."""
    program = place.cohort.program
    with translation.override(program.language):
        words = words_of(program)
        evidence = Evidence(place.cohort.title, _("All that the residency asks for was there."))
    achievement = make_achievement(
        kind=Achievement.Kind.OTHER, key=_key(program), words=words, by=None, at=at
    )
    try:
        award(user=place.user, achievement=achievement, evidence=[evidence], by=by, at=at)
    except Revoked:
        return


def badge_of(place: Place) -> Award | None:
    """The one that stands."""
    key = _key(place.cohort.program)
    return Award.objects.filter(user=place.user_id, achievement__key=key, revoked_at=None).first()


def _key(program: Program) -> str:
    return f"residency-{program.slug}"[:80]


def words_of(program: Program) -> dict[str, str]:
    lines = [_("Attend the meetings, and do the tasks of every workbook.")]
    if program.wants_plan:
        lines.append(_("Write a strategic plan that a reviewer accepts."))
    return {
        "code": "",
        "name": program.title[:150],
        "description": (program.summary or program.title)[:500],
        "criteria": "\n".join(lines),
        "language": program.language,
    }
