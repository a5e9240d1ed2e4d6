"""The answer to a question: what was counted, against what, and what was left out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.directory.grid import bits, queries
from rounds.directory.grid.census import Census, census_at
from rounds.directory.grid.queries import ALL, Facet
from rounds.directory.grid.timeline import Edition
from rounds.directory.models import SubList
from rounds.figures.counting import Counted, count
from rounds.figures.months import begins
from rounds.figures.questions import DEFAULT, EVERYTHING, NARROWED_BY, Question
from rounds.organizations import search

REMEMBERED = 64  # answers of one census


class Unanswerable(Exception):
    """Nothing can be counted; the message says why, in words for whoever asked, and `parameter` what it is about."""

    def __init__(self, parameter: str, words: str) -> None:
        super().__init__(words)
        self.parameter = parameter


class LeftOut(NamedTuple):
    """From the lines of an edition to the organizations that are counted: what is taken off on the way."""

    lines: int  # of the edition's file
    rejected: int  # could not be read
    repeated: int  # second rows for an organization
    gone: int  # of organizations that have closed, or were merged into another, or had not come yet
    outside: int  # in the register and current, but not what was asked for


class Answer(NamedTuple):
    question: Question
    census: Census
    edition: Edition | None
    population: int  # a set of the census
    counted: Counted
    left_out: LeftOut | None  # None where everything that we know is counted against

    @property
    def day(self) -> date:
        return self.census.now.date()

    @property
    def moment(self) -> datetime | None:
        return self.census.moment

    @property
    def fixed(self) -> Question:
        """The same question with its day and its edition named, so that it is answered so for ever."""
        register = self.edition.slug if self.edition else EVERYTHING
        return replace(self.question, register=register, as_of=self.day.isoformat())


def answer_to(
    question: Question,
    *,
    moment: datetime | None = None,
    now: datetime | None = None,
    may_build: Callable[[], bool] = lambda: True,
) -> Answer:
    """Raises Unanswerable, and Busy where a past day may not be worked out now."""
    census = census_at(moment, now=now, may_build=may_build)
    if question.sub_list:  # made up by people, and searched for: not known to the census
        return _answer(question, census)
    found: Answer | None = census.answers.get(question)
    if found is None:  # what is remembered is shared with other threads, which may forget it at any moment
        found = census.answers[question] = _answer(question, census)
        while len(census.answers) > REMEMBERED:
            census.answers.popitem(last=False)
    return found


def _answer(question: Question, census: Census) -> Answer:
    edition = _edition(question, census)
    known = edition.organizations & census.current if edition else census.current
    population = known & _narrowed(question, census)
    if question.sub_list:
        population &= _members(question.sub_list, census)
    counted = count(census, population)
    return Answer(question, census, edition, population, counted, _left_out(edition, known, population))


def _edition(question: Question, census: Census) -> Edition | None:
    """The one that is named, or the newest of its family that had been read by then.

    Where the register that is asked for by default was never read, all that we know is counted against.
    """
    if question.register == EVERYTHING:
        return None
    read = census.editions()
    found = [one for one in read if question.register in (one.slug, one.family)]
    if found:
        return found[-1]
    if since := begins(question, census.timeline):
        words = _(
            "On %(day)s we had not yet read this register. The first day we can count against it is %(first)s."
        )
        told = {"day": date_format(census.now.date()), "first": date_format(since.date())}
        raise Unanswerable("register", words % told)
    if question.register == DEFAULT:
        return None
    raise Unanswerable("register", _("We know no register of that name."))


def _narrowed(question: Question, census: Census) -> int:
    found = census.current
    for facet in NARROWED_BY:
        if values := getattr(question, facet):
            found &= bits.union(census.find(facet, value) for value in values)
    return found


def _members(slug: str, census: Census) -> int:
    """Sub-lists are made up as they are today."""
    one = SubList.objects.filter(slug=slug).first()
    if one is None:
        raise Unanswerable("sub_list", _("We know no sub-list of that name."))
    if not one.rule:
        return census.set_of_ids(one.organizations.values_list("pk", flat=True))
    rule = queries.read(QueryDict(one.rule))
    if rule.seen:
        words = _("This sub-list goes by when accounts were last seen, which figures do not tell.")
        raise Unanswerable("sub_list", words)
    found = census.set_of_ids(search.find(rule.q).ids) if rule.q else census.current
    chosen: list[Facet] = [facet for facet in ALL if getattr(rule, facet)]
    for facet in chosen:
        found &= bits.union(census.find(facet, value) for value in getattr(rule, facet))
    return found


def _left_out(edition: Edition | None, known: int, population: int) -> LeftOut | None:
    if edition is None:
        return None
    return LeftOut(
        lines=edition.rows + edition.rejected,
        rejected=edition.rejected,
        repeated=edition.repeated,
        gone=edition.strangers + edition.organizations.bit_count() - known.bit_count(),
        outside=known.bit_count() - population.bit_count(),
    )
