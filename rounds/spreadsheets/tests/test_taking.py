"""From a file to the List and back: a preview that writes nothing, taking in what it said, and taking all of it back."""

# ruff: noqa: E501 - tables

import threading
import time as clock
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.utils import timezone

from rounds.activity.models import Activity
from rounds.directory.actions import listings
from rounds.directory.actions.evidence import Seen, attest, observe
from rounds.directory.models import Evidence, Listing, Statement, Submission
from rounds.directory.proof import Kind
from rounds.directory.tests.factories import put_in_list
from rounds.organizations import versions
from rounds.organizations.actions.organizations import change_organization
from rounds.organizations.models import Change, Identifier, Organization
from rounds.spreadsheets import preview
from rounds.spreadsheets.actions import Refused, deciding
from rounds.spreadsheets.models import Planned, Row, Spreadsheet, Step
from rounds.spreadsheets.tests import steps as way
from rounds.spreadsheets.working import returning, taking

pytestmark = pytest.mark.django_db

SHEET = """Hospital,City,State,Twitter,Facebook,Website,Phone,Notes
Mercy General Hospital,Rochester,MN,@mercy,facebook.com/mercy,https://www.mercy.example.org/,507-555-0100,main
Saint Luke Medical Center,Boise,ID,@stlukes,,,,
St Luke Medical Center,Boise,ID,,https://www.facebook.com/stlukes,,,the same under another name
Hospital of Nowhere,Nowhere,TX,@nowhere,,,,
Mercy General Hospital,Rochester,MN,@mercy,not an account at all,,,twice
,,,@nobody,,,,
"""


@pytest.fixture
def mercy() -> Organization:
    return way.known(
        name="Mercy General Hospital", slug="mercy", city="Rochester", region="US-MN", website="", phone="",
        provenance={"name": {"source": "cms-2026-06", "as_of": "2026-06-01"}},
    )  # fmt: skip


@pytest.fixture
def luke() -> Organization:
    return way.known(name="Saint Luke Medical Center", slug="luke", city="Boise", region="US-ID")


@pytest.fixture
def sheet(mercy: Organization, luke: Organization) -> Spreadsheet:
    """A moderator's, looked through."""
    put_in_list(luke, "https://x.com/stlukes")
    found = way.look_through(way.moderator(), SHEET)
    for number, row in ((3, luke), (4, luke)):
        if way.row(found, number).organization_id != row.pk:
            way.choose(found, number, Row.Choice.THIS, row)
    return found


def listed() -> set[tuple[str, str, str]]:
    current = Listing.objects.current().values_list("organization__name", "account__address", "proof")
    return set(current)


def test_a_preview_writes_nothing_of_the_list(mercy: Organization, luke: Organization) -> None:
    by = way.moderator()
    before = way.tables(without={"activity.activity"})
    version = versions.current()
    sheet = way.look_through(by, SHEET)
    assert sheet.state == "ready"
    assert way.tables(without={"activity.activity"}) == before
    assert versions.current() == version
    assert set(Activity.objects.values_list("verb", flat=True)) == {
        "spreadsheet.brought", "spreadsheet.columns_confirmed",
    }  # fmt: skip


def test_the_preview_says_what_will_become_of_each_row(sheet: Spreadsheet) -> None:
    assert way.whats(sheet, 2) == [
        ("https://x.com/mercy", "list"),
        ("https://www.facebook.com/mercy", "list"),
    ]
    assert way.whats(sheet, 3) == [("https://x.com/stlukes", "there")]
    assert way.whats(sheet, 4) == [("https://www.facebook.com/stlukes", "list")]
    assert way.whats(sheet, 6) == [("https://x.com/mercy", "twice"), ("not an account at all", "refused")]
    assert way.groups(sheet) == {2: "ready", 3: "there", 4: "ready", 5: "ask", 6: "refused", 7: "refused"}
    assert way.row(sheet, 2).changes == [
        ["website", "", "https://www.mercy.example.org/"],
        ["phone", "", "507-555-0100"],
    ]
    assert way.row(sheet, 7).reason == "The row names no organization."


def test_taking_in_does_what_the_preview_said_and_nothing_else(
    sheet: Spreadsheet, mercy: Organization
) -> None:
    before = listed()
    taken = way.take_in(sheet)
    assert (taken.state, taken.error) == ("taken", "")
    assert listed() - before == {
        ("Mercy General Hospital", "https://x.com/mercy", "reported"),
        ("Mercy General Hospital", "https://www.facebook.com/mercy", "reported"),
        ("Saint Luke Medical Center", "https://www.facebook.com/stlukes", "reported"),
    }
    mercy.refresh_from_db()
    assert (mercy.website, mercy.phone) == ("https://www.mercy.example.org/", "507-555-0100")
    assert not Organization.objects.filter(name="Hospital of Nowhere").exists()
    evidence = Evidence.objects.filter(listing__organization=mercy).values_list("kind", "detail", "by__email")
    assert set(evidence) == {("submission", "It came in a spreadsheet.", "mona@example.org")}
    assert Activity.objects.filter(verb="spreadsheet.taken_in").count() == 1
    assert not taken.rows.exclude(differs="").exists()


def test_the_lists_version_changes_with_every_batch_that_lists_something(sheet: Spreadsheet) -> None:
    before = versions.current()
    way.take_in(sheet)
    assert versions.current() != before


def test_taking_back_restores_every_table_but_the_history(sheet: Spreadsheet) -> None:
    Spreadsheet.objects.filter(pk=sheet.pk).update(facts="correct")
    before = way.tables(without=way.HISTORY)
    was_listed = listed()
    said = Statement.objects.count()
    taken = way.take_in(sheet)
    returned = way.take_back(taken)
    assert returned.state == "returned"
    after = way.tables(without=way.HISTORY)
    for one in (*before["organizations.organization"], *after["organizations.organization"]):
        one.pop("changed_at")  # it was changed, twice
    assert after == before
    assert listed() == was_listed
    assert Statement.objects.count() == said + 3  # what was said stays said
    assert not Statement.objects.filter(until_at=None).exclude(listing__ended_at=None).exists()
    assert set(Listing.objects.exclude(ended_at=None).values_list("ended_reason", flat=True)) == {
        "Taken back: it had come in a spreadsheet."
    }
    assert not returned.steps.filter(undone_at=None).exists()
    assert Activity.objects.filter(verb="spreadsheet.taken_back", data__undone=5, data__kept=0).count() == 1


def test_a_register_may_write_again_over_a_fact_that_was_taken_back(
    sheet: Spreadsheet, mercy: Organization
) -> None:
    mercy.provenance["phone"] = {"source": "cms-2026-06", "as_of": "2026-06-01"}
    mercy.save()
    way.take_back(way.take_in(sheet))
    mercy.refresh_from_db()
    assert mercy.provenance == {
        "name": {"source": "cms-2026-06", "as_of": "2026-06-01"},
        "phone": {"source": "cms-2026-06", "as_of": "2026-06-01"},
    }
    assert list(Change.objects.filter(field="phone").order_by("pk").values_list("old", "new")) == [
        ("", "507-555-0100"),
        ("507-555-0100", ""),
    ]


NEW = """Name,City,State,Country,Type,X,CCN,Beds
Bright Valley Hospital,Sunnyside,TX,USA,Acute care hospital,@brightvalley,450999,120
BRIGHT VALLEY HOSPITAL,Sunnyside,TX,USA,Acute care hospital,@brightvalleyhr,450999,120
"""


def new_one(by: Any = None) -> Spreadsheet:
    sheet = way.look_through(by or way.moderator(), NEW)
    assert way.groups(sheet) == {2: "ask", 3: "ask"}
    assert way.choose(sheet, 2, Row.Choice.NEW) == 2  # both rows name it in the same way
    assert way.groups(sheet) == {2: "ready", 3: "ready"}
    return sheet


def test_a_new_organization_is_added_once_with_its_facts_and_goes_again_without_a_trace() -> None:
    by = way.moderator()
    before = way.tables(without={"activity.activity", "organizations.dataversion", "directory.account"})
    taken = way.take_in(new_one(by))
    made = Organization.objects.get()
    assert (made.name, made.region, made.country, made.type, made.beds) == (
        "Bright Valley Hospital", "US-TX", "US", "hospital", 120,
    )  # fmt: skip
    assert Identifier.objects.get().value == "450999"
    assert {one.account.handle for one in Listing.objects.current()} == {"brightvalley", "brightvalleyhr"}
    way.take_back(taken)
    assert (
        way.tables(without={"activity.activity", "organizations.dataversion", "directory.account"}) == before
    )
    assert Activity.objects.filter(verb="organization.removed", data__name="Bright Valley Hospital").exists()


@pytest.mark.parametrize("batch", [1, 20])
def test_two_names_of_one_new_organization_add_one_whatever_the_batch(
    monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(taking, "BATCH", batch)
    sheet = way.look_through(way.moderator(), NEW.replace("BRIGHT VALLEY HOSPITAL", "Bright Valley Hosp."))
    assert way.choose(sheet, 2, Row.Choice.NEW) + way.choose(sheet, 3, Row.Choice.NEW) == 2
    taken = way.take_in(sheet)
    assert Organization.objects.count() == 1
    assert Listing.objects.current().count() == 2
    assert not taken.rows.exclude(differs="").exists()


def test_an_organization_that_a_past_day_showed_stays_as_a_mistake() -> None:
    with time_machine.travel("2026-03-01 12:00", tick=True):
        taken = way.take_in(new_one())
    with time_machine.travel("2026-03-05 12:00", tick=True):
        way.take_back(taken)
    made = Organization.objects.get()
    assert (made.status, made.status_on.isoformat()) == ("withdrawn", "2026-03-05")
    assert not Organization.objects.current().exists()
    assert not Listing.objects.current().exists()
    assert Statement.objects.count() == 2


@pytest.mark.parametrize(
    ("then", "reason"),
    [
        (lambda one, by: put_in_list(one, "https://www.facebook.com/other"), "Accounts are listed for it now."),
        (lambda one, by: way.representative(one), "Somebody speaks for it, or says so."),
        (lambda one, by: way.known(parent=one), "Other organizations are parts of it."),
        (lambda one, by: change_organization(organization=one, to={"beds": 7}, by=by, at=timezone.now()),
         "Somebody has changed it since."),
        (lambda one, by: Submission.objects.create(organization=one, sender_email="a@example.org", sent_at=timezone.now()),
         "Somebody has sent in something about it."),
    ],
)  # fmt: skip
def test_an_organization_on_which_something_hangs_stays_and_is_told(then: Any, reason: str) -> None:
    by = way.moderator()
    taken = way.take_in(new_one(by))
    then(Organization.objects.get(), by)
    returned = way.take_back(taken)
    assert returned.steps.get(kind="added").kept == reason
    assert Organization.objects.get(slug="bright-valley-hospital").status == "active"
    assert not returned.steps.filter(kind="listed", undone_at=None).exists()


@pytest.mark.parametrize(
    ("then", "reason"),
    [
        (lambda one, by: attest(listings=[one], by=by, at=timezone.now()), "A representative or a moderator has spoken about it since."),
        (lambda one, by: observe([Seen(one.pk, Kind.LINK)], by=None, at=timezone.now()), "The organization’s own site has named it since."),
        (lambda one, by: put_in_list(one.organization, one.account.address, at=timezone.now()), "Somebody else has brought it since."),
        (lambda one, by: listings.take_out(listing=one, reason="Gone", by=by, at=timezone.now()), "It had left the List already."),
    ],
)  # fmt: skip
def test_an_account_of_which_others_have_spoken_stays_and_is_told(
    sheet: Spreadsheet, then: Any, reason: str
) -> None:
    taken = way.take_in(sheet)
    step = taken.steps.get(detail="https://x.com/mercy")
    then(step.listing, taken.by)
    ended = Listing.objects.get(pk=step.listing_id).ended_at
    returned = way.take_back(taken)
    step.refresh_from_db()
    assert (step.kept, step.undone_at) == (reason, None)
    assert Listing.objects.get(pk=step.listing_id).ended_at == ended
    assert returned.steps.exclude(kept="").count() == 1


def test_a_fact_that_somebody_has_changed_since_stays(sheet: Spreadsheet, mercy: Organization) -> None:
    taken = way.take_in(sheet)
    change_organization(organization=mercy, to={"phone": "1"}, by=taken.by, at=timezone.now())
    change_organization(organization=mercy, to={"phone": "507-555-0100"}, by=taken.by, at=timezone.now())
    returned = way.take_back(taken)
    assert returned.steps.get(field="phone").kept == "Somebody has changed it since."
    mercy.refresh_from_db()
    assert (mercy.phone, mercy.website) == ("507-555-0100", "")


TWO_SAY = "X,Phone\n@mercy,507-555-0100\n@mercy_mn,507-555-0199\n,507-555-0199\n@mercy_jobs,(507) 555 0100\n"


@pytest.mark.parametrize("batch", [1, 20])
def test_of_two_rows_that_say_different_things_the_first_is_believed_whatever_the_batch(
    mercy: Organization, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(taking, "BATCH", batch)
    mercy.provenance["phone"] = {"source": "cms-2026-06", "as_of": "2026-06-01"}
    mercy.phone = "1"
    mercy.save()
    sheet = way.look_through(way.moderator(), TWO_SAY, organization=mercy, facts="correct")
    assert way.groups(sheet) == {2: "ready", 3: "ready", 4: "refused", 5: "ready"}
    assert way.row(sheet, 3).reason == way.row(sheet, 4).reason == "Phone: row 2 says otherwise."
    assert way.row(sheet, 5).changes == way.row(sheet, 2).changes == [["phone", "1", "507-555-0100"]]
    assert preview.counts_of(sheet).changed == 1
    taken = way.take_in(sheet)
    mercy.refresh_from_db()
    assert mercy.phone == "507-555-0100"
    assert list(taken.steps.filter(kind="changed").values_list("number", "old")) == [(2, "1")]
    assert not taken.rows.exclude(differs="").exists()
    way.take_back(taken)
    mercy.refresh_from_db()
    assert (mercy.phone, mercy.provenance["phone"]["source"]) == ("1", "cms-2026-06")


def test_leaving_out_the_first_row_lets_the_second_say_the_fact(mercy: Organization) -> None:
    sheet = way.look_through(way.moderator(), TWO_SAY, organization=mercy)
    way.choose(sheet, 2, Row.Choice.SKIP)
    assert way.row(sheet, 3).changes == [["phone", "", "507-555-0199"]]
    assert way.row(sheet, 5).reason == "Phone: row 3 says otherwise."
    way.choose(sheet, 2, Row.Choice.NONE)
    assert way.row(sheet, 2).changes == [["phone", "", "507-555-0100"]]
    assert way.row(sheet, 3).changes == []


@pytest.mark.parametrize("batch", [1, 20])
def test_a_fact_that_one_spreadsheet_changed_twice_goes_back_to_what_its_register_said(
    mercy: Organization, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(taking, "BATCH", batch)
    mercy.provenance["phone"] = {"source": "cms-2026-06", "as_of": "2026-06-01"}
    mercy.save()
    sheet = way.look_through(way.moderator(), TWO_SAY, organization=mercy, facts="correct")
    sheet.rows.filter(number=3).update(changes=[["phone", "507-555-0100", "507-555-0199"]])
    taken = way.take_in(sheet)
    assert taken.steps.filter(kind="changed").count() == 2
    returned = way.take_back(taken)
    mercy.refresh_from_db()
    assert not returned.steps.exclude(kept="").exists()
    assert (mercy.phone, mercy.provenance["phone"]["source"]) == ("", "cms-2026-06")


def test_what_others_did_since_the_preview_is_left_and_told(sheet: Spreadsheet, mercy: Organization) -> None:
    put_in_list(mercy, "https://x.com/mercy", at=timezone.now())
    other = way.known(name="Another One")
    put_in_list(other, "https://www.facebook.com/mercy", at=timezone.now(), attested=True)
    change_organization(organization=mercy, to={"phone": "1"}, by=sheet.by, at=timezone.now())
    taken = way.take_in(sheet)
    row = way.row(taken, 2)
    assert "https://x.com/mercy: is listed already" in row.differs
    assert "https://www.facebook.com/mercy: It is listed for Another One: Official, attested." in row.differs
    assert "Phone has been changed since." in row.differs
    assert set(taken.steps.values_list("kind", "detail")) == {
        ("changed", "Website: – → https://www.mercy.example.org/"),
        ("listed", "https://www.facebook.com/stlukes"),
    }
    way.take_back(taken)
    assert Listing.objects.current().filter(account__handle="mercy").count() == 2  # others' stay others'


def test_an_organization_that_the_register_has_by_now_is_not_added_again() -> None:
    sheet = new_one()
    way.known(name="Bright Valley Hospital", city="Sunnyside", region="US-TX", website="")
    Identifier.objects.create(
        organization=Organization.objects.get(), scheme="ccn", value="450999", source="test"
    )
    taken = way.take_in(sheet)
    assert Organization.objects.count() == 1
    assert "The register has Bright Valley Hospital by now" in way.row(taken, 2).differs
    assert not taken.steps.exists()


def test_nothing_is_taken_in_twice(sheet: Spreadsheet) -> None:
    taken = way.take_in(sheet)
    before = way.tables()
    deciding.take_in(spreadsheet=taken, by=taken.by, at=timezone.now())
    way.work(taken)
    assert way.tables() == before


def test_the_same_file_brought_again_has_nothing_to_do(sheet: Spreadsheet, luke: Organization) -> None:
    way.take_in(sheet)
    again = way.look_through(sheet.by, SHEET)
    for number in (3, 4):
        if way.row(again, number).group == "ask":
            way.choose(again, number, Row.Choice.THIS, luke)
    assert not again.rows.filter(group="ready").exists()
    with pytest.raises(Refused, match="nothing"):
        deciding.take_in(spreadsheet=again, by=again.by, at=timezone.now())


def many(count: int) -> str:
    lines = [f"Hospital Number {n} of Springfield,Springfield,IL,@springfield{n}" for n in range(count)]
    return "Name,City,State,X\n" + "\n".join(lines)


class Killed(BaseException):
    """As a process that is killed: nobody catches it."""


def dies_after(count: int, verb: Any) -> Any:
    calls = iter(range(count))

    def dying(*args: Any, **more: Any) -> Any:
        if next(calls, None) is None:
            raise Killed
        return verb(*args, **more)

    return dying


def state_of_the_list() -> Any:
    return (
        sorted(
            Listing.objects.values_list("account__address", "organization__name", "proof", "ended_reason")
        ),
        sorted(Statement.objects.values_list("address", "proof")),
        sorted(Organization.objects.values_list("name", "slug", "status")),
        sorted(Evidence.objects.values_list("kind", "detail", "listing__account__address")),
        sorted(Activity.objects.filter(verb__startswith="listing").values_list("verb", "data__address")),
        sorted(Step.objects.values_list("number", "kind", "detail", "kept")),
    )


@pytest.mark.parametrize("after", [0, 1, 19, 20, 21, 40, 44])
def test_killed_at_any_row_it_goes_on_to_the_same_end(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    for n in range(45):
        way.known(
            name=f"Hospital Number {n} of Springfield", slug=f"h{n}", city="Springfield", region="US-IL"
        )
    sheet = way.look_through(way.moderator(), many(45))
    for n, row in enumerate(sheet.rows.order_by("number")):
        if row.group == "ask":
            way.choose(sheet, row.number, Row.Choice.THIS, Organization.objects.get(slug=f"h{n}"))
    deciding.take_in(spreadsheet=sheet, by=sheet.by, at=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(taking, "list_account", dies_after(after, taking.list_account))
        with pytest.raises(Killed):
            way.work(sheet)
    assert Listing.objects.count() == after // 20 * 20  # whole batches, each with its steps
    assert Step.objects.count() == Listing.objects.count()
    taken = way.work(sheet)
    assert taken.state == "taken"
    assert Listing.objects.current().count() == 45
    assert set(Statement.objects.values_list("until_at", flat=True)) == {None}
    assert Step.objects.values("detail").distinct().count() == Step.objects.count() == 45
    assert Evidence.objects.count() == 45
    deciding.take_back(spreadsheet=taken, by=taken.by, at=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(returning, "take_out", dies_after(after, returning.take_out))
        with pytest.raises(Killed):
            way.work(taken)
    assert Listing.objects.exclude(ended_at=None).count() == after // 25 * 25
    returned = way.work(taken)
    assert returned.state == "returned"
    assert not Listing.objects.current().exists()
    assert Activity.objects.filter(verb="listing.ended").count() == 45


def test_looking_through_goes_on_where_it_was_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from rounds.spreadsheets.working import looking_through

    by = way.moderator()
    whole = way.look_through(by, many(90))
    expected = list(whole.rows.order_by("number").values_list("number", "label", "verdict", "group"))
    brought = way.bring(by, many(90))
    way.bringing.confirm(
        spreadsheet=brought, columns=brought.columns, organization=None, country="US", type="hospital",
        facts="fill", by=by, at=timezone.now(),
    )  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(looking_through, "ask", dies_after(1, looking_through.ask))
        with pytest.raises(Killed):
            way.work(brought)
    brought.refresh_from_db()
    assert (brought.state, brought.position, brought.total) == ("matching", 41, 91)
    assert way.work(brought).state == "ready"
    assert (
        list(brought.rows.order_by("number").values_list("number", "label", "verdict", "group")) == expected
    )


def test_what_stands_still_is_taken_up_by_the_clock(sheet: Spreadsheet) -> None:
    deciding.take_in(spreadsheet=sheet, by=sheet.by, at=timezone.now())
    assert not list(way.tasks.standing_still(timezone.now()))
    assert list(way.tasks.standing_still(timezone.now() + timedelta(minutes=11))) == [sheet.pk]


def test_a_fault_is_told_in_words_and_goes_on_later(
    sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    deciding.take_in(spreadsheet=sheet, by=sheet.by, at=timezone.now())

    def broken(*given: Any, **more: Any) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(taking, "list_account", broken)
        with pytest.raises(OSError, match="disk"):
            way.work(sheet)
    sheet.refresh_from_db()
    assert sheet.state == "taking"
    assert sheet.error.startswith("Something went wrong on our side.")
    assert "disk" not in sheet.error
    assert "the disk is full" in caplog.text
    taken = way.work(sheet)
    assert (taken.state, taken.error) == ("taken", "")


def test_a_worker_that_was_overtaken_writes_nothing(sheet: Spreadsheet) -> None:
    deciding.take_in(spreadsheet=sheet, by=sheet.by, at=timezone.now())
    slow = Spreadsheet.objects.select_related("by").get(pk=sheet.pk)
    way.work(sheet)
    before = way.tables()
    way.tasks.go_on(slow)
    assert way.tables() == before


def test_who_agreed_must_have_brought_it(sheet: Spreadsheet) -> None:
    with pytest.raises(Refused):
        deciding.take_in(spreadsheet=sheet, by=way.moderator("other@example.org"), at=timezone.now())
    with pytest.raises(Refused):
        deciding.take_back(spreadsheet=sheet, by=sheet.by, at=timezone.now())


def test_another_moderator_may_take_it_back(sheet: Spreadsheet) -> None:
    taken = way.take_in(sheet)
    other = way.moderator("other@example.org")
    returned = way.take_back(taken, other)
    assert (returned.state, returned.returned_by) == ("returned", other)


def test_a_representatives_word_lists_at_once_for_their_own_alone(
    mercy: Organization, luke: Organization
) -> None:
    part = way.known(name="Mercy Children's Hospital", city="Rochester", parent=mercy)
    by = way.representative(mercy)
    sheet = way.look_through(
        by,
        "Name,City,State,Instagram,Phone\n"
        "Mercy General Hospital,Rochester,MN,@mercy,1-2-3\n"
        "Mercy Children's Hospital,Rochester,MN,@mercykids,\n"
        "Saint Luke Medical Center,Boise,ID,@stlukes,\n",
    )
    assert way.groups(sheet) == {2: "ready", 3: "ready", 4: "refused"}
    assert way.row(sheet, 4).reason == "You do not speak for Saint Luke Medical Center."
    assert way.row(sheet, 2).changes == []  # facts are for moderators
    way.take_in(sheet)
    assert listed() == {
        ("Mercy General Hospital", "https://www.instagram.com/mercy/", "official-attested"),
        (part.name, "https://www.instagram.com/mercykids/", "official-attested"),
    }
    way.take_back(sheet)
    assert listed() == set()


def test_a_representative_means_their_own_by_its_bare_name(mercy: Organization) -> None:
    namesake = way.known(name="Mercy General Hospital", slug="mercy-2", city="Boise", region="US-ID")
    text = "Name,X\nMERCY GENERAL HOSP,@mercy\n"
    own = way.look_through(way.representative(mercy), text, country="")
    assert way.row(own, 2).organization == mercy
    theirs = way.look_through(way.representative(namesake, "other@example.org"), text, country="")
    assert way.row(theirs, 2).organization == namesake
    assert way.row(way.look_through(way.moderator(), text, country=""), 2).group == "ask"


def test_a_representative_cannot_reach_others_by_choosing(mercy: Organization, luke: Organization) -> None:
    by = way.representative(mercy)
    sheet = way.look_through(by, "Name,City,X\nMercy General Hospital,Rochester,@mercy\n")
    way.choose(sheet, 2, Row.Choice.THIS, luke)
    assert way.groups(sheet) == {2: "refused"}
    way.choose(sheet, 2, Row.Choice.NEW)
    assert way.groups(sheet) == {2: "refused"}
    Row.objects.update(group="ready", organization=luke, choice="this-one")
    Planned.objects.update(what="list")
    Spreadsheet.objects.update(state="taking", position=0)
    taken = way.work(sheet)
    assert listed() == set()
    assert "You do not speak for Saint Luke Medical Center any more." in way.row(taken, 2).differs


def test_who_no_longer_speaks_for_it_takes_nothing_in(mercy: Organization) -> None:
    by = way.representative(mercy)
    sheet = way.look_through(by, "Name,X\nMercy General Hospital,@mercy\n", organization=mercy)
    deciding.take_in(spreadsheet=sheet, by=by, at=timezone.now())
    by.represents.update(ended_at=timezone.now() + timedelta(days=1))
    taken = way.work(sheet)
    assert listed() == set()
    assert taken.state == "taken"


def test_who_no_longer_speaks_for_it_takes_nothing_back(mercy: Organization, luke: Organization) -> None:
    by = way.representative(mercy)
    way.representative(luke)
    text = "Name,City,State,X\nMercy General Hospital,Rochester,MN,@mercy\nSaint Luke Medical Center,Boise,ID,@stlukes\n"
    taken = way.take_in(way.look_through(by, text))
    assert taken.steps.count() == 2
    by.represents.filter(organization=mercy).update(ended_at=timezone.now())
    returned = way.take_back(taken)
    assert listed() == {("Mercy General Hospital", "https://x.com/mercy", "official-attested")}
    assert "does not speak for Mercy General Hospital any more" in returned.steps.get(organization=mercy).kept
    taken = way.take_in(way.look_through(by, "X\n@stlukes_id\n", organization=luke))
    by.represents.update(ended_at=timezone.now())
    with pytest.raises(Refused, match="no-longer-yours"):
        way.take_back(taken)
    assert way.take_back(taken, way.moderator()).state == "returned"


def test_who_is_no_longer_a_moderator_takes_back_neither_facts_nor_organizations(mercy: Organization) -> None:
    by = way.moderator()
    taken = way.take_in(way.look_through(by, "X,Phone\n@mercy,507-555-0100\n", organization=mercy))
    added = way.take_in(new_one(by))
    by.user_permissions.clear()
    with pytest.raises(Refused, match="no-longer-yours"):
        way.take_back(added, type(by).objects.get(pk=by.pk))
    way.representative(mercy, by.email)
    returned = way.take_back(taken, type(by).objects.get(pk=by.pk))
    assert dict(returned.steps.values_list("kind", "kept")) == {
        "listed": "", "changed": "Only moderators can take it back.",
    }  # fmt: skip
    mercy.refresh_from_db()
    assert mercy.phone == "507-555-0100"


def test_an_account_of_others_goes_to_a_moderator_and_is_withdrawn_again(
    mercy: Organization, luke: Organization
) -> None:
    put_in_list(luke, "https://x.com/mercy", at=timezone.now(), attested=True)
    by = way.representative(mercy)
    sheet = way.look_through(by, "X\n@mercy\n@mercy_mn\n", organization=mercy)
    assert way.whats(sheet, 2) == [("https://x.com/mercy", "send")]
    taken = way.take_in(sheet)
    assert listed() == {
        ("Saint Luke Medical Center", "https://x.com/mercy", "official-attested"),
        ("Mercy General Hospital", "https://x.com/mercy_mn", "official-attested"),
    }
    assert Submission.objects.get().state == "waiting"
    way.take_back(taken)
    assert Submission.objects.get().state == "withdrawn"


def test_a_moderator_looks_at_an_account_of_others_before_it_is_listed(
    mercy: Organization, luke: Organization
) -> None:
    put_in_list(luke, "https://x.com/mercy", at=timezone.now(), attested=True)
    put_in_list(luke, "https://www.facebook.com/stlukesboise", at=timezone.now(), attested=True)
    sheet = way.look_through(
        way.moderator(),
        "Name,City,State,X,Facebook\nMercy General Hospital,Rochester,MN,@mercy,facebook.com/st1ukesboise\n",
    )
    planned = list(Planned.objects.order_by("pk"))
    assert [one.what for one in planned] == ["care", "care"]
    assert planned[0].why == "It is listed for Saint Luke Medical Center: Official, attested."
    assert planned[1].why.startswith("Its name is very much like stlukesboise")
    assert way.groups(sheet) == {2: "ask"}
    way.choosing.choose(
        spreadsheet=sheet,
        said={},
        allowed={planned[0].pk: True, planned[1].pk: False},
        by=sheet.by,
        at=timezone.now(),
    )
    assert way.groups(sheet) == {2: "ready"}
    way.take_in(sheet)
    assert {one for one in listed() if one[0] == "Mercy General Hospital"} == {
        ("Mercy General Hospital", "https://x.com/mercy", "reported")
    }


def test_a_choice_holds_for_all_rows_that_name_it_in_the_same_way_and_can_be_taken_back(
    luke: Organization,
) -> None:
    sheet = way.look_through(
        way.moderator(), "Name,X\nZzyzx,@a_zz\nZzyzx,@b_zz\nZzyzx,@c_zz\nOther thing,@d_zz\n"
    )
    assert set(way.groups(sheet).values()) == {"ask"}
    assert way.choose(sheet, 2, Row.Choice.THIS, luke) == 3
    assert way.groups(sheet) == {2: "ready", 3: "ready", 4: "ready", 5: "ask"}
    assert way.choose(sheet, 3, Row.Choice.SKIP) == 1
    assert way.groups(sheet) == {2: "ready", 3: "skipped", 4: "ready", 5: "ask"}
    unchanged = {way.row(sheet, 4).pk: way.choosing.Said(Row.Choice.THIS, luke.pk)}  # as the page sends it
    undone = {way.row(sheet, 2).pk: way.choosing.Said(Row.Choice.NONE)}
    said = undone | unchanged
    way.choosing.choose(spreadsheet=sheet, said=said, allowed={}, by=sheet.by, at=timezone.now())
    assert way.groups(sheet) == {2: "ask", 3: "skipped", 4: "ask", 5: "ask"}
    assert set(sheet.rows.exclude(number=3).values_list("choice", "organization")) == {("", None)}


def test_leaving_out_the_first_row_lets_the_second_bring_the_account(mercy: Organization) -> None:
    sheet = way.look_through(way.moderator(), "X\n@mercy\n@mercy\n", organization=mercy)
    assert way.whats(sheet, 2) + way.whats(sheet, 3) == [
        ("https://x.com/mercy", "list"),
        ("https://x.com/mercy", "twice"),
    ]
    way.choose(sheet, 2, Row.Choice.SKIP)
    assert way.whats(sheet, 3) == [("https://x.com/mercy", "list")]


def test_the_plan_of_many_rows_takes_no_more_queries_than_that_of_a_few(
    django_assert_max_num_queries: Any,
) -> None:
    for n in range(60):
        way.known(
            name=f"Hospital Number {n} of Springfield", slug=f"h{n}", city="Springfield", region="US-IL"
        )
    by = way.moderator()
    few, more = way.look_through(by, many(3)), way.look_through(by, many(36))
    counts = []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from rounds.spreadsheets.planning.powers import powers_of
    from rounds.spreadsheets.planning.settling import settle

    for sheet in (few, more, few, more):
        with CaptureQueriesContext(connection) as seen:
            settle(sheet, list(sheet.rows.order_by("number")), powers_of(by), at=timezone.now())
        counts.append(len(seen))
    assert counts[2] == counts[3]


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_the_same_moment_one_does_it_and_nothing_is_done_twice() -> None:
    by = way.moderator()
    for n in range(45):
        way.known(
            name=f"Hospital Number {n} of Springfield", slug=f"h{n}", city="Springfield", region="US-IL"
        )
    sheet = way.look_through(by, many(45))
    ready = sheet.rows.filter(group="ready").count()
    deciding.take_in(spreadsheet=sheet, by=by, at=timezone.now())
    at_once(lambda: way.tasks.work.call(sheet.pk))
    sheet = finished(sheet)
    assert sheet.state == "taken"
    assert Listing.objects.current().count() == Step.objects.count() == Evidence.objects.count() == ready > 20
    deciding.take_back(spreadsheet=sheet, by=by, at=timezone.now())
    at_once(lambda: way.tasks.work.call(sheet.pk))
    assert finished(sheet).state == "returned"
    assert Activity.objects.filter(verb="listing.ended").count() == ready


@pytest.mark.django_db(transaction=True)
def test_of_two_sheets_that_bring_the_same_account_at_the_same_moment_one_lists_it(
    mercy: Organization,
) -> None:
    sheets = []
    for email in ("one@example.org", "two@example.org"):
        sheet = way.look_through(way.moderator(email), "X\n@mercy\n@mercy_mn\n", organization=mercy)
        deciding.take_in(spreadsheet=sheet, by=sheet.by, at=timezone.now())
        sheets.append(sheet)
    work = iter(sheets)
    at_once(lambda: way.tasks.work.call(next(work).pk))
    states = {finished(sheet).state for sheet in sheets}
    assert states == {"taken"}
    assert Listing.objects.current().count() == 2
    assert Step.objects.filter(kind="listed").count() == 2  # each account is one sheet's to take back


def at_once(do: Any) -> None:
    """Twice, in two threads that begin together. What loses is refused, or taken up later."""
    gate = threading.Barrier(2, timeout=20)

    def one() -> None:
        try:
            gate.wait()
            do()
        except DatabaseError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def finished(sheet: Spreadsheet) -> Spreadsheet:
    """As the clock would see to it."""
    return way.work(sheet)


@pytest.fixture(autouse=True)
def _moments_differ() -> None:
    """Two things never happen in the same microsecond, as in life."""
    clock.sleep(0.001)
