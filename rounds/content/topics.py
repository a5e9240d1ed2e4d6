"""Pages by what they are about, across the whole site."""

from functools import cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.content import cards
from rounds.content.models import Topic
from rounds.content.serving import kept
from rounds.core.zones import open_to


class Listed(NamedTuple):
    slug: str
    name: str
    introduction: str


@require_safe
def topics(request: HttpRequest) -> HttpResponseBase:
    """Those that a reader will find something about."""
    return _kept(
        request, "content/topics.html", cache(lambda: {"topics": _with_something(open_to(request.user))})
    )


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = get_object_or_404(Topic, slug=slug)
    return _kept(request, "content/topic.html", cache(lambda: _about(found, request)))


def _about(topic: Topic, request: HttpRequest) -> dict[str, Any]:
    zones = open_to(request.user)
    rows = cards.gathered(zones, lambda pages: pages.filter(topics=topic))
    part = cards.page_of(rows, request.GET.get("page"), zones)
    return {
        "topic": topic,
        "introduction": topic.introduction,
        "trail": [(_("Topics"), "/topics/"), (topic.name, "")],
        "rows": list(part.object_list),
        "part": part,
    }


def _with_something(zones: frozenset[str]) -> list[Any]:
    known = [model.objects.live().known_in(zones) for model in cards.types().values()]
    first, *others = [pages.order_by().values_list("topics") for pages in known]
    ids = {pk for (pk,) in first.union(*others)} - {None}
    rows = Topic.objects.filter(pk__in=ids).order_by("name").values_list("slug", "name", "introduction")
    return [Listed(*row) for row in rows]


def _kept(request: HttpRequest, template: str, told: Any) -> HttpResponseBase:
    return kept(request, lambda asked: render(asked, template, told()), lambda: str(told()))
