"""What a row says: facts in the form that is kept, accounts one by one, and faults in words."""

# ruff: noqa: E501 - tables

import pytest

from rounds.spreadsheets.planning.told import Defaults, Told, told_by
from rounds.spreadsheets.planning.words import language_of, ownership_of, purpose_of, type_of


def accounts(told: Told) -> list[str]:
    return [one.address.url if one.address else one.fault for one in told.accounts]


@pytest.mark.parametrize(
    ("role", "cell", "expected"),
    [
        ("on:x", "@mercy", ["https://x.com/mercy"]),
        ("on:x", "https://twitter.com/mercy/status/123", ["https://x.com/mercy"]),
        ("on:x", "@mercy, @mercynews", ["https://x.com/mercy", "https://x.com/mercynews"]),
        ("on:x", "@mercy / @mercynews", ["https://x.com/mercy", "https://x.com/mercynews"]),
        ("on:x", "@mercy @mercynews", ["https://x.com/mercy", "https://x.com/mercynews"]),
        ("on:x", "@mercy; @mercy", ["https://x.com/mercy"]),
        ("on:facebook", "https://www.facebook.com/a.b https://www.facebook.com/cde", ["https://www.facebook.com/a.b", "https://www.facebook.com/cde"]),
        ("on:facebook", "https://x.com/mercy", ["https://x.com/mercy"]),  # the address tells, not the column
        ("on:youtube", "UCuknj4PGn91gHDNAfboZEgQ", ["https://www.youtube.com/channel/UCuknj4PGn91gHDNAfboZEgQ"]),
        ("account", "Find us: x.com/mercy and facebook.com/mercy!", ["https://x.com/mercy", "https://www.facebook.com/mercy"]),
        ("on:x", "n/a", []),
        ("on:x", "–", []),
        ("on:x", "", []),
        ("", "https://x.com/mercy", []),
        ("email", "ada@mercy.org", []),
    ],
)  # fmt: skip
def test_the_accounts_in_a_cell(role: str, cell: str, expected: list[str]) -> None:
    assert accounts(told_by([cell], [role])) == expected


@pytest.mark.parametrize(
    ("role", "cell", "says"),
    [
        ("on:facebook", "our page, soon", "can have this name"),
        ("on:x", "ada@mercy.org", "e-mail address"),
        ("account", "https://bit.ly/abc", "short link"),
        ("account", "mercy", "choose the platform"),
        ("on:linkedin", "https://www.linkedin.com/in/ada", "profile of a person"),
        ("on:facebook", "https://www.facebook.com/groups/12345", "does not tell whose"),
    ],
)
def test_what_is_no_account_is_refused_in_the_parsers_words(role: str, cell: str, says: str) -> None:
    [fault] = accounts(told_by([cell], [role]))
    assert says in fault


def test_platform_and_handle_go_together() -> None:
    columns = ["name", "platform", "handle", "purpose", "language"]
    told = told_by(["Mercy", "Twitter", "@mercy", "Recruiting", "Spanish"], columns)
    assert accounts(told) == ["https://x.com/mercy"]
    assert (told.accounts[0].purpose, told.accounts[0].language) == ("careers", "es")
    assert accounts(told_by(["Mercy", "FB page", "mercy", "", ""], columns)) == [
        "https://www.facebook.com/mercy"
    ]
    assert accounts(told_by(["Mercy", "Friendster", "mercy", "", ""], columns)) == [
        "We know no platform “Friendster”."
    ]
    assert accounts(told_by(["Mercy", "", "https://x.com/mercy", "", ""], columns)) == ["https://x.com/mercy"]


@pytest.mark.parametrize(
    ("columns", "cells", "facts"),
    [
        (["country", "region"], ["USA", "Minn."], {"country": "US"}),
        (["country", "region"], ["usa", "MN"], {"country": "US", "region": "US-MN"}),
        (["country"], ["Deutschland"], {"country": "DE"}),
        (["website"], ["WWW.Mercy.org/a b"], {"website": "https://www.mercy.org/a"}),
        (["beds"], ["1,250"], {"beds": "1250"}),
        (["ownership", "type"], ["Voluntary non-profit - Church", "Critical Access Hospitals"], {"ownership": "nonprofit", "type": "hospital"}),
        (["name"], ["Mercy Hospital"], {"type": "hospital"}),
        (["phone", "street", "postal_code", "city"], ["1-2", "Main <b>", "x" * 30, "Rochester"], {"phone": "1-2", "city": "Rochester"}),
    ],
)  # fmt: skip
def test_facts_come_in_the_form_that_is_kept(
    columns: list[str], cells: list[str], facts: dict[str, str]
) -> None:
    assert told_by(cells, columns).facts == facts


def test_what_rows_do_not_say_is_filled_in() -> None:
    told = told_by(["Mercy", "MN", ""], ["name", "region", "country"], Defaults("US", "clinic"))
    assert told.facts == {"country": "US", "type": "clinic", "region": "US-MN"}


@pytest.mark.parametrize(
    ("role", "cell", "value"),
    [("ccn", "10001", "010001"), ("ccn", "010001", "010001"), ("ror", "https://ror.org/02qp3tb03", "02qp3tb03"),
     ("wikidata", "http://www.wikidata.org/entity/Q1130172", "Q1130172"), ("npi", "1234567893", "1234567893")],
)  # fmt: skip
def test_identifiers_are_known_even_without_their_leading_zero(role: str, cell: str, value: str) -> None:
    assert told_by([cell], [role]).identifiers == ((role, value),)


@pytest.mark.parametrize(
    ("columns", "cells", "says"),
    [
        (["country"], ["Atlantis"], "We know no country “Atlantis”."),
        (["website"], ["ftp://mercy.org"], "Website: A website begins with"),
        (["beds"], ["many"], "Beds: “many” is no number."),
        (["npi"], ["1234567890"], "NPI: Ten digits"),
        (["name"], ["<b>Mercy</b>"], "A name has no “<” in it."),
    ],
)
def test_faults_are_told_in_words(columns: list[str], cells: list[str], says: str) -> None:
    assert told_by(cells, columns).faults[0].startswith(says)


def test_rows_that_name_it_in_the_same_way_have_the_same_key() -> None:
    columns = ["name", "city", "on:x"]
    one, two, other = (told_by(cells, columns) for cells in (
        ["Mercy", "Rochester", "@a_b"], ["MERCY", "Rochester", "@c_d"], ["Mercy", "Boise", "@a_b"],
    ))  # fmt: skip
    assert one.key == two.key != other.key


def test_a_short_row_and_a_row_of_columns_too_many_are_read_as_far_as_they_go() -> None:
    assert accounts(told_by(["Mercy"], ["name", "on:x"])) == []
    assert told_by(["Mercy", "x", "y"], ["name"]).name == "Mercy"


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [(type_of, "Krankenhaus", "hospital"), (type_of, "Health System", "health-system"), (type_of, "spaceship", ""),
     (ownership_of, "Government - State", "public"), (ownership_of, "Proprietary", "private"), (ownership_of, "?", ""),
     (purpose_of, "Press", "news"), (purpose_of, "Cancer center", "department"), (purpose_of, "zzz", ""),
     (language_of, "Español", "es"), (language_of, "pt-br", "pt-br"), (language_of, "de", "de"), (language_of, "elvish tongue", "")],
)  # fmt: skip
def test_words_to_values(read: object, text: str, value: str) -> None:
    assert read(text) == value  # type: ignore[operator]
