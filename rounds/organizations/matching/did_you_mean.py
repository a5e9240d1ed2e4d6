"""Did you mean: what the engine answers, for a form or a desk that shows the organizations themselves."""

from typing import NamedTuple

from rounds.organizations.matching.engine import Question, match
from rounds.organizations.models import Organization

LEAST = 0.02  # below it a candidate is not worth a person's time


class Candidate(NamedTuple):
    organization: Organization
    score: float = 1.0  # 0 to 1; of one that somebody chose: 1
    agrees: tuple[str, ...] = ()  # in words, for the person who asks
    differs: tuple[str, ...] = ()


def likely(
    name: str, *, country: str = "", region: str = "", city: str = "", website: str = "", limit: int = 5
) -> list[Candidate]:
    """The most likely organizations first; none where nothing is near enough."""
    asked = Question(name=name, country=country, region=region, city=city, website=website)
    [answer] = match([asked], limit=limit)
    found = [one for one in answer.candidates if one.score >= LEAST]
    organizations = Organization.objects.in_bulk([one.organization.id for one in found])
    return [
        Candidate(organizations[one.organization.id], one.score, one.agrees, one.differs)
        for one in found
        if one.organization.id in organizations
    ]
