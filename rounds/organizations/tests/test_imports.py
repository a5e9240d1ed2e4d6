from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rounds.organizations.importing import runs
from rounds.organizations.importing.registers import import_register
from rounds.organizations.models import (
    Change,
    DataVersion,
    Identifier,
    ImportRun,
    Name,
    Organization,
    RegisterRow,
    Rejection,
    Status,
)
from rounds.organizations.sources.record import OtherName, Record, Reject, Source, SourceError
from rounds.organizations.tests.memory import AT, Crash, Rows, a_file, hospital, source, source_of

pytestmark = pytest.mark.django_db


def read(register: Source, folder: Path, text: str = "one", **more: Any) -> ImportRun:
    return import_register(source=register, path=a_file(folder, text), by=None, at=AT, **more)


def report(run: ImportRun) -> tuple[str, int, int, int, int, int]:
    run.refresh_from_db()
    return run.state, run.added, run.changed, run.unchanged, run.gone, run.rejected


def the_database() -> dict[str, list[Any]]:
    """Everything that a reading leaves behind, without what differs between two readings of the same."""
    tables: dict[str, Any] = {
        "organizations": Organization.objects.values_list(
            "slug",
            "name",
            "sort_name",
            "status",
            "status_on",
            "merged_into__slug",
            "parent__slug",
            "provenance",
        ),
        "names": Name.objects.values_list("organization__slug", "kind", "text", "language", "until_on"),
        "identifiers": Identifier.objects.values_list("organization__slug", "scheme", "value"),
        "rows": RegisterRow.objects.values_list(
            "register__slug", "key", "organization__slug", "digest", "gone_on"
        ),
        "changes": Change.objects.values_list("organization__slug", "field", "old", "new", "source", "as_of"),
        "rejections": Rejection.objects.values_list("line", "reason", "text"),
        "runs": ImportRun.objects.filter(state="finished").values_list(
            "register__slug", "line", "lines", "added", "changed", "unchanged", "gone", "rejected"
        ),
    }
    return {name: sorted(map(repr, rows)) for name, rows in tables.items()}


def test_a_register_comes_in_with_where_and_when_every_field_was_said(tmp_path: Path) -> None:
    run = read(source(hospital(1, beds=20)), tmp_path)
    assert report(run) == ("finished", 1, 0, 0, 0, 0)
    made = Organization.objects.get()
    assert (made.slug, made.name, made.beds, made.status) == ("hospital-1", "Hospital 1", 20, "active")
    assert made.provenance == {
        field: {"source": "cms-2026-06", "as_of": "2026-06-01"}
        for field in (
            *("name", "type", "country", "region", "city", "street", "postal_code", "phone"),
            *("beds", "ownership", "status"),
        )
    }
    assert RegisterRow.objects.get().source_name == "HOSPITAL 1"
    assert not Change.objects.exists()


def test_reading_the_same_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    rows = [hospital(1), hospital(2), Reject(4, "The state is missing.", "x,y")]
    read(source(*rows), tmp_path)
    before, version = the_database(), DataVersion.objects.get().number
    again = read(source(*rows), tmp_path)
    assert report(again) == ("finished", 0, 0, 2, 0, 1)
    after = the_database()
    for name in ("organizations", "names", "identifiers", "rows", "changes"):
        assert after[name] == before[name]
    assert DataVersion.objects.get().number == version


def test_a_new_edition_changes_field_by_field_and_keeps_the_old_name_as_a_former_one(tmp_path: Path) -> None:
    read(source(hospital(1), hospital(2), slug="cms-2021-11"), tmp_path)
    renamed = hospital(1, name="Mercy Hospital", phone="+1 507-555-9999")
    run = read(source(renamed, hospital(2)), tmp_path, "two")
    assert report(run) == ("finished", 0, 1, 1, 0, 0)
    made = Organization.objects.get(identifiers__value="000001")
    assert (made.name, made.sort_name, made.slug) == ("Mercy Hospital", "mercy hospital", "hospital-1")
    assert list(made.names.values_list("kind", "text", "until_on", "source")) == [
        ("former", "Hospital 1", date(2026, 6, 1), "cms-2021-11")
    ]
    assert sorted(made.changes.values_list("field", "old", "new", "source", "run")) == [
        ("name", "Hospital 1", "Mercy Hospital", "cms-2026-06", run.pk),
        ("phone", "+1 507-555-0001", "+1 507-555-9999", "cms-2026-06", run.pk),
    ]
    other = Organization.objects.get(identifiers__value="000002")
    assert other.provenance["name"] == {"source": "cms-2026-06", "as_of": "2026-06-01"}


def test_another_spelling_of_the_same_name_is_no_renaming(tmp_path: Path) -> None:
    read(source(hospital(1, name="St Mary Hosp"), slug="cms-2021-11"), tmp_path)
    read(source(hospital(1, name="Saint Mary Hospital")), tmp_path, "two")
    assert Organization.objects.get().name == "Saint Mary Hospital"
    assert not Name.objects.exists()


def test_what_a_newer_edition_leaves_out_is_closed_with_date_and_source(tmp_path: Path) -> None:
    read(source(hospital(1), hospital(2), slug="cms-2021-11"), tmp_path)
    run = read(source(hospital(1)), tmp_path, "two")
    assert report(run) == ("finished", 0, 0, 1, 1, 0)
    closed = Organization.objects.get(identifiers__value="000002")
    assert (closed.status, closed.status_on) == (Status.CLOSED, date(2026, 6, 1))
    assert closed.provenance["status"] == {"source": "cms-2026-06", "as_of": "2026-06-01"}
    assert list(closed.changes.values_list("field", "old", "new")) == [("status", "active", "closed")]
    assert RegisterRow.objects.get(key="000002").gone_on == date(2026, 6, 1)


def test_a_new_number_at_the_old_place_is_the_same_hospital(tmp_path: Path) -> None:
    read(source(hospital(1), slug="cms-2021-11"), tmp_path)
    moved = hospital(9, name="Hospital 1", street="77 Other Road")
    run = read(source(moved), tmp_path, "two")
    assert report(run) == ("finished", 0, 1, 0, 0, 0)
    made = Organization.objects.get()
    assert made.status == Status.ACTIVE
    assert sorted(made.identifiers.values_list("value", flat=True)) == ["000001", "000009"]
    assert RegisterRow.objects.get(key="000001").gone_on == date(2026, 6, 1)


def test_a_place_that_goes_on_under_a_neighbour_is_merged_into_it(tmp_path: Path) -> None:
    twin = hospital(2, name="Hospital 1", street="2 Second Street")
    read(source(hospital(1), twin, slug="cms-2021-11"), tmp_path)
    read(source(twin), tmp_path, "two")
    merged = Organization.objects.get(identifiers__value="000001")
    assert (merged.status, merged.merged_into) == (
        Status.MERGED,
        Organization.objects.get(identifiers__value="000002"),
    )


def test_a_line_that_cannot_be_read_closes_nobody(tmp_path: Path) -> None:
    read(source(hospital(1), hospital(2), slug="cms-2021-11"), tmp_path)
    run = read(source(hospital(1), Reject(3, "The line is broken.", "000002,HOSPI")), tmp_path, "two")
    assert report(run) == ("finished", 0, 0, 1, 0, 1)
    assert Organization.objects.get(identifiers__value="000002").status == Status.ACTIVE


def test_the_order_in_which_editions_are_read_does_not_matter(tmp_path: Path) -> None:
    older = source(hospital(1), hospital(2), hospital(3, city="Duluth"), slug="cms-2021-11")
    newer = source(
        hospital(1, name="Mercy"), hospital(4), hospital(5, name="Hospital 3", city="Duluth", beds=9)
    )

    def seen() -> list[Any]:
        return sorted(
            (
                sorted(made.identifiers.values_list("value", flat=True)),
                (made.name, made.city, made.beds, made.status, made.status_on),
                sorted(made.names.values_list("kind", "text", "until_on")),
            )
            for made in Organization.objects.all()
        )

    read(older, tmp_path)
    read(newer, tmp_path, "two")
    in_time = seen()
    assert [facts[0] for facts in in_time] == [["000001"], ["000002"], ["000003", "000005"], ["000004"]]
    for table in (RegisterRow, Change, ImportRun, Name, Identifier, Organization):
        table.objects.all().delete()
    read(newer, tmp_path, "two")
    read(older, tmp_path)
    assert seen() == in_time


def test_a_reading_cut_off_goes_on_and_ends_like_one_undisturbed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs.batches, "__kwdefaults__", {"size": 3})
    rows: list[Record | Reject] = [hospital(n, parent_key="000001" if n > 15 else "") for n in range(1, 21)]
    rows[4] = Reject(rows[4].line, "The state is missing.", "5")
    rows[8] = hospital(9, name="Hospital 1", city="Saint Paul")
    crashing = Rows(rows, crash_after=11)
    with pytest.raises(Crash):
        read(source_of(crashing), tmp_path)
    cut_off = ImportRun.objects.get()
    assert (cut_off.state, cut_off.line, cut_off.added, cut_off.rejected) == ("running", 10, 8, 1)
    resumed = read(source(*rows), tmp_path)
    assert (resumed.pk, report(resumed)) == (cut_off.pk, ("finished", 19, 0, 0, 0, 1))
    disturbed = the_database()
    for table in (RegisterRow, Change, Rejection, ImportRun, Name, Identifier):
        table.objects.all().delete()
    Organization.objects.update(parent=None)
    Organization.objects.all().delete()
    read(source(*rows), tmp_path)
    assert the_database() == disturbed


def test_another_file_starts_anew_and_says_what_became_of_the_dead_reading(tmp_path: Path) -> None:
    with pytest.raises(Crash):
        read(source_of(Rows([hospital(1), hospital(2)], crash_after=1)), tmp_path)
    run = read(source(hospital(1)), tmp_path, "another")
    dead = ImportRun.objects.exclude(pk=run.pk).get()
    assert (dead.state, dead.error) == (
        "failed",
        "Given up at line 0: register.csv was started in its place.",
    )
    assert report(run) == ("finished", 1, 0, 0, 0, 0)


def test_whoever_is_overtaken_stops_and_writes_nothing_twice(tmp_path: Path) -> None:
    register = source(*[hospital(n) for n in range(1, 4)])

    def overtake(run: ImportRun) -> None:
        ImportRun.objects.filter(pk=run.pk).update(line=99)

    with pytest.raises(runs.Overtaken):
        read(register, tmp_path, progress=overtake)
    assert ImportRun.objects.get().added == 3


def test_bad_lines_go_aside_with_line_and_reason_and_stop_nothing(tmp_path: Path) -> None:
    rows: list[Record | Reject] = [
        hospital(1),
        Reject(3, "The column State is empty.", "000002,NOWHERE"),
        hospital(3, name="x" * 301),
        hospital(4, country="XX"),
        hospital(5, latitude=200.0, longitude=1.0),
        hospital(6, website="javascript:alert(1)"),
        hospital(7, key="000001"),
        hospital(8, name="Nul\x00 and \ud800 hospital"),
    ]
    run = read(source(*rows), tmp_path)
    assert report(run) == ("finished", 2, 0, 0, 0, 6)
    assert list(run.rejections.order_by("line").values_list("line", "reason")) == [
        (3, "The column State is empty."),
        (4, "The name is longer than 300 characters."),
        (5, "XX is not the code of a country."),
        (6, "The coordinates 200.0, 1.0 are not a place on earth."),
        (7, "javascript:alert(1) is not the address of a website."),
        (8, "An earlier line has the same identifier, 000001."),
    ]
    assert Organization.objects.filter(name="Nul and  hospital").exists()


def test_a_file_that_breaks_off_leaves_nothing_behind_but_the_reason(tmp_path: Path) -> None:
    rows = Rows([hospital(n) for n in range(1, 2000)], broken_after=1900)
    with pytest.raises(SourceError):
        read(source_of(rows), tmp_path)
    run = ImportRun.objects.get()
    assert (run.state, run.error) == ("failed", "The file breaks off at line 1902.")
    assert not Organization.objects.exists()


def test_what_a_person_set_stays_even_where_a_person_left_it_blank(tmp_path: Path) -> None:
    read(source(hospital(1, website="https://old.example.org"), slug="cms-2021-11"), tmp_path)
    made = Organization.objects.get()
    made.name, made.website = "Our Name", ""
    made.provenance |= {field: {"source": "person", "as_of": "2025-01-01"} for field in ("name", "website")}
    made.save()
    read(source(hospital(1, name="Theirs", website="https://new.example.org")), tmp_path, "two")
    made.refresh_from_db()
    assert (made.name, made.website) == ("Our Name", "")
    assert list(made.names.values_list("kind", "text")) == [("alternative", "Theirs")]


def test_a_second_register_fills_blanks_of_what_it_joins_and_adds_the_rest(tmp_path: Path) -> None:
    read(source(hospital(1)), tmp_path)
    joined = hospital(
        1,
        key="77",
        identifiers=(("hifld", "77"),),
        latitude=44.0,
        longitude=-92.4,
        beds=12,
        website="https://one.example.org",
        phone="+1 507-555-7777",
    )
    other = hospital(5, key="78", identifiers=(("hifld", "78"),), status="closed")
    run = read(source(joined, other, slug="hifld-2023"), tmp_path, "two")
    assert report(run) == ("finished", 1, 1, 0, 0, 0)
    made = Organization.objects.get(identifiers__value="000001")
    assert (made.latitude, made.beds, made.website) == (44.0, 12, "https://one.example.org")
    assert made.phone == "+1 507-555-0001"
    assert made.provenance["beds"] == {"source": "hifld-2023", "as_of": "2023-01-01"}
    assert sorted(made.changes.values_list("field", "old", "new")) == [
        ("beds", "", "12"),
        ("coordinates", "", "44.0, -92.4"),
        ("website", "", "https://one.example.org"),
    ]
    closed = Organization.objects.get(identifiers__value="78")
    assert (closed.status, closed.status_on) == (Status.CLOSED, date(2023, 1, 1))


def test_parents_are_linked_when_all_rows_are_in_and_never_in_a_circle(tmp_path: Path) -> None:
    rows = [
        hospital(1, parent_key="000002"),
        hospital(2, parent_key="000003"),
        hospital(3, parent_key="000001"),
        hospital(4, parent_key="999999"),
    ]
    read(source(*rows), tmp_path)
    assert list(Organization.objects.order_by("name").values_list("name", "parent__name")) == [
        ("Hospital 1", "Hospital 2"),
        ("Hospital 2", "Hospital 3"),
        ("Hospital 3", None),
        ("Hospital 4", None),
    ]


def test_namesakes_get_addresses_of_their_own(tmp_path: Path) -> None:
    rows = [hospital(n, name="Mercy", city=city) for n, city in enumerate(("Ely", "Mora", "Mora", "Mora"), 1)]
    read(source(*rows, hospital(9, name="慈济", city="")), tmp_path)
    assert set(Organization.objects.values_list("slug", flat=True)) == {
        "mercy",
        "mercy-mora",
        "mercy-mora-mn",
        "mercy-mora-mn-2",
        "hospital-us",
    }


def test_names_in_other_languages_come_along_once(tmp_path: Path) -> None:
    names = (
        OtherName("alternative", "H 1"),
        OtherName("alternative", "h. 1"),
        OtherName("translation", "Krankenhaus 1", "de"),
    )
    read(source(hospital(1, names=names)), tmp_path)
    read(source(hospital(1, names=names, beds=4)), tmp_path, "two")
    assert sorted(Name.objects.values_list("kind", "text", "language", "source")) == [
        ("alternative", "H 1", "", "cms-2026-06"),
        ("translation", "Krankenhaus 1", "de", "cms-2026-06"),
    ]


@pytest.mark.parametrize("edition", ["new", "changed", "same"])
def test_the_number_of_queries_does_not_grow_with_the_rows(tmp_path: Path, edition: str) -> None:
    def cost(first: int, last: int) -> int:
        rows = [hospital(n) for n in range(first, last)]
        if edition != "new":
            read(source(*rows, slug="cms-2021-11", complete=False), tmp_path)
        if edition == "same":
            read(source(*rows, complete=False), tmp_path)
        changed = [
            hospital(n, beds=None if edition == "same" else 7, phone="+1 1") for n in range(first, last)
        ]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(source(*(rows if edition == "same" else changed), complete=False), tmp_path, str(first))
        return len(queries)

    cost(90, 92)
    assert cost(1, 4) == cost(100, 130)


def test_the_time_of_the_end_is_known(tmp_path: Path) -> None:
    run = read(source(hospital(1)), tmp_path)
    assert run.finished_at is not None
    assert timedelta() <= run.finished_at - AT < timedelta(seconds=30)


def test_a_place_that_a_register_lists_twice_is_one_organization(tmp_path: Path) -> None:
    read(source(hospital(1), hospital(2)), tmp_path)
    joined = hospital(1, key="71", identifiers=(("hifld", "71"),), beds=5)
    twice = hospital(1, key="72", line=9, identifiers=(("hifld", "72"),), beds=5, phone="")
    namesake = hospital(1, key="73", line=10, identifiers=(("hifld", "73"),), phone="", street="9 Elm Street")
    read(source(joined, twice, namesake, slug="hifld-2023"), tmp_path, "two")
    assert Organization.objects.count() == 3
    made = Organization.objects.get(identifiers__value="000001")
    assert sorted(made.identifiers.values_list("value", flat=True)) == ["000001", "71", "72"]
    assert sorted(made.changes.values_list("field", "new")) == [("beds", "5")]
    again = read(source(joined, twice, namesake, slug="hifld-2023"), tmp_path, "two")
    assert report(again) == ("finished", 0, 0, 3, 0, 0)
