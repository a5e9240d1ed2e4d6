from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from rounds.directory.proof import Proof, Standing, standing

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Seen:
    kind: str
    observed_at: datetime
    expires_at: datetime | None = None
    outcome: str = "confirms"


REPORT = Seen("register", NOW - 900 * DAY)
ATTESTED = Seen("attestation", NOW - 30 * DAY, NOW + 335 * DAY)
LAPSED = Seen("attestation", NOW - 400 * DAY, NOW - 35 * DAY)
DENIED = Seen("attestation", NOW - DAY, None, "denies")


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        ([], Standing(Proof.REPORTED, None)),
        ([REPORT], Standing(Proof.REPORTED, None)),
        ([REPORT, ATTESTED], Standing(Proof.ATTESTED, ATTESTED.expires_at)),
        ([LAPSED], Standing(Proof.STALE, None)),
        ([LAPSED, ATTESTED], Standing(Proof.ATTESTED, ATTESTED.expires_at)),
        ([ATTESTED, DENIED], Standing(Proof.RELEASED, None)),
        ([DENIED, Seen("attestation", NOW, NOW + DAY)], Standing(Proof.ATTESTED, NOW + DAY)),
    ],
)
def test_the_newest_attestation_decides(observations: list[Seen], expected: Standing) -> None:
    assert standing(observations, at=NOW) == expected


def test_an_attestation_is_not_official_from_the_moment_it_expires() -> None:
    assert ATTESTED.expires_at is not None
    just_before = standing([ATTESTED], at=ATTESTED.expires_at - timedelta(microseconds=1))
    assert just_before.proof == Proof.ATTESTED
    assert standing([ATTESTED], at=ATTESTED.expires_at) == Standing(Proof.STALE, None)


def test_what_is_observed_later_does_not_count_yet() -> None:
    assert standing([ATTESTED], at=NOW - 60 * DAY) == Standing(Proof.REPORTED, None)
