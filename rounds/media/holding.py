"""What is kept here about a person: that they brought a recording."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.media.models import Recording
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register


def enter() -> None:
    recordings = Table(
        "media.Recording",
        _("recordings that you brought"),
        Fate.ANONYMOUS,
        _("Pages keep their recordings, without your name."),
    )
    register("media", Holding(tables=[recordings], export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    theirs = Recording.objects.filter(by=user).order_by("pk")
    told = theirs.values(
        "title", "kind", "language", "elsewhere", "poster_alt", "content_type", "sha256", "added_at"
    )
    yield Part("recordings.json", list(told))


def _erase(user: User, at: datetime) -> None:
    Recording.objects.filter(by=user).update(by=None)
