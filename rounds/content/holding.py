"""What is kept here about a person: that they uploaded a file or a picture. Who wrote what is Wagtail's to know."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.content.models import File, Picture
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register


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
    register("content", Holding(tables=[files, pictures], export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    theirs = File.objects.filter(uploaded_by_user=user).order_by("pk")
    yield Part("files.json", [{"title": one.title, "uploaded_at": one.created_at} for one in theirs])
    drawn = Picture.objects.filter(uploaded_by_user=user).order_by("pk")
    yield Part("pictures.json", [_told(one) for one in drawn])


def _told(one: Picture) -> dict[str, object]:
    return {
        "title": one.title,
        "description": one.description,
        "credit": one.credit,
        "uploaded_at": one.created_at,
    }


def _erase(user: User, at: datetime) -> None:
    File.objects.filter(uploaded_by_user=user).update(uploaded_by_user=None)
    Picture.objects.filter(uploaded_by_user=user).update(uploaded_by_user=None)
