from django.urls import reverse
from django.utils.translation import gettext

from rounds.core import ways
from rounds.users.models import User


def enter() -> None:
    """Among the tabs above each page about oneself."""
    ways.enter("me", "signing_in", _tab)


def _tab(user: User) -> ways.Way:
    return ways.Way(reverse("sign_in_overview"), gettext("Signing in"), "shield-check", rank=60)
