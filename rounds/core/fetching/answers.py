"""What comes of asking: an answer, or the reason why there is none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{1,40})""", re.ASCII | re.IGNORECASE)

_SENTENCES = {
    "bad-address": _("This is not the address of a web page."),
    "refused-address": _("This is not an address that we visit."),
    "dns": _("The name of the site could not be found."),
    "connection": _("The site could not be reached."),
    "tls": _("The site could not show that it is what it says: its certificate was not accepted."),
    "timeout": _("The site took too long to answer."),
    "too-large": _("The answer was too large."),
    "redirects": _("The site sent us from one address to the next, and we stopped following."),
    "robots": _("The site asks programs like ours not to visit this page."),
    "protocol": _("The site's answer could not be understood."),
    "encoding": _("The answer was packed in a way that could not be opened."),
}


def sentence(code: str) -> str:
    """What a code means, for a person, in the language of whoever reads it now."""
    return str(_SENTENCES[code])


class Unfetched(Exception):
    """There is no answer. Keep `code`; show `message`. Neither says what stands at the inside of a network."""

    def __init__(self, code: str, message: str = "", *, url: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.url = url
        self.message = message or sentence(code)


@dataclass(frozen=True, slots=True)
class Answer:
    url: str  # where it came from, after all redirects
    status: int
    headers: Mapping[str, str]  # names in lower case; a header that came twice is joined by ", "; no cookies
    body: bytes  # unpacked
    hops: tuple[
        str, ...
    ] = ()  # every address that sent us on, in order, beginning with the one that was asked

    @property
    def content_type(self) -> str:
        """`text/html`, in lower case and without parameters; "" where it is not told."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """In lower case, as the header says; "" where it is not told. It may be no charset that exists."""
        told = _CHARSET.search(self.headers.get("content-type", ""))
        return told[1].lower() if told else ""

    @property
    def etag(self) -> str:
        return self.headers.get("etag", "")

    @property
    def modified(self) -> str:
        """`Last-Modified` as it was sent, to be sent back as it is."""
        return self.headers.get("last-modified", "")
