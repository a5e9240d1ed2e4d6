"""How many organizations have adopted which edition of a template. Numbers alone: who they are is theirs to tell."""

from collections import Counter

from django.db.models import Max

from rounds.policies.models import Policy


def adoptions(template_id: int) -> list[tuple[int, int]]:
    """(number of the edition, organizations), the newest first. The edition is the newest that clauses are based on."""
    held = Policy.objects.filter(template=template_id, given_up_at=None)
    editions = held.annotate(edition=Max("clauses__based_on__edition__number")).values_list(
        "edition", flat=True
    )
    return sorted(Counter(one for one in editions if one).items(), reverse=True)
