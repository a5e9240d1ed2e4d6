"""What policies keep about a person: which editions they published, and what they did to an organization's policy."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.policies import own_holding
from rounds.policies.models import Edition
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows


def enter() -> None:
    editions = Table(
        "policies.Edition",
        _("editions of policy templates that you published"),
        Fate.ANONYMOUS,
        _("What was published is never changed. It then says “a person who left”."),
    )
    register("policies", Holding(tables=[editions, *own_holding.TABLES], export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    theirs = Edition.objects.filter(published_by=user)
    yield Part("editions.json", rows(theirs, "template__title", without=["published_by"]))
    yield from own_holding.export(user)


def _erase(user: User, at: datetime) -> None:
    """The person's row says by now that they left: nothing here names them."""
