"""Mails about points that somebody got."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from rounds.mail.actions import write
from rounds.memberships.models import Leadership, Lot, Membership, PointsOperation
from rounds.memberships.topics import POINTS
from rounds.users.models import User


def tell_came(operation: PointsOperation, lot: Lot, *, at: datetime) -> None:
    """Points came with dues, or were bought: to whom they belong, or to those who lead."""
    membership = lot.wallet.membership
    if membership is None:
        people = [lot.wallet.user] if lot.wallet.user else []
        path = reverse("memberships:my_points")
    else:
        leading = Leadership.objects.current().filter(membership=membership, user__is_active=True)
        people = [one.user for one in leading.select_related("user").order_by("pk")]
        path = reverse("memberships:network_points", args=[membership.pk])
    for person in people:
        write(
            key=f"points:{operation.pk}:{person.pk}",
            to=person.email,
            template="memberships/mail/points_came",
            context={
                "points": lot.amount,
                "until": lot.expires_on,
                "organization": membership.organization if membership else None,
                "is_bought": operation.kind == PointsOperation.Kind.TOP_UP,
                "url": settings.PUBLIC_URL + path,
            },
            at=at,
            topic=POINTS,
            language=person.language,
        )


def tell_received(
    operation: PointsOperation, user: User, membership: Membership, points: int, *, at: datetime
) -> None:
    write(
        key=f"points:{operation.pk}:{user.pk}",
        to=user.email,
        template="memberships/mail/points_received",
        context={
            "points": points,
            "organization": membership.organization,
            "url": settings.PUBLIC_URL + reverse("memberships:my_points"),
        },
        at=at,
        topic=POINTS,
        language=user.language,
    )
