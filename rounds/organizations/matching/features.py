"""What is compared, each as a number that `weights` has a weight for. Pure: a question and an organization in.

Only what is not 0 is there. What one side does not tell is neither the same nor another.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import NamedTuple

from rapidfuzz.distance import OSA

from rounds.core.countries import US_TERRITORIES, country_code, is_country, region_code, regions_called
from rounds.organizations.matching.addresses import door, host_of, own_host, postal_area, subscriber
from rounds.organizations.matching.comparing import Alike, Spoken, compare, spoken
from rounds.organizations.matching.questions import Question
from rounds.organizations.names import fold, meant, plain_words
from rounds.organizations.search.keys import town_of

_LONGEST = 300
_NEAR_TOWN = 0.8
_SHORT_TOWN, _LONG_TOWN = 5, 9  # letters of a town in which one slip is believed, and two
_COMMON = 0.375  # the weight of a word that half the names have: "county" is one, "methodist" is none
_FIRST = frozenset("1")  # registers number a house that is the only one, too


class Asked(NamedTuple):
    """A question as it is read."""

    name: str
    spoken: Spoken
    country: str
    region: str  # a code where the country is told, else the text
    town: str
    door: str
    postal_area: str
    type: str
    website: str
    host: str
    phone: str
    identifiers: frozenset[tuple[str, str]]


class Called(NamedTuple):
    """One name of an organization."""

    text: str
    kind: str
    spoken: Spoken


class Facts(NamedTuple):
    """An organization as it is compared."""

    names: tuple[Called, ...]
    place: frozenset[str]  # the words of its city
    type: str
    country: str
    region: str
    town: str
    street: str
    postal_code: str
    phone: str
    website: str


class Compared(NamedTuple):
    features: dict[str, float]
    called: str


def read(question: Question, weight_of: Mapping[str, float], known: Container[str] = frozenset()) -> Asked:
    """`known`: the words that names have; a word that is none of them may be a slip."""
    name, city = _typed(question.name, _LONGEST), _typed(question.city, 120)
    country, region = country_code(_typed(question.country, 80)), _typed(question.region, 80)
    if not country and is_country(region[:2].upper()) and region[2:3] == "-":
        country = region[:2].upper()
    if country == "US" and (territory := country_code(region)) in US_TERRITORIES:
        country, region = territory, ""
    words = [form for word in plain_words(name) for form in ((word,) if word in known else meant(word))]
    postal_code, website = _typed(question.postal_code, 20), _typed(question.website, 500)
    return Asked(
        name=name,
        spoken=spoken(words, frozenset(plain_words(city)), weight_of),
        country=country,
        region=(region_code(country, region) if country else region) if region else "",
        town=town_of(city),
        door=door(_typed(question.street, 200), postal_code),
        postal_area=postal_area(postal_code),
        type=question.type,
        website=website,
        host=own_host(website),
        phone=subscriber(_typed(question.phone, 40)),
        identifiers=frozenset(
            (_typed(one, 20), _typed(value, 80)) for one, value in question.identifiers[:20]
        ),
    )


def _typed(text: str, longest: int) -> str:
    """What a database can be asked: no NUL, no half of a character."""
    return text[:longest].replace("\0", " ").encode("utf-8", "ignore").decode().strip()


def compared(asked: Asked, facts: Facts, *, in_town: int, has_identifier: bool) -> Compared:
    """`in_town`: how many organizations the asked town has; 0 where that is not known."""
    features: dict[str, float] = {"always": 1.0}
    called = ""
    if asked.spoken.weights and facts.names:
        alike, best = max(
            ((compare(asked.spoken, one.spoken), one) for one in facts.names), key=lambda pair: pair[0].worth
        )
        called = best.text
        features |= _of_names(alike, asked, best, facts)
    features |= _of_place(asked, facts, in_town)
    features |= _of_keys(asked, facts)
    if has_identifier:
        features["same identifier"] = 1.0
    if asked.type and facts.type:
        features["same type" if asked.type == facts.type else "another type"] = 1.0
    return Compared(_crossed(features), called)


def _of_names(alike: Alike, asked: Asked, best: Called, facts: Facts) -> dict[str, float]:
    mine, its = asked.spoken.kind, best.spoken.kind
    both = alike.asked * alike.known
    told = {
        "asked words": alike.asked,
        "known words": alike.known,
        "all words": both,
        "letters": alike.letters,
        "core letters": alike.core,
        "same words": float(alike.same),
        "same but for common words": float(alike.missing < _COMMON and alike.unsaid < _COMMON),
        "all asked for": float(not alike.missing and alike.unsaid < _COMMON),
        "rare word": alike.rare,
        "missing word": alike.missing,
        "unsaid word": alike.unsaid,
        "clash": min(alike.missing, alike.unsaid),
        "another kind": float(len(mine.kinds - its.kinds) and len(its.kinds - mine.kinds)),
        "kind not had": float(bool(mine.kinds - its.kinds)),
        "kind not asked": float(bool(its.kinds - mine.kinds)),
        "another direction": float(
            bool(mine.directions and its.directions) and mine.directions != its.directions
        ),
        "direction of one": float(bool(mine.directions) != bool(its.directions)),
        "another number": float(bool(mine.numbers and its.numbers) and mine.numbers != its.numbers),
        "number of one": float(bool(mine.numbers - _FIRST) != bool(its.numbers - _FIRST)),
        "same kind": float(bool(mine.kinds) and mine.kinds == its.kinds),
        "children of one": float("children" in mine.kinds ^ its.kinds),
        "former name": float(best.kind == "former"),
        "acronym": float(is_acronym(asked.name) or best.kind == "acronym"),
        "city in the name": float(
            not asked.town and bool(facts.place) and facts.place <= asked.spoken.weights.keys()
        ),
    }
    return {feature: value for feature, value in told.items() if value}


def is_acronym(name: str) -> bool:
    """A third of all acronyms are shared, so none is evidence."""
    plain = name.replace(".", "").strip()
    return " " not in plain and 1 < len(plain) <= 8 and plain.upper() == plain and plain.isalpha()


def _of_place(asked: Asked, facts: Facts, in_town: int) -> dict[str, float]:
    told: dict[str, float] = {}
    if asked.country and facts.country and not _is_in(asked.country, facts.country):
        return {"another country": 1.0}
    if asked.country and facts.country:
        told["same country"] = 1.0
    regions = (asked.region,) if asked.country else regions_called(asked.region)
    if facts.region and any(regions):
        told["same region" if facts.region in regions else "another region"] = 1.0
    if asked.town and facts.town:
        told |= _of_town(asked.town, facts.town, "another region" in told, in_town)
    if asked.postal_area and facts.postal_code:
        area = postal_area(facts.postal_code)
        same, near = asked.postal_area == area, asked.postal_area[:-2] == area[:-2]
        told["same postal code" if same else "near postal code" if near else "another postal code"] = 1.0
        if asked.door and asked.door == door(facts.street, facts.postal_code):
            told["same address"] = 1.0
    return told


def _is_in(asked: str, known: str) -> bool:
    return asked == known or (asked == "US" and known in US_TERRITORIES)


def _of_town(asked: str, known: str, is_elsewhere: bool, in_town: int) -> dict[str, float]:
    """A slip in the name of a town is no other town, unless it is in another region."""
    if asked == known:
        return {"same city": 1.0} | ({"few in town": 1 / in_town} if in_town else {})
    slips = OSA.distance(asked, known, score_cutoff=2)
    if not is_elsewhere and slips <= (1 if len(asked) < _LONG_TOWN else 2) and len(asked) >= _SHORT_TOWN:
        return {"same city": 1.0, "slip in the city": 1.0}
    within = asked.startswith(known) or known.startswith(asked)
    near = OSA.normalized_similarity(asked, known) >= _NEAR_TOWN
    return {"near city" if within or near else "another city": 1.0}


def _of_keys(asked: Asked, facts: Facts) -> dict[str, float]:
    told: dict[str, float] = {}
    if asked.phone and facts.phone:
        same = asked.phone == subscriber(facts.phone)
        told["same phone" if same else "another phone"] = 1.0
    if asked.website and facts.website:
        mine, its = asked.host, own_host(facts.website)
        if _page(asked.website) == _page(facts.website):
            told["same page"] = 1.0
        if mine and its:
            told["same website" if mine == its else "another website"] = 1.0
    return told


def _page(website: str) -> str:
    _, _, rest = website.partition("//")
    path = (rest or website).partition("/")[2].partition("?")[0].strip("/")
    return f"{host_of(website)}/{path}" if path else ""


def _crossed(features: dict[str, float]) -> dict[str, float]:
    """What an agreement counts for in a certain place."""
    if "same city" in features:
        for what in (
            "rare word",
            "core letters",
            "clash",
            "all words",
            "missing word",
            "unsaid word",
            "same kind",
        ):
            if value := features.get(what):
                features[f"same city, {what}"] = value
    if "another city" in features and (value := features.get("all words")):
        features["another city, all words"] = value
    return features


def known_names(
    names: list[list[str]], place: frozenset[str], weight_of: Mapping[str, float]
) -> tuple[Called, ...]:
    """From what `organizations_called` keeps."""
    return tuple(Called(text, kind, spoken(words.split(), place, weight_of)) for text, kind, words in names)


def place_words(city: str) -> frozenset[str]:
    return frozenset(plain_words(city)) | frozenset(fold(city).split())
