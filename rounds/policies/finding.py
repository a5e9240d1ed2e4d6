"""Templates in the search of the back office."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.core import finding
from rounds.policies.models import Template

WRITE = "policies.change_template"


def enter() -> None:
    finder = finding.Finder(permission=WRITE, label=_("Policy templates"), find=find_templates, rank=50)
    finding.enter("policies.templates", finder)


def find_templates(words: str, most: int) -> Sequence[finding.Found]:
    called = Q(title__icontains=words) | Q(summary__icontains=words)
    found = Template.objects.filter(called).order_by("title", "pk")[:most]
    return [
        finding.Found(one.title, reverse("office_policy", args=[one.pk]), one.get_zone_display())
        for one in found
    ]
