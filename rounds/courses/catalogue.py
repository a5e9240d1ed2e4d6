"""The courses that there are, as cards: with what they take, and how far somebody is. Filtered where there are many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Sum
from django.http import QueryDict
from django.utils.translation import gettext as _

from rounds.core.facets import Chosen, Filter, Value, filter_of
from rounds.core.zones import open_to
from rounds.courses.models import Edition, Enrolment, Lesson, LessonDone
from rounds.courses.words import audience_name
from rounds.media.languages import own_name_of

FEW = 10  # courses that people look through without a filter
FACETS = ("audience", "topic", "language")
MOST = 20  # values of a filter that are read


@dataclass(frozen=True)
class Card:
    """`done` is None for whoever has not begun."""

    edition: Edition
    lessons: int
    minutes: int
    is_open: bool
    has_sample: bool
    enrolment: Enrolment | None
    done: int | None

    @property
    def url(self) -> str:
        return f"/courses/{self.edition.course.slug}/"

    @property
    def audience(self) -> list[str]:
        return [audience_name(one) for one in self.edition.audience]


class Shelf(NamedTuple):
    """`filters`: none where there are few courses."""

    cards: Sequence[Card]
    total: int
    filters: Sequence[Filter]
    chosen: Sequence[Chosen]


def shelf(user: Any, asked: QueryDict) -> Shelf:
    """What somebody has begun stands first, then by code."""
    known = list(
        Edition.objects.current()
        .known_to(user)
        .filter(course__retired_at=None)
        .select_related("course")
        .order_by("course__code", "pk")
    )
    wanted = _asked(asked) if len(known) > FEW else {}
    fitting = [one for one in known if _fits(one, wanted)]
    filters = [_filter(facet, known, wanted) for facet in FACETS] if len(known) > FEW else []
    shown = [one for one in filters if len(one.values) > 1 or wanted.get(one.name)]
    return Shelf(_cards(fitting, user), len(known), shown, _chosen(wanted, asked))


def _asked(asked: QueryDict) -> dict[str, list[str]]:
    found = {facet: list(dict.fromkeys(asked.getlist(facet)))[:MOST] for facet in FACETS}
    return {facet: values for facet, values in found.items() if values}


def _values(edition: Edition, facet: str) -> list[str]:
    if facet == "language":
        return [edition.language]
    return list(edition.audience if facet == "audience" else edition.topics)


def _fits(edition: Edition, wanted: dict[str, list[str]], but: str = "") -> bool:
    """Of one filter any value, of all filters each."""
    return all(set(values) & set(_values(edition, facet)) for facet, values in wanted.items() if facet != but)


def _filter(facet: str, known: Sequence[Edition], wanted: dict[str, list[str]]) -> Filter:
    """Each value with how many it would show beside what the other filters leave."""
    counted: Counter[str] = Counter()
    for one in known:
        if _fits(one, wanted, but=facet):
            counted.update(_values(one, facet))
    ticked = wanted.get(facet, [])
    values = [
        Value(facet, value, _label(facet, value), counted[value], value in ticked)
        for value in {*counted, *(one for one in ticked if any(one in _values(e, facet) for e in known))}
    ]
    values.sort(key=lambda one: (-one.hits, one.label))
    names = {"audience": _("For whom"), "topic": _("Topic"), "language": _("Language")}
    return filter_of(facet, names[facet], values, is_open=True)


def _chosen(wanted: dict[str, list[str]], asked: QueryDict) -> list[Chosen]:
    chosen = []
    for facet, values in wanted.items():
        for value in values:
            without = asked.copy()
            without.setlist(facet, [one for one in values if one != value])
            chosen.append(Chosen(_label(facet, value), without.urlencode()))
    return chosen


def _label(facet: str, value: str) -> str:
    if facet == "language":
        return own_name_of(value)
    return audience_name(value) if facet == "audience" else value


def _cards(editions: Sequence[Edition], user: Any) -> list[Card]:
    zones = open_to(user)
    enrolments = _enrolments(user)
    done = _done(list(enrolments.values()))
    lessons = Lesson.objects.filter(edition__in=editions)
    counted = {
        row["edition"]: row for row in lessons.values("edition").annotate(n=Count("pk"), all=Sum("minutes"))
    }
    sampled = set(lessons.filter(is_sample=True).values_list("edition", flat=True))
    cards = []
    for one in editions:
        row = counted.get(one.pk, {"n": 0, "all": 0})
        enrolment = enrolments.get(one.course_id)
        cards.append(
            Card(
                edition=one,
                lessons=row["n"],
                minutes=row["all"],
                is_open=one.zone in zones,
                has_sample=one.pk in sampled,
                enrolment=enrolment,
                done=min(done.get(enrolment.pk, 0), row["n"]) if enrolment else None,
            )
        )
    return sorted(cards, key=lambda card: card.enrolment is None or card.enrolment.completed_at is not None)


def _enrolments(user: Any) -> dict[int, Enrolment]:
    if not user.is_authenticated:
        return {}
    return {one.course_id: one for one in Enrolment.objects.filter(user=user)}


def _done(enrolments: Sequence[Enrolment]) -> dict[int, int]:
    """How many lessons that are still in the edition which they read."""
    if not enrolments:
        return {}
    keys = set(
        Lesson.objects.filter(edition__in=[one.edition_id for one in enrolments]).values_list(
            "edition", "key"
        )
    )
    edition = {one.pk: one.edition_id for one in enrolments}
    rows = LessonDone.objects.filter(enrolment__in=enrolments).values_list("enrolment", "lesson")
    return Counter(pk for pk, key in rows if (edition[pk], key) in keys)
