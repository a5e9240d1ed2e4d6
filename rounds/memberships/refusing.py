"""Why something cannot be done with a membership, a seat, an invitation, a leadership or points."""


class Refused(Exception):
    """As things stand it cannot be done. `reason`: one of the words below, for tests and for pages."""

    NOT_A_LEADER = "not a leader"
    NOT_RUNNING = "not running"  # the membership is neither current nor in grace
    FULL = "full"  # every place is held
    NOT_SEATED = "not seated"
    LAST_LEADER = "last leader"
    NOT_GOOD = "not good"  # the invitation was used, withdrawn, or is over
    ANOTHER_ADDRESS = "another address"  # the invitation is for an address that is not the person's
    DOMAIN = "domain"  # nothing shows that the domain is the organization's
    TOO_OFTEN = "too often"
    TOO_FEW = "too few"  # points
    NOT_SPENT = "not spent"  # only what was spent can be given back
    NOT_A_MEMBER = "not a member"
    MEMBER_ALREADY = "member already"  # what is applied for is open already
    NOT_OFFERED = "not offered"  # the plan cannot be joined or renewed
    NO_END = "no end"  # an honor is neither renewed nor upgraded
    TOO_EARLY = "too early"  # the next year can be bought from RENEW_FROM_DAYS before the end
    RENEWED = "renewed"  # the next year is agreed already
    UNPAID = "unpaid"  # the invoice of the running term is still open
    NOT_MORE = "not more"  # an upgrade brings more than there is
    TOO_LATE = "too late"  # the days in which dues come back are over
    NOTHING_PAID = "nothing paid"
    DECIDED = "decided"  # the application has its answer
    NO_ORGANIZATION = "no organization"  # staff have to say which it is

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
