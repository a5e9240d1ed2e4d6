"""A batch of queries answered, in a constant number of queries to the database."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from rounds.organizations.matching.engine import match
from rounds.organizations.matching.questions import Question
from rounds.reconciliation import entities, entity_types
from rounds.reconciliation.keys import Account, Owner, accounts_in, owners_of
from rounds.reconciliation.questions import question_of
from rounds.reconciliation.reading import MOST_CANDIDATES, Query
from rounds.reconciliation.weighing import Found, weighed

Results = dict[str, dict[str, list[dict[str, Any]]]]


class _Asked(NamedTuple):
    query: Query
    question: Question
    accounts: frozenset[Account]
    id: str  # "" where the text can be none


def results(batch: Mapping[str, Query | None], at: datetime) -> Results:
    """For every key a result, empty where nothing is near or the query could not be read."""
    asked = {key: _asked(query) for key, query in batch.items() if query}
    same = entities.by_id(one.id for one in asked.values() if one.id)
    owners = owners_of({account for one in asked.values() for account in one.accounts}, at)
    answers = match([one.question for one in asked.values()], limit=_most(asked.values()))
    written = {
        key: _written(
            one.query,
            weighed(
                answer,
                same=same.get(one.id),
                is_plain_id="-" in one.id or one.id != one.query.text,
                owners=_owners(one, owners),
                has_name=bool(one.question.name),
            ),
        )
        for (key, one), answer in zip(asked.items(), answers, strict=True)
    }
    return {key: {"result": written.get(key, [])} for key in batch}


def _asked(query: Query) -> _Asked:
    accounts = frozenset(accounts_in(query))
    return _Asked(query, question_of(query), accounts, entities.id_in(query.text))


def _most(asked: Iterable[_Asked]) -> int:
    """The engine takes a type for a wish: where one is demanded, it must look further."""
    return max((MOST_CANDIDATES if one.query.is_strict else one.query.limit for one in asked), default=1)


def _owners(asked: _Asked, owners: Mapping[Account, list[Owner]]) -> list[Owner]:
    """Whose all the accounts are that a query names, each once."""
    found: dict[int, Owner] = {}
    for account in sorted(asked.accounts):
        for owner in owners.get(account, ()):
            if not (before := found.get(owner.organization.pk)) or not before.is_official:
                found[owner.organization.pk] = owner
    return list(found.values())


def _written(query: Query, found: list[Found]) -> list[dict[str, Any]]:
    types = entity_types.known(query.types) if query.is_strict else frozenset()
    fitting = [one for one in found if not types or one.organization.type in types]
    return [_candidate(one) for one in fitting[: query.limit]]


def _candidate(one: Found) -> dict[str, Any]:
    return {
        "id": one.organization.slug,
        "name": one.organization.name,
        "description": entities.description(one.organization),
        "type": entity_types.types_of(one.organization.type),
        "score": one.score,
        "match": one.is_match,
        "features": one.features,
    }
