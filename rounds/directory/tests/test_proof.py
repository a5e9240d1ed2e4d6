"""What evidence proves: the policy of decision 0009, line by line."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.directory.proof import (
    ATTESTED_FOR,
    DIRECTIONS,
    OFFICIAL,
    SEEN_FOR,
    Direction,
    Kind,
    Outcome,
    Proof,
    Standing,
    good_for,
    shown,
    standing,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
REPORTED, STALE = Standing(Proof.REPORTED, None), Standing(Proof.STALE, None)
DISPUTED, RELEASED = Standing(Proof.DISPUTED, None), Standing(Proof.RELEASED, None)


@dataclass(frozen=True)
class Seen:
    kind: str
    observed_at: datetime
    expires_at: datetime | None = None
    outcome: str = "confirms"


def seen(kind: str, days_ago: float, outcome: str = "confirms") -> Seen:
    """An observation as `actions.evidence` would write it."""
    at = NOW - days_ago * DAY
    lasts = good_for(kind) if outcome == "confirms" else None
    return Seen(kind, at, at + lasts if lasts else None, outcome)


def until(days_ago: float, lasts: timedelta) -> datetime:
    return NOW - days_ago * DAY + lasts


WORD = ("attestation", "decision")
STORIES = {
    "nothing is known": ([], REPORTED),
    "a register names it": ([seen("register", 900)], REPORTED),
    "a reader sent it in": ([seen("submission", 3)], REPORTED),
    "a representative says so": (
        [seen("attestation", 30)],
        Standing(Proof.ATTESTED, until(30, ATTESTED_FOR)),
    ),
    "a moderator says so": ([seen("decision", 30)], Standing(Proof.ATTESTED, until(30, ATTESTED_FOR))),
    "its word has lapsed": ([seen("attestation", 366)], STALE),
    "its word was given again": (
        [seen("attestation", 400), seen("attestation", 10)],
        Standing(Proof.ATTESTED, until(10, ATTESTED_FOR)),
    ),
    "the site links to it": ([seen("link", 10)], Standing(Proof.SITE, until(10, SEEN_FOR))),
    "the site named it too long ago": ([seen("link", 91)], STALE),
    "the site's proof outlives an older kind": (
        [seen("link", 80), seen("json-ld", 5)],
        Standing(Proof.SITE, until(5, SEEN_FOR)),
    ),
    "the account alone names the organization": ([seen("profile", 1)], REPORTED),
    "both name each other": (
        [seen("link", 10), seen("profile", 20)],
        Standing(Proof.MUTUAL, until(20, SEEN_FOR)),
    ),
    "its domain answers for the handle, and the id for the domain": (
        [seen("domain", 1), seen("did-document", 1)],
        Standing(Proof.MUTUAL, until(1, SEEN_FOR)),
    ),
    "the account's side has lapsed": (
        [seen("link", 10), seen("profile", 95)],
        Standing(Proof.SITE, until(10, SEEN_FOR)),
    ),
    "the site's side has lapsed and a word stands": (
        [seen("link", 95), seen("attestation", 200)],
        Standing(Proof.ATTESTED, until(200, ATTESTED_FOR)),
    ),
    "the site is stronger than a word": (
        [seen("attestation", 2), seen("link", 3)],
        Standing(Proof.SITE, until(3, SEEN_FOR)),
    ),
    "missing once is not missing": (
        [seen("link", 20), seen("link", 5, "absent")],
        Standing(Proof.SITE, until(20, SEEN_FOR)),
    ),
    "missing twice within hours is missing once": (
        [seen("link", 20), seen("link", 5, "absent"), seen("link", 4.9, "absent")],
        Standing(Proof.SITE, until(20, SEEN_FOR)),
    ),
    "missing twice, days apart": (
        [seen("link", 20), seen("link", 9, "absent"), seen("link", 2, "absent")],
        STALE,
    ),
    "missing twice and found again": (
        [seen("link", 20), seen("link", 9, "absent"), seen("link", 5, "absent"), seen("link", 1)],
        Standing(Proof.SITE, until(1, SEEN_FOR)),
    ),
    "one kind is missing and another stands": (
        [seen("link", 20), seen("link", 9, "absent"), seen("link", 2, "absent"), seen("trust-txt", 20)],
        Standing(Proof.SITE, until(20, SEEN_FOR)),
    ),
    "the organization let it go": ([seen("link", 20), seen("attestation", 5, "denies")], RELEASED),
    "it let it go and its footer still links": (
        [seen("attestation", 5, "denies"), seen("link", 1), seen("profile", 1)],
        RELEASED,
    ),
    "it let it go and took it back": (
        [seen("attestation", 5, "denies"), seen("attestation", 1)],
        Standing(Proof.ATTESTED, until(1, ATTESTED_FOR)),
    ),
    "another id stands behind the handle": (
        [seen("link", 2), seen("profile", 2), seen("identity", 1, "conflicts")],
        DISPUTED,
    ),
    "a crawl does not settle a dispute": (
        [seen("identity", 5, "conflicts"), seen("link", 1), seen("profile", 1)],
        DISPUTED,
    ),
    "an older word does not settle it": (
        [seen("attestation", 9), seen("identity", 5, "conflicts")],
        DISPUTED,
    ),
    "a later word settles it, and older sights count no more": (
        [seen("link", 9), seen("profile", 9), seen("identity", 5, "conflicts"), seen("attestation", 1)],
        Standing(Proof.ATTESTED, until(1, ATTESTED_FOR)),
    ),
    "a later word settles it, and later sights count": (
        [seen("identity", 5, "conflicts"), seen("attestation", 2), seen("link", 1)],
        Standing(Proof.SITE, until(1, SEEN_FOR)),
    ),
    "a moderator upheld a report": ([seen("link", 2), seen("decision", 1, "conflicts")], DISPUTED),
    "it cannot be reached": ([seen("link", 2), seen("health", 1, "absent")], STALE),
    "it can be reached again": (
        [seen("link", 2), seen("health", 1, "absent"), seen("health", 0.5)],
        Standing(Proof.SITE, until(2, SEEN_FOR)),
    ),
    "it cannot be reached, and a person says it is there": (
        [seen("health", 2, "absent"), seen("attestation", 1)],
        Standing(Proof.ATTESTED, until(1, ATTESTED_FOR)),
    ),
    "let go comes before disputed": (
        [seen("attestation", 3, "denies"), seen("identity", 1, "conflicts")],
        RELEASED,
    ),
}


@pytest.mark.parametrize(("observations", "expected"), STORIES.values(), ids=STORIES.keys())
def test_what_evidence_proves(observations: list[Seen], expected: Standing) -> None:
    assert standing(observations, at=NOW) == expected
    assert standing(list(reversed(observations)), at=NOW) == expected


@pytest.mark.parametrize("kind", ["attestation", "decision", "link", "trust-txt"])
def test_nothing_is_official_from_the_moment_it_expires(kind: str) -> None:
    one = seen(kind, 10)
    assert one.expires_at is not None
    assert standing([one], at=one.expires_at - timedelta(microseconds=1)).proof in OFFICIAL
    assert standing([one], at=one.expires_at) == STALE
    assert shown(Proof.SITE, one.expires_at, one.expires_at) == Proof.STALE


def test_what_is_observed_later_does_not_count_yet() -> None:
    assert standing([seen("attestation", 30)], at=NOW - 60 * DAY) == REPORTED


def test_every_kind_says_who_speaks() -> None:
    assert set(DIRECTIONS) == set(Kind)
    assert set(DIRECTIONS.values()) == set(Direction)


OBSERVATIONS = st.lists(
    st.builds(
        seen,
        st.sampled_from(Kind.values),
        st.floats(0, 800, allow_nan=False),
        st.sampled_from(Outcome.values),
    ),
    max_size=12,
)


@given(OBSERVATIONS)
def test_official_always_rests_on_something_unexpired(observations: list[Seen]) -> None:
    proof, good_until = standing(observations, at=NOW)
    if proof not in OFFICIAL:
        return
    assert good_until is not None
    assert good_until > NOW
    assert good_until in {one.expires_at for one in observations if one.outcome == "confirms"}


@given(OBSERVATIONS)
def test_nothing_changes_before_it_says_that_it_will(observations: list[Seen]) -> None:
    proof, good_until = standing(observations, at=NOW)
    if good_until:
        assert standing(observations, at=good_until - timedelta(microseconds=1)).proof == proof


@given(OBSERVATIONS)
def test_no_crawl_makes_a_disputed_account_official(observations: list[Seen]) -> None:
    crawls = [
        one
        for one in observations
        if DIRECTIONS[Kind(one.kind)] is not Direction.PERSON and one.outcome == "confirms"
    ]
    disputed = Seen("identity", NOW - 900 * DAY, None, "conflicts")
    assert standing([disputed, *crawls], at=NOW) == DISPUTED
