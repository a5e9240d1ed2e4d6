"""The link by which a person takes back that they closed: signed, so that nobody can make one up."""

from django.core import signing
from django.urls import reverse

from rounds.users.models import Closing

_SALT = "rounds.users.leaving.links"


def link_back(closing: Closing) -> str:
    """Good for this closing alone, as long as it can be taken back."""
    word = signing.dumps([closing.pk, closing.asked_at.timestamp()], salt=_SALT)
    return reverse("leaving:back", args=[word])


def closing_of(word: str) -> Closing | None:
    try:
        pk, asked_at = signing.loads(word, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Closing.objects.select_related("user").filter(pk=pk).first()
    return found if found and found.asked_at.timestamp() == asked_at else None
