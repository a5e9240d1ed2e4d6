"""Refusals, in words: what happened, and what to do."""

from django.utils.translation import gettext as _

from rounds.fellows import ladder
from rounds.fellows.models import Level
from rounds.fellows.refusing import Refused


def why(refused: Refused) -> str:
    return " ".join([_sentences()[refused.reason] % _told(refused), *_more(refused)])


def _told(refused: Refused) -> dict[str, object]:
    about = refused.about
    level = str(Level(about[0]).label) if about and about[0] in ladder.LEVELS else ""
    return {"first": about[0] if about else "", "second": about[1] if len(about) > 1 else "", "level": level}


def _more(refused: Refused) -> list[str]:
    return [str(one) for one in refused.about] if refused.reason == Refused.MISSING else []


def _sentences() -> dict[str, str]:
    return {
        Refused.NOT_YOURS: _("Only the fellow themselves can do this."),
        Refused.NOT_NOW: _("This step has moved on meanwhile. Here is how it stands now."),
        Refused.TOO_EARLY: _(
            "You can send it from %(first)s: a plan is carried out for six months first. Go on writing; all of it is"
            " kept."
        ),
        Refused.MISSING: _("It was not sent, because something is missing."),
        Refused.BELOW: _("%(level)s has to be awarded first."),
        Refused.ABOVE: _("%(level)s stands on this step. Take that back first."),
        Refused.NO_REASON: _("Please give your reasons: the fellow reads them."),
        Refused.NOT_A_REVIEWER: _(
            "%(first)s does not review fellows. Give them the role in the back office first, or name somebody else."
        ),
        Refused.TIED: _(
            "%(first)s cannot review this step: %(second)s. Name somebody who has no tie to the plan."
        ),
        Refused.TWICE: _("%(first)s has the other seat already. Two different people review each step."),
        Refused.DECIDED: _("This reviewer has decided already. Name somebody else in the next round."),
        Refused.NOT_NOMINATING: _("Only fellows of gold or platinum, and the office, nominate for platinum."),
        Refused.SELF: _("Nobody nominates themselves."),
        Refused.BEFORE: _("Your plan was accepted on %(first)s. Carrying it out cannot have begun before."),
        Refused.AHEAD: _("That day is still to come. Come back once you have begun."),
        Refused.FULL: _("There is no room for more. Take one out first."),
        Refused.READ_ALREADY: _(
            "There is a figure of that day already. Take it out first, or choose another day."
        ),
        Refused.PLAN_NOT_YOURS: _("Only the lead author of a plan can show it to everybody."),
    }
