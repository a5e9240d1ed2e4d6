"""What the clock does to pages, and what an editor says of one that still holds."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from rounds.activity.actions import record
from rounds.users.models import User

log = logging.getLogger(__name__)


def publish_scheduled(*, at: datetime) -> int:
    """Publish what was to go out by now. Returns how many did; one that cannot does not hold up the others."""
    due = Revision.page_revisions.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at", "pk")
    return _each(due.values_list("pk", flat=True), lambda pk: _publish(pk, at))


def take_down_expired(*, at: datetime) -> int:
    over = Page.objects.filter(live=True, expire_at__lte=at).order_by("expire_at", "pk")
    return _each(over.values_list("pk", flat=True), lambda pk: _take_down(pk, at))


@transaction.atomic
def still_holds(*, page: Any, by: User, at: datetime) -> Any:
    """Somebody has read it again today; the next time is in a year. A draft of it that waits knows so, too."""
    locked = type(page).objects.select_for_update().get(pk=page.pk)
    locked.reviewed_on, locked.review_due_on = at.date(), a_year_after(at.date())
    locked.save(update_fields=["reviewed_on", "review_due_on"])
    if revision := locked.latest_revision:
        told = {"reviewed_on": locked.reviewed_on, "review_due_on": locked.review_due_on}
        revision.content |= {name: day.isoformat() for name, day in told.items()}
        revision.save(update_fields=["content"])
    record(verb="page.reviewed", about=locked, by=by, at=at, title=locked.title)
    return locked


def a_year_after(day: date) -> date:
    """The same day; of February 29 the day before."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _each(keys: Iterable[int], do: Callable[[int], bool]) -> int:
    done = 0
    for pk in list(keys):
        try:
            done += do(pk)
        except Exception:  # one page's fault is not the others'; it is tried again
            log.exception("The clock could not deal with %s", pk)
    return done


@transaction.atomic
def _publish(pk: int, at: datetime) -> bool:
    revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=at).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    page = revision.content_object
    record(verb=f"{_type(page)}.published", about=page, by=None, at=at, title=page.title)
    return True


@transaction.atomic
def _take_down(pk: int, at: datetime) -> bool:
    page = Page.objects.select_for_update().filter(pk=pk, live=True, expire_at__lte=at).first()
    if page is None:
        return False
    specific = page.specific
    specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    record(verb=f"{_type(page)}.unpublished", about=specific, by=None, at=at, title=page.title)
    return True


def _type(page: Page) -> str:
    """ "article"."""
    return str(page.specific_class._meta.model_name)
