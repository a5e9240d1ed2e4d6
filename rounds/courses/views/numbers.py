"""Numbers that our own forms carry."""

from django.http import Http404


def number(text: str | None) -> int:
    if not (text and text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)
