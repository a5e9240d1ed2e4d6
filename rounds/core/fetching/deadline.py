"""The one time limit of a request, from the question to the name server to the last byte."""

from collections.abc import Callable

from rounds.core.fetching.answers import Unfetched


class Deadline:
    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at = clock() + seconds

    def left(self) -> float:
        """Seconds, more than 0; raises Unfetched when there are none."""
        left = self._at - self._clock()
        if left <= 0:
            raise Unfetched("timeout")
        return left

    def put_off(self, seconds: float) -> None:
        """For a wait that was ours: a pause out of courtesy is not the site's slowness."""
        self._at += seconds
