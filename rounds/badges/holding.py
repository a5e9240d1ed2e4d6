"""What badges keep about a person: the badges they earned, and which they awarded to others."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.badges.models import Award
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows


def enter() -> None:
    awards = Table(
        "badges.Award",
        gettext_lazy("your badges, and badges that you awarded"),
        Fate.ANONYMOUS,
        gettext_lazy(
            "What you took along stays valid, so its place in the list of badges stays, too. Our copy of it is deleted,"
            " and its page is gone."
        ),
    )
    register("badges", Holding(tables=[awards], export=_export, erase=_erase, warn=_warn))


def _export(user: User) -> Iterator[Part]:
    """Each badge is a file of its own, to the letter: other letters would not be what was signed."""
    theirs = Award.objects.filter(user=user)
    yield Part("badges.json", rows(theirs, "achievement__name", without=["user", "key", "credential"]))
    for code, text in theirs.exclude(credential="").order_by("pk").values_list("code", "credential"):
        yield Part(f"badge-{code}.json", ContentFile(text.encode()))
    given = Award.objects.filter(awarded_by=user).order_by("pk")
    yield Part("badges-awarded.json", list(given.values("id", "achievement__name", "awarded_at")))


def _erase(user: User, at: datetime) -> None:
    Award.objects.filter(user=user).update(credential="", is_public=False, revoked_reason="")


def _warn(user: User) -> Iterable[str]:
    if Award.objects.standing().of(user).exists():
        yield _(
            "Your badges: download them before. What you have stays valid, and we cannot give it to you again."
        )
