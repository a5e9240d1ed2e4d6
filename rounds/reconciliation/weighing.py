"""What the engine says of a query, what its id says and what its account says, brought together. No database.

`match` is true for one candidate at most, and only where a person need not look: the engine is sure, or an id or an
official account says so and nothing speaks against it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rounds.organizations.matching.answers import Answer, Verdict
from rounds.organizations.models import Organization
from rounds.reconciliation import features
from rounds.reconciliation.entities import Described
from rounds.reconciliation.keys import Owner

FULL = 100.0
LISTED = 85.0  # found by an account that nobody has proven
DOUBTFUL = 60.0  # found by an account alone, while the name is another or several share it


class Found(NamedTuple):
    organization: Described
    score: float  # 0 to 100
    is_match: bool
    features: list[dict[str, Any]]


def weighed(
    answer: Answer,
    *,
    same: Organization | None,
    is_plain_id: bool,
    owners: Sequence[Owner],
    has_name: bool,
) -> list[Found]:
    """Best first. `same`: whose id was asked. `is_plain_id`: it could be no name. `has_name`: or there was one, too."""
    by_engine = [
        Found(one.organization, round(100 * one.score, 1), False, features.told(one.features))
        for one in answer.candidates
    ]
    sure = by_engine[0].organization.slug if answer.verdict is Verdict.THIS else ""
    if same:
        found = _by_id(same, by_engine, is_match=is_plain_id or sure == same.slug)
    elif owners:
        found = _by_account(owners, by_engine, sure, has_name=has_name)
    else:
        found = [one._replace(is_match=one.organization.slug == sure) for one in by_engine]
    return _falling(found)


def _by_id(same: Organization, by_engine: list[Found], *, is_match: bool) -> list[Found]:
    told = [{"id": features.SAME_ID, "value": True}]
    others = [one for one in by_engine if one.organization.slug != same.slug]
    return [Found(same, FULL, is_match, told), *others]


def _by_account(owners: Sequence[Owner], by_engine: list[Found], sure: str, *, has_name: bool) -> list[Found]:
    """First those that name and account both speak for, then those that one of them does."""
    official = {owner.organization.slug: owner.is_official for owner in owners}
    both = [_with_account(one) for one in by_engine if one.organization.slug in official]
    others = [one for one in by_engine if one.organization.slug not in official]
    if both:
        first = both[0].organization.slug
        is_match = sure == first or (not sure and len(owners) == 1 and official[first])
        score = max(both[0].score, LISTED if len(owners) == 1 else DOUBTFUL)
        return [both[0]._replace(is_match=is_match, score=score), *both[1:], *others]
    alone = [_with_account(_alone(owner, len(owners), has_name=has_name)) for owner in owners]
    return [*others, *alone] if sure else [*alone, *others]


def _alone(owner: Owner, count: int, *, has_name: bool) -> Found:
    if has_name or count > 1:
        return Found(owner.organization, DOUBTFUL, False, [])
    return Found(owner.organization, FULL if owner.is_official else LISTED, owner.is_official, [])


def _with_account(one: Found) -> Found:
    return one._replace(features=[*one.features, {"id": features.SAME_ACCOUNT, "value": True}])


def _falling(found: list[Found]) -> list[Found]:
    """Programs put candidates in the order of their scores, so no score may rise."""
    falling: list[Found] = []
    for one in found:
        most = falling[-1].score if falling else FULL
        falling.append(one._replace(score=min(one.score, most)))
    return falling
