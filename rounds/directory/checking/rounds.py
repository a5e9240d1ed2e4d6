"""A round of checks: what is due is read in threads, and kept by one as it comes in.

Whoever is read is due again in an hour until its reading is kept, so the next round goes on where one died.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from rounds.core.fetching import Fetcher
from rounds.directory.actions import account_checks, checks
from rounds.directory.checking import health
from rounds.directory.checking.accounts import AccountToRead, read_account
from rounds.directory.checking.keeping_pages import from_json
from rounds.directory.checking.readings import AccountReading, Known, Life, SiteReading
from rounds.directory.checking.scope import NOWHERE, Place, Scope, scopes
from rounds.directory.checking.side_by_side import side_by_side
from rounds.directory.checking.site import read_site
from rounds.directory.models import CheckRun, Health, Listing, Site, SitePage
from rounds.organizations import versions
from rounds.organizations.matching.addresses import host_of
from rounds.organizations.models import Organization

LEASE = timedelta(hours=1)
WORKERS = 16
AT_ONCE = 200  # prepared in one go
OUR_FAULT = "fault"

Progress = Callable[[int, int], None]  # done, of how many


@dataclass(frozen=True, slots=True)
class SiteTask:
    pk: int  # of the organization
    website: str
    host: str
    known: tuple[Known, ...]
    ours: frozenset[str]  # addresses that the proofs we write would name


@dataclass(frozen=True, slots=True)
class AccountTask:
    pk: int
    host: str
    account: AccountToRead
    was_fine: bool  # reached before, and not failing since: such a one tells of its platform


def visit_sites(
    *, fetcher: Fetcher, most: int = 2_000, workers: int = WORKERS, progress: Progress | None = None
) -> CheckRun:
    """Visit the sites that are due, those longest due first, `most` at most. The report of the day is kept."""
    due = list(
        Site.objects.filter(next_visit_at__lte=timezone.now(), organization__status="active")
        .exclude(organization__website="")
        .order_by("next_visit_at", "pk")
        .values_list("pk", flat=True)[:most]
    )
    run = _run_of_today(CheckRun.Kind.SITES, len(due))
    if not due:
        return run
    of_whom = all_scopes()
    problems: Counter[str] = Counter()
    for task, reading in side_by_side(
        _site_tasks(due), lambda task: _visit(task, fetcher), failed=_site_fault, workers=workers
    ):
        visited = checks.site_read(
            organization_id=task.pk,
            reading=reading,
            scope=of_whom.get(task.pk, NOWHERE),
            at=timezone.now(),
        )
        run.done += 1
        run.confirmed += visited.confirmed
        run.missed += visited.missed
        run.suggested += visited.suggested
        if reading.problem:
            run.failed += 1
            problems[reading.problem] += 1
        if progress:
            progress(run.done, run.due)
    return _finish(run, problems, frozenset())


def look_at_accounts(
    *, fetcher: Fetcher, most: int = 2_000, workers: int = WORKERS, progress: Progress | None = None
) -> CheckRun:
    """Look at the accounts that are due. What failed is weighed at the end, when it is known whose platform fails."""
    due = list(
        Health.objects.filter(next_check_at__lte=timezone.now())
        .order_by("next_check_at", "pk")
        .values_list("pk", flat=True)[:most]
    )
    run = _run_of_today(CheckRun.Kind.ACCOUNTS, len(due))
    if not due:
        return run
    of_whom = all_scopes()
    problems: Counter[str] = Counter()
    lives: list[tuple[str, Life]] = []
    held: list[tuple[AccountTask, AccountReading]] = []
    for task, reading in side_by_side(
        _account_tasks(due),
        lambda task: read_account(task.account, fetcher=fetcher),
        failed=_account_fault,
        workers=workers,
    ):
        if task.was_fine:
            lives.append((task.account.platform, reading.life))
        if reading.life in (Life.FAILED, Life.GONE):
            held.append((task, reading))
        else:
            _keep(run, task, reading, of_whom)
        run.done += 1
        if progress:
            progress(run.done, run.due)
    frozen = health.frozen(lives)
    for task, reading in held:
        run.failed += 1
        problems[task.account.platform] += 1
        if task.account.platform in frozen:
            account_checks.account_put_off(account_id=task.pk, at=timezone.now())
        else:
            _keep(run, task, reading, of_whom)
    return _finish(run, problems, frozen)


def all_scopes() -> dict[int, Scope]:
    """Which pages speak for whom, over all organizations with a website. One query."""
    places = Organization.objects.current().exclude(website="").values_list("pk", "website", "parent")
    return scopes(Place(*row) for row in places.iterator(chunk_size=5_000))


def _site_tasks(due: Sequence[int]) -> Iterator[SiteTask]:
    for start in range(0, len(due), AT_ONCE):
        pks = due[start : start + AT_ONCE]
        Site.objects.filter(pk__in=pks).update(next_visit_at=timezone.now() + LEASE)
        websites = dict(Organization.objects.filter(pk__in=pks).values_list("pk", "website"))
        known: dict[int, list[Known]] = {}
        for page in SitePage.objects.filter(site__in=pks).order_by("pk"):
            known.setdefault(page.site_id, []).append(from_json(page))
        ours: dict[int, set[str]] = {}
        listed = Listing.objects.to_publish().filter(organization__in=pks)
        for pk, address in listed.values_list("organization", "account__address"):
            ours.setdefault(pk, set()).add(address)
        for pk in pks:
            if website := websites.get(pk):
                yield SiteTask(
                    pk, website, host_of(website), tuple(known.get(pk, ())), frozenset(ours.get(pk, ()))
                )


def _account_tasks(due: Sequence[int]) -> Iterator[AccountTask]:
    for start in range(0, len(due), AT_ONCE):
        pks = due[start : start + AT_ONCE]
        Health.objects.filter(pk__in=pks).update(next_check_at=timezone.now() + LEASE)
        for one in (
            Health.objects.filter(pk__in=pks).select_related("account").order_by("next_check_at", "pk")
        ):
            account = one.account
            yield AccountTask(
                one.pk,
                host_of(account.address),
                AccountToRead(account.platform, account.handle, account.native_id, account.address),
                one.state == Health.State.FINE and one.reached_at is not None,
            )


def _visit(task: SiteTask, fetcher: Fetcher) -> SiteReading:
    ours = dict.fromkeys(("trust-txt", "json-ld", "rel-me"), task.ours) if task.ours else {}
    return read_site(task.website, fetcher=fetcher, known=task.known, ours=ours)


def _site_fault(task: SiteTask) -> SiteReading:
    return SiteReading(problem=OUR_FAULT, message="A fault of ours; see the log.")


def _account_fault(task: AccountTask) -> AccountReading:
    return AccountReading(Life.FAILED, message="A fault of ours; see the log.")


def _keep(run: CheckRun, task: AccountTask, reading: AccountReading, of_whom: dict[int, Scope]) -> None:
    visited = account_checks.account_read(
        account_id=task.pk, reading=reading, scopes=of_whom, at=timezone.now()
    )
    run.confirmed += visited.confirmed
    run.missed += visited.missed


def _run_of_today(kind: str, due: int) -> CheckRun:
    """One report a day: the clock checks a few at a time."""
    now = timezone.now()
    run = (
        CheckRun.objects.filter(kind=kind, started_at__gte=now - timedelta(hours=20)).order_by("-pk").first()
    )
    run = run or CheckRun(kind=kind, started_at=now)
    run.due += due
    return run


def _finish(run: CheckRun, problems: Counter[str], frozen: Set[str]) -> CheckRun:
    told = Counter(run.report.get("problems", {})) + problems
    run.report = {"problems": dict(told), "frozen": sorted(frozen | set(run.report.get("frozen", ())))}
    run.finished_at = timezone.now()
    run.save()
    versions.bump()  # what was renewed is shown from now on
    return run
