"""The nouns of the network: plans · terms · seats · orders · points."""

from rounds.memberships.models.orders import Application, ApplicationMessage, Order
from rounds.memberships.models.plans import Plan, PlanBand, PlanQuestion
from rounds.memberships.models.points import Lot, PointsEntry, PointsOperation, Wallet
from rounds.memberships.models.seats import Invitation, Leadership, Seat
from rounds.memberships.models.terms import Ending, Membership, Notice, Term

__all__ = [
    "Application",
    "ApplicationMessage",
    "Ending",
    "Invitation",
    "Leadership",
    "Lot",
    "Membership",
    "Notice",
    "Order",
    "Plan",
    "PlanBand",
    "PlanQuestion",
    "PointsEntry",
    "PointsOperation",
    "Seat",
    "Term",
    "Wallet",
]
