"""How carefully a moderator should look at a submission: 0 to 100, with the reasons. Pure.

The number orders the queue and decides nothing. Weights are judgements; each is told to the moderator in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.directory.moderation import look_alikes, sender
from rounds.organizations.matching.addresses import host_of

MANY_ACCOUNTS = 20
BANDS = {"high": (50, 100), "some": (20, 49), "low": (0, 19)}  # from, to; of the score


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a submission when its sender has confirmed the e-mail address."""

    email: str
    role: str
    website: str = ""  # of the organization, as the register has it; as proposed, where it is new
    name: str = ""  # of the organization
    is_new: bool = False  # the organization is not in the register
    solved: bool = True
    accounts: int = 1
    elsewhere: int = 0  # accounts already listed for another organization
    look_alikes: int = 0  # accounts that could be mistaken for one that is listed for another organization
    closed: int = 0  # accounts on platforms that have closed
    disputes_official: bool = False  # a correction of an account that is shown as official
    note: str = ""


class Reason(NamedTuple):
    points: int
    text: str | Promise


class Risk(NamedTuple):
    score: int
    reasons: tuple[Reason, ...]  # weightiest first

    @property
    def band(self) -> str:
        """ "high", "some" or "low"."""
        return band_of(self.score)


def assess(facts: Facts) -> Risk:
    return risk_of((*_of_the_sender(facts), *_of_the_change(facts)))


def risk_of(reasons: Iterable[Reason]) -> Risk:
    in_order = tuple(sorted(reasons, key=lambda reason: -reason.points))
    return Risk(max(0, min(100, sum(reason.points for reason in in_order))), in_order)


def band_of(score: int) -> str:
    return next(band for band, (least, _most) in BANDS.items() if score >= least)


def _of_the_sender(facts: Facts) -> list[Reason]:
    host, site = sender.mail_host(facts.email), host_of(facts.website)
    found = []
    if not facts.solved:
        found.append(Reason(20, _("Sent without the proof of work that browsers with scripts do.")))
    if sender.is_throwaway(facts.email):
        found.append(Reason(35, _("The e-mail address is a throw-away one.")))
    elif sender.is_public(facts.email) and facts.role == "representative":
        found.append(Reason(15, _("Says to speak for the organization, but writes from a public mail host.")))
    if site and look_alikes.find(site, [host]):
        found.append(Reason(50, _("The sender's mail domain looks like the organization's, but is another.")))
    elif facts.role == "representative" and site and not sender.is_public(facts.email):
        if sender.writes_from(facts.website, facts.email):
            found.append(Reason(-20, _("Writes from the organization's own domain.")))
        else:
            found.append(Reason(10, _("Says to speak for the organization, but writes from another domain.")))
    return found


def _of_the_change(facts: Facts) -> list[Reason]:
    found = []
    if facts.look_alikes:
        found.append(Reason(40, _("An account could be mistaken for one that is listed for somebody else.")))
    if facts.elsewhere:
        found.append(Reason(20, _("An account is listed for another organization already.")))
    if look_alikes.mixes_alphabets(facts.name):
        found.append(Reason(40, _("The organization's name mixes letters of different alphabets.")))
    if facts.is_new:
        found.append(Reason(20, _("The organization is not in the register yet.")))
    if facts.is_new and not facts.website:
        found.append(Reason(10, _("The new organization has no website to check against.")))
    if facts.disputes_official:
        found.append(Reason(15, _("It disputes an account that is shown as official.")))
    if facts.accounts > MANY_ACCOUNTS:
        found.append(Reason(15, _("It has very many accounts.")))
    if facts.closed:
        found.append(Reason(5, _("An account is on a platform that has closed.")))
    return [*found, *of_the_note(facts.note)]


def of_the_note(note: str) -> list[Reason]:
    has_links = "://" in note or "www." in note
    return [Reason(5, _("The note has links in it."))] if has_links else []
