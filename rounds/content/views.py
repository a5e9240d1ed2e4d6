"""Files and pictures that pages carry. Whoever may read one page that carries a thing may have it."""

from mimetypes import guess_type

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from rounds.content import carrying
from rounds.content.library.actions import count_download
from rounds.content.library.visits import is_download
from rounds.content.models import File, Picture, PictureRendition, Resource
from rounds.content.pictures.roles import is_ours
from rounds.content.sending import send
from rounds.memberships.edges import edge
from rounds.users.models import User

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def file(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    document = get_object_or_404(File, pk=document_id)
    if document.filename != document_filename:
        raise Http404
    if _keeps(request.user, document):
        return send(request, document)
    of_resources = Resource.objects.live().filter(files__document=document)
    if of_resources.visible_to(request.user).exists() or carrying.may_have(request.user, document):
        return _counted(request, document, send(request, document))
    first = of_resources.known_to(request.user).order_by("pk").first()
    first = first or carrying.known_page(request.user, document)
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


@require_safe
def picture(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """One size of a picture. What everybody may see is kept for a year: under this address it never changes."""
    rendition = get_object_or_404(PictureRendition.objects.select_related("image"), pk=pk)
    if rendition.filename != name:
        raise Http404
    if is_ours(rendition.filter_spec):
        if carrying.may_have(AnonymousUser(), rendition.image):
            return _picture(request, rendition, is_public=True)
        if request.user.is_authenticated and carrying.may_have(request.user, rendition.image):
            return _picture(request, rendition, is_public=False)
    if request.user.is_authenticated and _keeps(request.user, rendition.image):
        return _picture(request, rendition, is_public=False)
    raise Http404


def _picture(request: HttpRequest, rendition: PictureRendition, *, is_public: bool) -> HttpResponseBase:
    tag = quote_etag(f"{rendition.pk}-{rendition.filename}")
    response: HttpResponseBase
    if tag in request.headers.get("If-None-Match", "").split(", "):
        response = HttpResponseNotModified()
    else:
        try:
            opened = rendition.file.storage.open(rendition.file.name)
        except FileNotFoundError:
            raise Http404 from None
        response = FileResponse(opened, content_type=guess_type(rendition.filename)[0] or "image/jpeg")
        response.headers["Content-Disposition"] = "inline"
    response.headers["ETag"] = tag
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if is_public:
        patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _keeps(user: User | AnonymousUser, thing: File | Picture) -> bool:
    """Editors see what they handle, whoever may read the page."""
    actions = ["change", "delete", "choose"]
    policy = policy_registry.get_by_type(type(thing))
    return bool(policy.user_has_any_permission_for_instance(user, actions, thing))


def _refused(request: HttpRequest, page: Resource) -> HttpResponse:
    """403 with the way in; the file of a page that one may know of is no secret."""
    path = page.get_url(request)
    way_in = edge(zone=page.zone, is_sample=page.is_sample, user=request.user, path=path)
    response = render(
        request, "content/file_refused.html", {"page": page, "path": path, "edge": way_in}, status=403
    )
    patch_cache_control(response, private=True, no_store=True)
    return response
