"""What a page says of its publisher for machines: JSON-LD and tags in the head. Pure."""

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element as Element

from rounds.directory.platforms import Address, Refusal, parse
from rounds.organizations.matching.addresses import host_of

LONGEST_SCRIPT = 500_000  # characters
MOST_SCRIPTS = 50
MOST_NODES = 10_000
MOST_TAGS = 500  # of the head, of one sort
MOST_NAMED = 200  # addresses in one `sameAs`

# schema.org's organizations, with whatever ends in "Organization". Not Physician, who is a person as often as not.
_ORGANIZATIONS = frozenset(
    """
    Organization Corporation NGO Consortium FundingAgency EducationalOrganization CollegeOrUniversity School
    GovernmentOrganization MedicalOrganization Hospital MedicalClinic MedicalBusiness Dentist Pharmacy DiagnosticLab
    VeterinaryCare LocalBusiness EmergencyService NewsMediaOrganization ResearchOrganization Optician MedicalSpa
    CommunityHealth Geriatric Gynecologic Midwifery Nursing Obstetric Oncologic Optometric Otolaryngologic Pediatric
    Physiotherapy PrimaryCare Psychiatric PublicHealth GovernmentOffice
    """.split()  # noqa: SIM905
)
_PERSONS = frozenset(["Person", "Physician", "IndividualPhysician", "Patient"])
# Where the page's own organization may stand. What is behind other words is about somebody else.
_OURS_BEHIND = (
    "@graph",
    "publisher",
    "mainEntity",
    "mainEntityOfPage",
    "isPartOf",
    "department",
    "copyrightHolder",
)
_PARENTS = ("parentOrganization", "sourceOrganization")  # only where they say that this site is theirs
_IDENTIFIERS = ("ror.org", "wikidata.org", "isni.org", "grid.ac", "orcid.org", "schema.org")
_OPENINGS = ("//", "/*", "<!--", "<![CDATA[", "*/")
_CLOSINGS = (";", "*/", "]]>", "-->", "/*", "//")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")

# Accounts of those who made the software, which it writes into the head of every site.
_MAKERS = frozenset(
    ["duda", "godaddy", "jetpack", "joomla", "squarespace", "webflow", "weebly", "wix", "wordpressdotcom"]
)
_META = {"twitter:site": "x", "article:publisher": "facebook", "og:see_also": ""}
_PAGE_IDS = frozenset(["fb:page_id", "fb:pages"])


def named_in_json(scripts: Sequence[str], page_url: str) -> Iterator[str]:
    """The `sameAs` of the organization whose page it is. Malformed data says nothing."""
    for script in scripts[:MOST_SCRIPTS]:
        data = _loaded(script)
        if data is not None:
            yield from _same_as(data, page_url)


def _loaded(script: str) -> Any:
    if len(script) > LONGEST_SCRIPT:
        return None
    text = _uncovered(script)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _uncovered(script: str) -> str:
    """Without the comments in which scripts of old were hidden."""
    text = script.strip()
    for mark in _OPENINGS * 2:
        text = text.removeprefix(mark).lstrip()
    for mark in _CLOSINGS * 2:
        text = text.removesuffix(mark).rstrip()
    return text


def _same_as(data: Any, page_url: str) -> Iterator[str]:
    """Walks from the top through what is ours. `is_strict`: only if it names this site as its own."""
    waiting: deque[tuple[Any, bool]] = deque([(data, False)])
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node, is_strict = waiting.popleft()
        if isinstance(node, list):
            waiting += [(one, is_strict) for one in node[:MOST_NODES]]
        if not isinstance(node, dict) or (types := _types(node)) & _PERSONS:
            continue
        waiting += [(node[key], is_strict) for key in _OURS_BEHIND if isinstance(node.get(key), dict | list)]
        waiting += [(node[key], True) for key in _PARENTS if isinstance(node.get(key), dict | list)]
        is_here = _is_here(node, page_url)
        if _is_organization(types) and (is_here or (is_here is None and not is_strict)):
            yield from _addresses(node.get("sameAs", node.get("schema:sameAs")))


def _types(node: dict[str, Any]) -> set[str]:
    told = node.get("@type", node.get("type"))
    names = told if isinstance(told, list) else [told]
    return {re.split(r"[/#:]", name)[-1] for name in names[:20] if isinstance(name, str)}


def _is_organization(types: set[str]) -> bool:
    return any(name in _ORGANIZATIONS or name.endswith("Organization") for name in types)


def _is_here(node: dict[str, Any], page_url: str) -> bool | None:
    """Whether a node says that it lives on this host; None where it does not say where."""
    for key in ("url", "@id"):
        told = node.get(key)
        told = told[0] if isinstance(told, list) and told else told
        if not isinstance(told, str) or not told.strip():
            continue
        try:
            address = urlsplit(urljoin(page_url, told.strip()))
        except ValueError:
            continue
        host = host_of(address.geturl())
        if address.scheme in ("http", "https") and host and host not in _IDENTIFIERS:
            return host == host_of(page_url)
    return None


def _addresses(value: Any) -> Iterator[str]:
    for one in (value if isinstance(value, list) else [value])[:MOST_NAMED]:
        told = one.get("@id", one.get("@value", one.get("url"))) if isinstance(one, dict) else one
        if isinstance(told, str):
            yield told.strip()


def named_in_head(root: Element) -> Iterator[tuple[Element, Address | Refusal]]:
    """Accounts of the site in its tags. Not those of authors: twitter:creator, fediverse:creator, article:author."""
    for tag in islice(root.iter("meta"), MOST_TAGS):
        name = (tag.get("property") or tag.get("name") or "").strip().lower()
        content = (tag.get("content") or tag.get("value") or "").strip()
        if name in _META and content:
            answer = _of_meta(content, _META[name])
            if not isinstance(answer, Address) or answer.handle.lower() not in _MAKERS:
                yield tag, answer
        elif name in _PAGE_IDS:
            for number in content.split(",")[:10]:
                if number.strip().isdecimal():
                    yield tag, parse(f"https://www.facebook.com/profile.php?id={number.strip()}")
    for tag in islice(root.iter("link"), MOST_TAGS):
        if "publisher" in tag.get("rel", "").lower().split() and is_web(tag.get("href", "")):
            yield tag, parse(tag.get("href", "").strip())


def _of_meta(content: str, slug: str) -> Address | Refusal:
    answer = parse(content, slug) if slug or is_web(content) else parse("")
    if slug and isinstance(answer, Address) and answer.platform != slug:
        return parse("")
    return answer


def is_web(address: str) -> bool:
    return address.strip().lower().startswith(("http://", "https://", "//"))
