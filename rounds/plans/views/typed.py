"""What was typed into a form whose sender was signed out meanwhile. It waits in their session until they are back."""

from django.http import HttpRequest, QueryDict

NAME = "plans_typed"
MOST = 80_000  # characters: a whole section and its rows
OURS = ("csrfmiddlewaretoken", "do")


def keep(request: HttpRequest) -> None:
    """One form at a time."""
    data = {name: str(value) for name, value in request.POST.items() if name not in OURS}
    if sum(map(len, data.values())) <= MOST:
        request.session[NAME] = {"path": request.path, "data": data}


def take(request: HttpRequest) -> QueryDict | None:
    """What was typed for this page, once."""
    kept = request.session.get(NAME)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[NAME]
    data = QueryDict(mutable=True)
    data.update(kept["data"])
    return data
