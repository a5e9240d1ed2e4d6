"""Text as it may stand in XML 1.0. Pure. Source: W3C, XML 1.0, section 2.2."""

import re
from xml.sax.saxutils import escape, quoteattr

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: object) -> str:
    return escape(_NO_XML.sub("", str(value)))


def attribute(value: object) -> str:
    """In its quotation marks."""
    return quoteattr(_NO_XML.sub("", str(value)))
