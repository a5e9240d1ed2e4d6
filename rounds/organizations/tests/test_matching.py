"""The engine's answers, over the database. It runs on SQLite and on PostgreSQL, with the same answers."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rounds.organizations import search
from rounds.organizations.matching import frequencies
from rounds.organizations.matching.engine import Answer, Question, Verdict, match
from rounds.organizations.models import Name, Organization, Status
from rounds.organizations.tests.factories import IdentifierFactory, NameFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

DURANGO: dict[str, Any] = {"country": "US", "region": "CO", "city": "Durango"}


@pytest.fixture(autouse=True)
def _count_anew() -> None:
    frequencies.forget()


def make(name: str, *names: str, city: str = "Durango", region: str = "US-CO", **fields: Any) -> Organization:
    organization = OrganizationFactory(name=name, city=city, region=region, **fields)
    for other in names:
        NameFactory(organization=organization, text=other)
    search.index([organization.pk])
    return organization


def ask(name: str = "", **told: Any) -> Answer:
    [answer] = match([Question(name=name, **told)])
    return answer


def ids(answer: Answer) -> list[int]:
    return [candidate.organization.id for candidate in answer.candidates]


def test_a_name_in_its_city_is_this_one_and_says_why() -> None:
    wanted = make("Mercy Regional Medical Center")
    make("Parkview Hospital", city="Pueblo")
    answer = ask("MERCY REGIONAL MED CTR", **DURANGO)
    best = answer.candidates[0]
    assert (answer.verdict, best.organization.id, best.called) == (Verdict.THIS, wanted.pk, wanted.name)
    assert best.agrees == ("same name", "same country", "same state or region", "same city")
    assert best.differs == ()


@pytest.mark.parametrize(
    "typed",
    [
        "mercy regional medical center",
        "Mercey Regional Medical Center",
        "Mercy Reg. Med. Ctr.",
        "Regional Mercy Medical Center, Inc.",
        "Mercy Medical Center",
    ],
)
def test_a_dirty_name_in_its_city_is_this_one(typed: str) -> None:
    wanted = make("Mercy Regional Medical Center")
    make("San Juan Rehabilitation Hospital")
    answer = ask(typed, **DURANGO)
    assert (answer.verdict, ids(answer)[0]) == (Verdict.THIS, wanted.pk)


def test_what_is_near_nothing_is_new() -> None:
    make("Mercy Regional Medical Center")
    assert ask("Toyota Dealership", country="DE", city="Ulm") == (Verdict.NEW, ())
    assert ask() == (Verdict.NEW, ())


def test_a_bare_name_is_for_a_person_however_alike() -> None:
    wanted = make("Mercy Regional Medical Center")
    for told in ({}, {"country": "US"}, {"country": "US", "region": "CO"}):
        answer = ask("Mercy Regional Medical Center", **told)
        assert (answer.verdict, ids(answer)) == (Verdict.ASK, [wanted.pk])


def test_a_city_inside_a_bare_name_is_no_second_witness() -> None:
    wanted = make("Durango Regional Medical Center")
    make("Parkview Hospital", city="Pueblo")
    for told in ({}, {"country": "US"}, {"country": "US", "region": "CO"}):
        answer = ask("Durango Regional Medical Center", **told)
        assert (answer.verdict, answer.candidates[0].organization.id) == (Verdict.ASK, wanted.pk)
    assert ask("Durango Regional Medical Center", **DURANGO).verdict == Verdict.THIS


def test_an_acronym_is_for_a_person_even_in_its_city() -> None:
    wanted = make("Mercy Regional Medical Center")
    NameFactory(organization=wanted, text="MRMC", kind=Name.Kind.ACRONYM)
    search.index([wanted.pk])
    answer = ask("MRMC", **DURANGO)
    assert (answer.verdict, ids(answer)) == (Verdict.ASK, [wanted.pk])


@pytest.mark.parametrize(
    "stranger",
    [
        "Animas Surgical Hospital",
        "Mercy Children's Hospital",
        "Mercy Rehabilitation Hospital",
        "Mercy Regional Medical Center South",
        "Select Specialty Hospital",
        "Durango Community Hospital",
    ],
)
def test_a_stranger_in_the_same_city_is_never_taken_for_it(stranger: str) -> None:
    make("Mercy Regional Medical Center North")
    assert ask(stranger, **DURANGO).verdict != Verdict.THIS


def test_north_and_south_are_told_apart() -> None:
    north = make("Mercy Hospital North")
    south = make("Mercy Hospital South")
    for wanted in (north, south):
        answer = ask(wanted.name, **DURANGO)
        assert (answer.verdict, ids(answer)[0]) == (Verdict.THIS, wanted.pk)


def test_numbers_are_told_apart() -> None:
    made = [
        make(f"{number} Affiliated Hospital of Mercy University") for number in ("First", "Second", "Third")
    ]
    answer = ask("2nd Affiliated Hospital, Mercy University", **DURANGO)
    assert ids(answer)[0] == made[1].pk


def test_two_of_one_name_in_one_city_are_for_a_person() -> None:
    twins = [make("Mercy Hospital"), make("Mercy Hospital")]
    answer = ask("Mercy Hospital", **DURANGO)
    assert (answer.verdict, sorted(ids(answer))) == (Verdict.ASK, [one.pk for one in twins])


def test_of_one_name_in_two_cities_the_city_decides() -> None:
    make("Mercy Hospital", city="Denver")
    wanted = make("Mercy Hospital")
    answer = ask("Mercy Hospital", **DURANGO)
    assert (answer.verdict, ids(answer)[0]) == (Verdict.THIS, wanted.pk)


def test_a_renamed_house_is_found_by_its_place() -> None:
    wanted = make("Trinity Health Livingston Hospital", city="Brighton", region="US-MI")
    answer = ask("St Joseph Mercy", country="US", region="MI", city="Brighton")
    assert (answer.verdict, ids(answer)) == (Verdict.ASK, [wanted.pk])
    assert answer.candidates[0].differs == ("another name",)


def test_a_former_name_and_a_name_in_another_script_are_names_too() -> None:
    place = {"city": "Seoul", "region": "", "country": "KR"}
    wanted = make("Severance Hospital", "연세대학교 세브란스병원", "Chejungwon", **place)
    for typed in ("Yonsei University Severance Hospital", "연세대학교 세브란스 병원", "Chejungwon"):
        answer = ask(typed, country="Korea", city="서울")
        assert (answer.verdict, ids(answer)) == (Verdict.THIS, [wanted.pk]), typed


def test_an_identifier_is_enough_and_follows_a_merger() -> None:
    wanted = make("Mercy Hospital")
    gone = make("Old Mercy", status=Status.MERGED, merged_into=wanted)
    IdentifierFactory(organization=gone, scheme="ccn", value="060013")
    answer = ask("Quite Another Name", identifiers=(("ccn", "060013"),))
    assert (answer.verdict, ids(answer)) == (Verdict.THIS, [wanted.pk])
    assert ask(identifiers=(("ror", "060013"),)) == (Verdict.NEW, ())


def test_a_telephone_and_a_website_find_without_a_name() -> None:
    wanted = make("Mercy Hospital", phone="+1 970-247-4311", website="https://www.mercydurango.org/about")
    assert ids(ask(phone="(970) 247 4311")) == [wanted.pk]
    assert ids(ask(website="mercydurango.org")) == [wanted.pk]
    assert ask(website="https://mercydurango.org").verdict == Verdict.ASK
    assert ask(website="https://facebook.com/mercydurango").candidates == ()


def test_one_site_of_many_houses_does_not_say_which() -> None:
    made = [make(f"Mercy {place}", website="https://mercy.org/") for place in ("Durango", "Cortez")]
    answer = ask("Mercy", website="https://mercy.org")
    assert (answer.verdict, set(ids(answer))) == (Verdict.ASK, {one.pk for one in made})


def test_only_current_organizations_are_answered() -> None:
    closed = make("Mercy Hospital", status=Status.CLOSED)
    make("Mercy Hospital Clinic", type="clinic")
    hospital = make("Mercy Hospital of Durango")
    asked = [Question(name="Mercy Hospital", **DURANGO)]
    assert closed.pk not in ids(match(asked)[0])
    assert ids(match(asked, limit=1)[0]) == [hospital.pk]


def test_what_is_no_longer_its_name_does_not_find_it() -> None:
    wanted = make("Wishard Memorial Hospital", city="Indianapolis", region="US-IN")
    Organization.objects.filter(pk=wanted.pk).update(name="Eskenazi Health", city="Carmel")
    search.index([wanted.pk])
    assert ask("Wishard Memorial", country="US", region="IN", city="Indianapolis").candidates == ()
    assert ids(ask("Eskenazi")) == [wanted.pk]
    Organization.objects.filter(pk=wanted.pk).delete()
    search.index([wanted.pk])
    assert ask("Eskenazi").candidates == ()


def test_a_city_without_a_country_is_looked_for_in_every_country() -> None:
    wanted = make("Mercy Hospital")
    make("Mercy Hospital", city="Durango", region="ES-PV", country="ES")
    answer = ask("Mercy Hospital", city="Durango", region="Colorado")
    assert (answer.verdict, ids(answer)[0]) == (Verdict.THIS, wanted.pk)


def test_a_batch_is_answered_as_its_questions_are_alone() -> None:
    for name in ("Mercy Hospital", "Mercy North", "Parkview Hospital", "Lakeside Clinic"):
        make(name)
    asked = [
        Question(name="Mercy Hosp", **DURANGO),
        Question(name="Parkveiw"),
        Question(name="Nobody Knows", country="DE"),
        Question(name="Lakeside", **DURANGO),
        Question(name="Mercy Hosp", **DURANGO),
    ]
    assert match(asked) == [match([question])[0] for question in asked]
    assert match([]) == []


def test_a_batch_of_thirty_takes_the_queries_of_one() -> None:
    for number in range(5):
        make(f"Mercy Hospital {number}")
    counted = []
    for size in (1, 3, 30):
        asked = [
            Question(name=f"Mercie {at}", identifiers=(("ccn", str(at)),), **DURANGO) for at in range(size)
        ]
        match(asked)
        with CaptureQueriesContext(connection) as queries:
            match(asked)
        counted.append(len(queries))
    assert counted == [5, 5, 5]


HOSTILE = [
    "\0",
    "'; DROP TABLE organizations_keys; --",
    '"mercy" OR *',
    "NEAR(mercy hospital)",
    "(((",
    "%",
    "🏥 mercy 🏥",
    "\u202emercy",
    "x" * 10_000,
    "mercy " * 2_000,
    "é" * 10_000,
    "医" * 10_000,
    "\ud800",
    "[]{}\\x1f\x1f",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    wanted = make("Mercy Hospital")
    everything = Question(*[typed] * 9, identifiers=((typed, typed),) * 50)
    assert len(match([everything, Question(name=typed), Question(name="Mercy Hospital", **DURANGO)])) == 3
    assert ids(ask("Mercy Hospital", **DURANGO)) == [wanted.pk]


def test_words_count_anew_after_this_process_wrote() -> None:
    make("Mercy Hospital")
    assert frequencies.current().counts["mercy"] == 1
    make("Mercy Clinic")
    assert frequencies.current().counts["mercy"] == 2
