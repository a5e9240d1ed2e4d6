"""What accounts and languages are called on a page."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _


def label_of(platform: str, handle: str, native_id: str) -> str:
    """What an account is called. A number or a channel's id says nothing to a reader, so it is called what it is."""
    if handle:
        return handle
    if platform == "youtube":
        return _("Channel")
    if native_id.isdigit():
        return _("Page")
    return native_id if len(native_id) <= 12 else f"{native_id[:10]}…"


def language_name(code: str) -> str:
    """In the reader's language; the code itself where Django has no name for it."""
    try:
        return str(get_language_info(code)["name_translated"]) if code else ""
    except KeyError:
        return code
