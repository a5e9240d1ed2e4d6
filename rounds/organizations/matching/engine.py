"""Which organization is meant: the one engine behind the form, the imports by hand and the reconciliation service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q
from rapidfuzz import fuzz

from rounds.core.countries import is_country, region_code
from rounds.organizations.matching.addresses import host_of, line
from rounds.organizations.matching.answers import Answer, Candidate, Known, Verdict
from rounds.organizations.matching.questions import Question
from rounds.organizations.models import Identifier, Name, Organization
from rounds.organizations.names import fold
from rounds.organizations.search.engines import engine
from rounds.organizations.search.find import similar, terms_of

__all__ = ["Answer", "Candidate", "Known", "Question", "Verdict", "match"]

LOOKED_AT = 60
_COLUMNS = Known._fields


def match(questions: Sequence[Question], *, limit: int = 5, types: Collection[str] = ()) -> list[Answer]:
    """An answer to each question, in order; none knows of the others. `types`: only organizations of these."""
    asked = [_read(question) for question in questions]
    wanted = [_ids(question) for question in asked]
    known = Organization.objects.current().filter(pk__in=set().union(*wanted))
    if types:
        known = known.filter(type__in=types)
    organizations = {one[0]: Known(*one) for one in known.values_list(*_COLUMNS)}
    names = defaultdict(list)
    for pk, text in Name.objects.filter(organization__in=organizations).values_list(
        "organization_id", "text"
    ):
        names[pk].append(text)
    return [
        _answer(question, [(organizations[pk], names[pk]) for pk in ids if pk in organizations], limit)
        for question, ids in zip(asked, wanted, strict=True)
    ]


def _read(question: Question) -> Question:
    country = question.country.strip().upper()
    country = country if is_country(country) else ""
    region = region_code(country, question.region) if country else question.region.strip().upper()
    return question._replace(
        name=question.name[:300].replace("\0", " "),
        country=country,
        region=region,
        city=fold(question.city[:120]),
        website=host_of(question.website[:500]),
        phone=line(question.phone[:40]),
    )


def _ids(question: Question) -> set[int]:
    ids: set[int] = set()
    if terms := terms_of(question.name):
        ids.update(similar(question.name, limit=LOOKED_AT))
        ids.update(engine().ranked(terms, LOOKED_AT))
    wanted = Q()
    if question.website:
        wanted |= Q(website__icontains=f"//{question.website}")
        wanted |= Q(website__icontains=f"//www.{question.website}")
    if wanted:
        ids.update(Organization.objects.filter(wanted).values_list("pk", flat=True)[:LOOKED_AT])
    values = [value for _, value in question.identifiers]
    found = Identifier.objects.filter(value__in=values).values_list("scheme", "value", "organization_id")
    ids.update(pk for scheme, value, pk in found if (scheme, value) in question.identifiers)
    return ids


def _answer(question: Question, known: Iterable[tuple[Known, list[str]]], limit: int) -> Answer:
    scored = sorted(
        (_compared(question, one, names) for one, names in known),
        key=lambda candidate: (-candidate.score, candidate.organization.id),
    )
    found = tuple(candidate for candidate in scored if candidate.score >= 0.5)[:limit]
    if not found:
        return Answer(Verdict.NEW, ())
    second = found[1].score if len(found) > 1 else 0.0
    sure = found[0].score >= 0.97 and found[0].score - second >= 0.1 and found[0].features.get("same city")
    return Answer(Verdict.THIS if sure else Verdict.ASK, found)


def _compared(question: Question, organization: Known, names: list[str]) -> Candidate:
    asked = fold(question.name)
    alike, called = max(
        ((fuzz.token_sort_ratio(asked, fold(text)) / 100, text) for text in (organization.name, *names)),
        key=lambda one: one[0],
    )
    features = {"same name" if alike > 0.995 else "similar name" if alike >= 0.6 else "another name": 1.0}
    score = alike
    for what, mine, its, weight in (
        ("website", question.website, host_of(organization.website), 0.2),
        ("country", question.country, organization.country, 0.3),
        ("region", question.region, organization.region, 0.15),
        ("city", question.city, fold(organization.city), 0.15),
    ):
        if mine and its:
            features[f"{'same' if mine == its else 'another'} {what}"] = 1.0
            score += 0.02 if mine == its else -weight
    return Candidate(organization, round(max(0.0, min(score, 1.0)), 3), features, called)
