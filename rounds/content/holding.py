"""What is kept here about a person: that they uploaded a file or a picture, and that a page says their name.

Who typed which page is Wagtail's to know.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.content.models import Byline, File, Naming, Picture
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
    register("content", Holding(tables=[files, pictures, bylines, namings], export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    theirs = File.objects.filter(uploaded_by_user=user).order_by("pk")
    yield Part("files.json", [{"title": one.title, "uploaded_at": one.created_at} for one in theirs])
    drawn = Picture.objects.filter(uploaded_by_user=user).order_by("pk")
    yield Part("pictures.json", [_told(one) for one in drawn])
    named = rows(Byline.objects.filter(person=user), "page__title", without=("person_id", "person"))
    yield Part("bylines.json", named)
    told = rows(Naming.objects.filter(person=user), "page__title", without=("person_id", "person"))
    yield Part("names.json", told)


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
