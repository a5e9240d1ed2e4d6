"""Where a membership's invoices go."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.memberships.actions.holding import hold
from rounds.memberships.models import Membership
from rounds.users.models import User

FIELDS = ("bill_to", "attention", "address", "billing_email", "purchase_order")


@transaction.atomic
def change_billing(*, membership: Membership, to: Mapping[str, Any], by: User, at: datetime) -> Membership:
    """`to`: of FIELDS, and of an organization its revenue. Invoices that are written stay as they are."""
    held = hold(membership)
    names = [name for name in (*FIELDS, "revenue") if name in to]
    for name in names:
        setattr(held, name, to[name])
    held.save(update_fields=names)
    record(verb="membership.billing_changed", about=held, by=by, at=at)
    return held
