from dataclasses import replace

import pytest

from rounds.directory.moderation.risk import Facts, assess
from rounds.directory.moderation.sender import writes_from

PLAIN = Facts(
    email="ada@example.com", role="staff", website="https://www.mayoclinic.org/", name="Mayo Clinic"
)


def test_an_ordinary_submission_has_no_risk_and_no_reason() -> None:
    risk = assess(PLAIN)
    assert (risk.score, risk.reasons, risk.band) == (0, (), "low")


@pytest.mark.parametrize(
    ("changed", "points", "words"),
    [
        ({"solved": False}, 20, "proof of work"),
        ({"email": "a@mailinator.com"}, 35, "throw-away"),
        ({"email": "a@gmail.com", "role": "representative"}, 15, "public mail host"),
        ({"email": "a@mayoclinlc.org"}, 50, "looks like the organization's"),
        ({"email": "a@other.org", "role": "representative"}, 10, "another domain"),
        ({"email": "a@mayoclinic.org", "role": "representative"}, -20, "own domain"),
        ({"look_alikes": 1}, 40, "mistaken"),
        ({"elsewhere": 2}, 20, "another organization"),
        ({"name": "M\u0430yo Clinic"}, 40, "alphabets"),
        ({"is_new": True}, 20, "not in the register"),
        ({"disputes_official": True}, 15, "official"),
        ({"accounts": 21}, 15, "very many"),
        ({"closed": 1}, 5, "closed"),
        ({"note": "see www.example.org"}, 5, "links"),
    ],
)
def test_each_thing_that_stands_out_is_told_with_its_weight(
    changed: dict[str, object], points: int, words: str
) -> None:
    risk = assess(replace(PLAIN, **changed))
    assert [reason.points for reason in risk.reasons] == [points]
    assert words in str(risk.reasons[0].text)
    assert risk.score == max(0, points)


def test_risk_stays_within_a_hundred_and_tells_the_weightiest_first() -> None:
    risk = assess(replace(PLAIN, email="a@mayoclinlc.org", look_alikes=1, elsewhere=1, is_new=True))
    assert risk.score == 100
    assert risk.band == "high"
    assert [reason.points for reason in risk.reasons] == [50, 40, 20, 20]


@pytest.mark.parametrize(
    ("website", "email", "answer"),
    [
        ("https://www.mayoclinic.org/about", "jane@mayoclinic.org", True),
        ("https://mayoclinic.org", "jane@MAYOCLINIC.ORG", True),
        ("https://www.mayoclinic.org/", "jane@mail.mayoclinic.org", False),
        ("https://www.mayoclinic.org/", "jane@mayoclinic.org.evil.com", False),
        ("https://gmail.com/", "jane@gmail.com", False),  # a public mail host never counts
        ("", "jane@mayoclinic.org", False),
        ("", "", False),
        ("https://[", "jane@[", False),
    ],
)
def test_only_the_very_host_of_the_website_speaks_for_the_organization(
    website: str, email: str, answer: bool
) -> None:
    assert writes_from(website, email) is answer
