"""Ways to invoices from pages of contexts below and above."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way


def enter() -> None:
    ways.enter("me", "invoices", _mine)


def _mine(_user: Any) -> Way:
    return Way(reverse("billing:mine"), _("Invoices"), "document", rank=40)
