"""Rounds of checks against servers on loopback: what is due is read once, a round that died is gone on with."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread
from typing import Any, ClassVar

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rounds.core.fetching import Fetcher
from rounds.directory.actions.checks import plan_visits, turn_checks
from rounds.directory.checking.rounds import LEASE, look_at_accounts, visit_sites
from rounds.directory.models import CheckRun, Health, Listing, Site, Suggestion
from rounds.directory.proof import Proof
from rounds.directory.tests.factories import AccountFactory, put_in_list
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
PAGE = '<footer><a href="https://x.com/site{n}">X</a> <a href="https://www.youtube.com/@site{n}">YouTube</a></footer>'
WORDS = (
    "<p>We care for people day and night, and have done so for more than a hundred years in this town.</p>"
    * 5
)


class Sites(BaseHTTPRequestHandler):
    """Site 3 is broken, site 4 has moved to another domain; the others name two accounts each."""

    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        number = int(host.removeprefix("site").partition(".")[0])
        if self.path == "/":
            self.asked[host] += 1
        status = 404 if self.path != "/" else {3: 500, 4: 302}.get(number, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://site1.elsewhere.example:{self.server.server_address[1]}/")
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if status == 200:
            page = f"<html><body>{WORDS}{PAGE.format(n=number)}</body></html>"
            self.wfile.write(page.encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    Sites.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sites)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher(port: int) -> Iterator[Fetcher]:
    with Fetcher(
        agent="Rounds tests",
        allows=[("127.0.0.1", port)],
        resolve=lambda host, port: ["127.0.0.1"],
        pause=0,
    ) as fetcher:
        yield fetcher


def site(number: int, port: int) -> Organization:
    organization = OrganizationFactory(website=f"http://site{number}.example:{port}/")
    put_in_list(organization, f"https://x.com/site{number}", at=timezone.now())
    return organization


def test_a_round_reads_what_is_due_and_reports(port: int, fetcher: Fetcher) -> None:
    organizations = [site(number, port) for number in range(1, 6)]
    plan_visits(at=timezone.now())
    told: list[tuple[int, int]] = []
    run = visit_sites(fetcher=fetcher, workers=3, progress=lambda done, due: told.append((done, due)))
    assert (run.due, run.done, run.failed, run.confirmed, run.missed, run.suggested) == (5, 5, 2, 3, 0, 3)
    assert run.report == {"problems": {"status-500": 1, "moved": 1}, "frozen": []}
    assert told[-1] == (5, 5)
    proofs = [Listing.objects.get(organization=one).proof for one in organizations]
    assert proofs == [Proof.SITE, Proof.SITE, Proof.REPORTED, Proof.REPORTED, Proof.SITE]
    assert set(Suggestion.objects.values_list("platform", flat=True)) == {"youtube"}
    asked = Sites.asked.total()
    assert visit_sites(fetcher=fetcher).done == 5  # nothing is due: the report of the day stays as it was
    assert Sites.asked.total() == asked


def test_a_round_that_died_is_gone_on_with(port: int, fetcher: Fetcher) -> None:
    for number in (1, 2, 5, 6):
        site(number, port)
    plan_visits(at=timezone.now())

    class Died(Exception):
        pass

    def die(done: int, due: int) -> None:
        if done == 2:
            raise Died

    with pytest.raises(Died):
        visit_sites(fetcher=fetcher, workers=1, progress=die)
    assert Site.objects.filter(read_at__isnull=False).count() == 2
    unread = Site.objects.filter(read_at=None)
    assert {one.next_visit_at > timezone.now() + LEASE - timedelta(minutes=5) for one in unread} == {True}
    unread.update(next_visit_at=timezone.now())  # an hour later
    visit_sites(fetcher=fetcher)
    assert Site.objects.filter(read_at=None).count() == 0


def test_a_closed_organization_is_not_visited(port: int, fetcher: Fetcher) -> None:
    organization = site(1, port)
    plan_visits(at=timezone.now())
    Organization.objects.filter(pk=organization.pk).update(status="closed")
    visit_sites(fetcher=fetcher)
    assert not Sites.asked


def test_while_a_platform_fails_for_everybody_nothing_is_concluded(fetcher: Fetcher) -> None:
    for number in range(12):  # all names are those of this machine, and nothing here answers for Bluesky
        organization = OrganizationFactory()
        account = put_in_list(
            organization, f"https://bsky.app/profile/hospital{number}.org", at=timezone.now()
        ).account
        now = timezone.now()
        Health.objects.create(account=account, next_check_at=now, reached_at=now - timedelta(days=7))
    run = look_at_accounts(fetcher=fetcher)
    assert (run.done, run.failed, run.report["frozen"]) == (12, 12, ["bluesky"])
    assert {(one.state, len(one.failures)) for one in Health.objects.all()} == {("fine", 0)}
    assert not Health.objects.filter(next_check_at__lte=timezone.now()).exists()


def test_accounts_that_were_never_reached_do_not_speak_for_their_platform(fetcher: Fetcher) -> None:
    for number in range(12):
        account = AccountFactory(platform="bluesky", handle=f"hospital{number}.org", native_id="")
        Health.objects.create(account=account, next_check_at=timezone.now())
    run = look_at_accounts(fetcher=fetcher)
    assert (run.failed, run.report["frozen"]) == (12, [])
    assert {(one.state, len(one.failures)) for one in Health.objects.all()} == {("suspect", 1)}


def test_the_command_asks_nothing_while_the_checks_are_off() -> None:
    with pytest.raises(CommandError, match="The checks are off"):
        call_command("run_checks")
    assert not CheckRun.objects.exists()


def test_the_command_shows_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    turn_checks(on=True, by=User.objects.create_superuser("admin@example.net"), at=timezone.now())
    call_command("run_checks", stdout=StringIO())
    assert "Sites" in capsys.readouterr().out


def test_administrators_turn_the_checks_on_and_off_and_nobody_else(client: Client) -> None:
    address = reverse("office_checks")
    client.force_login(User.objects.create_user("ada@example.net"))
    assert client.post(address, {"turn": "on"}).status_code in (302, 403)
    admin = User.objects.create_superuser("admin@example.net", name="Grace")
    client.force_login(admin)
    assert "The checks are off" in client.get(address).content.decode()
    client.post(address, {"turn": "on"})
    page = client.get(address).content.decode()
    assert "The checks are on" in page
    assert "Last changed by Grace" in page
    client.post(address, {"turn": "off"})
    assert "The checks are off" in client.get(address).content.decode()


def test_the_report_takes_the_same_queries_for_one_row_and_for_three(
    client: Client, port: int, fetcher: Fetcher, django_assert_max_num_queries: Any
) -> None:
    client.force_login(User.objects.create_superuser("admin@example.net"))
    counts = []
    for number in (3, 13, 23):
        site(number, port)
        plan_visits(at=timezone.now())
        visit_sites(fetcher=fetcher)
        with django_assert_max_num_queries(60) as queries:
            client.get(reverse("office_checks"))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_whoever_finds_us_in_a_log_can_read_what_we_do(client: Client) -> None:
    page = client.get(reverse("directory:our_visits")).content.decode()
    assert "User-agent: Rounds" in page
    assert "about-our-visits" in page
