"""What the back office's page about a person says of the List: for whom they speak, and what they claim."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rounds.directory.actions.representatives import MODERATE
from rounds.directory.models import Claim, Representative
from rounds.users import panels
from rounds.users.models import User

SHOWN = 20


def enter() -> None:
    panels.enter(
        "directory.represents",
        panels.Panel(permission="", label=_("Speaks for"), rows=_represents, rank=50),
    )
    panels.enter(
        "directory.claims", panels.Panel(permission=MODERATE, label=_("Claims"), rows=_claims, rank=60)
    )


def _represents(person: User, at: datetime) -> Sequence[panels.Row]:
    found = Representative.objects.current().filter(user=person).select_related("organization")
    return [
        panels.Row(
            one.organization.name,
            f"{one.get_method_display()} · {date_format(one.since_at)}",
            one.organization.get_absolute_url(),
        )
        for one in found.order_by("-since_at")[:SHOWN]
    ]


def _claims(person: User, at: datetime) -> Sequence[panels.Row]:
    found = Claim.objects.filter(user=person).select_related("organization").order_by("-made_at")[:SHOWN]
    return [
        panels.Row(one.organization.name, one.get_state_display(), reverse("office_claim", args=[one.pk]))
        for one in found
    ]
