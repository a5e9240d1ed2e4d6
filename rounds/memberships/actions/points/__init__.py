"""What can happen to points.

coming: with paid dues, bought · moving: to people and back · spending: and given back · ending: expired, ended,
refunded · entering: how all of them are written down.
"""

from rounds.memberships.actions.points.coming import deliver_top_up, give_again, grant_dues
from rounds.memberships.actions.points.ending import end_membership, end_wallet, expire, hold_back, take_back
from rounds.memberships.actions.points.moving import recall, return_unspent, transfer
from rounds.memberships.actions.points.spending import spend, unspend

__all__ = [
    "deliver_top_up",
    "end_membership",
    "end_wallet",
    "expire",
    "give_again",
    "grant_dues",
    "hold_back",
    "recall",
    "return_unspent",
    "spend",
    "take_back",
    "transfer",
    "unspend",
]
