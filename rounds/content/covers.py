"""Pictures by their address, for programs that show no page: one JPEG in one size."""

from typing import Any

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

COVER = "fill-1400x1400|format-jpeg"  # as directories of podcasts ask for it
SMALL_COVER = "fill-300x300|format-jpeg"
CARD = "fill-480x320|format-jpeg"
LEAD = "fill-1200x630|format-jpeg"


def picture_at(picture: Any, spec: str) -> str:
    """The path; "" where there is no picture, or its file is gone."""
    if picture is None:
        return ""
    try:
        return str(picture.get_rendition(spec).url)
    except (SourceImageIOError, OSError, InvalidFilterSpecError):
        return ""
