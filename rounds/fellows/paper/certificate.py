"""From a step that is awarded to a PDF, in the reader's language. The same step gives the same bytes."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rounds.core.paper import honor
from rounds.core.paper.honor import Honor
from rounds.fellows import ladder
from rounds.fellows.badges import words_of
from rounds.fellows.models import Step


def pdf(step: Step) -> bytes:
    """Raises NotInTime."""
    assert step.awarded_at
    return honor.pdf(honor_of(step), day=localtime(step.awarded_at).date())


def address(step: Step) -> str:
    """Of the badge: there anybody sees whether it stands, once its holder shares it."""
    return settings.PUBLIC_URL + step.award.get_absolute_url() if step.award else ""


def honor_of(step: Step) -> Honor:
    user = step.fellow.user
    return Honor(
        title=_("Certificate of fellowship"),
        name=user.name or user.email,
        said=_("is a fellow of the network at the level"),
        what=str(step.get_level_display()),
        why=words_of(step.level)["description"],
        facts=_facts(step),
        address=address(step),
        rank=ladder.LEVELS.index(step.level) + 1,
        ranks=len(ladder.LEVELS),
    )


def _facts(step: Step) -> list[tuple[str, str]]:
    assert step.awarded_at
    assert step.award
    plan = step.plan
    return [
        (_("Awarded"), date_format(localtime(step.awarded_at).date(), "DATE_FORMAT")),
        (_("Strategic plan"), plan.title if plan else ""),
        (_("Organization"), plan.organization_name if plan else ""),
        (_("Code"), step.award.code),
    ]
