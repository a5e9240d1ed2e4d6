from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rounds.directory.importing import starter
from rounds.directory.importing.accounts import import_accounts
from rounds.directory.importing.federal import FederalPlaces, Place
from rounds.directory.models import Account, Entry, Evidence, Listing, SubList
from rounds.directory.sources import SOURCES
from rounds.directory.sources.record import AccountRecord
from rounds.organizations.models import ImportRun, Name, Organization, Rejection
from rounds.organizations.sources.record import SourceError
from rounds.organizations.tests.factories import IdentifierFactory, OrganizationFactory

AT = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
WIKIDATA = (
    "path,display_name,match_names,locations,wikidata,in_wikidata_extract,label,description,website,"
    "facebook,twitter,instagram,youtube,linkedin,pinterest,vk,snapchat\n"
    "brands/amenity/clinic,Sutter Surgery Center,,us-ca.geojson,Q7650154,True,Sutter Health,"
    "US not-for-profit integrated health delivery system,http://www.sutterhealth.org/,SutterHealth,SutterHealth,,,,,,\n"
    "brands/amenity/clinic,No Accounts,,us,Q1,True,,,,,,,,,,,\n"
    "brands/amenity/social_facility,Youth Club,,us,Q2,True,Youth Club,,,youthclub,,,,,,,\n"
    "operators/amenity/hospital,Sutter Health,,us,Q7650154,True,Sutter Health,"
    "US not-for-profit integrated health delivery system,http://www.sutterhealth.org/,SutterHealth,SutterHealth,,,,,,\n"
    "operators/amenity/hospital,Everywhere,,001,Q3,True,Everywhere,,https://everywhere.org,everywhere,,,,,,,\n"
    "operators/amenity/hospital,Vivantes,,de,Q878059,True,Vivantes,,http://www.vivantes.de,vivantes,bad handle!,,"
    "UCFMZTBgYVIMcqbv5TNy7PUQ,,,,\n"
)
REGISTRY = (
    "http://cdc.gov/,Centers for Disease Control,hhs,http://facebook.com/CDC,English\n"
    "http://www.cdc.gov/spanish/,Centers for Disease Control,hhs,http://facebook.com/CDCespanol,Spanish\n"
    "http://blm.gov,Bureau of Land Management,doi,http://facebook.com/BLMNational,English\n"
    "http://cdc.gov/,Centers for Disease Control,hhs\n"
    'http://cdc.gov/,"CDC HIV",hhs,twitter.com/cdchiv,English,"health,hiv"\n'
)
PAGES = (
    "url,page_name,is_valid_2017-06\n"
    'https://www.facebook.com/bronxvamc,"James J. Peters VA Medical Center (Bronx, NY)",True\n'
    "https://www.facebook.com/mdvahcs,VA Maryland Health Care System,True\n"
    "https://www.facebook.com/fayettevillevamc,Fayetteville VA Medical Center,True\n"
    "https://www.facebook.com/102613596452230,,False\n"
    "https://www.facebook.com/avian,Pacific Islands Avian Health & Disease Program,True\n"
)


def read(slug: str, folder: Path, text: str) -> ImportRun:
    path = folder / f"{slug}.csv"
    path.write_text(text)
    return import_accounts(source=SOURCES[slug], path=path, by=None, at=AT)


def report(run: ImportRun) -> tuple[str, int, int, int, int]:
    return run.state, run.added, run.changed, run.unchanged, run.rejected


def test_of_several_countries_the_one_that_the_description_names_is_home(tmp_path: Path) -> None:
    header = WIKIDATA.partition("\n")[0]
    told = "American multinational", "Indiana network"  # the second names no nation
    row = "brands/amenity/clinic,Clinic {0},,ca|us|in,Q{0},True,,{1},,clinic{0},,,,,,,"
    rows = [row.format(number, words) for number, words in enumerate(told, 1)]
    path = tmp_path / "wikidata.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    found = list(SOURCES["wikidata-2022"].read(path))
    assert [one.about.country for one in found if isinstance(one, AccountRecord)] == ["US", "CA"]


@pytest.mark.django_db
def test_operators_come_in_with_their_accounts_as_reported_and_dated(tmp_path: Path) -> None:
    run = read("wikidata-2022", tmp_path, WIKIDATA)
    assert report(run) == ("finished", 4, 0, 0, 2)
    sutter = Organization.objects.get(identifiers__value="Q7650154")
    assert (sutter.name, sutter.type, sutter.country, sutter.website) == (
        "Sutter Health",
        "health-system",
        "US",
        "http://www.sutterhealth.org/",
    )
    assert sutter.provenance["website"] == {"source": "wikidata-2022", "as_of": "2022-04-01"}
    assert list(sutter.names.values_list("text", flat=True)) == ["Sutter Surgery Center"]
    listed = sutter.listings.order_by("account__platform").values_list(
        "account__platform", "account__handle", "proof", "seen_on"
    )
    assert list(listed) == [
        ("facebook", "SutterHealth", "reported", date(2022, 4, 1)),
        ("x", "SutterHealth", "reported", date(2022, 4, 1)),
    ]
    evidence = Evidence.objects.filter(listing__organization=sutter).values_list(
        "kind", "register__slug", "source_url", "expires_at"
    )
    assert set(evidence) == {("register", "wikidata-2022", "https://www.wikidata.org/wiki/Q7650154", None)}
    assert Entry.objects.get(organization=sutter).accounts == 2
    channel = Account.objects.get(platform="youtube")
    assert channel.native_id == "UCFMZTBgYVIMcqbv5TNy7PUQ"
    assert [(one.line, one.reason.split(":")[0]) for one in Rejection.objects.order_by("line")] == [
        (6, "locations names no country"),
        (7, "bad handle!"),
    ]


@pytest.mark.django_db
def test_reading_the_same_again_lists_nothing_and_says_so(tmp_path: Path) -> None:
    read("wikidata-2022", tmp_path, WIKIDATA)
    before = (
        Organization.objects.count(),
        Listing.objects.count(),
        Evidence.objects.count(),
        Name.objects.count(),
    )
    again = read("wikidata-2022", tmp_path, WIKIDATA)
    assert report(again) == ("finished", 0, 0, 2, 2)
    assert before == (
        Organization.objects.count(),
        Listing.objects.count(),
        Evidence.objects.count(),
        Name.objects.count(),
    )


@pytest.mark.django_db
def test_an_account_that_was_taken_out_is_not_listed_again_by_the_same_list(tmp_path: Path) -> None:
    read("wikidata-2022", tmp_path, WIKIDATA)
    Listing.objects.filter(account__platform="x").update(ended_at=AT)
    read("wikidata-2022", tmp_path, WIKIDATA)
    assert not Listing.objects.current().filter(account__platform="x").exists()


@pytest.mark.django_db
def test_an_organization_of_the_register_is_found_by_item_by_name_and_by_website(tmp_path: Path) -> None:
    by_item = IdentifierFactory(scheme="wikidata", value="Q7650154").organization
    by_name = OrganizationFactory(name="Vivantes", sort_name="vivantes", country="DE", region="")
    read("wikidata-2022", tmp_path, WIKIDATA)
    assert Organization.objects.count() == 2
    assert by_item.listings.count() == by_name.listings.count() == 2
    by_name.refresh_from_db()
    assert by_name.identifiers.get().value == "Q878059"


@pytest.mark.django_db
def test_an_agency_has_the_pages_of_its_programs_as_those_of_departments(tmp_path: Path) -> None:
    run = read("digital-registry-2012", tmp_path, REGISTRY)
    assert report(run)[1:] == (3, 0, 2, 1)
    agency = Organization.objects.get()
    assert agency.name == "Centers for Disease Control and Prevention"
    assert sorted(agency.listings.values_list("account__handle", "purpose", "language")) == [
        ("CDC", "main", "en"),
        ("CDCespanol", "main", "es"),
        ("cdchiv", "department", "en"),
    ]


@pytest.mark.django_db
def test_pages_of_veterans_hospitals_go_to_the_hospitals_of_the_register(tmp_path: Path) -> None:
    def hospital(name: str, city: str, region: str) -> Organization:
        made = OrganizationFactory(
            name=name, sort_name=name.casefold(), city=city, region=region, ownership="public", website=""
        )
        IdentifierFactory(organization=made)
        return made

    bronx = hospital("Bronx VA Medical Center", "Bronx", "US-NY")
    baltimore = hospital("VA Maryland Healthcare System - Baltimore", "Baltimore", "US-MD")
    perry_point = hospital("VA Maryland Healthcare System - Perry Point", "Perry Point", "US-MD")
    hospital("Fayetteville AR VA Medical Center", "Fayetteville", "US-AR")
    hospital("Fayetteville NC VA Medical Center", "Fayetteville", "US-NC")
    run = read("federal-pages-2017", tmp_path, PAGES)
    assert report(run)[1:] == (4, 0, 2, 1)
    assert bronx.listings.get().account.handle == "bronxvamc"
    assert baltimore.listings.get().account == perry_point.listings.get().account
    alone = Organization.objects.get(listings__account__handle="fayettevillevamc")
    assert (alone.name, alone.type, alone.region) == ("Fayetteville VA Medical Center", "hospital", "")


PLACES = FederalPlaces.of(
    [
        Place(1, ("Houston VA Medical Center",), "Houston", "US-TX"),
        Place(2, ("Marion IL VA Medical Center",), "Marion", "US-IL"),
        Place(3, ("VA N. Indiana Healthcare System",), "Marion", "US-IN"),
        Place(4, ("NH Camp Pendleton",), "Camp Pendleton", "US-CA"),
        Place(5, ("Lawton Indian Hospital",), "Lawton", "US-OK"),
        Place(
            6,
            ("Fayetteville AR VA Medical Center", "Fayetteville VA Medical Center"),
            "Fayetteville",
            "US-AR",
        ),
        Place(7, ("Fayetteville NC VA Medical Center",), "Fayetteville", "US-NC"),
        Place(8, ("Valley Medical Center",), "Dallas", "US-TX"),
    ]
)


@pytest.mark.parametrize(
    ("name", "hints", "ids"),
    [
        ("Michael E. DeBakey VA Medical Center", ("houston",), [1]),
        ("Marion VA Medical Center", (), [2]),
        ("VA Northern Indiana Health Care System", (), [3]),
        ("Naval Hospital Camp Pendleton", (), [4]),
        ("Lawton Indian Health Service", (), [5]),
        ("Fayetteville VA Medical Center", (), []),
        ("VA Center for Innovation", ("dallas",), []),
        ("Naval Hospital Guam", (), []),
    ],
)
def test_a_page_finds_the_one_hospital_that_it_can_be_about(
    name: str, hints: tuple[str, ...], ids: list[int]
) -> None:
    assert PLACES.find(name, "", "", hints) == ids


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(SOURCES))
def test_a_file_that_is_another_is_refused_and_nothing_is_written(slug: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=slug):
        read(slug, tmp_path, "name;town\nA;B\n")
    assert not Organization.objects.exists()
    assert ImportRun.objects.get().state == "failed"


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def cost(first: int, last: int) -> int:
        rows = "".join(
            f"http://a{n}.gov/,Agency {n},hhs,http://facebook.com/agency{n},English\n"
            for n in range(first, last)
        )
        with CaptureQueriesContext(connection) as queries:
            read("digital-registry-2012", tmp_path, rows)
        return len(queries)

    cost(1, 2)
    assert cost(10, 13) == cost(20, 40)


@pytest.mark.django_db
def test_the_command_says_in_plain_words_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"missing\.csv"):
        call_command("import_accounts", "wikidata-2022", tmp_path / "missing.csv")


@pytest.mark.django_db
def test_the_starter_data_come_in_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files: tuple[Any, ...] = (
        starter.File("wikidata-2022", "wikidata.csv", True),
        starter.File("federal-pages-2017", "pages.csv", True),
    )
    monkeypatch.setattr(starter, "FILES", files)
    (tmp_path / "wikidata.csv").write_text(WIKIDATA)
    (tmp_path / "pages.csv").write_text(PAGES)
    call_command("load_starter", folder=tmp_path)
    assert SubList.objects.count() == len(starter.SUB_LISTS)
    assert "wikidata-2022" in capsys.readouterr().out
    SubList.objects.filter(slug="canada").update(description="Ours")
    call_command("load_starter", folder=tmp_path)
    assert "in already" in capsys.readouterr().out
    assert ImportRun.objects.count() == 2
    assert SubList.objects.get(slug="canada").description == "Ours"
