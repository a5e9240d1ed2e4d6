"""What is kept here about a person: files and pictures they uploaded, pages that say their name, feeds of their own.

Who typed which page is Wagtail's to know.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from rounds.content.models import Byline, File, Naming, Picture, PrivateFeed
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows


def enter() -> None:
    files = Table(
        "content.File",
        _("files that you uploaded"),
        Fate.ANONYMOUS,
        _("The library keeps its files, without your name."),
    )
    pictures = Table(
        "content.Picture",
        _("pictures that you uploaded"),
        Fate.ANONYMOUS,
        _("Pages keep their pictures, without your name."),
    )
    bylines = Table(
        "content.Byline",
        _("pages that say you wrote them, or spoke"),
        Fate.ANONYMOUS,
        _("The page stays. It then says “a person who left”."),
    )
    namings = Table(
        "content.Naming", _("when you were told so, and where you took your name off"), Fate.ERASED
    )
    feeds = Table("content.PrivateFeed", _("feeds with an address of your own"), Fate.ERASED)
    tables = [files, pictures, bylines, namings, feeds]
    register("content", Holding(tables=tables, export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    theirs = File.objects.filter(uploaded_by_user=user).order_by("pk")
    yield Part("files.json", [{"title": one.title, "uploaded_at": one.created_at} for one in theirs])
    drawn = Picture.objects.filter(uploaded_by_user=user).order_by("pk")
    yield Part("pictures.json", [_told(one) for one in drawn])
    named = rows(Byline.objects.filter(person=user), "page__title", without=("person_id", "person"))
    yield Part("bylines.json", named)
    told = rows(Naming.objects.filter(person=user), "page__title", without=("person_id", "person"))
    yield Part("names.json", told)
    feeds = PrivateFeed.objects.filter(user=user).select_related("page").order_by("pk")
    yield Part("feeds.json", [_feed(one) for one in feeds])


def _told(one: Picture) -> dict[str, object]:
    return {
        "title": one.title,
        "description": one.description,
        "credit": one.credit,
        "uploaded_at": one.created_at,
    }


def _erase(user: User, at: datetime) -> None:
    """Where they had taken their name off, nothing comes in its place."""
    off = Naming.objects.filter(person=user).exclude(taken_off_at=None)
    Byline.objects.filter(person=user, page__in=off.values("page")).delete()
    Naming.objects.filter(person=user).delete()
    File.objects.filter(uploaded_by_user=user).update(uploaded_by_user=None)
    Picture.objects.filter(uploaded_by_user=user).update(uploaded_by_user=None)
    PrivateFeed.objects.filter(user=user).delete()


def _feed(one: PrivateFeed) -> dict[str, Any]:
    """Without the digest, which is a key's."""
    return {
        "of": one.page.title if one.page else "",
        "made_at": one.made_at,
        "last_fetched_on": one.last_fetched_on,
        "revoked_at": one.revoked_at,
    }
