"""What the clock does for the List."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.directory.actions import (
    account_checks,
    askings,
    checks,
    claims,
    evidence,
    representatives,
    submissions,
)
from rounds.directory.checking import rounds
from rounds.directory.checking.fetchers import ChecksAreOff, checks_are_on, open_fetcher
from rounds.directory.claiming.grounds import ground_for
from rounds.directory.claiming.looking import look

A_FEW = 100  # sites, and accounts, in five minutes: 28,000 of each in a day


@due(every=timedelta(hours=6))
def forget_unconfirmed_submissions(at: datetime) -> None:
    submissions.forget_unconfirmed(at=at)


@due(every=timedelta(hours=1))
def refresh_expired_proofs(at: datetime) -> None:
    evidence.refresh_expired(at=at)


@due(every=timedelta(days=1))
def ask_representatives(at: datetime) -> None:
    askings.ask_yearly(at=at)


@due(every=timedelta(hours=6))
def remind_representatives(at: datetime) -> None:
    askings.remind(at=at)
    askings.lapse(at=at)


@due(every=timedelta(hours=1), at_most=timedelta(hours=2))
def look_for_proofs(at: datetime) -> None:
    """Of claims; each is looked for every few hours."""
    try:
        with open_fetcher() as fetcher:
            for claim in claims.due(at):
                ground = ground_for(claim.organization)
                found = look(method=claim.method, token=claim.challenge, ground=ground, fetcher=fetcher)
                claims.note_reading(claim=claim, found=found, at=at, told=True)
    except ChecksAreOff:
        return


@due(every=timedelta(hours=6))
def forget_old_claims(at: datetime) -> None:
    claims.expire(at=at)
    representatives.forget_invitations(at=at)


@due(every=timedelta(minutes=5), at_most=timedelta(hours=1))
def run_checks(at: datetime) -> None:
    """A few at a time, so that what else is due need not wait long."""
    if not checks_are_on():
        return
    checks.plan_visits(at=at)
    account_checks.plan_looks(at=at)
    with open_fetcher() as fetcher:
        rounds.visit_sites(fetcher=fetcher, most=A_FEW)
        rounds.look_at_accounts(fetcher=fetcher, most=A_FEW)
