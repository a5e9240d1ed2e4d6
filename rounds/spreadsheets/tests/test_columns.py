"""What a column is: by the names that people give, and by what stands in it."""

# ruff: noqa: E501 - tables

from pathlib import Path

import pytest

from rounds.spreadsheets.columns.content import BEGINNING, is_data, shape_of
from rounds.spreadsheets.columns.guessing import guess
from rounds.spreadsheets.columns.header import NONE, header_of, names_of
from rounds.spreadsheets.columns.names import by_name
from rounds.spreadsheets.columns.roles import label_of
from rounds.spreadsheets.reading import read
from rounds.spreadsheets.reading.limits import Row
from rounds.spreadsheets.tests.files import TEXTS, on_disk

HEADERS = [
    ("Hosp Name", "name"), ("Facility Name", "name"), ("ORGANIZATION", "name"), ("OrganisationName", "name"),
    ("hospital_or_system", "name"), ("Nombre del hospital", "name"), ("Nom de l’établissement", "name"),
    ("Krankenhaus", "name"), ("Ospedale", "name"), ("病院名", "name"), ("医院名称", "name"), ("병원명", "name"),
    ("Название", "name"), ("اسم المستشفى", "name"), ("Nazwa szpitala", "name"), ("Name of the Hospital (legal)", "name"),
    ("FB page", "on:facebook"), ("Facebook Page URL", "on:facebook"), ("facebook_id", "on:facebook"), ("Facebook (main)", "on:facebook"),
    ("Twitter handle", "on:x"), ("X (formerly Twitter)", "on:x"), ("X", "on:x"), ("Twitter/X", "on:x"), ("twitter_username", "on:x"),
    ("IG", "on:instagram"), ("Insta", "on:instagram"), ("Instagram @", "on:instagram"), ("YouTube Channel", "on:youtube"), ("YT", "on:youtube"),
    ("LinkedIn company page", "on:linkedin"), ("Hospital LinkedIn", "on:linkedin"), ("TikTok account", "on:tiktok"), ("Blog", "on:blog"),
    ("Blog URL", "on:blog"), ("Bluesky", "on:bluesky"), ("Threads", "on:threads"), ("微博", "on:weibo"), ("ツイッター", "on:x"), ("ВК", "on:vk"),
    ("Mastodon", "on:mastodon"), ("Flickr", "on:flickr"), ("Pinterest", "on:pinterest"), ("GooglePlus", "on:google-plus"),
    ("Facebook likes", ""), ("Twitter followers", ""), ("YouTube subscribers", ""), ("# of tweets", ""), ("Date created", ""),
    ("Web", "website"), ("Website", "website"), ("Homepage", "website"), ("Sitio web", "website"), ("URL", "website"), ("ホームページ", "website"),
    ("St", "region"), ("State/Province", "region"), ("Bundesland", "region"), ("都道府県", "region"), ("Provincia", "region"),
    ("City/Town", "city"), ("Ort", "city"), ("Ville", "city"), ("Miasto", "city"), ("Country Code", "country"), ("País", "country"), ("Land", "country"),
    ("ZIP Code", "postal_code"), ("PLZ", "postal_code"), ("CP", "postal_code"), ("Telephone Number", "phone"), ("Tel.", "phone"),
    ("Teléfono", "phone"), ("Address Line 1", "street"), ("Straße", "street"), ("No. of Beds", "beds"), ("Bettenzahl", "beds"), ("CCN", "ccn"),
    ("Facility ID", "ccn"), ("Medicare Provider Number", "ccn"), ("NPI", "npi"), ("ROR ID", "ror"), ("Wikidata", "wikidata"),
    ("E-mail", "email"), ("Contact Email", "email"), ("Correo electrónico", "email"), ("Facebook contact e-mail", "email"),
    ("Platform", "platform"), ("Social Network", "platform"), ("Handle", "handle"), ("Screen name", "handle"), ("Social media accounts", "account"),
    ("Langue", "language"), ("Purpose", "purpose"), ("Línea", ""), ("Notes", ""), ("", ""), ("index", ""), ("🙂", ""),
]  # fmt: skip


@pytest.mark.parametrize(("header", "role"), HEADERS, ids=[one[0] for one in HEADERS])
def test_a_column_is_known_by_its_name(header: str, role: str) -> None:
    assert by_name(header)[0] == role


def roles(names: list[str], *rows: list[str]) -> list[str]:
    return [one.role for one in guess(names, rows)]


@pytest.mark.parametrize(
    ("names", "rows", "expected"),
    [
        (["Name", "Address"], [["Mercy", "12 Main St"]], ["name", "street"]),
        (["Name", "Address"], [["Mercy", "https://www.mercy.org/"]], ["name", "website"]),
        (["Name", "URL"], [["Mercy", "https://x.com/mercy"], ["St Luke", "x.com/stlukes"]], ["name", "on:x"]),
        (["Name", "Link"], [["Mercy", "https://x.com/mercy"], ["St Luke", "facebook.com/stlukes"]], ["name", "account"]),
        (["Name", "Social"], [["Mercy", "x.com/mercy, facebook.com/mercy"]], ["name", "account"]),
        (["Org", "Network", "Handle"], [["Mercy", "Twitter", "@mercy"], ["Mercy", "Facebook", "mercy"]], ["name", "platform", "handle"]),
        (["Org", "Network", "Link"], [["Mercy", "Twitter", "@mercy"], ["Mercy", "Facebook", "mercy"]], ["name", "platform", "handle"]),
        (["Org", "Channel"], [["Mercy", "north"], ["St Luke", "south"]], ["name", ""]),
        (["X", "Y", "NAME"], [["-86.494", "31.29", "Mercy"]], ["", "", "name"]),
        (["Facility", "Contact"], [["Mercy", "ada@mercy.org"]], ["name", "email"]),
        (["Facility", "ID"], [["Mercy", "1234567893"], ["St Luke", "1679576722"]], ["name", "npi"]),
        (["Name", "Name"], [["Mercy", "Ada"]], ["name", ""]),
        (["", "", ""], [["Mercy General Hospital", "MN", "https://x.com/mercy"]], ["name", "region", "on:x"]),
        (["Hospital", "Twitter", "Twitter 2"], [["Mercy", "@mercy", "@mercynews"]], ["name", "on:x", "on:x"]),
        (["Hospital", "Twitter"], [["Mercy", "facebook.com/mercy"]], ["name", "on:facebook"]),
        (["Hospital", "Facebook likes"], [["Mercy", "12"]], ["name", ""]),
        (["Hospital", "Type"], [["Mercy", "Facebook"], ["St Luke", "YouTube"]], ["name", "platform"]),
        (["Hospital", "Notes"], [["Mercy", "https://x.com/mercy"]], ["name", ""]),
    ],
)  # fmt: skip
def test_content_confirms_or_overrules_the_name(
    names: list[str], rows: list[list[str]], expected: list[str]
) -> None:
    assert roles(names, *rows) == expected


def test_an_unsure_guess_is_less_sure_than_one_that_content_confirms() -> None:
    plain, confirmed = guess(["Hospital ID", "State"], [["17", "MN"], ["18", "TX"]])
    assert plain.sure < confirmed.sure


@pytest.mark.parametrize("text", [one for one in TEXTS if one[0] not in ("hebrew",)], ids=lambda one: one[0])
def test_the_name_of_the_organization_is_found_in_many_languages(
    tmp_path: Path, text: tuple[str, str, str, str]
) -> None:
    rows = read(on_disk(tmp_path, text[3].encode(text[1]))).rows
    header = header_of(rows)
    assert header == 0
    found = guess(names_of(rows, header, len(rows[0].cells)), [row.cells for row in rows[1:]])
    assert found[0].role == "name"


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["Hospital", "Twitter"], ["Mercy", "@mercy"]], 0),
        ([["Our accounts 2026", ""], ["Hospital", "Twitter"], ["Mercy", "@mercy"]], 1),
        (
            [
                ["Prepared by Ada", "", ""],
                ["May 2026", "", ""],
                ["Who", "Where", "What"],
                ["Mercy", "x.com/m", "7"],
            ],
            2,
        ),
        ([["Mercy", "https://x.com/mercy"], ["St Luke", "https://x.com/stluke"]], NONE),
        ([["Mercy", "Rochester"], ["Mercy", "Boise"]], NONE),
        ([["Qui", "Quoi"], ["Mercy", "https://x.com/mercy"]], 0),
        ([["https://x.com/mercy"], ["https://x.com/stluke"]], NONE),
        ([["Hospital"], ["Mercy"]], 0),
    ],
)
def test_the_header_is_found_under_a_title_or_is_none(rows: list[list[str]], header: int) -> None:
    assert header_of([Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)]) == header


def test_every_role_has_its_words() -> None:
    assert label_of("on:youtube") == "YouTube account"
    assert label_of("email") == "E-mail addresses: never taken in"
    assert label_of("") == "Not used"


@pytest.mark.parametrize("piece", ["a", "a.", "a@", "1 ", "a@a.a.a.", "http://", "x, "])
def test_of_a_long_value_only_the_beginning_is_looked_at(piece: str) -> None:
    value = (piece * 2_000)[:2_000]
    assert shape_of([value]) == shape_of([value[:BEGINNING]])
    assert is_data(value) == is_data(value[:BEGINNING])


def test_what_stands_far_behind_in_a_long_value_says_nothing() -> None:
    assert not is_data("a" * 1_900 + " ada@mercy.example")
    assert not shape_of(["a" * 1_900 + " https://x.com/mercy"]).role
    assert shape_of(["https://x.com/mercy?a=" + "1" * 1_900]).role == "on:x"
