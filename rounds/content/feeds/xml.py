"""XML that is put together from values: nothing that a value says can become markup. Source: W3C, XML 1.0, 2.2."""

import re
from typing import Any

from lxml import etree

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def root(tag: str, namespaces: dict[str | None, str], **attributes: str) -> Any:
    return etree.Element(tag, attributes, nsmap=namespaces)


def put(parent: Any, tag: str, content: object = None, /, **attributes: object) -> Any:
    """Attributes that are None are left out. "xml_lang" is the language's."""
    said = {
        LANG if name == "xml_lang" else name: _clean(value)
        for name, value in attributes.items()
        if value is not None
    }
    element = etree.SubElement(parent, tag, said)
    if content is not None:
        element.text = _clean(content)
    return element


def written(element: Any) -> bytes:
    return etree.tostring(element, encoding="utf-8", xml_declaration=True)


def _clean(value: object) -> str:
    return _NO_XML.sub("", str(value))
