"""The front page of the back office: what waits for whom.

Contexts enter their tasks in the `ready` of their app; the page shows each person those that they may do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

MOST = 7  # tasks on one person's page


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`permission`: "memberships.manage_membership". `count`: how many wait now; it is asked only for those who may.

    `label`: with the number, as of ngettext: `label(3)` is "3 applications to read".
    `rank`: lower is more urgent.
    """

    permission: str
    count: Callable[[datetime], int]
    label: Callable[[int], str]
    url_name: str
    rank: int
    nothing: str | Promise = ""  # said where nothing waits; "" leaves the line out


_tasks: dict[str, Task] = {}


def enter(name: str, task: Task) -> None:
    """`name` is the task's own ("memberships.applications"): entered again it takes the place of the first."""
    _tasks[name] = task


def tasks_for(user: Any) -> list[Task]:
    mine = (task for task in _tasks.values() if user.has_perm(task.permission))
    return sorted(mine, key=lambda task: (task.rank, task.url_name))[:MOST]
