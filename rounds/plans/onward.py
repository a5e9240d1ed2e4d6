"""The ways to one's plans, between the pages of a plan and those of its review, and to a reviewer's desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way
from rounds.plans.access import REVIEW, Part
from rounds.plans.naming import open_reviews


def enter() -> None:
    ways.enter("me", "plans", _mine)
    ways.enter("plan", "plans.review", _review)
    ways.enter("plan", "plans.remarks", _remarks)
    ways.enter("plan", "plans.send", _send)
    ways.enter("plan", "plans.editions", _editions)
    ways.enter("me", "plans.reviews", _reviews)


def _mine(_user: Any) -> Way:
    return Way(reverse("plans:mine"), _("Plans"), "pen", rank=35)


def _review(part: Part) -> Way | None:
    if not part.reviews or not open_reviews(part.user).filter(plan=part.plan).exists():
        return None
    return Way(reverse("plans:review", args=[part.plan.code]), _("Review it"), "check", rank=10)


def _remarks(part: Part) -> Way | None:
    if not part.plan.reviews.filter(decided_at__isnull=False).exists():
        return None
    return Way(reverse("plans:remarks", args=[part.plan.code]), _("Remarks"), "flag", rank=11)


def _send(part: Part) -> Way | None:
    if not part.is_author:
        return None
    return Way(reverse("plans:send", args=[part.plan.code]), _("Review"), "check", rank=12)


def _editions(part: Part) -> Way | None:
    return Way(reverse("plans:editions", args=[part.plan.code]), _("Versions"), "history", rank=13)


def _reviews(user: Any) -> Way | None:
    if not user.has_perm(REVIEW):
        return None
    return Way(reverse("plans:reviews"), _("Reviews of plans"), "check", rank=36)
