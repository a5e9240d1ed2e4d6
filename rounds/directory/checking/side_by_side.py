"""Reading many places at once, but of one host never two at the same time."""

import logging
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol, TypeVar

logger = logging.getLogger(__name__)


class Task(Protocol):
    @property
    def host(self) -> str: ...


T = TypeVar("T", bound=Task)
R = TypeVar("R")


def side_by_side(
    tasks: Iterable[T], read: Callable[[T], R], *, failed: Callable[[T], R], workers: int
) -> Iterator[tuple[T, R]]:
    """Each task with what came of it, as they are done. `read` runs in threads; a fault of ours ends one task only."""
    source = iter(tasks)
    running: dict[Future[R], T] = {}
    busy: set[str] = set()
    held: defaultdict[str, deque[T]] = defaultdict(deque)
    with ThreadPoolExecutor(workers, thread_name_prefix="check") as pool:

        def start(task: T) -> None:
            busy.add(task.host)
            running[pool.submit(read, task)] = task

        def fill() -> None:
            while len(running) < workers and (task := next(source, None)) is not None:
                if task.host in busy:
                    held[task.host].append(task)
                else:
                    start(task)

        fill()
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                busy.discard(task.host)
                if held[task.host]:
                    start(held[task.host].popleft())
                yield task, _result(future, task, failed)
            fill()


def _result(future: "Future[R]", task: T, failed: Callable[[T], R]) -> R:
    try:
        return future.result()
    except Exception:
        logger.exception("check of %s", task.host)
        return failed(task)
