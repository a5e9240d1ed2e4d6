"""A query of the specification in the words of the matching engine."""

from rounds.organizations import identifiers
from rounds.organizations.matching.questions import Question
from rounds.organizations.models import Scheme
from rounds.reconciliation import entity_types
from rounds.reconciliation.properties import Property, compared_as
from rounds.reconciliation.reading import Query, Value

# Schemes whose numbers can be told by their shape; of the others any word could be one.
_TOLD = (Scheme.CCN, Scheme.NPI, Scheme.ROR, Scheme.WIKIDATA, Scheme.ODS, Scheme.ISNI, Scheme.GRID)
_PLAIN = frozenset({"name", "country", "region", "city", "street", "postal_code", "website", "phone"})


def question_of(query: Query) -> Question:
    """Unknown properties ask nothing. Of several values of a property the first is compared, of keys all."""
    facts: dict[str, str] = {}
    numbers: list[tuple[str, str]] = []
    for pid, values in query.properties:
        one = compared_as(pid)
        if one and one.scheme:
            numbers += [(one.scheme, read) for value in values if (read := _identifier(one, value))]
        elif one:
            field = one.id.replace("-", "_")
            if field in _PLAIN:
                facts.setdefault(field, values[0].text)
            elif field == "type":
                facts.setdefault(field, entity_types.read(values[0].id) or entity_types.read(values[0].text))
    if told := numbers_in(query.text):
        return Question(**facts | {"name": facts.get("name", "")}, identifiers=(*numbers, *told))
    facts["name"] = query.text or facts.get("name", "")
    facts["type"] = facts.get("type", "") or _first(query)
    return Question(**facts, identifiers=tuple(numbers))


def numbers_in(text: str) -> tuple[tuple[str, str], ...]:
    """The identifiers that a text may be, where it is no name: a column of numbers is reconciled, too."""
    if len(text.split()) != 1 or not any(character.isdigit() for character in text):
        return ()
    read = ((scheme.value, identifiers.read_cell(scheme, text).value) for scheme in _TOLD)
    return tuple((scheme, value) for scheme, value in read if value)


def _identifier(one: Property, value: Value) -> str:
    return identifiers.read_cell(one.scheme, value.id or value.text).value


def _first(query: Query) -> str:
    return min(entity_types.known(query.types), default="")
