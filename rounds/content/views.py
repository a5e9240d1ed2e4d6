"""The files that resources carry. Whoever may read one resource that carries a file may have it."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from rounds.content.edges import edge
from rounds.content.library.actions import count_download
from rounds.content.library.visits import is_download
from rounds.content.models import File, Resource
from rounds.content.sending import send
from rounds.users.models import User


@require_safe
def file(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    document = get_object_or_404(File, pk=document_id)
    if document.filename != document_filename:
        raise Http404
    carrying = Resource.objects.live().filter(files__document=document)
    if _keeps(request.user, document):
        return send(request, document)
    if carrying.visible_to(request.user).exists():
        return _counted(request, document, send(request, document))
    first = carrying.known_to(request.user).order_by("pk").first()
    if first is None:
        raise Http404  # as if there were none: a draft's file is nobody's business
    return _refused(request, first)


def _counted(request: HttpRequest, document: File, response: HttpResponseBase) -> HttpResponseBase:
    if is_download(
        method=request.method or "",
        status=response.status_code,
        content_range=response.headers.get("Content-Range", ""),
        agent=request.headers.get("User-Agent", ""),
        purpose=request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")),
    ):
        count_download(document_id=document.pk, on=timezone.now().date())
    return response


def _keeps(user: User | AnonymousUser, document: File) -> bool:
    """Editors see the files that they handle, whoever may read the resource."""
    actions = ["change", "delete", "choose"]
    policy = policy_registry.get_by_type(File)
    return bool(policy.user_has_any_permission_for_instance(user, actions, document))


def _refused(request: HttpRequest, page: Resource) -> HttpResponse:
    """403 with the way in; the file of a page that one may know of is no secret."""
    path = page.get_url(request)
    way_in = edge(zone=page.zone, is_sample=page.is_sample, user=request.user, path=path)
    response = render(
        request, "content/file_refused.html", {"page": page, "path": path, "edge": way_in}, status=403
    )
    patch_cache_control(response, private=True, no_store=True)
    return response
