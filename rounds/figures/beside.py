"""What a set of organizations is held against: the states or countries around it on a map, or what it lies in."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from rounds.core.charts import Area, Bar
from rounds.core.countries import US_TERRITORIES, country_name, region_name
from rounds.directory.grid.census import Census
from rounds.figures import sentences
from rounds.figures.answers import Answer, Unanswerable, answer_to
from rounds.figures.counting import Group, group_of
from rounds.figures.peers import Peers
from rounds.figures.places import within
from rounds.figures.questions import DEFAULT, EVERYTHING, Question
from rounds.organizations.models import Organization, OrganizationType


class Beside(NamedTuple):
    """What the set is held against. A map where `areas` has any, else bars."""

    title: str
    bars: list[Bar]
    areas: list[Area]
    is_states: bool
    chosen: str  # the code of the area that the case is about
    note: str = ""  # what each bar is a part of


def beside(question: Question, answer: Answer, label: str) -> Beside:
    """States on a map where it is about the United States, countries where it is about the world, else bars."""
    if _is_about_states(question):
        wider = answer_to(replace(question, region=(), country=()) if question.region else question)
        chosen = question.region[0] if len(question.region) == 1 else ""
        areas = _areas(wider.counted.places)
        if len(areas) > 1:
            return Beside(_("Share with accounts in the List, by state"), [], areas, True, chosen)
    if not question.country and not question.region and len(answer.counted.countries) > 1:
        areas = [
            Area(one.value, country_name(one.value), one.own, one.organizations)
            for one in answer.counted.countries
        ]
        return Beside(_("Share with accounts in the List, by country"), [], areas, False, "")
    note = _("Each counted against %(register)s.") % {"register": sentences.denominator(answer)}
    return Beside(_("Beside others"), _wider(question, answer, label), [], False, "", note)


def _is_about_states(question: Question) -> bool:
    if question.region:
        return all(region.startswith("US-") for region in question.region)
    return question.country == ("US",) or (question.register == DEFAULT and not question.country)


def _areas(places: Iterable[Group]) -> list[Area]:
    """States and territories."""
    named = {one.value: US_TERRITORIES.get(one.value, one.value) for one in places}
    return [
        Area(named[one.value], region_name(named[one.value]), one.own, one.organizations)
        for one in places
        if named[one.value].startswith("US-")
    ]


def _wider(question: Question, answer: Answer, label: str) -> list[Bar]:
    """The set, and what it lies in."""
    bars = [_bar(_name(question) or label, answer.counted.whole, is_ours=True)]
    if question.region:
        country = question.region[0].partition("-")[0]
        bars.append(
            _bar(
                country_name(country),
                answer_to(replace(question, region=(), country=(country,))).counted.whole,
            )
        )
    if question.register == EVERYTHING and (question.region or question.country):
        bars.append(_bar(_("The world"), answer_to(replace(question, region=(), country=())).counted.whole))
    return bars


def beside_peers(organization: Organization, peers: Peers) -> Beside:
    """All of the type in the country, and everywhere. Where a register counts just these, against that."""
    census: Census = peers.census
    of_type = census.facts("type").get(organization.type, 0)
    known = _("every organization that we know")
    country, country_of = country_name(organization.country), known
    register = _register_of(organization)
    if register:
        here, country_of = register.counted.whole, sentences.denominator(register)
    else:
        here = group_of(census, of_type & census.facts("country").get(organization.country, 0))
    bars = [
        _bar(_("Its peers"), peers.whole, is_ours=True),
        _bar(country, here),
        _bar(_("The world"), group_of(census, of_type)),
    ]
    told = {"country": country, "register": country_of, "known": known}
    note = _("%(country)s: counted against %(register)s. Its peers and the world: against %(known)s.") % told
    return Beside(_("Beside others of its type"), bars, [], False, "", note)


def _register_of(organization: Organization) -> Answer | None:
    """The register of the hospitals of the United States, for one of these, where an edition is in force."""
    if (organization.country, organization.type) != ("US", OrganizationType.HOSPITAL):
        return None
    try:
        return answer_to(Question(DEFAULT))
    except Unanswerable:
        return None


def _bar(label: str, whole: Group, *, is_ours: bool = False) -> Bar:
    return Bar(label, whole.own, whole.organizations, is_ours=is_ours)


def _name(question: Question) -> str:
    names = [region_name(one) for one in question.region] or [country_name(one) for one in question.country]
    return ", ".join(names[:3])


def place_of(question: Question) -> str:
    """ "Minnesota", "the United States"; "" where it is about no place."""
    names = [region_name(one) for one in question.region] or [within(one) for one in question.country]
    return ", ".join(names[:3])
