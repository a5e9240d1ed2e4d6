"""A parameter that nobody knows is refused: passed over, a misspelt filter would answer with everything."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.models import QueryModel

from rounds.core.api.problems import Fault, Refused


def exact(router: Router) -> Router:
    """The same router, of which every operation knows its parameters, and no other."""
    for path in router.path_operations.values():
        for operation in path.operations:
            known = {
                name
                for model in operation.models
                if issubclass(model, QueryModel)
                for name in model.__ninja_flatten_map__
            }
            operation.view_func = _checked(operation.view_func, known)
    return router


def _checked(view: Callable[..., Any], known: set[str]) -> Callable[..., Any]:
    @wraps(view)
    def answer(request: HttpRequest, **values: Any) -> Any:
        if unknown := [name for name in request.GET if name not in known]:
            words = _("There is no such parameter here.")
            raise Refused(
                "invalid",
                words,
                errors=[Fault(parameter=name[:60], where="query", detail=words) for name in unknown[:20]],
            )
        return view(request, **values)

    return answer
