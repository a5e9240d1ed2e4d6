"""Whom rows are about: the matching engine's answers, as rows keep them."""

from collections.abc import Sequence
from typing import Any

from rounds.core.countries import place_of
from rounds.organizations.matching.engine import Answer, Verdict, match
from rounds.spreadsheets.models import Row
from rounds.spreadsheets.planning.told import Told

MOST = 5  # candidates
MOST_OF_NEW = 3  # where none is near, more would only be noise
LEAST = 0.01  # below it a candidate is not worth a person's time


def ask(rows: Sequence[Row], told: Sequence[Told], *, about: int | None) -> None:
    """Set whom each row is about, as far as can be told. `about`: the organization that every row is about."""
    asked: dict[str, Told] = {}
    for row, one in zip(rows, told, strict=True):
        row.key, row.label = one.key, _label(one)
        if about is None and one.names_somebody:
            asked.setdefault(row.key, one)
    answers = dict(zip(asked, match([one.question for one in asked.values()], limit=MOST), strict=True))
    for row in rows:
        if about is not None:
            row.verdict, row.organization_id, row.candidates = Row.Verdict.THIS, about, []
        elif row.key in answers:
            _keep(row, answers[row.key])
        else:
            row.verdict, row.organization_id, row.candidates = Row.Verdict.NONE, None, []


def _label(told: Told) -> str:
    return told.name or ", ".join(f"{scheme.upper()} {value}" for scheme, value in told.identifiers)


def _keep(row: Row, answer: Answer) -> None:
    row.verdict = str(answer.verdict)
    near = [one for one in answer.candidates if one.score >= LEAST or answer.verdict == Verdict.NEW]
    most = MOST_OF_NEW if answer.verdict == Verdict.NEW else MOST
    row.candidates = [_candidate(one) for one in near[:most]]
    row.organization_id = answer.candidates[0].organization.id if answer.verdict == Verdict.THIS else None


def _candidate(one: Any) -> dict[str, Any]:
    known = one.organization
    return {
        "id": known.id,
        "slug": known.slug,
        "name": known.name,
        "place": place_of(known.city, known.region, known.country),
        "score": round(one.score, 2),
        "agrees": list(one.agrees),
        "differs": list(one.differs),
    }
