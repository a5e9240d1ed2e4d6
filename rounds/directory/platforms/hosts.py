"""Hosts that are no platform: imitations of one, other parts of one, and what is not on the public web."""

import re
import unicodedata
from collections.abc import Mapping

from rounds.directory.platforms.known_hosts import SERVICES, SHARED
from rounds.directory.platforms.routes import HOSTS, NAMES_FIRST
from rounds.directory.platforms.table import PLATFORMS

LONGEST_HOST = 253  # characters, as the network has it
HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
PRIVATE = re.compile(
    r"localhost|[0-9]+(?:\.[0-9]+)*|0x[0-9a-f.x]+"
    r"|.*\.(?:local|localhost|internal|intranet|lan|home|corp|test|invalid|example|onion|arpa)"
)
# What passes for a Latin letter: letters of other alphabets, digits, signs. I and l are one to the eye.
CONFUSABLE = {
    "a": "аɑαа",
    "b": "ьвƅв",
    "c": "сϲ",
    "d": "ԁժ",
    "e": "еєҽε3",
    "f": "ғƒ",
    "g": "ցɡ",
    "h": "һнհ",
    "j": "јʝ",
    "k": "кκĸ",
    "l": "iіıιїӏⅼ1|!",
    "m": "мʍ",
    "n": "пոռη",
    "o": "оοօ0σ",
    "p": "рρ",
    "q": "ԛ",
    "r": "г",
    "s": "ѕ5$",
    "t": "тτ",
    "u": "υս",
    "v": "νѵ",
    "w": "ԝѡ",
    "x": "хχ",
    "y": "уүγ",
}
BRANDS = (
    "facebook",
    "instagram",
    "linkedin",
    "pinterest",
    "slideshare",
    "snapchat",
    "soundcloud",
    "substack",
    "tiktok",
    "truthsocial",
    "twitter",
    "wechat",
    "whatsapp",
    "youtube",
)
TO_LATIN = str.maketrans({other: latin for latin, others in CONFUSABLE.items() for other in others})


def skeleton(host: str) -> str:
    """What a hasty eye sees: no marks, no hyphens, Latin letters for all that pass for them."""
    plain = unicodedata.normalize("NFKD", host.replace("。", "."))[:LONGEST_HOST]
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.lower().translate(TO_LATIN).replace("rn", "m").replace("vv", "w").replace("-", "")


def _bases() -> dict[str, str]:
    """The domains that belong to one platform alone, with the platform."""
    hosts = {host: site.platform.slug for host, site in (HOSTS | NAMES_FIRST).items()}
    for _ in range(3):
        hosts |= {
            rest: slug
            for host, slug in hosts.items()
            if (rest := host.partition(".")[2]) and rest in hosts and rest not in SHARED
        }
    whole = {host: slug for host, slug in hosts.items() if host.partition(".")[2] not in hosts}
    return {host: slug for host, slug in whole.items() if host not in SHARED and not _shared(host)}


def _shared(host: str) -> bool:
    return any(host.endswith("." + domain) for domain in SHARED)


BASES: Mapping[str, str] = _bases() | SERVICES
SKELETONS = {skeleton(host): host for host in (*HOSTS, *NAMES_FIRST)}
BRAND_SKELETONS = {skeleton(brand): brand for brand in BRANDS}


def part_of(host: str) -> str:
    """The name of the platform whose domain this host lies in, label by label, or ""."""
    labels = host.split(".")
    for place in range(len(labels) - 1):
        slug = BASES.get(".".join(labels[place:]))
        if slug:
            return PLATFORMS[slug].name
    return ""


def resembles(host: str) -> str:
    """The platform's host that this one imitates, or "". Host: in small letters, at most 253 characters."""
    seen = skeleton(_decoded(host))
    same = SKELETONS.get(seen) or SKELETONS.get(seen.removeprefix("www."))
    if same:
        return same.removeprefix("www.")
    return _wrapped(host, seen) or _branded(seen)


def _decoded(host: str) -> str:
    if "xn--" not in host:
        return host
    return ".".join(_decoded_label(label) for label in host.split("."))


def _decoded_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def _wrapped(host: str, seen: str) -> str:
    """A known host with something behind it: "facebook.com.evil.org"."""
    labels = seen.split(".")[:10]
    for start in range(len(labels)):
        for end in range(start + 2, min(start + 5, len(labels))):
            same = SKELETONS.get(".".join(labels[start:end]))
            if same and same in host:
                return same.removeprefix("www.")
    return ""


def _branded(seen: str) -> str:
    """A brand inside a label ("evilfacebook.com"), or a slip of the finger away from it ("facebok.com")."""
    labels = seen.split(".")
    for label in labels[:-1]:
        for brand, name in BRAND_SKELETONS.items():
            if brand in label or _one_slip(label, brand):
                return f"{name}.com"
    return ""


def _one_slip(word: str, brand: str) -> bool:
    """One letter more, less, other, or two neighbours exchanged."""
    if not -2 < len(word) - len(brand) < 2:
        return False
    shorter = min(len(word), len(brand))
    start = next((place for place in range(shorter) if word[place] != brand[place]), shorter)
    rest, wanted = word[start:], brand[start:]
    return (
        rest[1:] == wanted
        or rest == wanted[1:]
        or rest[1:] == wanted[1:]
        or (len(rest) > 1 and len(wanted) > 1 and rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )
