from hypothesis import given
from hypothesis import strategies as st

from rounds.directory.grid import bits

POSITIONS = st.sets(st.integers(0, 499))


@given(POSITIONS)
def test_a_set_gives_back_its_positions_rising(positions: set[int]) -> None:
    assert list(bits.positions_in(bits.set_of(positions, 500))) == sorted(positions)


@given(POSITIONS, POSITIONS)
def test_sets_meet_and_join_as_pythons_own_do(one: set[int], other: set[int]) -> None:
    a, b = bits.set_of(one, 500), bits.set_of(other, 500)
    assert list(bits.positions_in(a & b)) == sorted(one & other)
    assert list(bits.positions_in(bits.union([a, b]))) == sorted(one | other)
    assert (a & b).bit_count() == len(one & other)


def test_everything_has_every_position() -> None:
    assert list(bits.positions_in(bits.everything(9))) == list(range(9))
    assert bits.everything(0) == 0


@given(POSITIONS, st.permutations(range(500)))
def test_a_set_can_be_read_in_another_order(positions: set[int], order: list[int]) -> None:
    found = bits.set_of(positions, 500)
    assert list(bits.in_order(found, order)) == [position for position in order if position in positions]


@given(POSITIONS)
def test_a_set_can_be_a_table_of_bytes_and_a_set_again(positions: set[int]) -> None:
    one = bits.set_of(positions, 500)
    table = bits.table(one, 500)
    assert [at for at, held in enumerate(table) if held] == sorted(positions)
    assert bits.from_table(table) == one
    assert (bits.table(0, 0), bits.from_table(b"")) == (b"0".translate(bits._FROM_DIGITS), 0)
