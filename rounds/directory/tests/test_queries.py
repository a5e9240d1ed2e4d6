from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from rounds.directory.grid.queries import Query, read


def asked(address: str) -> Query:
    return read(QueryDict(address))


def test_an_address_is_read_whole() -> None:
    assert asked(
        "q=mayo&scope=register&country=US&country=CA&region=US-MN&type=hospital&sort=accounts"
    ) == Query(
        q="mayo",
        scope="register",
        country=("US", "CA"),
        region=("US-MN",),
        type=("hospital",),
        sort="accounts",
    )


def test_what_cannot_be_meant_is_left_out() -> None:
    assert asked("q=%00%20%20&scope=moon&sort=beauty&country=&country=US&country=US") == Query(
        country=("US",)
    )


def test_best_match_is_the_order_only_of_a_search() -> None:
    assert asked("sort=relevance").order == "seen"
    assert asked("q=mayo").order == "relevance"
    assert asked("q=mayo&sort=name").order == "name"


def test_the_order_that_would_be_anyway_is_not_in_the_address() -> None:
    assert asked("sort=seen").encoded() == ""
    assert asked("q=mayo&sort=relevance").encoded() == "q=mayo"
    assert asked("q=mayo&sort=seen").encoded() == "q=mayo&sort=seen"


def test_choosing_a_value_twice_takes_it_out_again() -> None:
    query = asked("country=US")
    assert query.toggled("type", "clinic") == Query(country=("US",), type=("clinic",))
    assert query.toggled("type", "clinic").toggled("type", "clinic") == query


def test_regions_go_with_their_country() -> None:
    query = asked("country=US&country=CA&region=US-MN&region=CA-ON")
    assert query.toggled("country", "US") == Query(country=("CA",), region=("CA-ON",))


def test_too_many_values_are_cut() -> None:
    assert len(asked("&".join(f"country={n}" for n in range(999))).country) == 20


@given(st.text(max_size=300))
def test_every_question_survives_its_own_address(text: str) -> None:
    query = read(QueryDict(Query(q=text, country=(text[:5],) if text[:5] else ()).encoded()))
    assert asked(query.encoded()) == query
