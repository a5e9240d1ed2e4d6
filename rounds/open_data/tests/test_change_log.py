"""The log of changes tells everything once, whatever order it is committed in."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import connection, transaction

from rounds.directory.actions.evidence import Seen, observe, refresh_expired, release
from rounds.directory.actions.listings import take_out
from rounds.directory.models import Listing, Statement
from rounds.directory.proof import Kind, Proof
from rounds.directory.tests.factories import put_in_list
from rounds.open_data.actions import changes
from rounds.open_data.actions.changes import log_changes
from rounds.open_data.models import ChangeLog, LoggedChange
from rounds.organizations import versions
from rounds.organizations.actions.organizations import change_organization
from rounds.organizations.models import Change, Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 10, 9, 0, tzinfo=UTC)
A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def told() -> list[tuple[str, datetime]]:
    return list(LoggedChange.objects.order_by("pk").values_list("kind", "happened_at"))


def kinds() -> list[str]:
    return [kind for kind, _ in told()]


def prove(listing: Listing, *, at: datetime) -> None:
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=at)


def test_what_happens_is_logged_once_in_its_order() -> None:
    by = User.objects.create(email="editor@example.org")
    other = OrganizationFactory(created_at=NOW - A_DAY)
    one = OrganizationFactory(created_at=NOW - A_DAY)
    listing = put_in_list(one, "https://x.com/mercy", at=NOW)
    log_changes(at=NOW)
    prove(listing, at=NOW + AN_HOUR)
    put_in_list(one, "https://x.com/mercy", purpose="news", at=NOW + 2 * AN_HOUR)
    change_organization(organization=one, to={"beds": 9}, by=by, at=NOW + 3 * AN_HOUR)
    log_changes(at=NOW + 3 * AN_HOUR)
    release(listing=listing, by=by, at=NOW + 4 * AN_HOUR)
    take_out(listing=listing, reason="Closed", by=by, at=NOW + 5 * AN_HOUR)
    change_organization(
        organization=one, to={"status": "merged", "merged_into": other}, by=by, at=NOW + 6 * AN_HOUR
    )
    log_changes(at=NOW + 6 * AN_HOUR)
    again = told()
    assert again == [
        ("added", NOW - A_DAY),
        ("added", NOW - A_DAY),
        ("listed", NOW),
        ("proof", NOW + AN_HOUR),
        ("described", NOW + 2 * AN_HOUR),
        ("changed", NOW + 3 * AN_HOUR),
        ("proof", NOW + 4 * AN_HOUR),
        ("ended", NOW + 5 * AN_HOUR),
        ("merged", NOW + 6 * AN_HOUR),
        ("changed", NOW + 6 * AN_HOUR),
    ]
    for days in range(3):
        versions.bump()
        assert log_changes(at=NOW + (days + 1) * A_DAY) == 0
    assert told() == again


def test_closing_and_opening_again_have_names_of_their_own() -> None:
    by = User.objects.create(email="editor@example.org")
    one = OrganizationFactory()
    change_organization(organization=one, to={"status": "closed"}, by=by, at=NOW)
    change_organization(organization=one, to={"status": "active"}, by=by, at=NOW + AN_HOUR)
    log_changes(at=NOW + AN_HOUR)
    assert kinds() == ["added", "closed", "reopened"]


def test_a_lapse_is_told_when_it_comes_and_not_again_when_the_clock_writes_it_down() -> None:
    listing = put_in_list(OrganizationFactory(), "https://x.com/mercy", at=NOW)
    prove(listing, at=NOW)
    log_changes(at=NOW)
    lapse = Listing.objects.get().proof_until
    assert lapse
    log_changes(at=lapse - A_MINUTE)
    assert kinds() == ["added", "listed"]  # the proof of the same moment is what it was listed with
    log_changes(at=lapse + A_MINUTE)
    log_changes(at=lapse + AN_HOUR)
    assert told()[2:] == [("proof", lapse)]
    assert LoggedChange.objects.get(kind="proof").statement is None
    refresh_expired(at=lapse + A_DAY)
    log_changes(at=lapse + A_DAY)
    assert told()[2:] == [("proof", lapse)]
    line = LoggedChange.objects.get(kind="proof")
    assert line.previous
    assert line.statement
    assert (line.previous.proof, line.statement.proof) == (Proof.SITE, Proof.STALE)


def test_a_lapse_that_the_clock_writes_down_first_is_told_once_too() -> None:
    listing = put_in_list(OrganizationFactory(), "https://x.com/mercy", at=NOW)
    prove(listing, at=NOW)
    log_changes(at=NOW)
    lapse = Listing.objects.get().proof_until
    assert lapse
    refresh_expired(at=lapse + AN_HOUR)
    log_changes(at=lapse + AN_HOUR)
    log_changes(at=lapse + A_DAY)
    assert told()[2:] == [("proof", lapse)]


def test_proven_again_after_a_lapse_both_are_told_and_it_can_lapse_again() -> None:
    listing = put_in_list(OrganizationFactory(), "https://x.com/mercy", at=NOW)
    prove(listing, at=NOW)
    log_changes(at=NOW)
    first = Listing.objects.get().proof_until
    assert first
    log_changes(at=first + A_MINUTE)
    prove(listing, at=first + AN_HOUR)
    log_changes(at=first + AN_HOUR)
    second = Listing.objects.get().proof_until
    assert second
    log_changes(at=second + A_MINUTE)
    assert told()[2:] == [("proof", first), ("proof", first + AN_HOUR), ("proof", second)]


def test_what_nobody_could_see_is_not_told() -> None:
    listing = put_in_list(OrganizationFactory(), "https://x.com/mercy", at=NOW)
    prove(listing, at=NOW)  # in the same moment: what it was listed with was never shown
    assert Statement.objects.count() == 2
    log_changes(at=NOW)
    assert kinds() == ["added", "listed"]
    line = LoggedChange.objects.get(kind="listed")
    assert line.statement
    assert line.statement.proof == Proof.SITE


def test_a_great_many_changes_are_written_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST", 3)
    for number in range(5):
        put_in_list(OrganizationFactory(), f"https://x.com/a{number}", at=NOW + number * AN_HOUR)
    assert log_changes(at=NOW + A_DAY) == 10
    times = [at for kind, at in told() if kind == "listed"]
    assert times == [NOW + number * AN_HOUR for number in range(5)]


def test_nothing_is_looked_for_while_the_data_version_stays(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    put_in_list(OrganizationFactory(), "https://x.com/mercy", at=NOW)
    log_changes(at=NOW)
    with django_assert_num_queries(6):
        assert log_changes(at=NOW + A_MINUTE) == 0


@pytest.mark.django_db(transaction=True)
def test_the_floor_rises_and_what_lies_under_it_is_not_read_again() -> None:
    one = OrganizationFactory()
    log_changes(at=NOW)
    for day in range(1, 200):  # on a shared server somebody else's transaction may hold it down for a while
        versions.bump()
        log_changes(at=NOW + day * A_DAY)
        if ChangeLog.objects.get().positions["organization"]["floor"] >= one.pk:
            break
        time.sleep(0.1)
    assert ChangeLog.objects.get().positions["organization"]["floor"] == one.pk
    LoggedChange.objects.all().delete()
    versions.bump()
    assert log_changes(at=NOW + 300 * A_DAY) == 0


def test_what_is_erased_is_erased_from_the_log() -> None:
    one = OrganizationFactory()
    log_changes(at=NOW)
    one.delete()
    assert kinds() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time.")
def test_a_row_that_is_committed_late_is_neither_lost_nor_repeated() -> None:
    """It has a lower number than what has been read already, and is committed long after that."""
    begun, may_end = Event(), Event()
    one = OrganizationFactory()
    log_changes(at=NOW)

    def slowly() -> None:
        try:
            with transaction.atomic():
                noted(one, "slow")
                begun.set()
                may_end.wait(timeout=30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(slowly)
        assert begun.wait(timeout=30)
        noted(one, "quick")
        for minutes in range(2, 300, 60):  # often enough for the floor to move past it, if it could
            ChangeLog.objects.update(version=0)
            log_changes(at=NOW + minutes * A_MINUTE)
        cursor = LoggedChange.objects.latest("pk").pk
        assert kinds() == ["added", "changed"]
        may_end.set()
        writing.result(timeout=30)
    ChangeLog.objects.update(version=0)
    log_changes(at=NOW + A_DAY)
    late = LoggedChange.objects.get(pk__gt=cursor)
    assert late.change
    assert late.change.new == "slow"
    for days in range(2, 5):
        ChangeLog.objects.update(version=0)
        assert log_changes(at=NOW + days * A_DAY) == 0


def noted(one: Organization, value: str) -> None:
    """A change without the verb: that ends by writing the data version, and would wait for the slow one."""
    Change.objects.create(
        organization=one, field="city", new=value, source="test", as_of=NOW.date(), happened_at=NOW
    )


@pytest.mark.django_db(transaction=True)
def test_several_that_write_and_several_that_log_lose_nothing_and_number_in_the_order_of_commits() -> None:
    organizations = [OrganizationFactory() for _ in range(4)]

    def list_some(one: Organization) -> None:
        try:
            for number in range(5):
                put_in_list(one, f"https://x.com/{one.slug.replace('-', '')}{number}", at=NOW)
        finally:
            connection.close()

    def log_often(_: int) -> list[int]:
        """What a reader that follows the log sees, from cursor to cursor."""
        try:
            seen: list[int] = []
            for number in range(12):
                log_changes(at=NOW + number * A_MINUTE)
                after = seen[-1] if seen else 0
                seen += LoggedChange.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
            return seen
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        writers = [pool.submit(list_some, one) for one in organizations]
        followers = [pool.submit(log_often, number) for number in range(2)]
        for writer in writers:
            writer.result(timeout=60)
        followed = [follower.result(timeout=60) for follower in followers]
    log_changes(at=NOW + A_DAY)
    every = list(LoggedChange.objects.order_by("pk").values_list("pk", flat=True))
    assert sorted(kinds()) == ["added"] * 4 + ["listed"] * 20
    for seen in followed:
        assert seen == every[: len(seen)]
