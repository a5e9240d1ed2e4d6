"""People whose name stands on a page: they are told, once, and may take it off and put it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from rounds.activity.actions import record
from rounds.content import emails, searching
from rounds.content.models import Byline, Naming
from rounds.users.models import User


@transaction.atomic
def tell_those_named(*, page: Page, by: User | None, at: datetime) -> list[User]:
    """Whoever was not told of this page yet; whoever publishes it knows."""
    named = Byline.objects.filter(page=page.pk, person__closed_at=None).exclude(person=None)
    told = Naming.objects.filter(page=page.pk).values("person")
    people = User.objects.filter(pk__in=named.values("person")).exclude(pk__in=told).order_by("pk")
    new = list(people.select_for_update())
    Naming.objects.bulk_create([Naming(page_id=page.pk, person=one, told_at=at) for one in new])
    for person in new:
        if person != by:
            emails.tell_named(person, page, at=at)
    return new


@transaction.atomic
def take_off(*, naming: Naming, by: User, at: datetime) -> Naming:
    """From now on, whichever draft of the page is published. Again does no harm."""
    return _set(naming, at, "page.name_taken_off", by, at)


@transaction.atomic
def put_back(*, naming: Naming, by: User, at: datetime) -> Naming:
    return _set(naming, None, "page.name_put_back", by, at)


def namings_of(user: Any) -> QuerySet[Naming]:
    """On pages that are on the site, and still say so or would."""
    named = Byline.objects.filter(person=user).values("page")
    mine = Naming.objects.filter(person=user, page__live=True, page__in=named)
    return mine.select_related("page").order_by("-page__first_published_at", "-pk")


def _set(naming: Naming, value: datetime | None, verb: str, by: User, at: datetime) -> Naming:
    locked = Naming.objects.select_for_update().select_related("page").get(pk=naming.pk)
    if bool(locked.taken_off_at) != bool(value):
        locked.taken_off_at = value
        locked.save(update_fields=["taken_off_at"])
        record(verb=verb, about=locked.page, by=by, at=at, title=locked.page.title)
        searching.refind([locked.page])
    return locked
