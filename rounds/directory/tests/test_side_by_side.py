"""Reading many places at once."""

from dataclasses import dataclass
from threading import Lock

import pytest

from rounds.directory.checking.side_by_side import side_by_side


@dataclass(frozen=True)
class Place:
    number: int
    host: str


class Reader:
    """Counts how many it reads at once, in all and of one host."""

    def __init__(self) -> None:
        self.lock, self.now, self.most = Lock(), [], 0
        self.met = False

    def __call__(self, place: Place) -> int:
        with self.lock:
            self.met |= place.host in self.now
            self.now.append(place.host)
            self.most = max(self.most, len(self.now))
        with self.lock:
            self.now.remove(place.host)
        if place.number == 13:
            raise ValueError("thirteen")
        return place.number


@pytest.mark.parametrize("workers", [1, 8])
def test_each_is_read_once_and_of_one_host_never_two_at_once(workers: int) -> None:
    places = [Place(number, f"host{number % 5}") for number in range(100)]
    reader = Reader()
    done = dict(side_by_side(places, reader, failed=lambda place: -1, workers=workers))
    assert done == {place: -1 if place.number == 13 else place.number for place in places}
    assert not reader.met
    assert reader.most <= min(workers, 5)


def test_tasks_are_taken_as_there_is_room() -> None:
    taken = []

    def tasks():
        for number in range(50):
            taken.append(number)
            yield Place(number, str(number))

    results = side_by_side(tasks(), lambda place: place.number, failed=lambda place: -1, workers=4)
    next(results)
    assert len(taken) <= 5
    results.close()


def test_nothing_to_do_is_done() -> None:
    assert list(side_by_side([], lambda place: 1, failed=lambda place: -1, workers=4)) == []
