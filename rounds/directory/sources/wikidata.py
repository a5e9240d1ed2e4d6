"""Health operators and brands of OpenStreetMap's Name Suggestion Index, with the accounts that Wikidata gives them.

Rows without an account are passed over, and so are social facilities (youth clubs, homes), which are not health care.
Rows with the same Wikidata item are one organization.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from rounds.core.countries import is_country, region_code
from rounds.directory.sources.record import AccountRecord, AccountSource, Said
from rounds.organizations.sources.record import OtherName, Record, Reject
from rounds.organizations.sources.tables import Row, Table

_PLATFORMS = ("facebook", "twitter", "instagram", "youtube", "linkedin", "pinterest", "vk", "snapchat")
_TOLD = ("path", "display_name", "match_names", "locations", "wikidata", "label", "description", "website")
_TABLE = Table(columns={name: (name,) for name in (*_TOLD, *_PLATFORMS)})
_TYPES = (
    ("amenity/hospital", "health-system"),
    ("amenity/clinic", "clinic"),
    ("amenity/doctors", "clinic"),
    ("amenity/dentist", "clinic"),
    ("healthcare/dialysis", "clinic"),
    ("healthcare/physiotherapist", "clinic"),
    ("healthcare/rehabilitation", "clinic"),
)
_AGENCY = re.compile(
    r"\b(ministry|ministerio|minist[eè]re|department) (of|for|de|da|del) (public )?(health|salud|saúde|santé)"
    r"|health (ministry|department|administration)|commissioned corps",
    re.IGNORECASE,
)
_SEVERAL = r"system|network|group|chain|company|operator|hospitals|services"
_ONE_HOSPITAL = re.compile(rf"^(?!.*\b({_SEVERAL})\b).*\bhospital\b", re.IGNORECASE)
_NATIONS = {
    "american": "US",
    "u.s.": "US",
    "british": "GB",
    "canadian": "CA",
    "german": "DE",
    "french": "FR",
    "swiss": "CH",
    "dutch": "NL",
    "australian": "AU",
    "indian": "IN",
}
# Where Wikidata's English label is the name.
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA", "IN"})
_UNLIKE_ISO = {"FX": "FR", "RA": "AR", "UK": "GB"}


def _read(path: Path) -> Iterator[AccountRecord | Reject]:
    by_item: defaultdict[str, list[Row]] = defaultdict(list)
    found: list[Row | Reject] = []
    for row in _TABLE.read(path):
        if isinstance(row, Row):
            cells = row.cells
            if not any(cells[platform] for platform in _PLATFORMS) or "social_facility" in cells["path"]:
                continue
            item = cells["wikidata"]
            if not re.fullmatch(r"Q\d{1,12}", item):
                row = row.reject("wikidata is not the number of an item, like Q7650154")
            else:
                by_item[item].append(row)
                if len(by_item[item]) > 1:
                    continue
        found.append(row)
    for row in found:
        yield row if isinstance(row, Reject) else _organization(by_item[row.cells["wikidata"]])


def _organization(rows: Sequence[Row]) -> AccountRecord | Reject:
    first, best = rows[0], max(rows, key=_weight).cells
    item = best["wikidata"]
    place = _place(best)
    if not place[0]:
        return first.reject(f"locations names no country: {best['locations'] or 'it is empty'}")
    in_english = place[0] in _ENGLISH or best["path"].startswith("brands/")
    name = best["label"] if best["label"] and in_english else best["display_name"]
    name = re.sub(r"\s*\([^)]*\)$", "", name) or name
    told = [best["label"], *(row.cells["display_name"] for row in rows)]
    record = Record(
        key=item,
        line=first.line,
        name=name,
        source_name=best["display_name"][:300],
        type=_type(best),
        country=place[0],
        region=place[1],
        website=_website(best["website"]),
        identifiers=(("wikidata", item),),
        names=tuple(OtherName("alternative", text) for text in dict.fromkeys(told) if text and text != name),
    )
    said = {(platform, row.cells[platform]) for row in rows for platform in _PLATFORMS if row.cells[platform]}
    return AccountRecord(
        about=record,
        accounts=tuple(
            Said(text, "x" if platform == "twitter" else platform) for platform, text in sorted(said)
        ),
        source_url=f"https://www.wikidata.org/wiki/{item}",
    )


def _weight(row: Row) -> tuple[bool, bool]:
    return row.cells["path"].startswith("operators/"), "hospital" in row.cells["path"]


def _type(cells: Mapping[str, str]) -> str:
    words = f"{cells['label']} {cells['description']} {cells['display_name']}"
    if _AGENCY.search(words):
        return "public-health-agency"
    found = next((type for part, type in _TYPES if part in cells["path"]), "other")
    is_one = found == "health-system" and bool(_ONE_HOSPITAL.search(cells["description"]))
    return "hospital" if is_one else found


def _place(cells: Mapping[str, str]) -> tuple[str, str]:
    """Country and region: one region, if the organization is of one; of several countries the one it comes from."""
    places = [part.removesuffix(".geojson").upper() for part in cells["locations"].split("|") if part]
    countries = list(dict.fromkeys(_country(place) for place in places))
    known = [country for country in countries if country]
    if len(known) == 1 and len(countries) == 1:
        _, _, region = places[0].partition("-")
        return known[0], region_code(known[0], region) if region and len(places) == 1 else ""
    home = _home(cells)
    if home and (home in known or not known):
        return home, ""
    return (known[0], "") if known else ("", "")


def _country(place: str) -> str:
    code = place[:2]
    code = _UNLIKE_ISO.get(code, code)
    return code if is_country(code) else ""


def _home(cells: Mapping[str, str]) -> str:
    """From the nation in the description, else from the website's country domain."""
    description = cells["description"].casefold()
    told = next(
        (code for word, code in _NATIONS.items() if re.search(rf"\b{re.escape(word)}(?!\w)", description)), ""
    )
    if told:
        return told
    domain = (urlsplit(cells["website"]).hostname or "").rpartition(".")[2].upper()
    return _country(domain) if len(domain) == 2 else ""


def _website(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else ""


SOURCE = AccountSource(
    slug="wikidata-2022",
    family="wikidata",
    name="Health operators of the Name Suggestion Index, with accounts from Wikidata",
    publisher="OpenStreetMap's Name Suggestion Index and Wikidata",
    licence="BSD-3-Clause and CC0-1.0",
    licence_url="https://github.com/osmlab/name-suggestion-index/blob/main/LICENSE.md",
    attribution="OpenStreetMap's Name Suggestion Index (BSD-3-Clause) and Wikidata (CC0).",
    as_of=date(2022, 4, 1),  # the month is known, the day is not
    url="https://github.com/osmlab/name-suggestion-index",
    read=_read,
)
