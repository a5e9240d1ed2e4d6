"""What programs send is read without harm, whatever it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.reconciliation.reading import (
    CANDIDATES,
    LONGEST,
    MOST_CANDIDATES,
    Extension,
    Query,
    Unreadable,
    Value,
    Wanted,
    batch,
    extension,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
QUERIES = st.dictionaries(
    st.sampled_from(["query", "type", "type_strict", "limit", "properties", "pid", "v", "id", "name"]), JSON
)


def read(query: object) -> Query | None:
    return batch(json.dumps({"q0": query}))["q0"]


def test_a_query_as_openrefine_writes_it() -> None:
    query = {
        "query": "St Marys Hosp",
        "type": "hospital",
        "type_strict": "should",
        "properties": [
            {"pid": "city", "v": "Rochester"},
            {"pid": "parent", "v": {"id": "mayo", "name": "Mayo"}},
        ],
    }
    assert read(query) == Query(
        "St Marys Hosp",
        ("hospital",),
        is_strict=False,
        limit=CANDIDATES,
        properties=(("city", (Value("Rochester"),)), ("parent", (Value("Mayo", "mayo"),))),
    )


def test_a_number_is_the_text_that_the_spreadsheet_took_it_for() -> None:
    values = [240010, 55905.0, 44.02, True, None, {"id": "US"}, [], {}]
    found = read({"properties": [{"pid": "x", "v": values}]})
    assert found
    assert found.properties == (("x", (Value("240010"), Value("55905"), Value("44.02"), Value("US", "US"))),)


@pytest.mark.parametrize(
    ("limit", "is_read_as"),
    [(3, 3), (10_000, MOST_CANDIDATES), (0, CANDIDATES), (-1, CANDIDATES), ("7", CANDIDATES), (True, CANDIDATES),
     (2.9, 2), (1e308, MOST_CANDIDATES), (10**400, MOST_CANDIDATES), (None, CANDIDATES)],
)  # fmt: skip
def test_a_limit_is_kept_within_reason(limit: object, is_read_as: int) -> None:
    found = read({"query": "Mercy", "limit": limit})
    assert found
    assert found.limit == is_read_as


@pytest.mark.parametrize("strict", ["all", "any", "should", None, ["all"], 1])
def test_only_all_and_any_demand_a_type(strict: object) -> None:
    found = read({"query": "Mercy", "type": "hospital", "type_strict": strict})
    assert found
    assert found.is_strict is (strict in ("all", "any"))


def test_types_may_be_one_many_or_objects() -> None:
    for given_types, expected in (
        ("clinic", ("clinic",)),
        (["clinic", {"id": "payer"}], ("clinic", "payer")),
    ):
        found = read({"query": "Mercy", "type": given_types})
        assert found
        assert found.types == expected


@pytest.mark.parametrize(
    "query", [None, 7, "Mercy", [], {}, {"query": ""}, {"query": None}, {"properties": []}, {"properties": "x"},
              {"properties": [{"pid": "city"}]}, {"query": " \x00 ", "properties": [{"v": "x"}]}]
)  # fmt: skip
def test_a_query_that_asks_nothing_is_none_and_leaves_the_others_alone(query: object) -> None:
    found = batch(json.dumps({"bad": query, "good": {"query": "Mercy"}}))
    assert found == {"bad": None, "good": Query("Mercy")}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '"x"', "null", "NaN", '{"q0": {"query": NaN}}', '{"a":' * 100_000, "[" * 100_000,
             '{"q0": {"query": ' + "9" * 5_000 + "}}"]
)  # fmt: skip
def test_what_is_no_batch_says_so(text: str) -> None:
    with pytest.raises(Unreadable):
        batch(text)


def test_no_text_holds_what_a_database_refuses_nor_is_longer_than_anybody_reads() -> None:
    found = batch('{"q0": {"query": "a\\u0000b\\ud800 \\u0007c' + "x" * 5_000 + '"}}')["q0"]
    assert found
    assert found.text.startswith("a b c")
    assert len(found.text) == LONGEST
    found.text.encode()


@given(QUERIES)
def test_no_query_breaks_it(query: object) -> None:
    found = batch(json.dumps({"q0": query}, allow_nan=False) if _is_finite(query) else '{"q0": {}}')
    assert set(found) == {"q0"}


def _is_finite(value: object) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


def test_an_extension_as_openrefine_writes_it() -> None:
    sent = {"ids": ["mercy"], "properties": [{"id": "ccn"}, {"id": "accounts", "settings": {"limit": "2"}}]}
    assert extension(json.dumps(sent)) == Extension(
        ("mercy",), (Wanted("ccn"), Wanted("accounts", {"limit": "2"}))
    )


@pytest.mark.parametrize(
    "sent", [[], {}, {"ids": []}, {"ids": "x", "properties": []}, {"properties": []}, None]
)
def test_what_is_no_extension_says_so(sent: object) -> None:
    with pytest.raises(Unreadable):
        extension(json.dumps(sent))


def test_what_is_no_id_and_no_property_is_left_out() -> None:
    sent = {
        "ids": ["a", 7, None, ["b"]],
        "properties": [{"id": 7}, "ccn", {"id": ""}, {"id": "ccn", "settings": 3}],
    }
    assert extension(json.dumps(sent)) == Extension(("a",), (Wanted("ccn"),))
