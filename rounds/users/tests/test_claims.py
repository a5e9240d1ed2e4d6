"""What a text claims, by table and by property."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.users import claims
from rounds.users.credentials.known import known

NAMES_THAT_CLAIM = [
    "Jane Roe, MD",
    "Jane Roe MD",
    "Jane Roe, M.D.",
    "Jane Roe, M. D.",
    "Jane Roe, M D",
    "Jane Roe (MD)",
    "Jane Roe | MD",
    "Jane Roe - MD",
    "Jane Roe-MD",
    "Jane Roe, md",
    "jane roe, md",
    "jane roe md",
    "Jane Roe Md",
    "JANE ROE, MD",
    "JANE ROE MD",
    "Jane Roe, m.d.",
    "Jane Roe, МD",  # Cyrillic
    "Jane Roe, Μ.D.",  # Greek
    "Jane Roe, M\u200bD",
    "Jane Roe, M\u00adD",
    "Jane Roe, ＭＤ",
    "Jane Roe, 𝐌𝐃",
    "Jane Roe, ᴍᴅ",
    "Jane Roe, 🅼🅳",
    "Jane Roe, M̶D̶",
    "Jane Roe, ⅯⅮ",
    "Jane Roe, M•D",
    "Jane Roe, M_D",
    "Jane Roe, M-D",
    "Dr. Jane Roe",
    "Dr Jane Roe",
    "dr jane roe",
    "DR. JANE ROE",
    "D\u200br. Jane Roe",
    "Prof. Dr. Jane Roe",
    "Dra. Juana Roe",
    "Doctor Jane Roe",
    "Jane “Dr. J” Roe",
    "Roe, Jane, Dr.",
    "Jane Roe, RN BSN",
    "Jane Roe RN, BSN",
    "Jane Roe, rn",
    "RN Jane Roe",
    "Jane Roe, R.N.",
    "Jane Roe, Registered Nurse",
    "Jane Roe registered  nurse",
    "Jane Roe (Registered-Nurse)",
    "Jane Roe MBBS",
    "jane roe mbbs",
    "Jane Roe, M.B.B.S.",
    "Jane Roe MB BS",
    "Jane Roe, MB ChB",
    "Jane Roe, PharmD",
    "Jane Roe, Pharm.D.",
    "Jane Roe, Pharm D",
    "Jane Roe, Ph.D.",
    "Jane Roe, PA-C",
    "Jane Roe, PA",
    "Jane Roe, DO",
    "Jane Roe DO",
    "Jane Roe, D.O.",
    "Jane Roe, FNP-BC",
    "Jane Roe, OTR/L",
    "Jane Roe, RT(R)",
    "Jane Roe, MD-PhD",
    "Jane Roe, MD/MPH",
    "Jane Roe, MS, CCC-SLP",
    "An Do, DO",
    "Jane Roe, LAc",
    "Jane Roe, Doctor of Medicine",
    "Jane Roe, Bachelor of Medicine, Bachelor of Surgery",
]
NAMES_THAT_CLAIM_NOTHING = [
    "Jane Roe",
    "An Do",
    "AN DO",
    "An Đỗ",
    "Do, An",
    "Do Thi An",
    "Yo-Yo Ma",
    "Jack Ma",
    "Pa Chua Vang",
    "Md Rahman",
    "Md. Abdul Karim",
    "M.D. Anderson",
    "M. D. Anderson",
    "D. O. Smith",
    "J. D. O. Smith",
    "P.A. Jones",
    "P. T. Barnum",
    "R. N. Gupta",
    "Ms. Jane Roe",
    "Ms Jane Roe",
    "Mr C. P. Snow",
    "Fr C.S. Lewis",
    "Drew Barrymore",
    "Andrea Drake",
    "Edd China",
    "Ed D. Smith",
    "Ray Dodd",
    "Ren Nakamura",
    "Dorothy Mdluli",
    "Ng'ang'a",
    "Nguyễn Văn Đô",
    "Анна Смирнова",
    "李明",
    "محمد",
    "O'Dowd",
    "Jean-Marc Dominique",
    "",
]
SENTENCES_THAT_CLAIM = [
    "MD at Mercy Hospital",
    "MD",
    "Cardiologist, MD",
    "RN and mother of two",
    "RN, nurse educator at Mercy",
    "Communications lead | RN",
    "Nurse leader, RN BSN",
    "Registered Nurse at Mercy",
    "registered nurse & writer",
    "Physician Assistant, Mercy Hospital",
    "Family Nurse Practitioner",
    "Dr. Jane Roe, head of communications",
    "Ask Dr. Jane",
    "I'm Dr. Jane Roe",
    "Doctor at Mercy",
    "Medical doctor, podcaster",
    "D.O. with a podcast",
    "PharmD in pediatrics",
    "pharmd in pediatrics",
    "Mercy Hospital, Bethesda, MD, PhD",
    "Jane Roe MD",
    "Epidemiologist, MPH",
    "Director, MBA",
]
SENTENCES_THAT_CLAIM_NOTHING = [
    "Bethesda, MD",
    "Bethesda MD",
    "Communications lead, Bethesda, MD",
    "Communications lead in Silver Spring, MD",
    "Mercy Hospital, Bethesda MD 20814",
    "Mercy Hospital Bethesda, MD",
    "Takoma Park, MD 20912",
    "US-MD",
    "US-PA and US-ND",
    "MD Anderson Cancer Center",
    "At M.D. Anderson since 2010",
    "Mulholland Dr",
    "12 Mulholland Dr., Los Angeles",
    "What we do",
    "DO what matters",
    "Do no harm",
    "PA announcement volunteer",
    "PA system engineer",
    "Philadelphia, PA",
    "Pittsburgh, PA",
    "Washington, DC",
    "Washington, D.C.",
    "Jackson, MS",
    "Fargo, ND",
    "CNS research communications",
    "Physician relations",
    "Doctor relations lead",
    "Physician Assistant program director",
    "Registered nurse recruiter",
    "Registered nurses are my heroes",
    "Future Registered Nurse",
    "Assistant to Dr. Smith",
    "DR Congo health programs",
    "PT clinic marketing",
    "OT and PT services",
    "MS Office trainer",
    "EMT training videos",
    "60 mph",
    "Fond du Lac",
    "PR, social media and the web",
    "see md.example.org or @md",
    "We support MD's and RN's families",
    "Медсестра и мама",
    "",
]


@pytest.mark.parametrize("text", NAMES_THAT_CLAIM)
def test_a_name_claims(text):
    assert claims.find(text, is_name=True)


@pytest.mark.parametrize("text", NAMES_THAT_CLAIM_NOTHING)
def test_a_name_claims_nothing(text):
    assert claims.find(text, is_name=True) == []


@pytest.mark.parametrize("text", SENTENCES_THAT_CLAIM)
def test_a_sentence_claims(text):
    assert claims.find(text)


@pytest.mark.parametrize("text", SENTENCES_THAT_CLAIM_NOTHING)
def test_a_sentence_claims_nothing(text):
    assert claims.find(text) == []


@pytest.mark.parametrize("abbreviation", sorted(known()))
def test_every_credential_behind_a_name_is_found_and_its_holder_may_say_it(abbreviation):
    name = f"Jane Roe, {abbreviation}"
    assert claims.find(name, is_name=True)
    assert claims.uncovered(name, {abbreviation}, is_name=True) == []
    assert claims.without(name, set(), is_name=True) == "Jane Roe"


@pytest.mark.parametrize("abbreviation", sorted(known()))
def test_what_it_stands_for_is_found_too(abbreviation):
    assert claims.find(f"Jane Roe, {known()[abbreviation].expansion}", is_name=True)


@pytest.mark.parametrize(
    ("text", "held", "left"),
    [
        ("Dr. Jane Roe, MD, MPH", {"MPH"}, "Jane Roe, MPH"),
        ("Dr. Jane Roe, MD, MPH", {"MD"}, "Dr. Jane Roe, MD"),
        ("Dr. Jane Roe, MD, MPH", set(), "Jane Roe"),
        ("Jane Roe (RN)", set(), "Jane Roe"),
        ("Jane Roe, PA", {"PA-C"}, "Jane Roe, PA"),
        ("Registered Nurse", set(), ""),
    ],
)
def test_what_is_left_of_a_name(text, held, left):
    assert claims.without(text, held, is_name=True) == left


_words = st.text(alphabet=st.sampled_from("abcDMNORP.,-() \u200bМᴅ'’éß"), max_size=30)
_some = st.sampled_from([one for one in sorted(known()) if len(one) > 2])


@given(st.text(max_size=80) | _words, st.booleans())
def test_claims_lie_in_the_text_in_order_and_what_is_left_claims_nothing(text, is_name):
    found = claims.find(text, is_name=is_name)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert claims.find(claims.without(text, set(), is_name=is_name), is_name=is_name) == []


@given(
    st.sampled_from(["Jane Roe", "Nguyễn An", "José Díaz"]),
    st.sampled_from(sorted(known())),
    st.sampled_from(["", ".", "\u200b", "\u00ad", "\u2060"]),
    st.sampled_from([", ", " (", " | ", " — ", ",\u00a0"]),
)
def test_no_invisible_mark_hides_a_claim(name, abbreviation, hidden, gap):
    written = abbreviation if not re.fullmatch("[A-Za-z]+", abbreviation) else hidden.join(abbreviation)
    assert claims.find(f"{name}{gap}{written}", is_name=True)
