"""What feeds are about: a blog, a podcast, videos, the library, a topic, all that is new on the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from rounds.content.models import Article, Blog, Episode, Library, Podcast, Resource, Topic, Video, Videos
from rounds.content.zoned import ZonedQuerySet
from rounds.media.models import Track

MOST = 100
KINDS = (Article, Episode, Video, Resource)


@dataclass(frozen=True, slots=True)
class Subject:
    """`path`: of the page that people read, "/news/". `most`: so many entries; None: all there are."""

    path: str
    title: str
    about: str
    shelves: Sequence[ZonedQuerySet]
    page: Any = None
    most: int | None = MOST

    @property
    def home(self) -> str:
        return f"{settings.PUBLIC_URL}{self.path}"

    @property
    def language(self) -> str:
        return getattr(self.page, "language", "") or settings.LANGUAGE_CODE

    def state(self) -> tuple[str, datetime | None]:
        """What changes with whatever is published or taken away, and when something was last published."""
        pages = Page.objects.live()
        if self.page:
            pages = pages.child_of(self.page)
        told = pages.aggregate(at=Max("last_published_at"), count=Count("pk"))
        own = self.page.last_published_at if self.page else None
        words = self._words()
        newest = max((one for one in (told["at"], own, words) if one), default=None)
        return f"{told['at']} {told['count']} {own} {words}", newest

    def _words(self) -> datetime | None:
        """When a transcript was last mended: it is another document then, at the same address."""
        tracks = Track.objects.all()
        if self.page:
            paths = {"path__startswith": self.page.path, "depth": self.page.depth + 1}
            among = Episode.objects.filter(**paths).values("recording"), Video.objects.filter(**paths).values("recording")
            tracks = tracks.filter(Q(recording__in=among[0]) | Q(recording__in=among[1]))
        return tracks.aggregate(at=Max("changed_at"))["at"]


def everything() -> Subject:
    title = _("New on %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}
    return Subject("/", title, _("Articles, episodes, videos and resources."), [kind.objects.live() for kind in KINDS])


def of_topic(topic: Topic) -> Subject:
    shelves = [kind.objects.live().filter(topics=topic) for kind in KINDS]
    about = _("Whatever is written, said or shown about it.")
    return Subject(f"/topics/{topic.slug}/", topic.name, about, shelves)


def of_page(page: Any, request: HttpRequest) -> Subject | None:
    """None: a page that lists nothing that is followed."""
    match page:
        case Blog() | Videos():
            shelf, most = page.listed(), MOST
        case Podcast():
            shelf, most = page.listed(), None
        case Library():
            shelf, most = page.shelf(), MOST
        case _:
            return None
    return Subject(page.get_url(request), page.title, page.introduction, [shelf], page, most)


def at(path: str, request: HttpRequest) -> Subject | None:
    """`path`: "news/"; of what is public. None: nothing is there that is followed."""
    if not path:
        return everything()
    site = Site.find_for_request(request)
    if site is None:
        return None
    found = Page.objects.live().filter(url_path=f"{site.root_page.url_path}{path}").first()
    return of_page(found.specific, request) if found else None
