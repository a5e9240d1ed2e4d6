import pytest

from rounds.organizations import search
from rounds.organizations.matching.did_you_mean import likely
from rounds.organizations.models import Name, Organization
from rounds.organizations.tests.factories import IdentifierFactory, NameFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def make(name: str, **fields: str) -> Organization:
    organization = OrganizationFactory(name=name, **fields)
    search.index([organization.pk])
    return organization


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Saint Mary's University Hospital", "St Marys Univ Hosp"),
        ("St. Joseph Hospital", "saint joseph"),
        ("Stanford Health Care", "st"),
        ("Hôpital Sainte-Thérèse", "hopital ste therese"),
        ("Children’s Hospital Colorado", "childrens hosp"),
        ("Mayo Clinic", "MAYO  clin"),
        ("연세암병원", "연세"),
        ("Городская больница № 5", "городская"),
        ("Mercy & Unity Medical Center", "mercy and unity med ctr"),
    ],
)
def test_a_name_is_found_across_spellings(name: str, typed: str) -> None:
    wanted = make(name, city="Nairobi", region="", country="KE")
    make("Another Place Entirely", city="Nairobi", region="", country="KE")
    assert search.find(typed) == search.Hits([wanted.pk], ranked=True, guessed=False)


def test_former_names_acronyms_identifiers_and_places_find_too() -> None:
    wanted = OrganizationFactory(name="Eskenazi Health", city="Indianapolis", region="US-IN")
    NameFactory(organization=wanted, kind=Name.Kind.FORMER, text="Wishard Memorial Hospital")
    NameFactory(organization=wanted, kind=Name.Kind.ACRONYM, text="EHX")
    IdentifierFactory(organization=wanted, value="15002F")
    search.index([wanted.pk])
    for typed in ("wishard", "ehx", "15002f", "eskenazi indianapolis", "eskenazi indiana"):
        assert search.find(typed).ids == [wanted.pk], typed


def test_a_misspelt_name_brings_the_most_alike_and_says_that_it_guessed() -> None:
    wanted = make("Massachusetts General Hospital")
    hits = search.find("Massachusets Generel")
    assert (hits.ids[:1], hits.guessed) == ([wanted.pk], True)


def test_a_name_that_has_the_words_comes_before_a_place_that_has_them() -> None:
    by_place = make("Mercy Hospital", city="Rochester")
    by_name = make("Rochester General Hospital", city="Albany")
    assert search.find("rochester").ids == [by_name.pk, by_place.pk]


def test_indexing_again_forgets_the_old_name() -> None:
    organization = make("Old Name Hospital")
    Organization.objects.filter(pk=organization.pk).update(name="New Name Hospital")
    search.index([organization.pk])
    assert search.find("old").guessed
    assert search.find("new").ids == [organization.pk]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "\x00",
        "'; DROP TABLE x; --",
        '"',
        "*",
        "a AND",
        "NEAR(a b)",
        "(((",
        "x" * 10_000,
        "🏥",
        "\u202e",
    ],
)
def test_nothing_that_is_typed_breaks_the_search(typed: str) -> None:
    make("Mayo Clinic")
    assert isinstance(search.find(typed).ids, list)


def test_did_you_mean_says_what_agrees_and_what_differs() -> None:
    wanted = make("Mayo Clinic Hospital", city="Rochester", region="US-MN")
    make("Mercy Hospital", city="Chicago", region="US-IL")
    [candidate] = likely("Mayo Klinik Hosp", country="US", region="US-MN", city="Phoenix")
    assert (candidate.organization, candidate.agrees, candidate.differs) == (
        wanted,
        ("same name", "same country", "same state or region"),
        ("another city",),
    )


def test_did_you_mean_finds_a_former_name_and_a_website() -> None:
    wanted = OrganizationFactory(name="Eskenazi Health", website="https://www.eskenazihealth.edu/about")
    NameFactory(organization=wanted, kind=Name.Kind.FORMER, text="Wishard Memorial Hospital")
    search.index([wanted.pk])
    [by_name] = likely("Wishard Memorial Hospital")
    assert by_name.agrees == ("also known as Wishard Memorial Hospital",)
    [by_site] = likely("Quite Another Name", website="http://eskenazihealth.edu")
    assert (by_site.agrees, by_site.differs) == (("same website",), ("another name",))


def test_did_you_mean_says_nothing_where_nothing_is_near() -> None:
    make("Mayo Clinic")
    assert likely("Toyota Dealership of Ulm") == []
    assert likely("") == []
