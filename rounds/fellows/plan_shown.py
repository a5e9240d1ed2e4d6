"""The accepted version of a fellow's plan, where they may show it, and what everybody then reads."""

from rounds.fellows.models import Fellow, Step
from rounds.plans.models import Author, Edition, Review
from rounds.plans.shape import read
from rounds.plans.showing import Shown, shown


def edition_of(fellow: Fellow) -> Edition | None:
    """Of a plan whose authors they lead now: several may have written it, and one answers for showing it."""
    carried_out = fellow.steps.filter(state=Step.State.AWARDED).exclude(plan=None).values("plan")
    led = Author.objects.filter(plan__in=carried_out, user=fellow.user_id, is_lead=True, left_at=None)
    accepted = Review.objects.filter(
        plan__in=led.values("plan"),
        verdict=Review.Verdict.ACCEPTED,
        decided_at__isnull=False,
        taken_back_at=None,
    )
    review = accepted.select_related("edition__plan").order_by("-decided_at", "-pk").first()
    return review.edition if review else None


def sections_of(edition: Edition) -> list[Shown]:
    """With what is written, and without the names of those who own a tactic: they were not asked."""
    return [one for one in shown(read(edition.content), {}) if not one.is_empty]
