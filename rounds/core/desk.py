"""The front page of the back office: what waits for whom.

Contexts enter their tasks in the `ready` of their app; the page shows each person those that they may do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise

MOST = 7  # lines on one person's page


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`permission`: "memberships.manage_membership". `count`: how many wait now; it is asked only for those who may.

    `label`: with the number, as of ngettext: `label(3)` is "3 applications to read".
    `rank`: lower is more urgent. `query`: of the page's address, "state=asked".
    `oldest`: since when the oldest waits, asked only where one does.
    """

    permission: str
    count: Callable[[datetime], int]
    label: Callable[[int], str]
    url_name: str
    rank: int
    nothing: str | Promise = ""  # said where nothing waits; "" leaves the line out
    query: str = ""
    oldest: Callable[[datetime], datetime | None] | None = None


class Line(NamedTuple):
    """One task on one person's page. `url`: "" where nothing waits."""

    label: str
    url: str
    oldest: datetime | None


_tasks: dict[str, Task] = {}


def enter(name: str, task: Task) -> None:
    """`name` is the task's own ("memberships.applications"): entered again it takes the place of the first."""
    _tasks[name] = task


def tasks_for(user: Any) -> list[Task]:
    """All that a person may do, the most urgent first."""
    mine = (task for task in _tasks.values() if user.has_perm(task.permission))
    return sorted(mine, key=lambda task: (task.rank, task.url_name))


def lines_for(user: Any, at: datetime) -> list[Line]:
    """What waits comes before what is done; of both together no more than a page holds."""
    counted = [(task, task.count(at)) for task in tasks_for(user)]
    waiting = [_waiting(task, count, at) for task, count in counted if count][:MOST]
    done = [Line(str(task.nothing), "", None) for task, count in counted if not count and task.nothing]
    return [*waiting, *done][:MOST]


def _waiting(task: Task, count: int, at: datetime) -> Line:
    url = reverse(task.url_name) + (f"?{task.query}" if task.query else "")
    return Line(task.label(count), url, task.oldest(at) if task.oldest else None)
