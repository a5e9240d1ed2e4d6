"""Why something could not be done, in words for whoever asked."""

from django.utils.translation import gettext_lazy as _

from rounds.policies.refusing import Refused

REFUSALS = {
    Refused.NOT_A_LEADER: _("Only whoever leads the network at this organization can do that."),
    Refused.NOT_RUNNING: _(
        "The membership is not running. You can read and export the policy; to change it, renew the membership."
    ),
    Refused.NOT_OPEN: _("Your organization’s membership does not include this template."),
    Refused.NOT_PUBLISHED: _("This template is not published yet."),
    Refused.ADOPTED: _("Your organization has adopted it already."),
    Refused.GIVEN_UP: _("This policy was given up. Take it up again, and all is as it was."),
    Refused.CHANGED: _("A colleague changed this while you were at it. Nothing was overwritten."),
    Refused.DECIDED: _("A colleague decided about this meanwhile. Nothing was changed."),
    Refused.NEWER: _("A newer edition came out while you were at it. Please look at its words first."),
    Refused.NOT_OPTIONAL: _("This clause belongs to the policy. You can put it into your own words."),
    Refused.BLANKS: _("Some blanks are not filled yet."),
    Refused.EMPTY: _("There is no clause in it."),
    Refused.THE_SAME: _("It is word for word what your staff read already."),
    Refused.FULL: _("More clauses do not fit into one policy."),
}


def why(refused: Refused) -> str:
    return str(REFUSALS[refused.reason])
