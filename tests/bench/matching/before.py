"""How "did you mean" answered before there was an engine, kept to be compared with: one question at a time."""

from collections import defaultdict

from rapidfuzz import fuzz

from rounds.organizations.matching.engine import Question
from rounds.organizations.models import Name, Organization
from rounds.organizations.names import fold
from rounds.organizations.search.engines import engine
from rounds.organizations.search.find import similar, terms_of

_LOOKED_AT = 60


def likely(question: Question) -> list[int]:
    """The five most likely organizations."""
    asked = fold(question.name)
    ids = set(similar(question.name, limit=_LOOKED_AT))
    if terms := terms_of(question.name):
        ids.update(engine().ranked(terms, _LOOKED_AT))
    organizations = Organization.objects.current().filter(pk__in=ids)[: 3 * _LOOKED_AT]
    names = defaultdict(list)
    for pk, text in Name.objects.filter(organization__in=ids).values_list("organization_id", "text"):
        names[pk].append(text)
    scored = []
    for one in organizations:
        score = max(_alike(asked, fold(text)) for text in [one.name, *names[one.pk]])
        for mine, its, weight in (
            (question.country, one.country, 0.25),
            (question.region, one.region, 0.1),
            (fold(question.city), fold(one.city), 0.1),
        ):
            if mine and its:
                score += 0.02 if mine == its else -weight
        scored.append((-min(score, 1.0), one.pk))
    return [pk for score, pk in sorted(scored) if -score >= 0.6][:5]


def _alike(asked: str, known: str) -> float:
    if not asked or not known:
        return 0.0
    contained = fuzz.token_set_ratio(asked, known) / 100 if len(asked) >= 5 else 0.0
    return max(fuzz.token_sort_ratio(asked, known) / 100, 0.9 * contained)
