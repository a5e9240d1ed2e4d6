"""Why something cannot be done with an invoice."""


class Refused(Exception):
    """The state of the invoice does not allow it. `reason`: one of the words below, for tests and for pages."""

    NOT_AN_INVOICE = "not an invoice"  # a credit note is neither paid nor credited
    TOO_MUCH = "too much"  # more than is left to be credited or refunded
    NOTHING = "nothing"  # an amount of nothing, or less
    NO_SUCH_CARD_PAYMENT = "no such card payment"  # no single card payment has that much left
    DAY_TO_COME = "day to come"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
