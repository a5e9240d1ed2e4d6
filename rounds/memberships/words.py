"""Why something could not be done, in words for whoever asked."""

from django.utils.translation import gettext_lazy as _

from rounds.memberships.refusing import Refused

REFUSALS = {
    Refused.NOT_A_LEADER: _("Only whoever leads the network at this organization can do that."),
    Refused.NOT_RUNNING: _("The membership is not running. It has to be renewed first."),
    Refused.FULL: _("All seats are taken. Take one back, or add seats to the membership."),
    Refused.NOT_SEATED: _("This works only for people with a seat."),
    Refused.LAST_LEADER: _("You are the only leader. Make somebody else one first."),
    Refused.NOT_GOOD: _("This invitation is not good any more."),
    Refused.ANOTHER_ADDRESS: _("This invitation went to an address that is not among your confirmed ones."),
    Refused.DOMAIN: _("Nothing shows us that this domain is your organization’s."),
    Refused.TOO_OFTEN: _(
        "A mail went there less than a day ago, or today’s mails are used up. Please try tomorrow."
    ),
    Refused.TOO_FEW: _("There are not enough points for that. Nothing was moved."),
    Refused.NOT_SPENT: _("Only points that were spent can be given back."),
    Refused.NOT_A_MEMBER: _("Points can be bought by members."),
    Refused.MEMBER_ALREADY: _("This membership is running already."),
    Refused.NOT_OFFERED: _("This plan is not offered any more. Please write to us, or choose another."),
    Refused.NO_END: _("An honorary membership has no end, so there is nothing to renew or upgrade."),
    Refused.TOO_EARLY: _("It is too early for that: the next year can be paid from 60 days before the end."),
    Refused.RENEWED: _("The next year is agreed already."),
    Refused.UNPAID: _("Please pay the open invoice of this year first."),
    Refused.NOT_MORE: _("Please choose more than there is now."),
    Refused.TOO_LATE: _("The 30 days in which dues come back are over."),
    Refused.NOTHING_PAID: _("Nothing was paid, so there is nothing to give back."),
    Refused.DECIDED: _("This application has its answer already."),
    Refused.NO_ORGANIZATION: _("Please choose which organization it is."),
}


def why(refused: Refused) -> str:
    return str(REFUSALS[refused.reason])
