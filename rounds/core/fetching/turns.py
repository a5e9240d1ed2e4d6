"""One at a time with each host, and a pause in between."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock


class _Turn:
    def __init__(self) -> None:
        self.lock = Lock()
        self.waiting = 0  # who hold it or wait for it
        self.ended_at: float | None = None


class Turns:
    """Remembers the hosts that had a turn last, `most` of them and those in use; what is forgotten owes no pause."""

    def __init__(
        self, *, clock: Callable[[], float], sleep: Callable[[float], None], most: int = 10_000
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._most = most
        self._turns: OrderedDict[str, _Turn] = OrderedDict()
        self._table = Lock()

    @contextmanager
    def turn(self, host: str, *, pause: float) -> Iterator[float]:
        """Wait until nobody else is at the host and the last to leave did so `pause` seconds ago; yields the wait."""
        asked_at = self._clock()
        turn = self._join(host)
        try:
            with turn.lock:
                if turn.ended_at is not None and (early := turn.ended_at + pause - self._clock()) > 0:
                    self._sleep(early)
                try:
                    yield self._clock() - asked_at
                finally:
                    turn.ended_at = self._clock()
        finally:
            self._leave(turn)

    def __len__(self) -> int:
        return len(self._turns)

    def _join(self, host: str) -> _Turn:
        with self._table:
            turn = self._turns.setdefault(host, _Turn())
            self._turns.move_to_end(host)
            turn.waiting += 1
            return turn

    def _leave(self, turn: _Turn) -> None:
        with self._table:
            turn.waiting -= 1
            while len(self._turns) > self._most:
                oldest = next(iter(self._turns))
                if self._turns[oldest].waiting:
                    break
                del self._turns[oldest]
