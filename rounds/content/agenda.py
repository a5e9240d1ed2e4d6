"""What editors have before them: what is due for review, what goes out or ends by itself, what is not finished."""

from datetime import date, datetime
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision, WorkflowState
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
    return pages.annotate(when=_goes_out()).exclude(when=None).order_by("when", "pk")


def ending(pages: QuerySet[Page], at: datetime) -> QuerySet[Page]:
    return pages.filter(live=True, expire_at__gt=at).order_by("expire_at", "pk")


def waiting(pages: QuerySet[Page]) -> QuerySet[Page]:
    """With a second reader."""
    going = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, base_content_type__model="page", object_id=_own_number()
    )
    asked = going.order_by("-created_at").values("created_at")[:1]
    return pages.annotate(when=Subquery(asked)).exclude(when=None).order_by("when", "pk")


def drafts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """With words that nobody sees yet, and no day for them."""
    here = pages.filter(has_unpublished_changes=True).annotate(when=_goes_out()).filter(when=None)
    return here.order_by("-latest_revision_created_at", "-pk")


def _goes_out() -> Subquery:
    set_down = Revision.page_revisions.filter(object_id=_own_number()).exclude(approved_go_live_at=None)
    return Subquery(set_down.order_by("approved_go_live_at").values("approved_go_live_at")[:1])


def _own_number() -> Cast:
    """Wagtail keeps the numbers of what has revisions as words."""
    return Cast(OuterRef("pk"), CharField())


TITLES = {
    "due": _("Due for review"),
    "waiting": _("With a second reader"),
    "scheduled": _("Goes out by itself"),
    "ending": _("Ends by itself"),
    "drafts": _("Not published, or with changes that are not"),
}
