"""trust.txt, in which an organization names its accounts and whom it belongs to. Pure: text in, values out.

Source: JournalList, "Reference Document for trust.txt Specifications"; draft-org-trust-relationship-protocol-00.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

LARGEST = 256_000  # bytes
MOST_LINES = 5_000
LONGEST_LINE = 2_000  # characters
MOST_OF_A_KIND = 1_000
PLACES = ("/.well-known/trust.txt", "/trust.txt")  # in the order in which they are asked for

RELATIONS = frozenset(["member", "belongto", "control", "controlledby", "vendor", "customer", "disclosure"])
WORDS = frozenset(["datatrainingallowed"])
# Named in the specification and not kept: "contact" is a person's address or telephone.
PASSED_OVER = frozenset(["contact"])
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|script|meta|title)\b", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TrustTxt:
    social: tuple[str, ...]
    relations: Mapping[str, tuple[str, ...]]  # by name in lower case; without "social" and "contact"


def read_trust_txt(body: bytes) -> TrustTxt | None:
    """None for what is no trust.txt: a page that says "not found" with status 200, an empty file, one too large."""
    if len(body) > LARGEST:
        return None
    text = body.decode("utf-8-sig", "replace")
    if _MARKUP.search(text[:2_000]) or text.lstrip()[:1] == "<":
        return None
    found: dict[str, dict[str, None]] = {}
    is_one = False
    for line in re.split(r"\r\n|\r|\n", text)[:MOST_LINES]:
        name, value = _pair(line)
        is_one = is_one or name in PASSED_OVER
        if value and len(kept := found.setdefault(name, {})) < MOST_OF_A_KIND:
            kept[value] = None
    social = tuple(found.pop("social", ()))
    if not (social or found or is_one):
        return None
    return TrustTxt(social, {name: tuple(found[name]) for name in sorted(found)})


def _pair(line: str) -> tuple[str, str]:
    """Name and value; the value is "" where the line says nothing that we keep."""
    if len(line) > LONGEST_LINE or line.lstrip().startswith("#"):
        return "", ""
    name, _, value = (part.strip() for part in line.partition("="))
    name, value = name.lower(), re.split(r"\s", value, maxsplit=1)[0]
    if name in WORDS:
        return name, value.lower() if value.lower() in ("yes", "no") else ""
    if name in RELATIONS or name == "social":
        return name, _address(value)
    return name, ""


def _address(value: str) -> str:
    if _HOST.fullmatch(value):
        value = f"https://{value}"
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        return ""
    return value if is_web else ""
