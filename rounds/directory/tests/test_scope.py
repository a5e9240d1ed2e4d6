"""Which pages speak for whom."""

import pytest

from rounds.directory.checking.scope import Place, Scope, path_of, scopes
from rounds.directory.registered import registered_domain

ALONE = Place(1, "https://www.mayoclinic.org/", None)


@pytest.mark.parametrize(
    ("website", "path"),
    [
        ("https://hospital.org", "/"),
        ("https://hospital.org/", "/"),
        ("https://hospital.org/index.html", "/"),
        ("https://hospital.org/en/", "/"),
        ("https://hospital.org/fr-CA/home.html", "/"),
        ("https://hospital.org/en/home", "/"),
        ("https://hospital.org/end/", "/end/"),
        ("https://hospital.org/en/north", "/en/north/"),
        ("hospital.org/north", "/north/"),
        ("https://hospital.org/clinics/north/", "/clinics/north/"),
        ("https://hospital.org/clinics/north/default.aspx", "/clinics/north/"),
        ("https://hospital.org/north?lang=en#top", "/north/"),
    ],
)
def test_the_folder_of_a_website(website: str, path: str) -> None:
    assert path_of(website) == path


def covered(place: Place, *others: Place) -> dict[str, bool]:
    scope = scopes([place, *others])[place.pk]
    return {
        url: scope.covers(url)
        for url in (
            "https://www.mayoclinic.org/",
            "https://mayoclinic.org/contact",
            "https://mayoclinic.org/north/contact",
            "https://mayoclinic.org/northern/",
            "https://news.mayoclinic.org/",
            "https://evilmayoclinic.org/",
            "https://mayoclinic.org.evil.example/",
        )
    }


def test_alone_on_its_host_the_whole_domain_speaks_for_it() -> None:
    assert list(covered(ALONE).values()) == [True, True, True, True, True, False, False]


def test_under_a_path_only_that_path_speaks_for_it() -> None:
    here = Place(2, "https://www.mayoclinic.org/north/", None)
    assert list(covered(here).values()) == [False, False, True, False, False, False, False]
    assert list(covered(here, ALONE).values()) == [False, False, True, False, False, False, False]


def test_beside_others_who_have_a_path_the_home_speaks_for_who_has_it() -> None:
    north = Place(2, "https://www.mayoclinic.org/north/", 1)
    assert list(covered(ALONE, north).values()) == [True, True, True, True, True, False, False]


def test_a_family_shares_its_host_and_only_the_top_is_offered_what_is_found() -> None:
    found = scopes([ALONE, Place(2, "https://mayoclinic.org", 1), Place(3, "http://mayoclinic.org/", 2)])
    host = "mayoclinic.org"
    assert found == {1: Scope(host), 2: Scope(host, is_top=False), 3: Scope(host, is_top=False)}


def test_a_family_whose_middle_member_is_elsewhere_is_one_family_still() -> None:
    elsewhere = Place(2, "https://elsewhere.example/", 1)
    found = scopes([ALONE, elsewhere, Place(3, "https://mayoclinic.org/", 2)])
    assert found[3] == Scope("mayoclinic.org", is_top=False)


def test_strangers_on_one_host_prove_nothing_by_its_home() -> None:
    stranger = Place(2, "https://mayoclinic.org/", None)
    assert not any(covered(ALONE, stranger).values())
    assert scopes([ALONE, stranger])[1].is_empty


def test_a_host_where_anybody_has_a_page_speaks_for_nobody() -> None:
    assert scopes([Place(1, "https://www.facebook.com/mayoclinic", None)]) == {}


def test_a_family_that_is_its_own_grandmother_does_not_hang() -> None:
    found = scopes([Place(1, "https://a.example/", 2), Place(2, "https://a.example/", 1)])
    assert set(found) == {1, 2}


def test_a_registered_domain_is_what_a_registry_gives_out() -> None:
    assert registered_domain("news.nhs.uk") == "news.nhs.uk"  # nhs.uk gives out names like co.uk
    assert registered_domain("a.b.hospital.co.uk") == "hospital.co.uk"
    assert registered_domain("hospital.github.io") == "hospital.github.io"
