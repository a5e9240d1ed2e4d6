"""What the codes of a claim mean, for a person."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.core.fetching import sentence
from rounds.directory.claiming import looking
from rounds.directory.claiming.domains import Why

OBSTACLES: dict[Why, str | Promise] = {
    Why.NO_WEBSITE: _(
        "The register has no website of this organization, so there is no domain to compare with."
    ),
    Why.SUFFIX: _("Its website is at a domain that many organizations share."),
    Why.HOSTING: _("Its website is with a hosting company, where anybody can have a page."),
    Why.PART_OF_A_SITE: _("Its website is one part of a larger site, so an address there may be anybody's."),
    Why.STRANGERS: _(
        "Several organizations share this domain, so an address there does not tell for which one."
    ),
    Why.BELOW: _("A whole family of organizations shares this domain; it speaks for the one at their top."),
}
ADDRESSES: dict[Why, str | Promise] = OBSTACLES | {
    Why.PUBLIC_MAIL: _("At a public mail service; anybody can have an address there."),
    Why.THROWAWAY: _("A throw-away address."),
    Why.ELSEWHERE: _("At another domain than the organization's website."),
}
_PROBLEMS: dict[str, str | Promise] = {
    looking.NOTHING: _(
        "We looked, and it was not there yet. New records and files can take some hours to show."
    ),
    looking.ANOTHER: _(
        "There is one, but with another code. Please put in exactly the code that stands here."
    ),
    looking.LED_AWAY: _("The site sent us on to another site, and that proves nothing."),
    looking.STATUS: _("The site answered with an error."),
    looking.NOT_POSSIBLE: _(
        "This way is no longer possible here: the website changed, or others share it now."
    ),
}
REFUSALS: dict[str, str | Promise] = {
    "address": _("None of your confirmed e-mail addresses proves it."),
    "not-possible": _("This way is not possible for this organization."),
    "removed": _("Somebody ended that you speak for this organization, so a moderator has to decide."),
    "closed": _("This organization is closed."),
    "already": _("This is done already."),
    "not-yours": _("This is not yours to do."),
    "throwaway": _("This is a throw-away address. Please ask for another one."),
    "many": _("There are 20 open invitations. Please take one back first."),
    "accepted": _("This invitation has been accepted already."),
    "not-good": _("This invitation is not good any more. Please ask for another one."),
    "decided": _("Somebody else has decided this already."),
    "second": _("A second person has to agree, not the one who asked."),
    "too-late": _("This is no longer possible."),
    "waiting": _("A moderator is looking at this now."),
}


def problem(code: str) -> str:
    """What was found instead of a proof."""
    if code in _PROBLEMS:
        return str(_PROBLEMS[code])
    try:
        return sentence(code)
    except KeyError:
        return ""
