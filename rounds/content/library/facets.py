"""The library's filters, as people read them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from rounds.content.kinds import Audience, Kind
from rounds.content.library import formats
from rounds.content.library.asked import FACETS, Facet, Question
from rounds.content.library.index import Result
from rounds.content.library.licenses import LICENSES
from rounds.core.facets import Chosen, Filter, Value, filter_of
from rounds.directory.labels import language_name

_KINDS, _AUDIENCES = dict(Kind.choices), dict(Audience.choices)
_OPEN_AT_FIRST = ("kind", "audience", "open")


def filters(question: Question, result: Result, topics: Mapping[str, str]) -> list[Filter]:
    """`topics`: the name of each by its address."""
    return [_filter(facet, question, result, topics) for facet in FACETS if result.counts[facet]]


def chosen(question: Question, topics: Mapping[str, str]) -> list[Chosen]:
    """What is filtered by, each with the question that leaves it out."""
    return [
        Chosen(_label(facet, value, topics), question.toggled(facet, value).encoded())
        for facet in FACETS
        for value in question.chosen(facet)
    ]


def sorts(question: Question) -> list[tuple[str, str, bool]]:
    """Value, label, whether it is chosen. The default has no value: it stays so when the question becomes another."""
    labels = {"relevance": _("Best match"), "newest": _("Newest"), "title": _("Title")}
    default = "relevance" if question.q else "newest"
    return [
        ("" if value == default else value, label, value == question.order)
        for value, label in labels.items()
        if question.q or value != "relevance"
    ]


def _filter(facet: Facet, question: Question, result: Result, topics: Mapping[str, str]) -> Filter:
    ticked = question.chosen(facet)
    values = [
        Value(facet, value, _label(facet, value, topics), hits, value in ticked)
        for value, hits in result.counts[facet].items()
    ]
    values.sort(key=lambda one: (-one.hits, one.label))
    is_open = bool(ticked) or facet in _OPEN_AT_FIRST
    return filter_of(facet, _names()[facet], values, is_open=is_open)


def _label(facet: Facet, value: str, topics: Mapping[str, str]) -> str:
    match facet:
        case "kind":
            return str(_KINDS.get(value, value))
        case "audience":
            return str(_AUDIENCES.get(value, value))
        case "topic":
            return topics.get(value, value)
        case "open":
            return _("What I can read whole")
        case "format":
            return formats.in_words(value)
        case "language":
            return language_name(value)
        case "license":
            return str(LICENSES[value].label) if value in LICENSES else value


def _names() -> dict[Facet, str]:
    return {
        "kind": _("Kind"),
        "audience": _("For whom"),
        "topic": _("Topic"),
        "open": _("Open to me"),
        "format": _("Format"),
        "language": _("Language"),
        "license": _("License"),
    }
