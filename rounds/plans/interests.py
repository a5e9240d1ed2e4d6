"""Who may not review a plan, though they review others: contexts above enter what they know of people's ties.

An author never reviews, whatever is entered here.
"""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise

from rounds.plans.models import StrategicPlan

Know = Callable[[StrategicPlan], Mapping[int, str | Promise]]  # the ids of users, and the tie in a few words

_known: dict[str, Know] = {}


def enter(name: str, know: Know) -> None:
    """`name` is the source's own: entered again it takes the place of the first."""
    _known[name] = know


def ties(plan: StrategicPlan) -> dict[int, str | Promise]:
    """The first tie to each person; the authors themselves are left to whoever asks."""
    found: dict[int, str | Promise] = {}
    for _name, know in sorted(_known.items()):
        for pk, tie in know(plan).items():
            found.setdefault(pk, tie)
    return found
