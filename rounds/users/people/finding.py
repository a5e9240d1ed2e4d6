"""Finding people who want to be found, in the order of their names.

Members alone search, and words are kept of what members may see alone, so a search cannot tell more than a page does.
Two plans, because neither is fast for everything: from the rarest condition's people, put in order; or along the order
of names until a page is full, where every condition holds for many. Words go with names ("zu" stands at the end of the
order), so along the way nothing might come for long: they are left to the first plan for longer.
"""

from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from rounds.core.among import Among
from rounds.users.models import Audience, Credential, Profile, ProfileLanguage, ProfileTopic, ProfileWord
from rounds.users.people.topics import key_of
from rounds.users.people.words import words_of

PER_PAGE = 30
MOST_WORDS = 6
RARE = 12_000  # people; of more, enough are met along the way
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Query:
    """`after`: the last of the page before, as `Found.following` gave it."""

    text: str = ""
    topic: str = ""
    language: str = ""
    credential: str = ""
    after: str = ""


class Found(NamedTuple):
    people: list[Profile]
    following: str  # "" on the last page


class _Condition(NamedTuple):
    rows: QuerySet[Any]  # each of a person for whom it holds
    column: str  # of a row, and of a profile: the same where they belong together
    theirs: str


def find(query: Query, *, day: date) -> Found:
    conditions = _conditions(query, day)
    people = Profile.objects.listed()
    for part, is_asked in (
        ("topics", query.topic),
        ("languages", query.language),
        ("credentials", query.credential),
    ):
        if is_asked:
            people = people.exclude(**{f"{part}_for": Audience.ME})
    in_order = _in_order(people, conditions)
    # Numbers first: whole rows would all go through the sorting, and each person's user would be looked up.
    page = list(_behind(in_order, query.after).values_list("pk", "sort_name")[: PER_PAGE + 1])
    found = Profile.objects.of_people().select_related("user").in_bulk([pk for pk, _name in page[:PER_PAGE]])
    following = "{}~{}".format(*page[PER_PAGE - 1]) if len(page) > PER_PAGE else ""
    return Found([found[pk] for pk, _name in page[:PER_PAGE] if pk in found], following)


def _conditions(query: Query, day: date) -> list[_Condition]:
    found = [
        _Condition(ProfileWord.objects.filter(_begins(word)), "profile_id", "id")
        for word in dict.fromkeys(words_of(query.text)[:MOST_WORDS])
    ]
    if query.topic:
        rows: QuerySet[Any] = ProfileTopic.objects.filter(key=key_of(query.topic))
        found.append(_Condition(rows, "profile_id", "id"))
    if query.language:
        rows = ProfileLanguage.objects.filter(code=query.language)
        found.append(_Condition(rows, "profile_id", "id"))
    if query.credential:
        rows = Credential.objects.shown_on(day).filter(abbreviation=query.credential)
        found.append(_Condition(rows, "user_id", "user_id"))
    return found


def _begins(word: str) -> Q:
    """One letter is an initial, and the whole word; more are the beginning of one."""
    if len(word) == 1:
        return Q(word=word)
    if connection.vendor == "postgresql":
        return Q(word__startswith=word)
    return Q(word__gte=word, word__lt=word + _LAST)  # LIKE would pass over the index


def _in_order(people: QuerySet[Profile], conditions: list[_Condition]) -> QuerySet[Profile]:
    rarest, rare_ids = _rarest(conditions)
    for one in conditions:
        if one is not rarest:
            people = people.filter(Exists(one.rows.filter(**{one.column: OuterRef(one.theirs)})))
    if rarest is None:
        return people.order_by("sort_name", "pk")
    # Said like this no index has the order, so that no database walks along it.
    return people.filter(Among(rarest.theirs, rare_ids)).order_by(Coalesce("sort_name", Value("")), "pk")


def _rarest(conditions: list[_Condition]) -> tuple[_Condition | None, list[int]]:
    """The condition that fewest people meet, and who they are; none where it is shorter to go along the order."""
    counts = [one.rows.values(one.column)[: RARE + 1].count() for one in conditions]  # from the index alone
    if not counts or min(counts) > RARE:
        return None, []
    rarest = conditions[counts.index(min(counts))]
    if not any(one.rows.model is ProfileWord for one in conditions) and _way(counts) < 2 * min(counts):
        return None, []
    return rarest, sorted(set(rarest.rows.values_list(rarest.column, flat=True)))


def _way(counts: list[int]) -> float:
    """How many people stand along the order until a page is full, about."""
    everybody = Profile.objects.aggregate(last=Max("pk"))["last"] or 1
    return (PER_PAGE + 1) / prod(max(count, 0.5) / everybody for count in counts)


def _behind(people: QuerySet[Profile], after: str) -> QuerySet[Profile]:
    pk, mark, name = after.partition("~")
    if not mark or not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return people
    name = name.replace("\0", "")[:200]
    return people.filter(Q(sort_name__gte=name), Q(sort_name__gt=name) | Q(pk__gt=int(pk)))
