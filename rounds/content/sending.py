"""What a resource carries, sent to be kept: whole, in part, or not again (`rounds.media.sending`)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from rounds.content.models import File
from rounds.media import sending


def send(request: HttpRequest, document: File) -> HttpResponseBase:
    what = sending.Sent(
        open=lambda: document.file.storage.open(document.file.name),
        size=document.file_size,
        tag=document.file_hash,
        content_type=document.content_type,
        name=document.filename,
    )
    return sending.send(request, what)
