"""The proofs that we write for an organization to put on its own site. Pure: values in, text out.

Names and addresses come from outside. None of them may end the line, the attribute or the script that it stands in.
Sources: the trust.txt specification of JournalList; schema.org `sameAs`; microformats.org `rel-me`.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from rounds.core import json_in_html

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Named(NamedTuple):
    """One account: "Facebook MercyHospital" and its address."""

    label: str
    address: str


class Family(NamedTuple):
    """Websites of what the organization is a part of, and of its parts, in the words of trust.txt."""

    control: Sequence[str] = ()
    controlledby: Sequence[str] = ()
    member: Sequence[str] = ()
    belongto: Sequence[str] = ()


def trust_txt(name: str, accounts: Sequence[Named], family: Family, *, source: str) -> str:
    """For /.well-known/trust.txt. `source`: the page where all of it can be looked up."""
    lines = [f"# {_one_line(name)}: our accounts, and whom we belong to", f"# {_one_line(source)}"]
    for relation, sites in family._asdict().items():
        lines += [f"{relation}={site}" for site in sites if _is_address(site)]
    lines += [f"social={one.address}" for one in accounts if _is_address(one.address)]
    return "\n".join(lines) + "\n"


def same_as_json(name: str, website: str, accounts: Sequence[Named]) -> str:
    """JSON-LD that may stand in a script element as it is."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": name,
        "url": website,
        "sameAs": [one.address for one in accounts if _is_address(one.address)],
    }
    kept = {key: value for key, value in data.items() if value}
    return json_in_html.dumps(kept, indent=2) + "\n"


def same_as_script(name: str, website: str, accounts: Sequence[Named]) -> str:
    return f'<script type="application/ld+json">\n{same_as_json(name, website, accounts)}</script>\n'


def rel_me_html(accounts: Sequence[Named]) -> str:
    links = [
        f'  <li><a rel="me" href="{escape(one.address)}">{escape(_one_line(one.label))}</a></li>'
        for one in accounts
        if _is_address(one.address)
    ]
    return "\n".join(["<ul>", *links, "</ul>"]) + "\n"


def badge_html(words: str, *, page: str, picture: str) -> str:
    """`words` for whoever does not see the picture: they must hold whatever the badge says, so they claim nothing."""
    alt = escape(_one_line(words))
    return f'<a href="{escape(page)}"><img src="{escape(picture)}" alt="{alt}" height="28"></a>\n'


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _is_address(address: str) -> bool:
    """On the web, and without anything that would begin another line."""
    if _BREAKS.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
