"""What waits for those who check credentials, for the front page of the back office."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rounds.core import desk
from rounds.core.desk import Task
from rounds.users.models import Credential
from rounds.users.models.credentials import CHECK


def enter() -> None:
    desk.enter(
        "users.credentials",
        Task(
            permission=CHECK,
            count=_count,
            label=_label,
            url_name="office_credentials",
            rank=40,
            nothing=_("No credential waits to be checked."),
        ),
    )


def _count(_at: datetime) -> int:
    return Credential.objects.waiting().count()


def _label(count: int) -> str:
    return ngettext("%(count)d credential to check", "%(count)d credentials to check", count) % {
        "count": count
    }
