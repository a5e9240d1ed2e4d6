import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.organizations.models import Name, OrganizationType, Ownership, Status
from rounds.organizations.sources import SOURCES, lines
from rounds.organizations.sources.kinds import kind_of
from rounds.organizations.sources.lines import LONGEST_LINE
from rounds.organizations.sources.record import (
    NAME_KINDS,
    OWNERSHIPS,
    STATUSES,
    TYPES,
    OtherName,
    Record,
    Reject,
    SourceError,
)
from rounds.organizations.sources.values import phone, position, us_postal_code, website, whole

EXCERPTS = Path(__file__).parent / "excerpts"
FILES = {
    "cms-2021-11": "cms_2021.csv",
    "cms-2026-06": "cms_2026.csv",
    "hifld-2023": "hifld.csv",
    "ror-2026": "ror.jsonl",
    "nhs-2020": "nhs.csv",
    "eurostat-2020": "europe.csv",
    "odhf-v1": "canada.csv",
}
DATA = Path(__file__).parents[3] / "data"
CMS_HEADER = "Facility ID,Facility Name,Address,City,State,ZIP Code,Phone Number,Hospital Ownership"
CMS_ROW = "010001,SOUTHEAST HEALTH,1 MAIN ST,DOTHAN,AL,36301,(334) 793-8701,Proprietary"


def test_the_readers_and_the_database_speak_of_the_same_kinds() -> None:
    assert set(OrganizationType.values) == TYPES
    assert {*Ownership.values, ""} == OWNERSHIPS
    assert set(Status.values) - {Status.MERGED, Status.WITHDRAWN} == STATUSES
    assert set(Name.Kind.values) == NAME_KINDS


def read(slug: str, path: Path | None = None) -> list[Record | Reject]:
    return list(SOURCES[slug].read(path or EXCERPTS / FILES[slug]))


def records(slug: str) -> dict[str, Record]:
    return {entry.key: entry for entry in read(slug) if isinstance(entry, Record)}


def rejects(slug: str) -> dict[int, str]:
    return {entry.line: entry.reason for entry in read(slug) if isinstance(entry, Reject)}


def told(
    path: Path, *lines: str | bytes, slug: str = "cms-2026-06", header: str = CMS_HEADER
) -> list[Record | Reject]:
    """What a reader says of a file of these lines."""
    packed = [line if isinstance(line, bytes) else line.encode() for line in (header, *lines)]
    file = path / "register.csv"
    file.write_bytes(b"\n".join(packed))
    return read(slug, file)


@pytest.mark.parametrize("slug", FILES)
def test_every_record_keeps_to_the_contract(slug: str) -> None:
    found = records(slug).values()
    assert found
    for record in found:
        assert record.type in TYPES
        assert record.ownership in OWNERSHIPS
        assert record.status in STATUSES
        assert {name.kind for name in record.names} <= NAME_KINDS
        assert record.identifiers[0][1] == record.key


def test_every_source_says_whose_it_is_and_under_which_licence() -> None:
    assert set(SOURCES) == set(FILES)
    for slug, source in SOURCES.items():
        assert slug == source.slug
        assert all([source.name, source.publisher, source.licence, source.attribution, source.family])
        assert source.url.startswith("https://")
        assert source.licence_url.startswith("https://")


def test_a_cms_row_is_read_whole() -> None:
    assert records("cms-2026-06")["420051"] == Record(
        key="420051",
        line=8,
        name="McLeod Regional Medical Center-Pee Dee",
        source_name="MCLEOD REGIONAL MEDICAL CENTER-PEE DEE",
        type="hospital",
        country="US",
        region="US-SC",
        city="Florence",
        street="555 E Cheves St Box 8700",
        postal_code="29506",
        phone="+1 843-777-2900",
        ownership="nonprofit",
        identifiers=(("ccn", "420051"),),
    )


def test_both_editions_of_cms_are_read_though_their_headers_differ() -> None:
    old, new = records("cms-2021-11")["010001"], records("cms-2026-06")["010001"]
    assert (old.city, old.phone) == (new.city, new.phone) == ("Dothan", "+1 334-793-8701")


def test_a_territory_with_a_code_of_its_own_stands_under_it() -> None:
    found = records("cms-2026-06")
    assert [(found[key].country, found[key].region) for key in ("400001", "650001")] == [
        ("PR", ""),
        ("GU", ""),
    ]


def test_bad_cms_rows_are_told_with_their_line_and_the_rest_is_read() -> None:
    assert rejects("cms-2026-06") == {
        11: 'Facility ID "10005" is no CMS number: six characters with the zeros at the start',
        12: "Facility Name is empty",
        13: 'State "ZZ" is no state or territory',
        14: "the line has 4 columns, the header has 38",
        15: "a quotation mark opens and does not close where it should",
        16: "010001 was on line 2 already",
    }
    assert records("cms-2026-06")["999905"].name == "Split Hospital"


def test_a_hifld_row_is_read_whole_and_what_it_does_not_know_is_empty() -> None:
    assert records("hifld-2023")["2135401"] == Record(
        key="2135401",
        line=3,
        name="Bryce Hospital",
        source_name="BRYCE HOSPITAL",
        type="hospital",
        country="US",
        region="US-AL",
        city="Tuscaloosa",
        street="200 University Boulevard",
        postal_code="35401",
        phone="+1 205-759-0750",
        latitude=33.21630309,
        longitude=-87.53815802,
        beds=None,  # -999 in the file
        ownership="public",
        identifiers=(("hifld", "2135401"),),
    )


def test_hifld_tells_the_closed_from_the_open_and_drops_places_not_on_earth() -> None:
    found = records("hifld-2023")
    assert (found["38492673"].status, found["1336420"].status) == ("closed", "active")
    assert (found["900002"].latitude, found["900002"].longitude) == (None, None)
    assert found["4400902"].postal_code == "00907"  # 907 in the file
    assert rejects("hifld-2023") == {
        11: 'ID "x1" is no number',
        12: 'STATUS "MOVED" is neither OPEN nor CLOSED',
        14: "1336420 was on line 2 already",
    }


def test_a_ror_record_is_read_with_its_names_in_every_language() -> None:
    assert records("ror-2026")["00032t641"] == Record(
        key="00032t641",
        line=9,
        name="Surya Hospitals",
        source_name="Surya Hospitals",
        type="hospital",
        country="IN",
        region="IN-MH",
        city="Mumbai",
        website="https://suryahospitals.com",
        latitude=19.07283,
        longitude=72.88261,
        identifiers=(("ror", "00032t641"), ("isni", "0000000459306039"), ("grid", "grid.496689.c")),
        names=(OtherName("translation", "सूर्या हॉस्पिटल्स", "hi"),),
    )


def test_ror_says_parent_and_acronym_and_what_is_no_longer_there() -> None:
    found = records("ror-2026")
    assert found["0001rqc34"].parent_key == "040ek4035"
    assert OtherName("acronym", "HCN PEMEX") in found["0001rqc34"].names
    assert found["0013ks972"].status == "closed"
    assert rejects("ror-2026") == {
        2: "withdrawn by ROR; it points to 04nbqb988",
        10: "no JSON: Expecting value at character 29",
        11: "no JSON record",
        12: 'id "https://ror.org/0001rqc34" is no ROR identifier',
        13: "name is empty",
        14: 'country_code "ZZ" is no country',
        15: 'status "asleep" is not known',
    }


def test_an_nhs_row_is_read_whole_without_its_name_in_the_street() -> None:
    assert records("nhs-2020")["NLT02"] == Record(
        key="NLT02",
        line=3,
        name="North Somerset Community Hospital",
        source_name="North Somerset Community Hospital",
        type="hospital",
        country="GB",
        region="GB-ENG",
        city="Clevedon",
        street="Old Street",
        postal_code="BS21 6BS",
        phone="+44 1275 872212",
        website="http://www.nscphealth.co.uk",
        latitude=51.43719482421875,
        longitude=-2.8471927642822266,
        ownership="public",
        identifiers=(("ods", "NLT02"),),
        parent_key="NLT",
    )


def test_nhs_files_are_read_in_both_encodings_and_with_both_signs_between_columns(tmp_path: Path) -> None:
    original = (EXCERPTS / "nhs.csv").read_bytes().decode("cp1252")
    other = tmp_path / "nhs.csv"
    for text, encoding in (
        (original, "utf-8"),
        (original.replace("~", "¬"), "utf-8"),
        (original.replace("~", "¬"), "cp1252"),
    ):
        other.write_bytes(text.encode(encoding))
        assert [entry for entry in read("nhs-2020", other) if isinstance(entry, Record)] == list(
            records("nhs-2020").values()
        )


def test_canadian_names_get_their_capitals_and_their_accents_back() -> None:
    found = records("odhf-v1")
    names = {
        key: (found[key].name, found[key].city, found[key].type) for key in ("3971", "8253", "2", "1800")
    }
    assert names == {
        "3971": ("Hôpital Élisabeth Bruyère Hospital", "Ottawa", "other"),
        "8253": ("McGill University Health Centre - Montréal Chest Institute", "Montréal", "hospital"),
        "2": ("AgeCare — Beverly Centre Glenmore", "Calgary", "other"),
        "1800": ("Willowbrook Medical Clinic", "Langley", "clinic"),
    }
    assert (found["1800"].street, found["1800"].postal_code) == ("158A-19653 Willowbrook Drive", "V2Y 1A5")


def test_a_canadian_file_with_right_accents_keeps_them(tmp_path: Path) -> None:
    header = (EXCERPTS / "canada.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    [record] = told(
        tmp_path, "7,hôpital général,,Hospitals,,,,,,québec,qc,,,,,,", slug="odhf-v1", header=header
    )
    assert isinstance(record, Record)
    assert (record.name, record.city) == ("Hôpital Général", "Québec")


def test_european_rows_are_named_by_their_site_where_the_country_means_it_so() -> None:
    found = records("eurostat-2020")
    names = {
        key: found[key].name for key in ("NL_100101", "DE_261500198_001_771770", "NO_972149519", "EL_16")
    }
    assert names == {
        "NL_100101": "Amsterdam UMC – AMC",
        "DE_261500198_001_771770": "Helios Klinik Zerbst/Anhalt GmbH",
        "NO_972149519": "Aleris Rosenborgklinikken",
        "EL_16": 'ΓΝΘ "Γ.ΓΕΝΝΗΜΑΤΑΣ – Ο ΑΓΙΟΣ ΔΗΜΗΤΡΙΟΣ"',
    }
    assert (found["EL_16"].country, found["MQ_970211231"].country) == ("GR", "MQ")
    assert found["FR_20000097"].names == (OtherName("alternative", "Centre Gérontologique"),)


def test_czech_names_get_their_letters_back() -> None:
    found = records("eurostat-2020")["CZ_00839396002026"]
    assert (found.name, found.city) == ("Nemocnice Třebíč, p.o., LDN", "Moravské Budějovice")


def test_a_character_lost_upstream_costs_a_name_its_row_and_a_street_only_itself() -> None:
    assert rejects("eurostat-2020")[11].startswith("hospital_name lost its character 21")
    assert records("eurostat-2020")["IT_206-150111-"].street == ""


@pytest.mark.parametrize("slug", FILES)
def test_a_compressed_file_reads_the_same(slug: str, tmp_path: Path) -> None:
    packed = tmp_path / "packed"
    packed.write_bytes(gzip.compress((EXCERPTS / FILES[slug]).read_bytes()))
    assert read(slug, packed) == read(slug)


def test_a_reader_gives_the_first_record_before_it_has_read_the_last_line(tmp_path: Path) -> None:
    whole_file = gzip.compress(f"{CMS_HEADER}\n{CMS_ROW}\n{'#' * 3_000_000}".encode(), compresslevel=0)
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(whole_file[:1_000_000])
    entries: Iterator[Record | Reject] = SOURCES["cms-2026-06"].read(cut)
    assert isinstance(next(entries), Record)
    with pytest.raises(SourceError, match=r"^cut\.csv\.gz: the compressed file is damaged after line 2"):
        list(entries)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"^register\.csv: the file is empty"),
        (CMS_HEADER.encode(), "there is a header and not one row"),
        (CMS_HEADER.replace(",", ";").encode() + b"\n", "separated by semicolons; commas were expected"),
        (b"name,city\nx,y\n", "there is no column Facility ID, Facility Name, Address"),
        (CMS_HEADER.encode() + b",Address\n", "names a column twice: address"),
        (b"PK\x03\x04 and more", "a ZIP archive or a spreadsheet"),
        (CMS_HEADER.encode("utf-16"), "UTF-16"),
        (b"\x00\x01\x02\x03\n", "line 1 is not utf-8 text"),
        (CMS_HEADER.encode() + b",\xe9\n", "line 1 is not utf-8 text"),
        (b"x" * (LONGEST_LINE + 9), "line 1: the line is longer than 262,144 bytes"),
        (b"\x1f\x8bdamaged", "the compressed file is damaged after line 0"),
    ],
)
def test_a_file_that_is_no_such_register_is_refused_with_what_was_found(
    content: bytes, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        read("cms-2026-06", file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read: No such file"):
        read("cms-2026-06", tmp_path / "nothing.csv")


def test_a_json_array_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    file = tmp_path / "dump.json"
    file.write_text("[{}]")
    with pytest.raises(SourceError, match="one record to a line was expected"):
        read("ror-2026", file)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"010002,A\0B,,,AL,,,", "the line holds a NUL character"),
        (b"010002,H\xf4pital,,,AL,,,", "Facility Name is not utf-8 text"),
        (b"010002,A,B", "the line has 3 columns, the header has 8"),
        (b"010002,A\rB,,,AL,,,", "the line cannot be taken apart: new-line character seen in unquoted field"),
        (b"x" * 10_000_000, "the line is longer than 262,144 bytes"),
        (b'010002,"never closed,,,AL,,,', "a quotation mark opens and does not close where it should"),
    ],
)
def test_a_bad_line_is_told_and_never_stops_the_rest(line: bytes, reason: str, tmp_path: Path) -> None:
    before, bad, after = told(tmp_path, CMS_ROW, line, CMS_ROW.replace("010001", "010003"))
    assert isinstance(bad, Reject)
    assert isinstance(before, Record)
    assert isinstance(after, Record)
    assert (before.key, bad.line, after.key, after.line) == ("010001", 3, "010003", 4)
    assert bad.reason.startswith(reason)
    assert len(bad.text) <= 500


def test_two_stray_quotation_marks_cost_their_own_lines_and_none_between(tmp_path: Path) -> None:
    stray = '010002,"A,,,AL,,,'
    found = told(tmp_path, stray, CMS_ROW, stray, CMS_ROW.replace("010001", "010003"))
    assert [type(entry) for entry in found] == [Reject, Record, Reject, Record]


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    assert [entry.line for entry in told(tmp_path, "", CMS_ROW, "   ", "")] == [3]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(slug=st.sampled_from(sorted(FILES)), junk=st.binary(max_size=300))
def test_no_junk_behind_a_good_header_raises(slug: str, junk: bytes, tmp_path: Path) -> None:
    first, second = (EXCERPTS / FILES[slug]).read_bytes().split(b"\n")[:2]
    file = tmp_path / "junk"
    file.write_bytes(first + b"\n" + second + b"\n" + junk)
    assert isinstance(read(slug, file)[0], Record)


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("(334) 793-8701", "US", "+1 334-793-8701"),
        ("13347938701", "CA", "+1 334-793-8701"),
        ("01932 414205", "GB", "+44 1932 414205"),
        ("+44 (0)20 7946 0000", "GB", "+44 20 7946 0000"),
        ("01234 567890 (ext. 2)", "GB", "+44 1234 567890 ext. 2"),
        ("050/45.21.11", "BE", "+32 50 45 21 11"),
        ("Tālr.67064499", "LV", "+371 67064499"),
        ("12 345 67 89, 12 345 67 80", "PL", "+48 12 345 67 89"),
        ("06 1 234 5678", "HU", "+36 1 234 5678"),
        ("NOT AVAILABLE", "US", ""),
        ("000-000-0000", "US", ""),
        ("911", "US", ""),
    ],
)
def test_a_telephone_number_has_one_form(text: str, country: str, number: str) -> None:
    assert phone(text, country) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.Example.ORG/", "http://www.example.org"),
        ("HTTPS://example.org/Path?x=1#part", "https://example.org/Path?x=1"),
        ("http//:www.agathenhof.at", "http://www.agathenhof.at"),
        ("https:example.org/a", "https://example.org/a"),
        ("http://example.org:8080/", "http://example.org:8080"),
        ("http://münchen.de/ä", "http://xn--mnchen-3ya.de/%C3%A4"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("ftp://example.org", ""),
        ("http://user:secret@example.org", ""),
        ("someone@example.org", ""),
        ("http://localhost/", ""),
        ("http://127.0.0.1/", ""),
        ("http://[::1]/", ""),
        ("http://example.org:99999/", ""),
        ("red bud regional hospital", ""),
        ('http://example.org/"onmouseover="x', "http://example.org/%22onmouseover=%22x"),
        (f"http://example.org/{'x' * 400}", ""),
        ("", ""),
    ],
)
def test_a_website_is_a_plain_public_web_address_or_nothing(text: str, address: str) -> None:
    assert website(text) == address


@given(st.text())
def test_values_of_any_text_are_told_without_raising(text: str) -> None:
    assert website(text) == "" or website(text).startswith(("http://", "https://"))
    assert isinstance(phone(text, "GB") + us_postal_code(text), str)
    assert whole(text) is None or 0 <= int(text) < 100_000
    assert position(text, text) == (None, None) or abs(float(text)) <= 90


@pytest.mark.parametrize(
    ("latitude", "longitude", "degrees"),
    [
        ("44.02", "-92.46", (44.02, -92.46)),
        ("90.1", "0", (None, None)),
        ("10", "180.5", (None, None)),
        ("nan", "1", (None, None)),
        ("0", "0", (None, None)),
        ("10", "", (None, None)),
    ],
)
def test_a_position_is_on_earth_or_unknown(
    latitude: str, longitude: str, degrees: tuple[float | None, float | None]
) -> None:
    assert position(latitude, longitude) == degrees


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Health", "public-health-agency"),
        ("Harvard Medical School", "medical-school"),
        ("Hôpital Bichat", "hospital"),
        ("北京大学第一医院", "hospital"),
        ("Derby Hospitals NHS Foundation Trust", "hospital"),
        ("Geisinger Health System", "health-system"),
        ("American Academy of Pediatrics", "professional-association"),
        ("Chukyo Eye Clinic", "clinic"),
        ("Tokiwa Foundation", "nonprofit"),
        ("Institute of Life", "other"),
    ],
)
def test_a_name_tells_the_kind_of_organization(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("slug", "file", "counts"),
    [
        ("cms-2021-11", "us_hospitals_cms_2021-11.csv.gz", (5_336, 0)),
        ("cms-2026-06", "us_hospitals_cms_2026-06.csv.gz", (5_381, 0)),
        ("hifld-2023", "us_hospitals_hifld_2023.csv.gz", (8_013, 0)),
        ("ror-2026", "ror_healthcare.jsonl.gz", (4_421, 163)),
    ],
)
def test_the_starter_data_is_read_to_the_last_row(slug: str, file: str, counts: tuple[int, int]) -> None:
    found = read(slug, DATA / file)
    assert (
        sum(isinstance(entry, Record) for entry in found),
        sum(isinstance(entry, Reject) for entry in found),
    ) == counts


def test_a_small_archive_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MOST_BYTES", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"0" * (16 << 20)))
    with pytest.raises(SourceError, match="larger than 1 MB"):
        list(lines.read_lines(path))
    path.write_bytes(gzip.compress(b"a line\n" * (1 << 20)))
    with pytest.raises(SourceError, match="larger than 1 MB"):
        list(lines.read_lines(path))
