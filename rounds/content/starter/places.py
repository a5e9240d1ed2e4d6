"""Where pieces go: the library, News, the podcast, the shelf of videos."""

from typing import Any

from wagtail.models import Page, Site

from rounds.content.models import Article, Blog, Episode, Library, Podcast, Resource, Video, Videos
from rounds.content.starter.pieces import Piece, pieces, series

MODELS: dict[str, Any] = {
    "resources": Resource,
    "articles": Article,
    "podcast": Podcast,
    "episodes": Episode,
    "videos": Video,
}


def home() -> Page | None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page if site else None


def place_of(piece: Piece) -> Any:
    """The page below which it goes; None where there is none, because editors have arranged the site otherwise."""
    match piece.folder:
        case "resources":
            return Library.objects.first()
        case "articles":
            return Blog.objects.live().filter(slug=series()[piece.written["series"]]["blog"]).first()
        case "episodes":
            return Podcast.objects.live().filter(slug=_podcast()).first()
        case "videos":
            return Videos.objects.live().order_by("path").first() or home()
    return home()


def _podcast() -> str:
    return next(one.slug for one in pieces() if one.folder == "podcast")
