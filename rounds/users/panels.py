"""What the back office's page about one person shows. Contexts enter their panels in the `ready` of their app."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.utils.functional import Promise

if TYPE_CHECKING:
    from rounds.users.models import User


class Row(NamedTuple):
    """`url`: of the record's own page, or ""."""

    label: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`rows`: the newest first, a page of them at most; a panel without rows is left out."""

    permission: str  # "" for whoever may see the page
    label: str | Promise
    rows: Callable[["User", datetime], Sequence[Row]]
    rank: int


class Shown(NamedTuple):
    label: str
    rows: Sequence[Row]


_panels: dict[str, Panel] = {}


def enter(name: str, panel: Panel) -> None:
    """`name` is the panel's own: entered again it takes the place of the first."""
    _panels[name] = panel


def panels_about(person: "User", *, seen_by: "User", at: datetime) -> list[Shown]:
    panels = sorted(_panels.items(), key=lambda named: (named[1].rank, named[0]))
    mine = [panel for _name, panel in panels if not panel.permission or seen_by.has_perm(panel.permission)]
    shown = [Shown(str(panel.label), panel.rows(person, at)) for panel in mine]
    return [one for one in shown if one.rows]
