"""The nightly dump: everything public, nothing else, whole and the same every time."""

import csv
import gzip
import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from rounds.directory.actions.evidence import Seen, observe, release
from rounds.directory.actions.listings import take_out
from rounds.directory.models import Listing, Statement, SubList
from rounds.directory.proof import Kind
from rounds.directory.tests.factories import SubmissionFactory, put_in_list
from rounds.open_data.actions.changes import log_changes
from rounds.open_data.actions.dumps import AlreadyThere, make_dump
from rounds.open_data.dumps import folder, private
from rounds.open_data.dumps.snapshot import snapshot
from rounds.open_data.dumps.tables import TABLES
from rounds.open_data.dumps.verifying import faults
from rounds.open_data.tasks import make_nightly_dump
from rounds.organizations import versions
from rounds.organizations.actions.organizations import change_organization
from rounds.organizations.models import Change, Organization
from rounds.organizations.tests.factories import (
    IdentifierFactory,
    NameFactory,
    OrganizationFactory,
    RegisterFactory,
    RegisterRowFactory,
)
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 10, 3, 30, tzinfo=UTC)
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> Path:
    backend = "django.core.files.storage.FileSystemStorage"
    dumps = {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "dumps": dumps}
    return tmp_path


def the_list() -> Organization:
    by = User.objects.create(email="editor.in.secret@example.org", name="Planted Person")
    one = OrganizationFactory(name="=Mercy Hospital", slug="mercy", beds=120, latitude=44.5, longitude=-92.5)
    NameFactory(organization=one, text="Misericordia")
    IdentifierFactory(organization=one)
    RegisterRowFactory(register=RegisterFactory(slug="cms-2026-06"), organization=one, key="240010")
    listing = put_in_list(one, "https://x.com/mercy", at=NOW)
    observe([Seen(listing.pk, Kind.LINK, source_url="https://mercy.org/")], by=None, at=NOW + AN_HOUR)
    gone = put_in_list(one, "https://x.com/gone", at=NOW)
    release(listing=gone, by=by, at=NOW + AN_HOUR)
    take_out(listing=gone, reason="Ask someone.planted@example.org about it", by=by, at=NOW + 2 * AN_HOUR)
    change_organization(organization=one, to={"phone": "+1 507-555-0100"}, by=by, at=NOW)
    SubmissionFactory(organization=one, sender_email="sender.planted@example.com", note="planted note")
    SubList.objects.create(slug="ours", name="Ours").organizations.add(one)
    return one


def table(place: Path, name: str, day: str = "2026-05-10") -> list[dict[str, Any]]:
    with gzip.open(place / day / f"{name}.jsonl.gz", "rt") as file:
        return [json.loads(line) for line in file]


def test_every_column_of_every_model_is_either_public_or_private_for_a_reason() -> None:
    public = {one.model._meta.label: one for one in TABLES}
    undecided = []
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        is_ours = model.__module__.startswith("rounds.")
        if label not in public:
            told = label in private.MODELS or model._meta.app_label in private.CONTEXTS
            undecided += [label] if is_ours and not told else []
            continue
        out = {model._meta.get_field(column.path.partition("__")[0]).name for column in public[label].columns}
        kept = private.COLUMNS.get(label, {})
        fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
        undecided += [f"{label}.{name}" for name in sorted(fields - out - set(kept))]
        assert not out & set(kept), label
        assert set(kept) <= fields, label
    assert undecided == []
    assert not public.keys() & private.MODELS.keys()


def test_no_column_leads_to_a_person() -> None:
    for one in TABLES:
        for column in one.columns:
            field: Any = None
            model: Any = one.model
            for part in column.path.split("__"):
                field = model._meta.get_field(part)
                model = field.related_model
            assert field.related_model not in (User,), (one.name, column.name)
            assert "email" not in field.name, (one.name, column.name)
            assert "token" not in field.name, (one.name, column.name)


def test_nothing_that_was_planted_comes_out(place: Path) -> None:
    the_list()
    make_dump(at=NOW + 3 * AN_HOUR)
    packed = list((place / "2026-05-10").iterdir())
    assert len(packed) == 2 * len(TABLES) + 3
    for path in packed:
        text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for word in (b"planted", b"Planted", b"in.secret", b"example.com"):
            assert word not in text, (path.name, word)
    assert table(place, "listings")[1]["ended_reason"] == "Ask [address taken out] about it"


def test_the_tables_tell_what_is_in_the_database(place: Path) -> None:
    one = the_list()
    make_dump(at=NOW + 3 * AN_HOUR)
    [organization] = table(place, "organizations")
    assert organization["name"] == "=Mercy Hospital"
    assert (organization["beds"], organization["longitude"], organization["parent"]) == (120, -92.5, None)
    assert organization["created_at"] == one.created_at.isoformat()
    assert table(place, "register_rows")[0]["register"] == "cms-2026-06"
    assert table(place, "sub_list_members") == [{"sub_list": "ours", "organization": one.pk}]
    assert [row["proof"] for row in table(place, "listings")] == ["official-site", "released"]
    assert [row["proof"] for row in table(place, "statements")] == [
        "reported",
        "official-site",
        "reported",
        "released",
    ]
    assert {row["kind"] for row in table(place, "evidence")} == {"submission", "link"}


def test_what_has_expired_is_not_told_as_official_though_the_clock_is_late(place: Path) -> None:
    the_list()
    lapse = Listing.objects.get(account__handle="mercy").proof_until
    assert lapse
    late = lapse + A_DAY
    make_dump(at=late)
    day = f"{late:%Y-%m-%d}"
    assert [row["proof"] for row in table(place, "listings", day)] == ["stale", "released"]
    last = table(place, "statements", day)[1:3]
    assert [(row["proof"], row["from_at"], row["until_at"]) for row in last] == [
        ("official-site", (NOW + AN_HOUR).isoformat(), lapse.isoformat()),
        ("stale", lapse.isoformat(), None),
    ]


def test_the_same_data_make_the_same_bytes(place: Path) -> None:
    the_list()
    make_dump(at=NOW)
    first = {path.name: path.read_bytes() for path in (place / "2026-05-10").iterdir()}
    with time_machine.travel(NOW + A_DAY):
        make_dump(at=NOW, replace=True)
    assert {path.name: path.read_bytes() for path in (place / "2026-05-10").iterdir()} == first
    with pytest.raises(AlreadyThere):
        make_dump(at=NOW)


def test_the_manifest_tells_sums_rows_and_columns_and_the_command_finds_damage(place: Path) -> None:
    the_list()
    make_dump(at=NOW)
    dump = place / "2026-05-10"
    manifest = json.loads((dump / "datapackage.json").read_text())
    assert manifest["created"] == NOW.isoformat()
    assert manifest["licenses"][0]["path"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert [one["register"] for one in manifest["sources"]] == ["cms-2026-06"]
    names = [one["name"] for one in manifest["resources"] if one["format"] == "csv"]
    assert names == [one.name for one in TABLES]
    call_command("verify_dump", str(dump), stdout=StringIO())
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=dump, check=True)
    (dump / "names.csv.gz").write_bytes(gzip.compress(b"organization\r\n1\r\n"))
    (dump / "handles.jsonl.gz").unlink()
    assert {fault.partition(":")[0] for fault in faults(dump)} == {"names.csv.gz", "handles.jsonl.gz"}
    with pytest.raises(CommandError):
        call_command("verify_dump", str(dump), stderr=StringIO())
    assert list(faults(place)) != []


def test_csv_and_json_lines_tell_the_same_and_no_cell_is_a_formula(place: Path) -> None:
    the_list()
    make_dump(at=NOW)
    for one in TABLES:
        packed = (place / "2026-05-10" / f"{one.name}.csv.gz").read_bytes()
        rows = list(csv.DictReader(StringIO(gzip.decompress(packed).decode(), newline="")))
        told = table(place, one.name)
        assert len(rows) == len(told)
        for row, exact in zip(rows, told, strict=True):
            assert list(row) == list(exact)
            for name, value in exact.items():
                plain = json.dumps(value) if isinstance(value, dict) else "" if value is None else str(value)
                assert row[name].removeprefix("'") == plain, (one.name, name)
                assert isinstance(value, int | float) or row[name][:1] not in set("=+-@")


def test_a_plain_python_loads_it_into_sqlite(place: Path, tmp_path: Path) -> None:
    the_list()
    make_dump(at=NOW)
    dump, target = place / "2026-05-10", tmp_path / "list.sqlite3"
    loaded = subprocess.run(
        [sys.executable, "-I", str(dump / "load_into_sqlite.py"), str(dump), str(target)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "organizations" in loaded.stdout
    database = sqlite3.connect(target)
    found = database.execute(
        "SELECT o.name, a.handle, l.proof FROM listings l JOIN organizations o ON o.id = l.organization"
        " JOIN accounts a ON a.id = l.account WHERE l.ended_at IS NULL"
    ).fetchall()
    assert found == [("=Mercy Hospital", "mercy", "official-site")]


def test_the_newest_are_kept_and_of_earlier_months_the_first() -> None:
    days = [(date(2026, 1, 1) + timedelta(days=number)).isoformat() for number in range(150)]
    gone = set(folder.superfluous(days, date(2026, 5, 30)))
    assert sorted(set(days) - gone) == [
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
        "2026-04-01",
        "2026-05-01",
        *days[-14:],
    ]
    years = [f"{2020 + number // 12}-{number % 12 + 1:02d}-01" for number in range(60)]
    assert len(set(years) - set(folder.superfluous(years, date(2026, 5, 30)))) == folder.MONTHS


def test_old_dumps_go_when_a_new_one_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "KEPT", 2)
    for day in range(5):
        make_dump(at=NOW + day * A_DAY)
    assert folder.names() == ["2026-05-14", "2026-05-13", "2026-05-10"]


def test_the_clock_makes_one_a_night_and_the_first_at_once() -> None:
    evening = datetime(2026, 5, 10, 22, tzinfo=UTC)
    make_nightly_dump(evening)
    assert folder.names() == ["2026-05-10"]
    make_nightly_dump(evening + AN_HOUR)
    make_nightly_dump(evening + 3 * AN_HOUR)
    assert folder.names() == ["2026-05-10"]
    make_nightly_dump(evening + 6 * AN_HOUR)
    make_nightly_dump(evening + 7 * AN_HOUR)
    assert folder.names() == ["2026-05-11", "2026-05-10"]


def test_a_dump_that_is_not_finished_is_not_there(place: Path) -> None:
    (place / "2026-05-09").mkdir()
    (place / "2026-05-09" / "names.csv.gz").write_bytes(b"half")
    assert folder.names() == []
    assert Client().get("/data/dumps/2026-05-09/names.csv.gz").status_code == 404
    make_dump(at=datetime(2026, 5, 9, tzinfo=UTC))
    assert list(faults(place / "2026-05-09")) == []


def test_files_are_served_with_their_sums_and_no_others(place: Path) -> None:
    the_list()
    make_dump(at=NOW)
    client = Client()
    [told] = client.get("/data/dumps/index.json").json()["dumps"]
    assert told["manifest"] == "http://127.0.0.1:8000/data/dumps/2026-05-10/datapackage.json"
    response = client.get("/data/dumps/latest/organizations.jsonl.gz", follow=True)
    assert response.redirect_chain == [("/data/dumps/2026-05-10/organizations.jsonl.gz", 302)]
    body = b"".join(response.streaming_content)
    assert body == (place / "2026-05-10" / "organizations.jsonl.gz").read_bytes()
    assert response.headers["Content-Type"] == "application/gzip"
    tag = response.headers["ETag"]
    again = client.get("/data/dumps/2026-05-10/organizations.jsonl.gz", headers={"If-None-Match": tag})
    assert again.status_code == 304
    (place / "secret.txt").write_text("secret")
    (place / "2026-05-10" / "other.txt").write_text("secret")
    for path in (
        "2026-05-10/other.txt",
        "2026-05-10/..%2fsecret.txt",
        "2026-05-10/%2e%2e/secret.txt",
        "../secret.txt/x",
        "2026-05-11/names.csv.gz",
        "nonsense/names.csv.gz",
        "2026-05-10/%00",
        "latest/other.txt",
        "٢٠٢٦-٠٥-١٠/names.csv.gz",
    ):
        assert client.get(f"/data/dumps/{path}").status_code == 404, path


@pytest.mark.django_db(transaction=True)
def test_it_tells_one_moment_though_others_write_meanwhile() -> None:
    OrganizationFactory()

    def write() -> None:
        try:
            OrganizationFactory()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, snapshot():
        assert Organization.objects.count() == 1
        pool.submit(write).result(timeout=30)
        assert Organization.objects.count() == 1
    assert Organization.objects.count() == 2
    OrganizationFactory()  # and afterwards everybody writes as before
    assert Organization.objects.count() == 3


def test_the_dump_and_the_api_tell_the_same_evidence_and_no_address_of_a_person(place: Path) -> None:
    one = the_list()
    listing = one.listings.get(ended_at=None)
    Listing.objects.filter(pk=listing.pk).update(audience="Ask planted@example.org")
    Statement.objects.filter(listing=listing).update(audience="Ask planted@example.org")
    observe([Seen(listing.pk, Kind.META, detail="By planted@example.org")], by=None, at=NOW + AN_HOUR)
    Change.objects.update(old="planted@example.org")
    versions.bump()
    make_dump(at=NOW + 3 * AN_HOUR)
    log_changes(at=NOW + 3 * AN_HOUR)
    told = Client().get("/api/v1/evidence").json()["items"]
    assert {row["id"] for row in told} == {row["id"] for row in table(place, "evidence")}
    assert told[0]["detail"] == "By [address taken out]"
    paths = ["/api/v1/evidence", "/api/v1/organizations", "/api/v1/organizations/mercy", "/api/v1/accounts"]
    paths += ["/api/v1/changes", "/changes.json", "/changes.atom", "/changes/", "/list.jsonl"]
    for path in paths:
        text = b"".join(Client().get(path)).decode()
        assert "planted" not in text, path
        assert "taken out" in text, path
