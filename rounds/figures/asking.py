"""The form above the figures: what can be counted against, and what it can be narrowed to."""

from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.directory.grid import facets
from rounds.directory.grid.census import Census
from rounds.directory.models import SubList
from rounds.figures.questions import EVERYTHING, Question


class Choice(NamedTuple):
    value: str
    label: str
    is_chosen: bool


class Field(NamedTuple):
    name: str
    label: str
    choices: list[Choice]


class Form(NamedTuple):
    fields: list[Field]
    carried: list[tuple[str, str]]  # what is asked for and has no field: it goes along
    without: str  # the question without what is carried


def form_of(question: Question, census: Census) -> Form:
    fields = [
        Field("register", _("Counted against"), _registers(question, census)),
        Field("country", _("Country"), _values(question.country, "country", census)),
        Field("type", _("Type"), _values(question.type, "type", census)),
        Field("sub_list", _("Sub-list"), _sub_lists(question)),
    ]
    carried = [
        (facet, value) for facet in ("region", "beds", "ownership") for value in getattr(question, facet)
    ]
    without = Question(
        question.register,
        question.country,
        type=question.type,
        sub_list=question.sub_list,
        as_of=question.as_of,
    )
    return Form(fields, carried, without.encoded())


def carried_labels(form: Form) -> list[str]:
    return [facets.label(facet, value) for facet, value in form.carried]  # type: ignore[arg-type]


def _registers(question: Question, census: Census) -> list[Choice]:
    """The families whose edition was in force, and the one that is asked for by its own name."""
    in_force = {one.family: one for one in census.editions()}
    choices = [
        Choice(
            family,
            f"{one.name}, {date_format(one.as_of, 'YEAR_MONTH_FORMAT')}",
            question.register == family,
        )
        for family, one in in_force.items()
    ]
    named = next((one for one in census.editions() if one.slug == question.register), None)
    if named:
        label = _("%(name)s, the edition of %(day)s") % {"name": named.name, "day": date_format(named.as_of)}
        choices.append(Choice(named.slug, label, True))
    everything = Choice(EVERYTHING, _("Every organization that we know"), question.register == EVERYTHING)
    return [*choices, everything]


def _values(chosen: tuple[str, ...], facet: str, census: Census) -> list[Choice]:
    """One at a time is offered; an address may hold several."""
    known = dict.fromkeys((*census.facts(facet), *chosen))
    choices = [Choice(value, facets.label(facet, value), value in chosen) for value in known if value]  # type: ignore[arg-type]
    return [Choice("", _("All"), not chosen), *sorted(choices, key=lambda one: one.label)]


def _sub_lists(question: Question) -> list[Choice]:
    choices = [
        Choice(slug, name, slug == question.sub_list)
        for slug, name in SubList.objects.order_by("order", "name").values_list("slug", "name")
    ]
    return [Choice("", _("None"), not question.sub_list), *choices]
