"""How many organizations have adopted which edition. Numbers alone: who they are is theirs to say."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Max
from django.utils.translation import gettext, ngettext

from rounds.core.templatetags.core import number
from rounds.policies.models import Policy

FEWEST = 3  # below that a number may point to somebody


def adoptions(template_id: int) -> list[tuple[int, int]]:
    """(number of the edition, organizations), the newest edition first."""
    return adoptions_of([template_id])[template_id]


def adoptions_of(template_ids: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
    """An organization counts for the newest edition that it has taken a clause from, and not once it has given up."""
    rows = (
        Policy.objects.filter(template_id__in=template_ids, given_up_at=None)
        .annotate(edition=Max("clauses__based_on__edition__number"))
        .values_list("template_id", "edition")
    )
    counted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (template_id, edition), organizations in Counter(rows).items():
        counted[template_id].append((edition or 1, organizations))
    return defaultdict(list, {pk: sorted(found, reverse=True) for pk, found in counted.items()})


def said(organizations: int) -> str:
    """In words that point to nobody; "" for none."""
    if not organizations:
        return ""
    if organizations < FEWEST:
        return gettext("fewer than %(n)s organizations") % {"n": number(FEWEST)}
    return ngettext("%(n)s organization", "%(n)s organizations", organizations) % {"n": number(organizations)}
