"""Your feeds: private addresses, made, shown once, and taken back."""

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from rounds.content.addresses import address_of
from rounds.content.feeds.actions import make_private_feed, revoke_private_feed
from rounds.content.models import Blog, Library, Podcast, PrivateFeed, Videos
from rounds.core.limits import admit
from rounds.core.private_pages import private
from rounds.users.models import User
from rounds.users.signed_in import person

FOLLOWED = (Podcast, Blog, Videos, Library)
MADE_A_DAY = 20


class Followed(NamedTuple):
    """Something that can be followed, and the private feed that there is of it."""

    value: str  # of the form
    title: str
    kind: str
    url: str
    is_podcast: bool
    feed: PrivateFeed | None


class Fresh(NamedTuple):
    """An address that was just made. It is shown now, and never again."""

    title: str
    address: str
    is_podcast: bool


@login_required
@private
def mine(request: HttpRequest) -> HttpResponse:
    user, fresh, refused = person(request), None, ""
    if request.method == "POST":
        if admit(request, "private-feed-made", places=MADE_A_DAY, seconds=24 * 3600, who=f"user:{user.pk}"):
            fresh = _make(user, request.POST.get("of", ""))
        else:
            refused = _("You have made many addresses today. Please come back tomorrow.")
    context = {"followed": _followed(user), "fresh": fresh, "refused": refused}
    return render(request, "content/feeds/mine.html", context, status=429 if refused else 200)


@require_POST
@login_required
@private
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    feed = get_object_or_404(PrivateFeed.objects.filter(user=user), pk=pk)
    revoke_private_feed(feed=feed, by=user, at=timezone.now())
    messages.success(request, _("The address no longer works."))
    return redirect("feeds:mine")


def _make(user: User, of: str) -> Fresh:
    page = None if of == "all" else _page(of)
    _feed, key = make_private_feed(user=user, page=page, at=timezone.now())
    is_podcast = isinstance(page, Podcast)
    path = reverse("feeds:private", args=[key, "xml" if is_podcast else "atom"])
    return Fresh(page.title if page else _all(), f"{settings.PUBLIC_URL}{path}", is_podcast)


def _page(of: str) -> Page:
    pages = {str(page.pk): page for page in _pages()}
    if of not in pages:
        raise Http404
    return pages[of]


def _pages() -> list[Any]:
    shelves: list[QuerySet] = [kind.objects.live().order_by("title") for kind in FOLLOWED]
    return [page for shelf in shelves for page in shelf]


def _followed(user: User) -> list[Followed]:
    feeds = {one.page_id: one for one in PrivateFeed.objects.in_force().filter(user=user)}
    everything = Followed("all", _all(), _("All in one"), "/", False, feeds.get(None))
    return [
        everything,
        *(
            Followed(
                str(page.pk),
                page.title,
                str(page._meta.verbose_name).capitalize(),
                address_of(page.url_path),
                isinstance(page, Podcast),
                feeds.get(page.pk),
            )
            for page in _pages()
        ),
    ]


def _all() -> str:
    return _("Everything new")
