"""How carefully a moderator should look at a claim: 0 to 100, with the reasons. Pure.

As for submissions, the number decides nothing; weights are judgements.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from rounds.directory.moderation.risk import Reason, Risk, of_the_note, risk_of

MANY_CLAIMS = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a claim. The first five are about the person's confirmed addresses."""

    addresses: int = 1
    proving: int = 0  # at the organization's own domain
    public: int = 0  # at public mail hosts
    throwaway: int = 0
    looks_alike: bool = False  # one is at a domain that could be mistaken for the organization's
    is_new_here: bool = False  # signed up within a day before
    others: int = 0  # representatives there are already
    is_objected_to: bool = False
    was_removed: bool = False
    other_claims: int = 0  # the person's own, under way
    note: str = ""


def assess(facts: Facts) -> Risk:
    return risk_of((*_of_the_addresses(facts), *_of_the_case(facts)))


def _of_the_addresses(facts: Facts) -> list[Reason]:
    found = []
    if facts.looks_alike:
        found.append(
            Reason(50, _("A mail domain of the person looks like the organization's, but is another."))
        )
    if facts.throwaway:
        found.append(Reason(35, _("An e-mail address of the person is a throw-away one.")))
    if facts.proving:
        found.append(Reason(-30, _("The person has an address at the organization's own domain.")))
    elif facts.addresses == facts.public:
        found.append(Reason(15, _("The person has addresses at public mail hosts only.")))
    return found


def _of_the_case(facts: Facts) -> list[Reason]:
    found = []
    if facts.is_objected_to:
        found.append(Reason(40, _("A representative of the organization objects.")))
    if facts.was_removed:
        found.append(Reason(30, _("The person was a representative of it, and somebody else ended that.")))
    if facts.others:
        found.append(Reason(15, _("There are representatives already, who could have invited the person.")))
    if facts.other_claims > MANY_CLAIMS:
        found.append(Reason(20, _("The person claims several organizations at once.")))
    if facts.is_new_here:
        found.append(Reason(10, _("The person signed up within a day before.")))
    return [*found, *of_the_note(facts.note)]
