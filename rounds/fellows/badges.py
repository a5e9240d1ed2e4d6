"""The badge of each level: what it says, and how it is awarded and taken back with its step."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from rounds.badges.actions.achievements import make_achievement
from rounds.badges.actions.awarding import Revoked, award, revoke
from rounds.badges.credentials import Evidence
from rounds.badges.models import Achievement, Award
from rounds.fellows import ladder
from rounds.fellows.models import Level, Step
from rounds.users.models import User

LANGUAGE = "en"


def sign(step: Step, *, by: User | None, at: datetime) -> Award | None:
    """One achievement serves everybody, so it is described in one language.

    None where it was taken back before and nobody but the clock awards it.
    """
    with translation.override(LANGUAGE):
        words = words_of(step.level) | {"language": LANGUAGE}
        evidence = _evidence(step)
    made = make_achievement(
        kind=Achievement.Kind.OTHER, key=f"fellow-{step.level}", words=words, by=None, at=at
    )
    try:
        return award(user=step.fellow.user, achievement=made, evidence=evidence, by=by, at=at)
    except Revoked:
        return None


def take_back(step: Step, *, by: User, at: datetime) -> None:
    if step.award:
        with translation.override(step.award.achievement.language):
            reason = _("The step of the ladder was taken back.")
        revoke(award=step.award, reason=reason, by=by, at=at)


def _evidence(step: Step) -> list[Evidence]:
    if step.plan is None or step.level not in (Level.BRONZE, Level.SILVER):
        return []
    return [Evidence(step.plan.title, _("The strategic plan."))]


def words_of(level: str) -> dict[str, str]:
    name = {
        Level.BRONZE: _("Bronze fellow"),
        Level.SILVER: _("Silver fellow"),
        Level.GOLD: _("Gold fellow"),
        Level.PLATINUM: _("Platinum fellow"),
    }[Level(level)]
    description, criteria = _earned()[Level(level)]
    return {
        "code": str(Level(level).label),
        "name": name,
        "description": description,
        "criteria": criteria,
    }


def _earned() -> dict[Level, tuple[str, str]]:
    span = {"months": ladder.CARRY_OUT, "least": ladder.LEAST_WORDS, "most": f"{ladder.MOST_WORDS:,}"}
    two = _("Two reviewers judge it, each without knowing what the other thinks.")
    return {
        Level.BRONZE: (
            _("Completed a residency, with a strategic plan that was accepted."),
            _("Complete a residency, and write a strategic plan that its reviewer accepts."),
        ),
        Level.SILVER: (
            _("Carried out a strategic plan and reported what came of it."),
            _(
                "Carry out the plan for at least %(months)s months, and report on it in %(least)s to %(most)s words:"
                " what was done, what was measured, what was learned."
            )
            % span
            + " "
            + two,
        ),
        Level.GOLD: (
            _("Shared what came of a strategic plan with a wider public."),
            _("Share the results in a talk, an article, a webinar or a podcast.") + " " + two,
        ),
        Level.PLATINUM: (
            _("Moved the field forward, in the judgment of its peers."),
            _("Be nominated, as a gold fellow, by the office or by a fellow of gold or platinum.")
            + " "
            + two,
        ),
    }
