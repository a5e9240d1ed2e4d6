"""The case for social media, on one page: what somebody puts before a board. Its numbers are those of the figures.

What is said here is said once: the page on the screen and the PDF show the same sentences and the same numbers.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from heapq import nlargest
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core.charts.words import part, share
from rounds.core.paper.sizes import paper_of
from rounds.core.templatetags.core import number
from rounds.directory.grid import bits
from rounds.directory.grid.census import PROOFS, Census
from rounds.directory.platforms import PLATFORMS
from rounds.figures import sentences
from rounds.figures.answers import Answer, answer_to
from rounds.figures.beside import Beside, beside, beside_peers, place_of
from rounds.figures.counting import Group, count
from rounds.figures.peers import Peers, can_rank, lacking, peers_of, platforms_of, rank_of, unranked
from rounds.figures.peers import described as described_peers
from rounds.figures.peers import widened as widened_peers
from rounds.figures.questions import DEFAULT, EVERYTHING, Question
from rounds.figures.series import Series, series
from rounds.organizations.models import Organization

MOST_PLATFORMS, MOST_NAMES, MOST_BESIDE = 8, 4, 6
PLATFORMS_WITH_NAMES = 4
FEWEST_MONTHS = 3  # points in time before a line says anything
_IN_US = Question(country=("US",))


class OnPlatform(NamedTuple):
    name: str
    organizations: int
    of: int
    said: str
    is_ours: bool


class Example(NamedTuple):
    """A platform, and some of who is there: the best proven first."""

    platform: str
    names: list[str]
    more: int


class Part(NamedTuple):
    label: str
    organizations: int


class Ours(NamedTuple):
    """The organization for which the case is made, beside the others."""

    organization: Organization
    sentence: str
    lacks: list[str]


class Moment(NamedTuple):
    on: date
    own: int


class Case(NamedTuple):
    title: str
    headline: str
    floor: str  # what the headline does not say
    day: date
    basis: str
    parts: list[Part]
    whole: Group
    platforms: list[OnPlatform]
    beside: Beside
    examples: list[Example]
    trend: list[Moment]
    is_whole: bool  # no month of the trend was left open
    ours: Ours | None
    how: list[str]
    left_out: list[sentences.Step]
    address: str
    country: str  # decides the paper

    @property
    def paper(self) -> str:
        return paper_of(self.country)

    @property
    def has_map(self) -> bool:
        return bool(self.beside.areas)


def question_of(asked: Question, *, names_register: bool) -> Question:
    """Who names no register is answered about the US one where that can be meant, else about everything."""
    if names_register:
        return asked
    in_us = not asked.country or asked.country == ("US",)
    in_states = all(region.startswith("US-") for region in asked.region)
    of_hospitals = asked.type in ((), ("hospital",))
    is_us = in_us and in_states and of_hospitals and not asked.sub_list
    return replace(asked, register=DEFAULT if is_us else EVERYTHING)


def case_of(
    question: Question, ours: Organization | None = None, *, may_build: Callable[[], bool] = lambda: True
) -> Case:
    """About everything that a question asks for; `may_build`: months that are not kept. Raises Unanswerable."""
    answer = answer_to(question)
    census = answer.census
    peers = peers_of(ours, census) if ours else None
    address = f"{settings.PUBLIC_URL}{reverse('figures:figures')}?{answer.fixed.encoded()}"
    what = subject(answer)
    return _case(
        answer,
        title=_("%(what)s on social media") % {"what": _capital(what)},
        whom=subject(answer, answer.counted.whole.organizations),
        basis=_("Counted on %(day)s against %(register)s.")
        % {"day": _day(answer.day), "register": sentences.against(answer)},
        beside=beside(question, answer, what),
        course=series(question, may_build=may_build),
        ours=_ours(ours, peers, answer.population) if ours and peers else None,
        mine=platforms_of(peers) if peers else set(),
        address=address,
        country=_country(question),
    )


def case_of_peers(organization: Organization, census: Census) -> Case | None:
    """ "We and our peers". None where the organization is not a current one, or has no peers."""
    peers = peers_of(organization, census)
    if peers is None or not peers.members:
        return None
    answer = Answer(Question(), census, None, peers.members, count(census, peers.members), None)
    told = {"day": _day(answer.day), "peers": described_peers(peers, organization)}
    basis = _("Counted on %(day)s: %(peers)s.") % told
    return _case(
        answer,
        title=_("The peers of %(name)s on social media") % {"name": organization.name},
        whom=_("peers of %(name)s") % {"name": organization.name},
        basis=f"{basis} {widened_peers(peers, organization)}".strip(),
        beside=beside_peers(organization, peers),
        course=Series([], []),
        ours=_ours(organization, peers, peers.members),
        mine=platforms_of(peers),
        address=f"{settings.PUBLIC_URL}{reverse('figures:peers', args=[organization.slug])}",
        country=organization.country,
    )


def subject(answer: Answer, count: int = 2) -> str:
    """ "hospitals in Minnesota"."""
    question = answer.question
    what = sentences.nouns(answer, count)
    place = place_of(
        question if question.region or question.country or question.register != DEFAULT else _IN_US
    )
    return _("%(what)s in %(place)s") % {"what": what, "place": place} if place else what


def _case(
    answer: Answer,
    *,
    title: str,
    whom: str,
    basis: str,
    beside: Beside,
    course: Series,
    ours: Ours | None,
    mine: set[str],
    address: str,
    country: str,
) -> Case:
    whole = answer.counted.whole
    return Case(
        title=title,
        headline=_headline(answer, whom),
        floor=_floor(answer),
        day=answer.day,
        basis=basis,
        parts=_parts(whole),
        whole=whole,
        platforms=_platforms(answer, mine),
        beside=beside,
        examples=_examples(answer),
        trend=_trend(course),
        is_whole=not course.open,
        ours=ours,
        how=_how(answer),
        left_out=[step for step in sentences.way_down(answer) if step.amount or step.is_total],
        address=address,
        country=country,
    )


def _parts(whole: Group) -> list[Part]:
    """Between the two ends what there is none of is not worth a word."""
    own, none = Part(_("An account of its own"), whole.own), Part(_("None in the List yet"), whole.none)
    between = (
        Part(_("Only through its parent organization"), whole.parent),
        Part(_("Only on closed platforms"), whole.closed),
    )
    return [own, *(one for one in between if one.organizations), none]


def _headline(answer: Answer, whom: str) -> str:
    whole = answer.counted.whole
    if not whole.organizations:
        return sentences.headline(answer)
    told = {
        "own": number(whole.own),
        "all": number(whole.organizations),
        "share": share(whole.share),
        "whom": whom,
    }
    return _("We list accounts of %(own)s of %(all)s %(whom)s (%(share)s).") % told


def _floor(answer: Answer) -> str:
    """The List is not the world: what nobody has entered may be there all the same."""
    whole = answer.counted.whole
    if whole.own == whole.organizations:
        return ""
    what = sentences.nouns(answer, 2)
    return _(
        "%(what)s that are not in the List may well have accounts: this is a floor, not a rate of adoption."
    ) % {"what": _capital(what)}


def _platforms(answer: Answer, mine: set[str]) -> list[OnPlatform]:
    whole = answer.counted.whole.organizations
    return [
        OnPlatform(
            PLATFORMS[line.value].name,
            line.organizations,
            whole,
            part(line.organizations, whole),
            line.value in mine,
        )
        for line in answer.counted.platforms[:MOST_PLATFORMS]
    ]


def _examples(answer: Answer) -> list[Example]:
    census = answer.census
    chosen = [
        (line, _best_proven(census, census.by_platform[line.value] & answer.population))
        for line in answer.counted.platforms[:PLATFORMS_WITH_NAMES]
    ]
    ids = {census.timeline.ids[at] for _line, places in chosen for at in places}
    names = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [
        Example(
            PLATFORMS[line.value].name,
            [names[pk] for at in places if (pk := census.timeline.ids[at]) in names],
            line.organizations - len(places),
        )
        for line, places in chosen
    ]


def _best_proven(census: Census, of: int) -> list[int]:
    """The first few, by the strength of their proof and by how many accounts they have."""
    found: list[int] = []
    for proof in PROOFS:
        here = bits.positions_in(of & census.by_proof[proof])
        found += nlargest(MOST_NAMES - len(found), here, key=census.accounts_of.__getitem__)
        if len(found) == MOST_NAMES:
            break
    return found


def _ours(organization: Organization, peers: Peers, among: int) -> Ours:
    """Its place among `among`, a set of the census, by accounts on open platforms."""
    accounts = peers.census.accounts_of
    others = [accounts[at] for at in bits.positions_in(among) if at != peers.at]
    told = {"name": organization.name, "n": number(peers.accounts)}
    if not peers.accounts:
        sentence = _("%(name)s has no account of its own in the List yet.") % told
    else:
        sentence = ngettext(
            "%(name)s has %(n)s account. %(rank)s",
            "%(name)s has %(n)s accounts. %(rank)s",
            peers.accounts,
        ) % (told | {"rank": _rank(peers.accounts, others)})
    lacks = [
        _("%(platform)s (%(n)s of %(of)s peers with accounts are there)")
        % {"platform": lack.name, "n": number(lack.peers), "of": number(lack.of)}
        for lack in lacking(peers)
    ]
    return Ours(organization, sentence, lacks[:MOST_BESIDE])


def _rank(mine: int, others: list[int]) -> str:
    listed = sum(1 for one in others if one)
    if not can_rank(listed, len(others)):
        return unranked(listed, len(others)) if others else ""
    rank = rank_of(sum(one > mine for one in others), others.count(mine), len(others) + 1)
    return _("By the number of accounts it is %(rank)s.") % {"rank": rank}


def _trend(course: Series) -> list[Moment]:
    moments = [Moment(point.on, point.own) for point in course.points]
    return moments if len(moments) >= FEWEST_MONTHS else []


def _how(answer: Answer) -> list[str]:
    said = [
        _(
            "An account counts where the List shows it as the organization's own, on a platform that is open."
            " One that was let go counts no more."
        ),
        sentences.parents(answer),
        sentences.proven(answer),
        sentences.seen(answer),
    ]
    return [one for one in said if one]


def _country(question: Question) -> str:
    if question.region:
        return question.region[0].partition("-")[0]
    if question.country:
        return question.country[0]
    return "US" if question.register == DEFAULT else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
