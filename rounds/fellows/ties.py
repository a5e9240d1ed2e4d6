"""Who may not judge a step, though they judge others, and why in a few words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.fellows.models import Step
from rounds.plans import interests
from rounds.plans.models import Author
from rounds.residency.models import Place


def ties(step: Step) -> dict[int, str | Promise]:
    """By the ids of users. The nearest tie is the one that is named."""
    found: dict[int, str | Promise] = {step.fellow.user_id: _("it is their own step")}
    if step.nominated_by_id:
        found.setdefault(step.nominated_by_id, _("they nominated the fellow"))
    if step.plan_id:
        for pk in Author.objects.filter(plan=step.plan_id).values_list("user", flat=True):
            found.setdefault(pk, _("they wrote the plan along"))
    for pk in Place.objects.filter(user=step.fellow.user_id, chief__isnull=False).values_list(
        "chief__user", flat=True
    ):
        found.setdefault(pk, _("they were the fellow’s chief resident"))
    if step.plan:
        for pk, tie in interests.ties(step.plan).items():
            found.setdefault(pk, tie)
    return found
