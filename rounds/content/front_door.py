"""The page at an address, found in three short queries where Wagtail walks down the tree and asks two for each step.

What it does not find here (a blog's topics, series and years, an unknown address), and whatever there might be a second
site or a restriction of Wagtail's own for, is left to Wagtail.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.views import serve as wagtails_way


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    page = _at(path)
    if page is None:
        return wagtails_way(request, path)
    for before in hooks.get_hooks("before_serve_page"):
        answer = before(page, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    return page.serve(request)


def _at(path: str) -> Any:
    """None where Wagtail shall look."""
    roots = list(Site.objects.values_list("root_page__url_path", flat=True)[:2])
    if len(roots) != 1 or not path:
        return None
    slug = path.rstrip("/").rpartition("/")[2]  # has an index; the whole path has none
    pages = Page.objects.filter(slug=slug, url_path=f"{roots[0]}{path}", live=True)
    restricted = Exists(PageViewRestriction.objects.all())
    found = pages.annotate(restricted=restricted).values_list("pk", "content_type", "restricted").first()
    if found is None or found[2]:
        return None
    model: Any = ContentType.objects.get_for_id(found[1]).model_class()
    return model.objects.filter(pk=found[0]).first() if model else None
