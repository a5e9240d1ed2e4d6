"""Pictures on pages: `{% load pictures %}{% picture page.picture "lead" alt=page.picture_alt %}`.

A list fetches them with `select_related("picture").prefetch_related("picture__renditions")`: then no picture costs a
query of its own.
"""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from rounds.content.pictures import markup

register = template.Library()


@register.simple_tag
def picture(image: Any, role: str, alt: str = "", first: bool | None = None) -> SafeString | str:
    """`role`: lead, body, card, cover, small. `first=True`: seen at once, so not loaded lazily."""
    return markup.picture(image, role, alt=alt, is_first=first)


@register.simple_tag
def picture_address(image: Any, role: str = "social") -> str:
    """The path of one JPEG, for `og:image` and feeds; put the site's address before it."""
    return markup.address(image, role)
