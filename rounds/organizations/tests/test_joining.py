import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.organizations.matching.addresses import door, line, own_host, postal_area
from rounds.organizations.matching.joining import Joiner, Known, Match
from rounds.organizations.matching.likeness import are_two, told
from rounds.organizations.sources import SOURCES
from rounds.organizations.sources.record import OtherName, Record

DATA = Path(__file__).parents[3] / "data"
MERCY = Known(
    id=7,
    name="Mercy Regional Medical Center",
    city="Durango",
    region="US-CO",
    country="US",
    street="1010 Three Springs Boulevard",
    postal_code="81301",
    phone="+1 970-247-4311",
    website="https://www.mercydurango.org/about",
    identifiers=(("ccn", "060013"), ("wikidata", "Q1")),
)


def record(**changes: Any) -> Record:
    """Mercy as another register has it, with nothing of its number."""
    facts = Record(
        key="h1",
        line=2,
        name="Mercy Regional Medical Ctr",
        source_name="MERCY REGIONAL MEDICAL CTR",
        type="hospital",
        country="US",
        region="US-CO",
        city="Durango",
        street="1010 Three Springs Blvd, Suite 4",
        postal_code="81301-1234",
        phone="+1 970-247-4311",
        website="http://mercydurango.org",
        identifiers=(("hifld", "h1"),),
    )
    return replace(facts, **changes)


def found(*known: Known, **changes: Any) -> int | None:
    match = Joiner(known).find(record(**changes))
    return match.id if match else None


ELSEWHERE: dict[str, Any] = {"street": "", "postal_code": "", "phone": "", "website": ""}


def test_what_agrees_in_everything_is_joined_and_says_what_agrees() -> None:
    match = Joiner([MERCY]).find(record())
    assert match == Match(7, ("address", "phone", "postal code", "city", "website", "name"), 1.0)


def test_an_identifier_is_enough_and_beats_another_name() -> None:
    twin = replace(MERCY, id=8, identifiers=())
    changes = {"identifiers": (("wikidata", "Q1"),), "name": "Wholly Other Name"}
    assert Joiner([MERCY, twin]).find(record(**changes, **ELSEWHERE)) == Match(7, ("identifier",), 1.0)


def test_an_identifier_that_two_organizations_hold_is_no_proof() -> None:
    other = replace(MERCY, id=8, name="St. Joseph Clinic", city="Denver")
    assert found(MERCY, other, identifiers=(("wikidata", "Q1"),), name="Unlike", **ELSEWHERE) is None


def test_another_number_of_the_same_register_is_another_organization() -> None:
    assert found(MERCY, identifiers=(("ccn", "060014"),)) is None


@pytest.mark.parametrize(
    "kept",
    [
        {"phone": "+1 970-247-4311"},
        {"street": "1010 Three Springs Blvd", "postal_code": "81301"},
        {"website": "http://www.mercydurango.org"},
        {},
    ],
)
def test_a_name_alike_needs_the_phone_or_the_address_or_the_website_or_the_city(kept: dict[str, str]) -> None:
    assert found(MERCY, **(ELSEWHERE | kept)) == 7


@pytest.mark.parametrize("changes", [{"country": "CA", "region": ""}, {"region": "US-NM"}])
def test_nothing_is_joined_across_a_border(changes: dict[str, str]) -> None:
    assert found(MERCY, **changes) is None


def test_a_new_name_at_the_same_door_and_line_is_the_same_organization() -> None:
    assert found(MERCY, name="CommonSpirit Mercy Hospital") == 7
    assert found(MERCY, name="CommonSpirit Mercy Hospital", **(ELSEWHERE | {"city": "Denver"})) is None


def test_a_wholly_other_name_at_the_same_door_alone_is_another_organization() -> None:
    assert found(MERCY, name="Animas Surgical", phone="", website="") is None


@pytest.mark.parametrize(
    "name",
    [
        "Mercy Regional Behavioral Health Center",
        "Mercy Regional Rehabilitation Center",
        "Mercy Regional Long Term Acute Care",
        "Select Specialty Hospital Mercy Regional",
        "Mercy Regional Children's Medical Center",
        "Mercy Regional Medical Center II",
        "Mercy Regional Medical Center D/P APH",
    ],
)
def test_another_kind_of_house_at_the_same_door_is_another_organization(name: str) -> None:
    assert found(MERCY, name=name) is None


def test_points_of_the_compass_that_differ_are_two_organizations() -> None:
    north = replace(MERCY, name="Mercy Medical Center North")
    assert found(north, name="Mercy Medical Center South") is None
    assert found(north, name="Mercy Medical Center", **ELSEWHERE) is None
    assert found(north, name="Mercy Medical Center") == 7  # the same door: the word may be left out


def test_a_point_of_the_compass_in_the_citys_or_the_states_name_is_none() -> None:
    one = told("Good Samaritan Hospital of West Palm Beach", "West Palm Beach")
    assert not are_two(
        one, told("Good Samaritan Hospital", "West Palm Beach"), same_door=False, same_line=False
    )
    state = told("Hospital of North Dakota", "Fargo")
    assert not are_two(state, told("Dakota Hospital", "Fargo"), same_door=False, same_line=False)


def test_a_system_is_not_its_hospital_unless_the_door_or_the_line_agrees() -> None:
    house = replace(MERCY, name="Geisinger Medical Center")
    assert found(house, name="Geisinger Health System", **(ELSEWHERE | {"website": MERCY.website})) is None
    assert found(house, name="Geisinger Health System") == 7


def test_two_that_fit_alike_are_a_tie_and_none_is_joined() -> None:
    twin = replace(MERCY, id=8, identifiers=())
    assert found(MERCY, twin) is None


def test_the_better_of_two_is_joined() -> None:
    branch = replace(
        MERCY, id=8, phone="", street="9 Elm St", postal_code="81303", website="", identifiers=()
    )
    assert found(MERCY, branch) == 7


def test_a_former_or_other_name_counts_and_an_acronym_does_not() -> None:
    renamed = replace(
        MERCY, name="CommonSpirit Durango", other_names=("Mercy Regional Medical Center", "MRMC")
    )
    assert found(renamed, **ELSEWHERE) == 7
    assert found(renamed, name="MRMC", **ELSEWHERE) is None
    by_record = {"name": "Unlike", "names": (OtherName("former", "CommonSpirit Durango"),)}
    assert found(renamed, **by_record, **ELSEWHERE) == 7
    assert (
        found(replace(renamed, name="MRMC"), name="X Y", names=(OtherName("acronym", "MRMC"),), **ELSEWHERE)
        is None
    )


def test_an_organization_that_is_claimed_is_found_by_its_own_row_alone() -> None:
    joiner = Joiner([MERCY])
    joiner.claim(7, "h1")
    joiner.claim(7, "h1")
    assert joiner.find(record(key="h1")) is not None
    assert joiner.find(record(key="h2")) is None
    assert joiner.find(record(key="h2", identifiers=(("wikidata", "Q1"),))) is None
    with pytest.raises(ValueError, match="organization 7 is row h1 of this register already, not h2"):
        joiner.claim(7, "h2")


def test_joined_together_the_surest_record_gets_the_organization_whatever_the_order() -> None:
    sure, unsure = record(key="h2"), record(key="h1", phone="", website="", street="")
    for records in ([sure, unsure], [unsure, sure]):
        assert {key: match.id for key, match in Joiner([MERCY]).join(records).items()} == {"h2": 7}


def test_nothing_known_joins_nothing() -> None:
    assert Joiner([]).join([record()]) == {}


@given(st.text(), st.text(), st.text(), st.text())
def test_no_text_raises(name: str, city: str, street: str, phone: str) -> None:
    known = replace(MERCY, name=name, city=city, street=street, phone=phone, website="")
    match = Joiner([known]).find(record(name=name, city=city, street=street, phone=phone, website=""))
    assert match is None or match.id == 7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1010 Three Springs Boulevard", "81301"), ("1010 THREE SPRINGS BLVD STE 400", "81301-0000")),
        (("One Hospital Drive", "55901"), ("1 Hospital Dr", "55901")),
        (("700 South Fifth Street, PO Box 9", "35233"), ("700 S 5th St", "35233")),
        (("Östra Sjukhusgatan 4", "413 45"), ("4 Ostra Sjukhusgatan", "41345")),
    ],
)
def test_one_door_has_one_key_however_it_is_written(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert door(*one) == door(*other) != ""


@pytest.mark.parametrize(
    "address", [("PO Box 12", "81301"), ("Main Street", "81301"), ("12 Main Street", ""), ("", "")]
)
def test_half_an_address_is_no_door(address: tuple[str, str]) -> None:
    assert door(*address) == ""


def test_keys_leave_out_what_registers_leave_out() -> None:
    assert (postal_area("sw1a 2aa"), postal_area("02134-1234")) == ("SW1A2AA", "02134")
    assert (line("+1 970-247-4311 ext. 5"), line("911")) == ("19702474311", "")
    assert (own_host("https://www.example.org/x"), own_host("https://m.facebook.com/x"), own_host("")) == (
        "example.org",
        "",
        "",
    )


def test_the_open_hospitals_of_hifld_join_cms_as_measured_and_in_seconds() -> None:
    started = time.perf_counter()
    joined = Joiner(_known(_records("cms-2026-06"))).join(
        r for r in _records("hifld-2023") if r.status == "active"
    )
    assert time.perf_counter() - started < 30
    assert 4_850 <= len(joined) <= 4_950
    assert len({match.id for match in joined.values()}) == len(joined)


def _records(slug: str) -> list[Record]:
    files = {"cms-2026-06": "us_hospitals_cms_2026-06.csv.gz", "hifld-2023": "us_hospitals_hifld_2023.csv.gz"}
    return [entry for entry in SOURCES[slug].read(DATA / files[slug]) if isinstance(entry, Record)]


def _known(records: list[Record]) -> list[Known]:
    return [
        Known(
            number,
            r.name,
            r.city,
            r.region,
            r.country,
            r.street,
            r.postal_code,
            r.phone,
            r.website,
            r.identifiers,
        )
        for number, r in enumerate(records)
    ]
