"""Who is at the other end."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from rounds.users.models import User


def person(request: HttpRequest) -> User:
    """Who is signed in, on a page for those who are."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
