"""What other contexts learn of memberships, seats, leaders and points: entered when the app is ready."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.billing import readers
from rounds.core import ways, zones
from rounds.core.ways import Way
from rounds.memberships.access import stands_of, zones_of
from rounds.memberships.models import Leadership, Membership, Seat
from rounds.users import affiliations
from rounds.users.affiliations import Affiliation

SEAT = gettext_lazy("a seat in its membership")
LEADER = gettext_lazy("network leader")


def enter() -> None:
    zones.enter("memberships", zones_of)
    ways.enter(
        "me", "membership", lambda _user: Way(reverse("memberships:mine"), _("Membership"), "check", rank=10)
    )
    affiliations.enter("memberships", seated)
    readers.enter("memberships", organizations_led)
    ways.enter(
        "me", "points", lambda _user: Way(reverse("memberships:my_points"), _("Points"), "chart", rank=30)
    )
    ways.enter("me", "network", _desk)


def seated(users: Collection[int]) -> Mapping[int, Sequence[Affiliation]]:
    """Those who lead, then those with a seat, in organizations whose membership runs; in three queries."""
    leading = Leadership.objects.current().filter(user__in=users)
    sitting = Seat.objects.held().filter(user__in=users)
    parts: list[tuple[int, Membership, str | Promise, int | None]] = [
        *(
            (one.user_id, one.membership, LEADER, None)
            for one in leading.select_related("membership__organization")
        ),
        *(
            (one.user_id, one.term.membership, "", one.term_id)
            for one in sitting.select_related("term__membership__organization")
        ),
    ]
    stands = stands_of({membership.pk for _pk, membership, _role, _term in parts}, timezone.now().date())
    known: defaultdict[int, list[Affiliation]] = defaultdict(list)
    for pk, membership, role, term in parts:
        counts = stands[membership.pk].term
        if counts and term in (None, counts.pk) and (organization := membership.organization):
            known[pk].append(Affiliation(organization.name, organization.get_absolute_url(), role, SEAT))
    return known


def organizations_led(user: Any) -> set[int]:
    led = Leadership.objects.current().filter(user=user)
    return {pk for pk in led.values_list("membership__organization", flat=True) if pk}


def _desk(user: Any) -> Way | None:
    if not Leadership.objects.current().filter(user=user).exists():
        return None
    return Way(reverse("memberships:desks"), _("Network"), "people", rank=20)
