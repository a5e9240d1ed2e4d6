"""Nightly dumps, file by file."""

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.views.decorators.http import require_safe

from rounds.core.limits import Meter, visitor
from rounds.open_data.dumps import folder
from rounds.open_data.dumps.folder import Dump
from rounds.open_data.licence import licence
from rounds.open_data.views.exports import too_often

A_MINUTE = 120
A_DAY = "public, max-age=86400"
meter = Meter("dumps")
_TYPES = {".gz": "application/gzip", ".json": "application/json", ".py": "text/x-python; charset=utf-8"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Which dumps there are, for programs."""
    found = [dump for name in folder.names() if (dump := folder.find(name))]
    told = [{"day": one.name, "bytes": one.bytes, "manifest": _address(one)} for one in found]
    response = JsonResponse({"license": licence()._asdict(), "dumps": told})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def latest(request: HttpRequest, file: str) -> HttpResponse:
    dump = folder.newest()
    if dump is None or file not in dump.files:
        raise Http404
    response = HttpResponseRedirect(reverse("open_data:dump_file", args=[dump.name, file]))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def file(request: HttpRequest, day: str, file: str) -> HttpResponseBase:
    """What is published never changes, so a proxy may keep it."""
    if not (reading := meter.take(visitor(request), A_MINUTE)).is_admitted:
        return too_often(reading.reset)
    dump = folder.find(day)
    if dump is None or file not in dump.files:
        raise Http404
    tag = _tag(dump, file)
    if tag in request.headers.get("If-None-Match", "").split(", "):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        kind = _TYPES.get(file[file.rfind(".") :], "text/plain; charset=utf-8")
        response = FileResponse(folder.storage().open(f"{day}/{file}"), content_type=kind)
    headers = {
        "ETag": tag,
        "Cache-Control": A_DAY,
        "Link": licence().link,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    for name, value in headers.items():
        response.headers[name] = value
    return response


def _tag(dump: Dump, file: str) -> str:
    sums = {one["path"]: one["hash"].partition(":")[2] for one in dump.manifest["resources"]}
    return f'"{sums.get(file, dump.manifest["created"])}"'


def _address(dump: Dump) -> str:
    return f"{settings.PUBLIC_URL}/data/dumps/{dump.name}/{folder.MANIFEST}"
