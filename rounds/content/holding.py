"""What is kept here about a person: files that they uploaded, and feeds of their own. Wagtail knows who wrote what."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from rounds.content.models import File, PrivateFeed
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register


def enter() -> None:
    files = Table(
        "content.File",
        _("files that you uploaded"),
        Fate.ANONYMOUS,
        _("The library keeps its files, without your name."),
    )
    feeds = Table("content.PrivateFeed", _("feeds with an address of your own"), Fate.ERASED)
    register("content", Holding(tables=[files, feeds], export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    theirs = File.objects.filter(uploaded_by_user=user).order_by("pk")
    yield Part("files.json", [{"title": one.title, "uploaded_at": one.created_at} for one in theirs])
    feeds = PrivateFeed.objects.filter(user=user).select_related("page").order_by("pk")
    yield Part("feeds.json", [_feed(one) for one in feeds])


def _erase(user: User, at: datetime) -> None:
    File.objects.filter(uploaded_by_user=user).update(uploaded_by_user=None)
    PrivateFeed.objects.filter(user=user).delete()


def _feed(one: PrivateFeed) -> dict[str, Any]:
    """Without the digest, which is a key's."""
    return {
        "of": one.page.title if one.page else "",
        "made_at": one.made_at,
        "last_fetched_on": one.last_fetched_on,
        "revoked_at": one.revoked_at,
    }
