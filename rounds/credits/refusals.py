"""Why something could not be done, in words for whoever asked."""

from django.utils.translation import gettext_lazy as _

from rounds.credits.refusing import Refused

REFUSALS = {
    Refused.BEGUN: _("It has begun already. Activities are designated in advance, never afterwards."),
    Refused.DESIGNATED: _("It is designated for credit already."),
    Refused.INACTIVE: _("This accreditor designates no activities at present."),
    Refused.WITHDRAWN: _("It was withdrawn from credit."),
    Refused.NOT_COVERED: _(
        "It was not designated for credit when you finished it. Credit cannot be given afterwards."
    ),
    Refused.TOO_MUCH: _("At most %(most)d minutes can be claimed. Nothing was entered; please claim less."),
    Refused.TOO_LITTLE: _("That is too short to make credit by the accreditor’s steps. Nothing was entered."),
    Refused.THE_SAME: _(
        "%(minutes)d minutes of it are entered already. Nothing was added."
        " If that is too much, ask us to take it back."
    ),
    Refused.NOT_HELD: _("It was not held yet. Credit is entered afterwards."),
    Refused.NOT_PRESENTING: _("You are not named as a presenter of this activity."),
    Refused.REPEATED: _("This talk counted already when you gave it before. A repeat counts once."),
    Refused.NO_FACULTY: _("This accreditor gives no credit for presenting."),
    Refused.UNDISCLOSED: _(
        "They have disclosed nothing yet. Please send them to “Disclosures” on their own pages first."
    ),
    Refused.OUT_OF_DATE: _(
        "Their disclosure is out of date. Please ask them to give a new one on their own pages."
    ),
    Refused.CONTROLLED: _(
        "They say that a company has a say in what they teach. Whoever that is true of can have no role."
    ),
    Refused.UNMITIGATED: _("They have relations to companies. Please write how these are kept out."),
    Refused.HAS_ROLE: _("They have this role already."),
    Refused.ENDED: _("This role has ended already."),
    Refused.LONGER: _("That is longer than the activity."),
    Refused.REVERSED: _("It is taken back already."),
}


def why(refused: Refused) -> str:
    text = str(REFUSALS[refused.reason])
    return text % refused.numbers if refused.numbers else text
