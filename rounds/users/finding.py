"""People in the back office's search: by the beginning of their address or of any word of their name."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.core import finding
from rounds.users.models import User

VIEW = "users.view_user"


def enter() -> None:
    finding.enter(
        "users.people", finding.Finder(permission=VIEW, label=_("People"), find=find_people, rank=10)
    )


def find_people(words: str, most: int) -> Sequence[finding.Found]:
    found = people_called(words).order_by("name", "email")
    return [
        finding.Found(str(one), reverse("office_person", args=[one.pk]), one.email) for one in found[:most]
    ]


def people_called(words: str) -> QuerySet[User]:
    named = Q()
    for word in words.split():
        named &= Q(name__istartswith=word) | Q(name__icontains=f" {word}")
    return User.objects.filter(Q(email__istartswith=words) | named, closed_at=None)
