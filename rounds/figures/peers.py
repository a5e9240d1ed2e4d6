"""Organizations like one: of its type, of its size, near it. Wider, step by step, until there are enough."""

from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core.countries import region_name
from rounds.core.templatetags.core import number
from rounds.directory.grid import bits
from rounds.directory.grid.bands import UNKNOWN
from rounds.directory.grid.census import NONE, OWN, Census
from rounds.directory.platforms import PLATFORMS
from rounds.figures.counting import Group, group_of
from rounds.figures.places import within
from rounds.organizations.models import Organization, OrganizationType

ENOUGH = 10
FEWEST_WITH_ACCOUNTS = 5  # peers with accounts, before what most of them have says anything
_TYPES = dict(OrganizationType.choices)
_WIDENING = (("beds", "region"), ("beds", "country"), ("country",), ("beds",))  # beside the type


class Step(NamedTuple):
    """One circle of organizations of the same type, and what they have in common beside it."""

    common: tuple[str, ...]
    organizations: int


class Lack(NamedTuple):
    """A platform on which an organization is not, while most of its peers with accounts are."""

    platform: str
    peers: int
    of: int

    @property
    def name(self) -> str:
        return PLATFORMS[self.platform].name


class Peers(NamedTuple):
    """`members`: a set of the census, without the organization itself. The last of `steps` was taken."""

    census: Census
    at: int
    members: int
    steps: list[Step]
    whole: Group
    on: dict[str, int]  # how many of them are on each open platform, the most used first
    accounts: int  # of the organization, on open platforms
    ahead: int  # peers with more
    level: int  # peers with as many

    @property
    def place(self) -> int:
        return self.ahead + 1

    @property
    def is_ranked(self) -> bool:
        """A place among those whom nobody has entered would say nothing of anybody."""
        return can_rank(self.whole.own, self.whole.organizations)

    @property
    def rank(self) -> str:
        return rank_of(self.ahead, self.level, self.whole.organizations + 1)

    @property
    def is_enough(self) -> bool:
        return self.members.bit_count() >= ENOUGH


def peers_of(organization: Organization, census: Census) -> Peers | None:
    """None where the census does not know the organization as a current one."""
    at = census.timeline.position.get(organization.pk)
    if at is None or not census.current >> at & 1:
        return None
    members, steps = 0, []
    for common in _widening(at, census):
        members = _circle(at, census, common) & ~(1 << at)
        steps.append(Step(common, members.bit_count()))
        if members.bit_count() >= ENOUGH:
            break
    accounts = census.accounts_of
    theirs = [accounts[one] for one in bits.positions_in(members & census.coverage[OWN])]
    mine = accounts[at]
    level = sum(one == mine for one in theirs) if mine else members.bit_count() - len(theirs)
    ahead = sum(one > mine for one in theirs)
    return Peers(
        census, at, members, steps, group_of(census, members), _on(census, members), mine, ahead, level
    )


def can_rank(listed: int, others: int) -> bool:
    """Where at least half of the others are in the List."""
    return 0 < others <= 2 * listed


def rank_of(ahead: int, level: int, of: int) -> str:
    """ "3rd of 24", "tied for 1st of 195"."""
    told = {"place": ordinal(ahead + 1), "of": number(of)}
    return _("tied for %(place)s of %(of)s") % told if level else _("%(place)s of %(of)s") % told


def unranked(listed: int, others: int) -> str:
    """Why there is no rank."""
    return ngettext(
        "No rank: of %(all)s others %(n)s is in the List yet.",
        "No rank: of %(all)s others %(n)s are in the List yet.",
        listed,
    ) % {"n": number(listed), "all": number(others)}


def platforms_of(peers: Peers) -> set[str]:
    """The open platforms on which the organization is."""
    census = peers.census
    held = {slug for slug, of in census.by_platform.items() if of >> peers.at & 1}
    return {slug for slug in held if PLATFORMS[slug].bit not in census.closed_bits}


def lacking(peers: Peers) -> list[Lack]:
    """The most common first."""
    if not tells_much(peers):
        return []
    whole, mine = peers.whole.own, platforms_of(peers)
    return [
        Lack(slug, there, whole) for slug, there in peers.on.items() if 2 * there > whole and slug not in mine
    ]


def tells_much(peers: Peers) -> bool:
    """What most have says something where enough have anything."""
    return peers.whole.own >= FEWEST_WITH_ACCOUNTS


def covering(census: Census, at: int) -> int | None:
    """The nearest organization with an account of its own that this one, which has none, is part of: its id."""
    if census.coverage[OWN] >> at & 1:
        return None
    seen, step = {at}, census.parents.get(at)
    while step is not None and step not in seen and census.current >> step & 1:
        if census.coverage[OWN] >> step & 1:
            return census.timeline.ids[step]
        seen.add(step)
        step = census.parents.get(step)
    return None


def coverage_of(census: Census, at: int) -> str:
    return next((part for part, of in census.coverage.items() if of >> at & 1), NONE)


def described(peers: Peers, organization: Organization) -> str:
    """ "23 hospitals with 100–199 beds in Minnesota"."""
    return circle(peers, organization, peers.steps[-1])


def circle(peers: Peers, organization: Organization, step: Step) -> str:
    told = {
        "n": number(step.organizations),
        "what": str(_TYPES.get(organization.type, organization.type)),
        "beds": _beds(_fact(peers.census, "beds", peers.at)),
        "place": _place(organization, step.common),
    }
    if "beds" in step.common:
        return (
            ngettext(
                "%(n)s other organization of type “%(what)s” with %(beds)s beds in %(place)s",
                "%(n)s other organizations of type “%(what)s” with %(beds)s beds in %(place)s",
                step.organizations,
            )
            % told
        )
    return (
        ngettext(
            "%(n)s other organization of type “%(what)s” in %(place)s",
            "%(n)s other organizations of type “%(what)s” in %(place)s",
            step.organizations,
        )
        % told
    )


def widened(peers: Peers, organization: Organization) -> str:
    """How far we had to look, in a sentence; "" where the first circle was enough."""
    if len(peers.steps) == 1 and peers.is_enough:
        return ""
    tried = "; ".join(circle(peers, organization, step) for step in peers.steps[:-1])
    told = {"enough": number(ENOUGH), "tried": tried}
    if peers.is_enough:
        return _("Nearer there were fewer than %(enough)s: %(tried)s.") % told
    return _("Even so there are fewer than %(enough)s, so take what follows with care.") % told


def _on(census: Census, members: int) -> dict[str, int]:
    there = {
        slug: here.bit_count()
        for slug, held in census.by_platform.items()
        if PLATFORMS[slug].bit not in census.closed_bits and (here := held & members)
    }
    return dict(sorted(there.items(), key=lambda one: (-one[1], one[0])))


def _widening(at: int, census: Census) -> list[tuple[str, ...]]:
    """What is not known of the organization cannot be had in common."""
    known = {fact for fact in ("beds", "region", "country") if _fact(census, fact, at) not in ("", UNKNOWN)}
    steps = [tuple(fact for fact in common if fact in known) for common in _WIDENING]
    return [*dict.fromkeys(common for common in steps if common), ()]


def _circle(at: int, census: Census, common: tuple[str, ...]) -> int:
    found = census.current
    for fact in ("type", *common):
        found &= census.facts(fact).get(_fact(census, fact, at), 0)
    return found


def _fact(census: Census, fact: str, at: int) -> str:
    return census.timeline.facts[fact][at]


def _beds(band: str) -> str:
    first, _dash, last = band.partition("-")
    return _("%(n)s or more") % {"n": number(int(first))} if last == "more" else f"{first}–{last}"


def _place(organization: Organization, common: tuple[str, ...]) -> str:
    if "region" in common:
        return region_name(organization.region)
    if "country" in common:
        return within(organization.country)
    return _("the whole register")
