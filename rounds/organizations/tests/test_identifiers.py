import pytest

from rounds.organizations.identifiers import read, read_cell


@pytest.mark.parametrize(
    ("scheme", "typed", "kept"),
    [
        ("ccn", " 24t010 ", "24T010"),
        ("npi", "1234 567 893", "1234567893"),
        ("ror", "https://ror.org/02qp3tb03", "02qp3tb03"),
        ("wikidata", "https://www.wikidata.org/wiki/q1130172", "Q1130172"),
        ("ods", "rj122", "RJ122"),
        ("isni", "https://isni.org/isni/000000040459167X", "000000040459167X"),
        ("isni", "0000 0004 0459 167x", "000000040459167X"),
        ("grid", "GRID.66875.3a", "grid.66875.3a"),
        ("hifld", "17044195", "17044195"),
    ],
)
def test_an_identifier_is_kept_in_one_form(scheme: str, typed: str, kept: str) -> None:
    assert read(scheme, typed) == (kept, "")
    assert read(scheme, kept) == (kept, "")


@pytest.mark.parametrize(
    ("scheme", "typed"),
    [
        ("ccn", "2401"),
        ("npi", "1234567890"),
        ("npi", "١٢٣٤٥٦٧٨٩٣"),
        ("ror", "02qp3tbo3"),
        ("wikidata", "Q0"),
        ("ods", "R J"),
        ("isni", "123"),
        ("grid", "66875"),
        ("hifld", "\x00"),
        ("eurostat", ""),
    ],
)
def test_what_is_none_is_refused_in_words(scheme: str, typed: str) -> None:
    value, fault = read(scheme, typed)
    assert value == ""
    assert fault


def test_a_zero_that_a_spreadsheet_program_dropped_is_put_back_but_not_where_a_person_types() -> None:
    assert read_cell("ccn", " 10001 ") == ("010001", "")
    assert read_cell("ccn", "240010") == ("240010", "")
    assert read("ccn", "10001").fault == read_cell("ccn", "1001").fault != ""
    assert read_cell("ods", "10001").value == "10001"
