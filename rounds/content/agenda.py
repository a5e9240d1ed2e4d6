"""What editors have before them: what is due for review, what goes out or ends by itself, what is not finished."""

from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Max, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry

from rounds.content import cards
from rounds.core import desk
from rounds.core.desk import Task

MOST = 50  # of each kind on the page
PERMISSION = "content.plan_pages"


def enter() -> None:
    desk.enter(
        "content.reviews",
        Task(
            permission=PERMISSION,
            count=lambda at: due(at.date()).count(),
            label=_pages_due,
            url_name="office_agenda",
            rank=40,
        ),
    )


def _pages_due(count: int) -> str:
    return ngettext("%d page is due for review", "%d pages are due for review", count) % count


def due(day: date, among: QuerySet[Page] | None = None) -> QuerySet[Any]:
    """Published pages that were to be read again by then, the longest overdue first."""
    first, *others = [_due(model, day, among) for model in cards.types().values()]
    return first.union(*others, all=True).order_by("review_due_on", "id")


def _due(model: Any, day: date, among: QuerySet[Page] | None) -> QuerySet[Any]:
    pages = model.objects.live().filter(review_due_on__lte=day).order_by()
    if among is not None:
        pages = pages.filter(pk__in=among.values("pk"))
    type = Value(str(model._meta.model_name), output_field=CharField())
    return pages.values("id", "title", "review_due_on", type=type)


def editable(user: Any) -> QuerySet[Page]:
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")


def scheduled(pages: QuerySet[Page]) -> QuerySet[Page]:
    return (
        pages.annotate(when=Max("_revisions__approved_go_live_at")).exclude(when=None).order_by("when", "pk")
    )


def ending(pages: QuerySet[Page], at: datetime) -> QuerySet[Page]:
    return pages.filter(live=True, expire_at__gt=at).order_by("expire_at", "pk")


def waiting(pages: QuerySet[Page]) -> QuerySet[Page]:
    """With a second reader."""
    going = WorkflowState.STATUS_IN_PROGRESS
    here = pages.filter(_workflow_states__status=going).annotate(when=Max("_workflow_states__created_at"))
    return here.order_by("when", "pk")


def drafts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """With words that nobody sees yet, and no day for them."""
    here = pages.filter(has_unpublished_changes=True, _revisions__approved_go_live_at=None)
    return here.order_by("-latest_revision_created_at", "-pk")


TITLES = {
    "due": _("Due for review"),
    "waiting": _("With a second reader"),
    "scheduled": _("Goes out by itself"),
    "ending": _("Ends by itself"),
    "drafts": _("Not published, or with changes that are not"),
}
