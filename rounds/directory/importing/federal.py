"""Which hospitals of the register the page of a VA, naval or Indian Health hospital is about. Pure.

Registers and pages call the same place by its town, by a person's name or both ("Bronx VA Medical Center", "James J.
Peters VA Medical Center (Bronx, NY)"). Precision first: what fits two places fits none, unless the page is the one of
the whole system and both places bear its name ("VA Maryland Healthcare System - Baltimore" and "- Perry Point").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rounds.organizations.names import fold

_SAME = {"n": "northern", "s": "southern", "w": "west", "e": "eastern", "cen": "center", "med": "medical"}
_SAME |= {"jct": "junction", "nvl": "naval", "nh": "naval hospital", "nmc": "naval medical center"}
_SAME |= {"vamc": "va medical center", "ihs": "indian health service", "phs": "", "us": "", "usa": ""}
_SAME |= {"ach": "army community hospital", "amc": "army medical center"}
_SAME |= {"ar": "arkansas", "ny": "new york", "wv": "west virginia"}
_GENERIC = frozenset(
    """va veterans veteran affairs medical center healthcare health care system hospital hospitals hcs the of and at
    memorial federal department service indian naval navy army united states division div campus clinic
    clinics""".split()  # noqa: SIM905
)
_CARE = r"(medical|health|healthcare|hospital|hcs)"
_KINDS = {
    "va": re.compile(rf"\b(va|veterans)\b.*\b{_CARE}\b|\b{_CARE}\b.*\bva\b"),
    "naval": re.compile(r"\bnaval (hospital|medical center)\b|\bnational military medical\b"),
    "indian": re.compile(r"\bindian (health|hospital|medical)\b"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A hospital of the register, under every name that is known of it."""

    id: int
    names: tuple[str, ...]
    city: str
    region: str


@dataclass(slots=True)
class FederalPlaces:
    _by_kind: dict[str, list[tuple[Place, list[frozenset[str]], list[str]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> FederalPlaces:
        made = cls({kind: [] for kind in _KINDS})
        for place in places:
            plain = [_plain(name) for name in place.names]
            for kind in {kind for name in plain if (kind := kind_of(name))}:
                words = [words for name in plain if (words := _words(name))]
                leads = [_plain(re.split(r"\s+-\s+|\s*\(", name)[0]) for name in place.names]
                made._by_kind[kind].append((place, words, [*plain, *leads]))
        return made

    def find(self, name: str, city: str, region: str, hints: Sequence[str]) -> list[int]:
        """The hospital of this page, or the several of its system; none where it is not sure."""
        plain = _plain(name)
        kind = kind_of(plain)
        candidates = self._by_kind.get(kind, [])
        mine = _words(plain)
        alike = [place for place, told, _ in candidates if mine and any(mine <= words for words in told)]
        exact = [place for place, _, names in candidates if plain in names]
        if exact:
            namesakes = [place for place in alike if place.region != exact[0].region]
            is_sure = (len(exact) == 1 and not namesakes) or re.search(r"\bsystem\b", plain)
            return [place.id for place in exact] if is_sure else []
        if city:
            there = [
                place.id
                for place, _, _ in candidates
                if _town(place.city) == _town(city) and place.region == region
            ]
            return there if len(there) == 1 else []
        if alike:
            return [place.id for place in alike] if len(alike) == 1 else []
        return self._by_handle(kind, hints)

    def _by_handle(self, kind: str, hints: Sequence[str]) -> list[int]:
        """ "houstonvamc" is the page of the only VA hospital in Houston, whatever its name."""
        if kind != "va":
            return []
        there = [
            place.id for place, _, _ in self._by_kind[kind] if _town(place.city).replace(" ", "") in hints
        ]
        return there if len(there) == 1 else []


def kind_of(plain: str) -> str:
    return next((kind for kind, words in _KINDS.items() if words.search(plain)), "")


def _plain(name: str) -> str:
    words = [_SAME.get(word, word) for word in fold(re.sub(r"\bU\.S\.", "", name)).split()]
    return " ".join(" ".join(words).split())


def _words(plain: str) -> frozenset[str]:
    """What is left of a name when all words that such hospitals share are taken away."""
    return frozenset(plain.split()) - _GENERIC


def _town(city: str) -> str:
    return _plain(city)
