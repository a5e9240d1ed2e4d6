"""What the header and the footer lead to. A context whose page is worth a place in them is entered here.

Pages that editors put into the menu come after the places that are always there. In the header stand at most MOST
places; a page that finds no room there, or whose title is too long, stands first in the footer.
"""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.website import menu

MOST = 8
LONGEST = 18  # letters of a page's title in the header


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
    Place("/courses/", _("Courses")),
)
MEMBERSHIP = Place("/membership/", _("Membership"))
FOOTER = (
    Place("/about/", _("About")),
    Place("/submissions/new/", _("Send in an organization")),
    Place("/lists/", _("Sub-lists")),
    Place("/plans/", _("Strategic plans")),
    Place("/residency/", _("Residency")),
    Place("/fellows/", _("Fellows")),
    Place("/policies/", _("Policies to adopt")),
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
    """Sending in an organization is offered where one looks for it: at home, in the List, below."""
    theirs = _theirs(signed_in, is_staff)
    fitting, _others = _pages(len(theirs))
    return _items((*HEADER, *fitting, MEMBERSHIP, *theirs), request.path)


def footer(request: HttpRequest, *, signed_in: bool, is_staff: bool) -> list[Item]:
    _fitting, others = _pages(len(_theirs(signed_in, is_staff)))
    return _items((*others, *FOOTER, *((SIGN_OUT,) if signed_in else ())), request.path)


def _theirs(signed_in: bool, is_staff: bool) -> tuple[Place, ...]:
    return (*((OFFICE,) if is_staff else ()), ME) if signed_in else (SIGN_IN,)


def _pages(taken: int) -> tuple[list[Place], list[Place]]:
    """Those for which there is room in the header, and the others."""
    fixed = {place.url for place in HEADER}
    pages = [Place(one.url, one.label) for one in menu.entries() if one.url not in fixed]
    short = [page for page in pages if len(str(page.label)) <= LONGEST]
    fitting = short[: MOST - len(HEADER) - 1 - taken]
    return fitting, [page for page in pages if page not in fitting]


def _items(places: tuple[Place, ...], path: str) -> list[Item]:
    return [Item(place.url, str(place.label), _current(place.url, path), place.is_action) for place in places]


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
