"""Did you mean: the organizations that somebody who types a name most likely means, and why we think so."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from rounds.organizations.matching.addresses import host_of
from rounds.organizations.models import Name, Organization
from rounds.organizations.names import fold
from rounds.organizations.search.engines import engine
from rounds.organizations.search.find import similar, terms_of

LOOKED_AT = 60  # candidates that are compared closely
LEAST = 0.60  # below it a candidate is not worth a person's time


class Question(NamedTuple):
    name: str
    country: str
    region: str
    city: str
    host: str


class Candidate(NamedTuple):
    organization: Organization
    score: float = 1.0  # 0 to 1; of one that somebody chose: 1
    agrees: tuple[str, ...] = ()  # in words, for the person who asks
    differs: tuple[str, ...] = ()


def likely(
    name: str, *, country: str = "", region: str = "", city: str = "", website: str = "", limit: int = 5
) -> list[Candidate]:
    """The most likely organizations first; none where nothing is near enough. Four queries."""
    question = Question(fold(name[:300]), country, region, fold(city), host_of(website))
    if not question.name and not question.host:
        return []
    organizations = list(_candidates(name, question))
    names = defaultdict(list)
    for pk, text in Name.objects.filter(organization__in=organizations).values_list(
        "organization_id", "text"
    ):
        names[pk].append(text)
    scored = (_compared(one, names[one.pk], question) for one in organizations)
    best = sorted((c for c in scored if c.score >= LEAST), key=lambda c: (-c.score, c.organization.pk))
    return best[:limit]


def _candidates(name: str, question: Question) -> Iterable[Organization]:
    terms = terms_of(name)
    ids = set(similar(name, limit=LOOKED_AT))
    if terms:
        ids.update(engine().ranked(terms, LOOKED_AT))
    wanted = Q(pk__in=ids)
    if question.host:
        wanted |= Q(website__icontains=f"//{question.host}") | Q(website__icontains=f"//www.{question.host}")
    return Organization.objects.current().filter(wanted)[: 3 * LOOKED_AT]


def _compared(organization: Organization, others: list[str], question: Question) -> Candidate:
    agrees, differs = [], []
    score, called = max(
        ((_alike(question.name, fold(text)), text) for text in [organization.name, *others]),
        key=lambda one: one[0],
    )
    if score >= 0.995:
        same = (
            _("same name") if called == organization.name else _("also known as %(name)s") % {"name": called}
        )
        agrees.append(same)
    elif score >= LEAST:
        agrees.append(_("similar name"))
    else:
        differs.append(_("another name"))
    host = host_of(organization.website)
    if question.host and host == question.host:
        agrees.append(_("same website"))
        score = max(score, 0.6) + 0.15
    elif question.host and host:
        differs.append(_("another website"))
    for asked, known, same, other, weight in (
        (question.country, organization.country, _("same country"), _("another country"), 0.25),
        (question.region, organization.region, _("same state or region"), _("another state or region"), 0.1),
        (question.city, fold(organization.city), _("same city"), _("another city"), 0.1),
    ):
        if asked and known:
            (agrees if asked == known else differs).append(same if asked == known else other)
            score += 0.02 if asked == known else -weight
    return Candidate(organization, round(min(score, 1.0), 3), tuple(agrees), tuple(differs))


def _alike(asked: str, known: str) -> float:
    """0 to 1. Words in any order count; a name that holds all that was typed counts nearly as much."""
    if not asked or not known:
        return 0.0
    sorted_words = fuzz.token_sort_ratio(asked, known) / 100
    contained = fuzz.token_set_ratio(asked, known) / 100 if len(asked) >= 5 else 0.0
    return max(sorted_words, 0.9 * contained)
