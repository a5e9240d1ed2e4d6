"""What the header and the footer lead to. A context whose page is worth a place in them is entered here."""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Place(NamedTuple):
    url: str
    label: str | Promise
    is_action: bool = False  # the one thing to do, set apart


class Item(NamedTuple):
    """A place on one page. `is_current`: "page" on the page itself, "true" on one below it, or ""."""

    url: str
    label: str
    is_current: str
    is_action: bool


HEADER = (
    Place("/list/", _("The List")),
    Place("/verify/", _("Verify")),
    Place("/figures/", _("Figures")),
    Place("/resources/", _("Resources")),
    Place("/membership/", _("Membership")),
)
FOOTER = (
    Place("/about/", _("About")),
    Place("/submissions/new/", _("Send in an organization")),
    Place("/lists/", _("Sub-lists")),
    Place("/accessibility/", _("Accessibility")),
    Place("/privacy/", _("Privacy")),
    Place("/data/", _("Data and licenses")),
    Place("/open-data/", _("Open data")),
    Place("/changes/", _("What changed")),
    Place("/api/", _("For programs")),
)
ME = Place("/me/", _("Me"))
SIGN_IN = Place("/people/login/", _("Sign in"))
SIGN_OUT = Place("/people/logout/", _("Sign out"))
OFFICE = Place("/office/", _("Back office"))


def header(request: HttpRequest, *, signed_in: bool, is_staff: bool) -> list[Item]:
    """At most seven. Sending in an organization is offered where one looks for it: at home, in the List, below."""
    ours = (OFFICE,) if is_staff else ()
    theirs = (*ours, ME) if signed_in else (SIGN_IN,)
    return _items((*HEADER, *theirs), request.path)


def footer(request: HttpRequest, *, signed_in: bool) -> list[Item]:
    return _items((*FOOTER, SIGN_OUT) if signed_in else FOOTER, request.path)


def _items(places: tuple[Place, ...], path: str) -> list[Item]:
    return [Item(place.url, str(place.label), _current(place.url, path), place.is_action) for place in places]


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
