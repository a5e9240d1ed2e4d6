"""Months that are kept are what counting them again gives, and are never shown once the past has changed."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from rounds.core.clock import duties
from rounds.directory.actions.listings import take_out
from rounds.directory.tests.factories import put_in_list
from rounds.figures import actions, cited
from rounds.figures.answers import answer_to
from rounds.figures.limits import COURSES
from rounds.figures.models import Month
from rounds.figures.months import end_of, kept_questions, last_days
from rounds.figures.questions import Question
from rounds.figures.series import AT_ONCE, point_of, series
from rounds.figures.tests.cases import BEGIN, edition, hospital, in_register
from rounds.figures.views.over_time import HEADER
from rounds.organizations import versions
from rounds.organizations.models import Organization, Register

pytestmark = pytest.mark.django_db
NOW = BEGIN + timedelta(days=150)  # 4 June 2026
MONTHS = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def story() -> None:
    """Eight hospitals of a register that was read in February; each lists an account on some day, one gives it up."""
    cms = edition("cms-2026-06", date(2026, 1, 1), read_at=BEGIN + timedelta(days=40))
    for number in range(8):
        one = hospital(f"Hospital {number}", region=("US-MN", "US-CA")[number % 2])
        in_register(cms, one)
        listing = put_in_list(
            one,
            f"https://x.com/hospital{number}",
            attested=number == 3,
            at=BEGIN + timedelta(days=17 * number),
        )
        if number == 2:
            take_out(listing=listing, reason="Given up.", by=None, at=BEGIN + timedelta(days=60))
    versions.bump()


def test_a_month_ends_on_its_last_day_and_the_present_one_is_not_over() -> None:
    assert list(last_days(date(2026, 1, 5), date(2026, 6, 4))) == MONTHS
    assert list(last_days(date(2026, 1, 5), date(2026, 1, 31))) == []
    assert list(last_days(date(2026, 1, 5), date(2026, 2, 1))) == [date(2026, 1, 31)]
    assert end_of(date(2026, 2, 28)).isoformat() == "2026-03-01T00:00:00+00:00"


@pytest.mark.usefixtures("story")
def test_what_is_kept_is_what_counting_again_gives() -> None:
    assert actions.fill_months(at=NOW) == 5
    kept = {(one.question, one.last_on): one for one in Month.objects.all()}
    told = 0
    for day in MONTHS:
        census = answer_to(Question(), moment=end_of(day)).census
        for question in kept_questions(census):
            point = point_of(answer_to(question, moment=end_of(day)))
            month = kept.pop((question.encoded(), day))
            for name in ("edition", "organizations", "own", "parent", "accounts", "proven", "platforms"):
                assert getattr(month, name) == getattr(point, name), (question, day, name)
            told += 1
    assert kept == {}
    assert told > 15
    assert actions.fill_months(at=NOW) == 0


@pytest.mark.usefixtures("story")
def test_the_course_is_the_same_whether_months_are_kept_or_counted_now() -> None:
    questions = (Question(), Question(register="cms"), Question(country=("US",)), Question(type=("clinic",)))
    before = [series(question) for question in questions]
    actions.fill_months(at=NOW)
    assert [series(question) for question in questions] == before
    whole, of_register = before[0].points, before[1].points
    assert [one.own for one in whole] == [2, 4, 5, 6, 7, 7]  # on the sixth of March one gave its account up
    assert [one.on for one in of_register] == [*MONTHS[1:], NOW.date()]  # it was read in February
    assert {one.edition for one in of_register} == {"cms-2026-06"}


@pytest.mark.usefixtures("story")
def test_a_past_that_has_changed_is_counted_again_and_never_shown_as_it_was() -> None:
    actions.fill_months(at=NOW)
    before = series(Question()).points
    late = hospital("Late", created_at=BEGIN)
    put_in_list(late, "https://x.com/late", at=BEGIN + timedelta(days=1))  # dated back
    Month.objects.filter(last_on=MONTHS[0]).update(own=1)  # would be seen if it were believed
    after = series(Question()).points
    assert [one.own for one in after] == [one.own + 1 for one in before]
    assert actions.fill_months(at=NOW) == 5
    assert Month.objects.get(question="register=all", last_on=MONTHS[0]).own == before[0].own + 1


@pytest.mark.usefixtures("story")
def test_what_happens_today_leaves_the_months_as_they_are() -> None:
    actions.fill_months(at=NOW)
    one = Organization.objects.get(name="Hospital 1")
    put_in_list(one, "https://www.youtube.com/@hospitalone", at=NOW)
    assert actions.fill_months(at=NOW) == 0
    assert series(Question()).points[-1].platforms["youtube"] == 1


@pytest.mark.usefixtures("story")
def test_a_register_that_is_read_again_changes_the_months_since_it_was_read() -> None:
    actions.fill_months(at=NOW)
    cms = edition("cms-2021-11", date(2021, 11, 1), read_at=BEGIN + timedelta(days=100))
    in_register(cms, Organization.objects.get(name="Hospital 1"))
    versions.bump()
    assert actions.fill_months(at=NOW) == 2  # April and May


@pytest.mark.usefixtures("story")
def test_what_no_fingerprint_tells_is_found_by_counting_the_oldest_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    actions.fill_months(at=NOW)
    assert actions.recount_oldest(at=NOW + timedelta(hours=1)) is None
    Month.objects.filter(last_on=MONTHS[1]).update(own=1, counted_at=BEGIN)
    assert actions.recount_oldest(at=NOW + timedelta(hours=2)) == MONTHS[1]
    assert "were kept wrong" in caplog.text
    assert Month.objects.get(question="register=all", last_on=MONTHS[1]).own == 4


@pytest.mark.usefixtures("story")
def test_more_than_one_request_may_count_is_left_open_and_said(client: Client) -> None:
    with time_machine.travel(BEGIN + timedelta(days=900), tick=False):
        course = series(Question(ownership=("nonprofit",)))
        assert (len(course.points), len(course.open)) == (AT_ONCE + 1, 29 - AT_ONCE)
        assert course.points[0].on > course.open[-1]
        html = client.get("/figures/over-time/?ownership=nonprofit").content.decode()
        assert "These months are being counted" in html
        assert [series(Question(), may_build=lambda: False).open] != [[]]


@pytest.mark.usefixtures("story")
def test_what_is_found_right_leaves_the_version_as_it_is() -> None:
    actions.fill_months(at=NOW)
    before = versions.current()
    actions.recount_oldest(at=NOW + timedelta(hours=1))
    assert versions.current() == before
    Month.objects.filter(last_on=MONTHS[1]).update(own=1, counted_at=BEGIN)
    actions.recount_oldest(at=NOW + timedelta(hours=2))
    assert versions.current() != before


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    "path",
    [
        "/figures/over-time/",
        "/figures/over-time.csv",
        "/api/v1/figures/over-time",
        "/figures/case/",
        "/figures/case.pdf",
    ],
)
def test_what_months_were_left_open_in_is_kept_nowhere(client: Client, path: str) -> None:
    with time_machine.travel(BEGIN + timedelta(days=900), tick=False):
        some = client.get(f"{path}?register=all&ownership=nonprofit")
        assert some.status_code == 200
        assert ("ETag" in some.headers, some.headers["Cache-Control"]) == (False, "no-store")
    with time_machine.travel(NOW, tick=False):
        whole = client.get(f"{path}?register=all")
        assert ("ETag" in whole.headers, "no-store" in whole.headers["Cache-Control"]) == (True, False)


@pytest.mark.usefixtures("story")
def test_who_has_had_many_months_counted_gets_no_more_by_making_a_case(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        for number in range(COURSES * AT_ONCE // len(MONTHS)):
            versions.bump()  # so that each month is counted anew
            assert "ETag" in client.get(f"/figures/case/?register=all&n={number}").headers
        versions.bump()
        assert "ETag" not in client.get("/figures/case/?register=all").headers
        assert "ETag" not in client.get("/figures/over-time/?register=all").headers


@pytest.mark.usefixtures("story")
def test_the_file_names_the_months_that_were_left_open(client: Client) -> None:
    with time_machine.travel(BEGIN + timedelta(days=900), tick=False):
        sent = client.get("/figures/over-time.csv?ownership=nonprofit")
        rows = list(csv.DictReader(StringIO(b"".join(sent.streaming_content).decode(), newline="")))
    days = [row["last_day"] for row in rows]
    assert days == sorted(days)
    left_open = [row for row in rows if not row["organizations"]]
    assert len(left_open) == 29 - AT_ONCE
    assert left_open[0] == dict.fromkeys(HEADER, "") | {"last_day": "2026-01-31"}


@pytest.mark.usefixtures("story")
def test_the_command_counts_and_counts_again_from_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("count_months")
    before = list(Month.objects.order_by("pk").values_list("question", "last_on", "own"))
    Month.objects.update(own=0)
    call_command("count_months", all=True)
    assert list(Month.objects.order_by("pk").values_list("question", "last_on", "own")) == before
    assert "5 months counted." in capsys.readouterr().out


def test_the_clock_counts_months() -> None:
    assert {"figures.fill_months", "figures.recount_oldest"} <= duties.keys()


@pytest.mark.usefixtures("story")
def test_months_are_kept_for_the_whole_for_registers_and_for_places_and_types_that_are_not_small() -> None:
    kept = [one.encoded() for one in kept_questions(answer_to(Question()).census)]
    assert kept == ["register=all", "register=cms", "register=all&country=US", "register=all&type=hospital"]
    for number in range(4):
        in_register(Register.objects.get(), hospital(f"More {number}", region="US-MN", country="CA"))
    versions.bump()
    kept = [one.encoded() for one in kept_questions(answer_to(Question()).census)]
    assert "register=cms&region=US-MN" in kept
    assert "register=all&country=CA" not in kept


def test_the_published_totals_are_those_of_their_sources() -> None:
    totals = {(one.as_of, one.quoted_on): one for one in cited.totals()}
    assert len(totals) == 11
    assert [one.organizations for one in cited.totals()] == [
        206, 216, 351, 391, 540, 557, 600, 762, 965, 1188, 1501,
    ]  # fmt: skip
    assert all(bool(as_of) != bool(quoted_on) for as_of, quoted_on in totals)
    assert [one.quoted_on for one in cited.totals() if not one.adds_up] == ["2011-10-28"]
    doubtful = totals["", "2011-10-28"]
    assert (doubtful.stated_sum, doubtful.sum) == (3952, 3862)
    assert totals["2010-02-14", ""].sum == 1090
    assert totals["", "2010-05"].at_least
    assert all(one.source for one in cited.totals())


@pytest.mark.usefixtures("story")
def test_what_others_published_stands_apart_from_what_we_count(client: Client) -> None:
    html = client.get("/figures/over-time/").content.decode()
    assert "Published by others" in html
    assert "Counted here" in html
    assert "The source of 2011-10-28 states a sum of 3,952; its columns add up to 3,862." in html
    assert "hospitals and systems together" in html
    assert "Published by others" not in client.get("/figures/over-time/?register=all").content.decode()


@pytest.mark.usefixtures("story")
def test_the_course_of_time_is_a_file_too(client: Client) -> None:
    text = b"".join(client.get("/figures/over-time.csv?register=cms").streaming_content).decode()
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert [
        (row["last_day"], row["organizations"], row["with_an_account"], row["share"]) for row in rows
    ] == [
        ("2026-02-28", "8", "4", "0.5000"),
        ("2026-03-31", "8", "5", "0.6250"),
        ("2026-04-30", "8", "6", "0.7500"),
        ("2026-05-31", "8", "7", "0.8750"),
        ("2026-06-04", "8", "7", "0.8750"),
    ]
    published = b"".join(client.get("/figures/published-totals.csv").streaming_content).decode()
    assert "2011-10-28,1188,,548,1018,788,458,913,137,3862,3952," in published
