"""Which organization is meant: the one engine behind forms, spreadsheets and the reconciliation service.

Five statements for a batch, however large (three more after something changed); every step but those is pure.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence

from rounds.organizations.matching import frequencies as words
from rounds.organizations.matching import retrieval
from rounds.organizations.matching.answers import Answer, Candidate, Known, Verdict
from rounds.organizations.matching.features import Asked, Facts, compared, known_names, place_words, read
from rounds.organizations.matching.frequencies import Frequencies
from rounds.organizations.matching.questions import Question
from rounds.organizations.matching.verdicts import verdict_of
from rounds.organizations.matching.weights import WEIGHTS
from rounds.organizations.models import Status
from rounds.organizations.search.keys import listed, town_of

__all__ = ["Answer", "Candidate", "Known", "Question", "Verdict", "match"]

_SELECT = (
    "SELECT o.id, o.slug, o.name, o.type, o.city, o.region, o.country, o.website, o.parent_id, o.street,"
    " o.postal_code, o.phone, c.names FROM organizations_organization o"
    " JOIN organizations_called c ON c.organization_id = o.id"
)
_KEPT = 20_000  # organizations whose names are kept ready to be compared


def match(questions: Sequence[Question], *, limit: int = 5) -> list[Answer]:
    """An answer to each question, in order; none knows of the others."""
    frequencies = words.current()
    asked = [read(question, frequencies, frequencies.counts) for question in questions]
    found = retrieval.find(asked, frequencies)
    known = known_of({pk for one in found for pk in one.ids}, frequencies)
    return [_answer(one, its, known, limit) for one, its in zip(asked, found, strict=True)]


def compared_with(
    asked: Asked, found: retrieval.Found, known: dict[int, tuple[Known, Facts]]
) -> list[Candidate]:
    """Every organization that was found, with its features; not yet scored."""
    candidates = []
    for pk in found.ids:
        if pk in known:
            organization, facts = known[pk]
            features, called = compared(
                asked, facts, in_town=found.in_town, has_identifier=pk in found.by_identifier
            )
            candidates.append(Candidate(organization, 0.0, features, called))
    return candidates


def scored(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Best first. The scores are probabilities: with "none of these" they add up to 1."""
    weighed = [(_logit(one), one) for one in candidates]
    highest = max((logit for logit, _ in weighed), default=0.0)
    highest = max(highest, 0.0)
    shares = [math.exp(logit - highest) for logit, _ in weighed]
    whole = sum(shares) + math.exp(-highest)
    found = [
        one._replace(score=round(share / whole, 4)) for share, (_, one) in zip(shares, weighed, strict=True)
    ]
    order = sorted(range(len(found)), key=lambda at: (-weighed[at][0], found[at].organization.id))
    return [found[at] for at in order]


def _logit(candidate: Candidate) -> float:
    return sum(WEIGHTS.get(feature, 0.0) * value for feature, value in candidate.features.items())


def _answer(
    asked: Asked, found: retrieval.Found, known: dict[int, tuple[Known, Facts]], limit: int
) -> Answer:
    candidates = scored(compared_with(asked, found, known))
    return Answer(verdict_of(candidates), tuple(candidates[:limit]))


def known_of(ids: Iterable[int], frequencies: Frequencies) -> dict[int, tuple[Known, Facts]]:
    rows = listed(_SELECT, "o.id", sorted(ids), f" AND o.status = '{Status.ACTIVE.value}'")
    return {row[0]: _ready(row, frequencies) for row in rows}


def _ready(row: tuple, frequencies: Frequencies) -> tuple[Known, Facts]:
    kept = frequencies.kept.get(row[0])
    if kept and kept[0] == row:
        return kept[1]
    organization = Known(*row[:9])
    street, postal_code, phone, names = row[9:]
    place = place_words(organization.city)
    facts = Facts(
        names=known_names(json.loads(names), place, frequencies),
        place=place,
        type=organization.type,
        country=organization.country,
        region=organization.region,
        town=town_of(organization.city),
        street=street,
        postal_code=postal_code,
        phone=phone,
        website=organization.website,
    )
    if len(frequencies.kept) >= _KEPT:
        frequencies.kept.clear()
    frequencies.kept[row[0]] = (row, (organization, facts))
    return organization, facts
