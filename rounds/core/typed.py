"""What was typed into a form that could not be taken, because its sender was signed out meanwhile or went too fast.

It waits in their session until they are back. Strangers fill no sessions: from one network so many a minute wait.
"""

from django.http import HttpRequest, QueryDict

from rounds.core.limits import Meter, visitor

NAME = "typed"
MOST = 80_000  # characters: more than any form takes that asks for this
MOST_A_MINUTE = 120
OURS = ("csrfmiddlewaretoken", "do")
_strangers = Meter("typed")


def keep(request: HttpRequest) -> None:
    """One form at a time, with every value of each field."""
    data = [(name, values) for name, values in request.POST.lists() if name not in OURS]
    if sum(len(str(value)) for _name, values in data for value in values) > MOST:
        return
    if request.user.is_authenticated or _strangers.take(visitor(request), MOST_A_MINUTE).is_admitted:
        request.session[NAME] = {"path": request.path, "data": data}


def take(request: HttpRequest) -> QueryDict | None:
    """What was typed for this page, once."""
    kept = request.session.get(NAME)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[NAME]
    again = QueryDict(mutable=True)
    for name, values in kept["data"]:
        again.setlist(name, values)
    return again
