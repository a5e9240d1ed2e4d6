"""What the back office's page about a person says of their credentials."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rounds.users import panels
from rounds.users.models import Credential, User
from rounds.users.models.credentials import CHECK

SHOWN = 20


def enter() -> None:
    panels.enter(
        "users.credentials",
        panels.Panel(permission=CHECK, label=_("Credentials"), rows=_credentials, rank=5),
    )


def _credentials(person: User, at: datetime) -> Sequence[panels.Row]:
    found = Credential.objects.filter(user=person).order_by("-stated_at")[:SHOWN]
    return [
        panels.Row(
            one.abbreviation,
            f"{one.get_state_display()} · {date_format(one.stated_at)}",
            reverse("office_credential", args=[one.pk]),
        )
        for one in found
    ]
