"""What is taken away: the answer to a question of the grid, with all that must go along with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from rounds.directory.profile.past import registers_at
from rounds.directory.views.days import Day
from rounds.open_data.licence import Licence, licence
from rounds.organizations.models import Register


@dataclass(frozen=True, slots=True)
class Taken:
    """`ids`: organizations in the grid's order. `question`: the address of the page that shows the same."""

    ids: Sequence[int]
    day: Day
    title: str
    question: str
    sources: list[Register]

    @property
    def as_of(self) -> str:
        return f"{self.day.now:%Y-%m-%d}"

    @property
    def made_at(self) -> datetime | None:
        """When it was made; of a past day it does not matter."""
        return None if self.day.moment else self.day.now

    @property
    def licence(self) -> Licence:
        return licence()


def address_of(path: str) -> str:
    """A path of ours as the world writes it."""
    return f"{settings.PUBLIC_URL}{path}"


def sources_at(moment: datetime | None) -> list[Register]:
    """The registers that organizations and accounts come from: those that we have, or had by then, in order."""
    registers = {one.slug: one for one in Register.objects.order_by("slug")}
    return list((registers_at(registers, moment) if moment else registers).values())


def source_of(register: Register) -> dict[str, str]:
    """A register with what its publisher asks for."""
    return {
        "register": register.slug,
        "name": register.name,
        "publisher": register.publisher,
        "as_of": register.as_of.isoformat(),
        "license": register.licence,
        "license_url": register.licence_url,
        "attribution": register.attribution,
        "url": register.url,
    }
