"""What feeds are about: a blog, a podcast, videos, the library, a topic, all that is new on the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from rounds.content import authors
from rounds.content.addresses import address_of
from rounds.content.models import Article, Blog, Episode, Library, Podcast, Resource, Topic, Video, Videos
from rounds.content.zoned import ZonedQuerySet, up
from rounds.media.models import Recording

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

    def state(self, zones: frozenset[str]) -> tuple[str, datetime | None]:
        """What changes with whatever is published or taken away, and when something was last published."""
        told = self._pages().aggregate(at=Max("last_published_at"), count=Count("pk"))
        own = self.page.last_published_at if self.page else None
        played = self._played()
        newest = max((one for one in (told["at"], own, played) if one), default=None)
        return f"{told['at']} {told['count']} {own} {played} {self._names(zones)}", newest

    def _pages(self) -> Any:
        return up(Page.objects.live().child_of(self.page) if self.page else Page.objects.live())

    def _names(self, zones: frozenset[str]) -> str:
        """How those who wrote may be called today: somebody marries, leaves, loses a credential, takes the name off."""
        signed = self._pages().filter(bylines__person__isnull=False).order_by("-first_published_at", "-pk")
        ids = signed.values_list("pk", flat=True)[: self.most]
        return str(sorted(authors.of_all(set(ids), zones).items()))

    def _played(self) -> datetime | None:
        """When a recording, its words or its chapters last changed: another document at the same address."""
        recordings = Recording.objects.all()
        if self.page:
            below = {"path__startswith": self.page.path, "depth": self.page.depth + 1}
            episodes, videos = (kind.objects.filter(**below).values("recording") for kind in (Episode, Video))
            recordings = recordings.filter(Q(pk__in=episodes) | Q(pk__in=videos))
        return recordings.aggregate(at=Max("changed_at"))["at"]


def everything() -> Subject:
    title = _("New on %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}
    return Subject(
        "/", title, _("Articles, episodes, videos and resources."), [kind.objects.live() for kind in KINDS]
    )


def of_topic(topic: Topic) -> Subject:
    shelves = [kind.objects.live().filter(topics=topic) for kind in KINDS]
    about = _("Whatever is written, said or shown about it.")
    return Subject(f"/topics/{topic.slug}/", topic.name, about, shelves)


def of_page(page: Any) -> Subject | None:
    """None: a page that lists nothing that is followed."""
    most: int | None
    match page:
        case Blog() | Videos():
            shelf, most = page.listed(), MOST
        case Podcast():
            shelf, most = page.listed(), None
        case Library():
            shelf, most = page.shelf(), MOST
        case _:
            return None
    return Subject(address_of(page.url_path), page.title, page.introduction, [shelf], page, most)


def at(path: str) -> Subject | None:
    """`path`: "news/"; of what is public. None: nothing is there that is followed."""
    if not path:
        return everything()
    roots = [root.root_path for root in Site.get_site_root_paths()]
    found = Page.objects.live().filter(url_path__in=[f"{root}{path}" for root in roots]).first()
    return of_page(found.specific) if found else None
