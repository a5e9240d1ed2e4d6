"""What was typed into a check by somebody who was signed out meanwhile: it waits in their session until they are
back."""

from django.http import HttpRequest, QueryDict

NAME = "courses_typed"
MOST = 60_000  # characters
OURS = ("csrfmiddlewaretoken", "do")


def keep(request: HttpRequest) -> None:
    """One form at a time, with every value of each field."""
    data = [(name, values) for name, values in request.POST.lists() if name not in OURS]
    if sum(len(str(value)) for _name, values in data for value in values) <= MOST:
        request.session[NAME] = {"path": request.path, "data": data}


def take(request: HttpRequest, attempt: str | None = None) -> QueryDict | None:
    """What was typed for this page, once; None where it was for another attempt: whoever signs in on a computer that
    others use finds nothing of theirs. Practice is of no attempt.
    """
    kept = request.session.get(NAME)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[NAME]
    again = QueryDict(mutable=True)
    for name, values in kept["data"]:
        again.setlist(name, values)
    return again if again.get("attempt") == attempt else None
