"""The pure parts of matching: names compared, features of a pair, scores and verdicts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rounds.organizations.matching.answers import Candidate, Known, Verdict
from rounds.organizations.matching.comparing import Spoken, compare, spoken
from rounds.organizations.matching.engine import scored
from rounds.organizations.matching.features import Facts, compared, is_acronym, known_names, place_words, read
from rounds.organizations.matching.frequencies import Frequencies
from rounds.organizations.matching.questions import Question
from rounds.organizations.matching.verdicts import may_be_automatic, verdict_of
from rounds.organizations.matching.weights import MARGIN, SHARES, SURE, WEIGHTS
from rounds.organizations.names import plain_words
from rounds.organizations.search.keys import Called, grams, keys_of, town_of

NOTHING_COUNTED = Frequencies(0, {}, {}, 0)
_WORDS = st.lists(
    st.sampled_from(
        "mercy saint mary hospital medical center north south 2 3 children lakeside university jps".split()  # noqa: SIM905
    ),
    min_size=1,
    max_size=7,
)


def said(name: str) -> Spoken:
    return spoken(plain_words(name), frozenset(), NOTHING_COUNTED)


def features_of(asked: str, known: str, **changes: str) -> dict[str, float]:
    """Both in Durango, Colorado, unless told otherwise."""
    place = {"country": "US", "region": "CO", "city": "Durango"}
    question = read(Question(name=asked, **(place | changes)), NOTHING_COUNTED)
    where = place_words("Durango")
    names = known_names([[known, "", " ".join(plain_words(known))]], where, NOTHING_COUNTED)
    facts = Facts(
        names=names,
        place=where,
        type="hospital",
        country="US",
        region="US-CO",
        town=town_of("Durango"),
        street="",
        postal_code="",
        phone="",
        website="",
    )
    return compared(question, facts, in_town=3, has_identifier=False).features


def candidate(score: float, **features: float) -> Candidate:
    known = Known(1, "x", "X", "hospital", "Durango", "US-CO", "US", "", None)
    names = {"asked words": 1.0, "all words": 1.0, "rare word": 0.8, "same city": 1.0}
    return Candidate(known, score, names | features)


@given(_WORDS, _WORDS)
def test_two_names_are_as_alike_from_either_side(one: list[str], other: list[str]) -> None:
    mine, its = (spoken(words, frozenset(), NOTHING_COUNTED) for words in (one, other))
    there, back = compare(mine, its), compare(its, mine)
    assert there.same == back.same
    assert (there.letters, there.core) == pytest.approx((back.letters, back.core))
    assert min(there[:5]) >= 0
    assert max(there[:5]) <= 1.0001


@given(_WORDS)
def test_a_name_is_wholly_like_itself(words: list[str]) -> None:
    name = spoken(words, frozenset(), NOTHING_COUNTED)
    alike = compare(name, name)
    assert (alike.asked, alike.known, alike.letters, alike.same) == pytest.approx((1, 1, 1, True))
    assert (alike.missing, alike.unsaid) == (0, 0)


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Mercey Regional Hosptial", "Mercy Regional Hospital"),
        ("Healthsouth Lakeshore", "Health South Lakeshore"),
        ("JPS Hospital", "John Peter Smith Hospital"),
        ("Mercy Cmty Hosp", "Mercy Community Hospital"),
        ("Klinikum Sankt Georg", "St. George Hospital"),
    ],
)
def test_a_slip_a_blank_initials_and_another_language_are_the_same_words(asked: str, known: str) -> None:
    alike = compare(said(asked), said(known))
    assert min(alike.asked, alike.known) > 0.7
    assert (alike.missing, alike.unsaid) == (0, 0)


def test_a_common_word_weighs_little_and_a_strange_one_much() -> None:
    assert NOTHING_COUNTED["hospital"] < 0.1 < NOTHING_COUNTED["county"] < 0.36 < NOTHING_COUNTED["lakeside"]


def test_words_that_this_list_has_often_weigh_less_here() -> None:
    counted = Frequencies(0, {"sankara": 900}, {}, 2_000)
    assert counted["sankara"] < 0.2 < 0.7 < NOTHING_COUNTED["sankara"]


@pytest.mark.parametrize(
    ("asked", "known", "feature"),
    [
        ("Mercy Hospital North", "Mercy Hospital South", "another direction"),
        ("Mercy Hospital", "Mercy Hospital South", "direction of one"),
        ("Second Affiliated Hospital", "Third Affiliated Hospital", "another number"),
        ("First Affiliated Hospital", "Second Affiliated Hospital", "another number"),
        ("Mercy Hospital 2", "Mercy Hospital", "number of one"),
        ("Mercy Children's Hospital", "Mercy Hospital", "children of one"),
        ("Mercy Rehabilitation Hospital", "Mercy Hospital", "kind not had"),
        ("Mercy Hospital", "Mercy Psychiatric Hospital", "kind not asked"),
        ("Mercy Eye Hospital", "Mercy Heart Hospital", "another kind"),
        ("MRMC", "MRMC", "acronym"),
    ],
)
def test_what_tells_two_houses_apart_is_a_feature(asked: str, known: str, feature: str) -> None:
    assert features_of(asked, known)[feature] == 1.0


@pytest.mark.parametrize("state", ["North Carolina", "South Dakota", "West Virginia"])
def test_a_state_has_no_direction(state: str) -> None:
    assert "direction of one" not in features_of(f"Hospital of {state}", "Hospital")


def test_a_number_one_is_often_left_out() -> None:
    assert "number of one" not in features_of("Fairfield Memorial Hospital 1", "Fairfield Memorial Hospital")


def test_place_agrees_differs_or_is_not_told() -> None:
    assert features_of("Mercy", "Mercy")["same city"] == 1.0
    assert features_of("Mercy", "Mercy", city="Durrango")["slip in the city"] == 1.0
    assert "slip in the city" not in features_of("Mercy", "Mercy", city="Durrango", region="Utah")
    assert "near city" in features_of("Mercy", "Mercy", city="Durango Springs")
    assert "another city" in features_of("Mercy", "Mercy", city="Denver")
    assert "another region" in features_of("Mercy", "Mercy", region="Utah")
    elsewhere = features_of("Mercy", "Mercy", country="Germany", region="Bayern", city="Ulm")
    assert "another country" in elsewhere
    nowhere = features_of("Mercy", "Mercy", country="", region="", city="")
    assert not any("city" in feature or "region" in feature for feature in nowhere)


@pytest.mark.parametrize("region", ["US-CO", "CO", "Colorado", "colorado"])
@pytest.mark.parametrize("country", ["US", "usa", "United States", ""])
def test_a_region_is_read_however_it_is_written(region: str, country: str) -> None:
    assert features_of("Mercy", "Mercy", region=region, country=country)["same region"] == 1.0


def test_every_weight_has_the_sign_of_its_word() -> None:
    assert all(WEIGHTS[name] < 0 for name in WEIGHTS if name.startswith("another "))
    assert WEIGHTS["same city, rare word"] > 0
    assert max(SHARES.values()) < 1


def test_scores_are_probabilities_that_leave_room_for_none() -> None:
    some = [candidate(0.0, always=1.0), candidate(0.0, always=1.0, clash=1.0)]
    found = scored(some)
    assert found[0].score > found[1].score > 0
    assert sum(one.score for one in found) < 1
    assert scored([]) == []


VERDICTS = [
    ("sure and alone", [(0.99, {})], Verdict.THIS),
    ("not sure enough", [(SURE - 0.01, {})], Verdict.ASK),
    ("hardly anything", [(0.01, {})], Verdict.NEW),
    ("nothing", [], Verdict.NEW),
    ("an acronym alone", [(0.99, {"acronym": 1.0})], Verdict.ASK),
    ("a bare name", [(0.99, {"same city": 0.0})], Verdict.ASK),
    ("a bare name with a city in it", [(0.99, {"same city": 0.0, "city in the name": 1.0})], Verdict.ASK),
    ("another direction", [(0.99, {"another direction": 1.0})], Verdict.ASK),
    ("another number", [(0.99, {"another number": 1.0})], Verdict.ASK),
    ("a town of that name in another state", [(0.99, {"another region": 1.0})], Verdict.ASK),
    ("children's of one", [(0.99, {"children of one": 1.0})], Verdict.ASK),
    ("rehabilitation, and it is not", [(0.99, {"kind not had": 1.0})], Verdict.ASK),
    ("half of the name", [(0.99, {"asked words": 0.4})], Verdict.ASK),
    ("an identifier needs no name", [(0.99, {"asked words": 0.0, "same identifier": 1.0})], Verdict.THIS),
    ("a phone needs little name", [(0.99, {"asked words": 0.2, "same phone": 1.0})], Verdict.THIS),
]


@pytest.mark.parametrize(
    ("candidates", "verdict"), [row[1:] for row in VERDICTS], ids=[r[0] for r in VERDICTS]
)
def test_the_verdict_is(candidates: list[tuple[float, dict[str, float]]], verdict: Verdict) -> None:
    assert verdict_of([candidate(score, **features) for score, features in candidates]) == verdict


def test_two_that_are_near_are_for_a_person() -> None:
    assert verdict_of([candidate(0.5), candidate(0.49)]) == Verdict.ASK
    assert verdict_of([candidate(SURE), candidate(SURE - MARGIN + 0.01)]) == Verdict.ASK


def test_nothing_is_automatic_without_a_place_or_a_key() -> None:
    assert not may_be_automatic(
        {"asked words": 1.0, "all words": 1.0, "same words": 1.0, "same country": 1.0}
    )


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("UPMC", True),
        ("G.O.S.H.", True),
        ("Mayo", False),
        ("MAYO CLINIC", False),
        ("", False),
        ("A1B2", False),
    ],
)
def test_an_acronym_is_one_loud_short_word(name: str, answer: bool) -> None:
    assert is_acronym(name) is answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ft. Worth", "Fort Worth"),
        ("Wien", "Vienna"),
        ("St. Louis", "Saint Louis"),
        ("Ansan-si", "Ansan"),
        ("S. Durango", "South Durango"),
        ("東京", "Tokyo"),
    ],
)
def test_a_town_is_one_however_it_is_written(one: str, other: str) -> None:
    assert town_of(one) == town_of(other) != ""


def test_an_organization_is_found_by_its_words_its_town_and_its_keys() -> None:
    called = Called(
        1,
        [("Mercy Hospital", ""), ("Old Mercy", "former")],
        "1 Main St",
        "Durango",
        "US-CO",
        "81301-1234",
        "US",
        "+1 (970) 247-4311",
        "https://www.mercy.org/x",
    )
    assert keys_of(called) == [
        "d:US:1 main 81301",
        "h:mercy.org",
        "n:hospitalmercy",
        "n:mercyold",
        "p:702474311",
        "t::durango",
        "t:US-CO:durango",
        "t:US:durango",
        "w:hospital",
        "w:mercy",
        "w:old",
        "z:US:81301",
    ]


@settings(max_examples=50)
@given(st.text(alphabet="abc", min_size=4, max_size=12))
def test_every_letter_of_a_word_is_in_its_grams(word: str) -> None:
    assert set("".join(grams(word))) - {" "} == set(word)
