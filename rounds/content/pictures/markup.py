"""A picture as a page shows it: the best format that the browser reads, in the size that its screen needs."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from rounds.content.pictures.roles import FORMATS, ROLES, sizes
from rounds.content.pictures.sizes import by_spec, plain

UNREADABLE = (SourceImageIOError, OSError, InvalidFilterSpecError)


def picture(image: Any, role: str, *, alt: str = "", is_first: bool | None = None) -> SafeString | str:
    """`alt`: "" for a decoration. "" where there is no picture, or its file is gone."""
    if image is None:
        return ""
    asked = ROLES[role]
    there = by_spec(image)
    try:
        last = plain(image, role, there)
    except UNREADABLE:
        return ""
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        (
            (media_type, srcset, asked.shown)
            for format, media_type in FORMATS
            if (srcset := _srcset(image, role, format, there))
        ),
    )
    return format_html(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}"{}></picture>',
        sources,
        last.url,
        *_proportions(image, role, last),
        alt,
        _loading(asked.is_first if is_first is None else is_first),
    )


def address(image: Any, role: str) -> str:
    """Of one JPEG, for programs: a preview elsewhere, a feed. "" where there is none."""
    try:
        return str(plain(image, role, by_spec(image)).url) if image else ""
    except UNREADABLE:
        return ""


def _srcset(image: Any, role: str, format: str, there: dict[str, Any]) -> str:
    """ "" until all of them are made: half a set would make large screens show a small picture."""
    found = [there.get(size.spec) for size in sizes(ROLES[role], format, image.width)]
    if not found or None in found:
        return ""
    return ", ".join(f"{one.url} {one.width}w" for one in found if one)


def _proportions(image: Any, role: str, last: Any) -> tuple[int, int]:
    """So that nothing on the page jumps when it comes; of the largest size that may be chosen."""
    largest = min(max(ROLES[role].widths, default=last.width), image.width)
    return largest, round(largest * last.height / last.width)


def _loading(is_first: bool) -> SafeString:
    return SafeString(' fetchpriority="high"' if is_first else ' loading="lazy" decoding="async"')
