"""Whom rows are about: the matching engine's answers, as rows keep them."""

from collections.abc import Collection, Sequence
from typing import Any

from rounds.core.countries import place_of
from rounds.organizations.matching.engine import Answer, Verdict, match
from rounds.organizations.models import Name, Organization
from rounds.organizations.names import fold
from rounds.spreadsheets.models import Row
from rounds.spreadsheets.planning.told import Told

MOST = 5  # candidates
MOST_OF_NEW = 3  # where none is near, more would only be noise
LEAST = 0.01  # below it a candidate is not worth a person's time


def ask(
    rows: Sequence[Row], told: Sequence[Told], *, about: int | None, own: Collection[int] = frozenset()
) -> None:
    """Set whom each row is about, as far as can be told. `about`: the organization that every row is about.

    `own`: those that a representative speaks for. Called by their name they are meant, even where others have the same.
    """
    asked: dict[str, Told] = {}
    for row, one in zip(rows, told, strict=True):
        row.key, row.label = one.key, _label(one)
        if about is None and one.names_somebody:
            asked.setdefault(row.key, one)
    answers = dict(zip(asked, match([one.question for one in asked.values()], limit=MOST), strict=True))
    theirs = _names_of(own) if own and about is None else {}
    for row, one in zip(rows, told, strict=True):
        whom = about or (theirs.get(fold(one.name)) if not one.identifiers else None)
        if whom is not None:
            row.verdict, row.organization_id, row.candidates = Row.Verdict.THIS, whom, []
        elif row.key in answers:
            _keep(row, answers[row.key])
        else:
            row.verdict, row.organization_id, row.candidates = Row.Verdict.NONE, None, []
        row.matched_id = row.organization_id


def _names_of(own: Collection[int]) -> dict[str, int]:
    """Folded names of these organizations; a name that two of them have names neither. Two queries."""
    named = [
        *Organization.objects.current().filter(pk__in=own).values_list("name", "pk"),
        *Name.objects.filter(organization__in=own).values_list("text", "organization"),
    ]
    found: dict[str, int] = {}
    twice = set()
    for text, pk in named:
        if found.setdefault(fold(text), pk) != pk:
            twice.add(fold(text))
    return {text: pk for text, pk in found.items() if text and text not in twice}


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
