"""Where platforms keep the feed of an account. Only those whose feeds stand at an address that follows from its name.

Not here: Reddit, whose robots.txt keeps all programs away; Vimeo and SoundCloud, whose feeds need an id that no address
tells.
"""

from urllib.parse import quote, urlsplit

from rounds.directory.checking.asking import AccountToRead, Endpoints
from rounds.organizations.matching.addresses import host_of

FLICKR = "/services/feeds/photos_public.gne"
SLUGS = frozenset(["medium", "substack", "tumblr", "flickr"])


def feed_address(account: AccountToRead, endpoints: Endpoints) -> str:
    """ "" where it is not certain."""
    host, path = host_of(account.url), urlsplit(account.url).path
    match account.platform:
        case "medium" if host == "medium.com" and len(path) > 1:
            return endpoints.at(host, f"/feed{path}")
        case "substack" if host.endswith(".substack.com"):
            return endpoints.at(host, "/feed")
        case "tumblr" if host.endswith(".tumblr.com"):
            return endpoints.at(host, "/rss")
        case "flickr" if account.native_id:
            return endpoints.at("www.flickr.com", f"{FLICKR}?id={quote(account.native_id)}")
    return ""
