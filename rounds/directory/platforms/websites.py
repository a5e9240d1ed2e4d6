"""Blogs and podcasts on a site of their own: any safe web address, once somebody says what it is."""

import re
from urllib.parse import quote

from rounds.directory.platforms.model import Address, Kind

TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|igsh|ref|ref_src|source)=", re.IGNORECASE)
SAFE = "/-._~%:@$&+="
SLUGS = frozenset(["blog", "podcast"])


def read(slug: str, host: str, path: str, query: str, submitted: str) -> Address:
    """`host` is checked already. Paths and queries keep their case, for here it may matter."""
    path = quote("/".join(filter(None, path.split("/"))), safe=SAFE).rstrip(".:/")
    pairs = [pair for pair in query.split("&") if pair and not TRACKING.match(pair)]
    asked = "?" + quote("&".join(pairs), safe=SAFE).rstrip(".:") if pairs else ""
    shown = host.removeprefix("www.") + ("/" + path if path else "") + asked
    return Address(slug, Kind.ACCOUNT, shown, "", f"https://{host}/{path}{asked}", shown, None, submitted)
