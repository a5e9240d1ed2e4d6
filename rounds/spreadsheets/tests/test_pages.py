"""The pages: who sees them, what they say, and that nothing is lost on the way."""

# ruff: noqa: E501 - tables

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rounds.directory.tests.factories import put_in_list
from rounds.organizations.models import Organization
from rounds.spreadsheets import downloads, files, preview
from rounds.spreadsheets.actions import Refused, bringing, deciding, erasing
from rounds.spreadsheets.models import Planned, Row, Spreadsheet
from rounds.spreadsheets.reading import How, read
from rounds.spreadsheets.tests import steps as way
from rounds.spreadsheets.tests.files import on_disk, workbook
from rounds.users.models import User

pytestmark = pytest.mark.django_db

SHEET = "Hospital,City,St,Twitter,E-mail,Notes\nMercy General Hospital,Rochester,MN,@mercy,ada@mercy.org,main\nNobody knows it,Boise,ID,@whoever,,\n"


@pytest.fixture
def mercy() -> Organization:
    return way.known(name="Mercy General Hospital", slug="mercy", city="Rochester", region="US-MN")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post_file(client: Client, content: bytes | str, name: str = "accounts.csv") -> Any:
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(reverse("spreadsheets:spreadsheets"), {"file": file})


def told(client: Client, spreadsheet: Spreadsheet, **more: str) -> dict[str, str]:
    """What the columns' page would send as it stands."""
    page = client.get(reverse("spreadsheets:columns", args=[spreadsheet.pk]))
    form = page.context["form"]
    return {field.html_name: field.value() or "" for field in form} | {"do": "confirm"} | more


def decide(client: Client, spreadsheet: Spreadsheet, do: str) -> Any:
    return client.post(reverse("spreadsheets:decide", args=[spreadsheet.pk]), {"do": do}, follow=True)


def test_who_speaks_for_nobody_brings_nothing() -> None:
    user = User.objects.create_user("vera@example.org")
    assert Client().get("/spreadsheets/").status_code == 302
    assert signed_in(user).get("/spreadsheets/").status_code == 403
    assert post_file(signed_in(user), SHEET).status_code == 403
    assert not Spreadsheet.objects.exists()


def test_the_way_leads_from_my_organizations_and_from_the_back_office(mercy: Organization) -> None:
    assert 'href="/spreadsheets/"' in signed_in(way.representative(mercy)).get("/my-organizations/").text
    assert '"/spreadsheets/"' in signed_in(way.moderator()).get("/office/submissions/").text


def test_from_file_to_list_and_back_by_the_pages(mercy: Organization) -> None:
    client = signed_in(way.moderator())
    answer = post_file(client, SHEET)
    sheet = Spreadsheet.objects.get()
    assert answer["Location"] == f"/spreadsheets/{sheet.pk}/columns/"
    page = client.get(answer["Location"])
    assert "Not used" in page.text
    assert sheet.columns == ["name", "city", "region", "on:x", "email", ""]
    assert sheet.country == "US"  # its regions are states
    answer = client.post(answer["Location"], told(client, sheet, country="US"))
    assert answer["Location"] == f"/spreadsheets/{sheet.pk}/"
    page = client.get(answer["Location"])
    assert "It begins as soon as a worker is free." in page.text
    assert "every 2s" in page.text
    way.work(sheet)
    assert client.get(answer["Location"], headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = client.get(answer["Location"], follow=True)
    assert "1 account will be listed for 1 organization. 1 row needs you." in page.text
    assert "Not used: Notes." in page.text
    assert "E-mail addresses are not taken in" in page.text
    assert "ada@mercy.org" not in page.text
    page = decide(client, sheet, "take-in")
    assert "It is being taken in" in page.text
    way.work(sheet)
    page = client.get(answer["Location"])
    assert "1 account was listed." in page.text
    assert "https://x.com/mercy" in page.text
    decide(client, sheet, "take-back")
    way.work(sheet)
    page = client.get(answer["Location"])
    assert "1 thing was undone." in page.text


def test_others_spreadsheets_are_not_there(mercy: Organization) -> None:
    sheet = way.look_through(way.representative(mercy), SHEET)
    other = way.known(name="Other", slug="other")
    strangers = [signed_in(way.representative(other, "other@example.org")), signed_in(way.moderator())]
    for client in strangers:
        for name in ("spreadsheet", "columns", "rows", "plan_csv", "rejected_csv", "done_csv"):
            assert client.get(reverse(f"spreadsheets:{name}", args=[sheet.pk])).status_code == 404, name
        for name in ("columns", "rows", "decide"):
            answer = client.post(reverse(f"spreadsheets:{name}", args=[sheet.pk]), {"do": "take-in"})
            assert answer.status_code == 404, name
        assert "accounts.csv" not in client.get("/spreadsheets/").text
    sheet.refresh_from_db()
    assert sheet.state == "ready"


def test_moderators_see_those_of_others_once_they_are_in_the_list_and_may_take_them_back_alone(
    mercy: Organization,
) -> None:
    sheet = way.take_in(way.look_through(way.representative(mercy), SHEET))
    client = signed_in(way.moderator())
    page = client.get(reverse("spreadsheets:spreadsheet", args=[sheet.pk]))
    assert page.status_code == 200
    assert "Erase it now" not in page.text
    assert reverse("spreadsheets:done_csv", args=[sheet.pk]) in page.text
    assert "left-out.csv" not in page.text
    decide(client, sheet, "erase")
    assert files.path_of(sheet.kept_as).exists()
    decide(client, sheet, "take-back")
    assert way.work(sheet).state == "returned"
    stranger = signed_in(way.representative(way.known(name="Other"), "other@example.org"))
    assert stranger.get(reverse("spreadsheets:spreadsheet", args=[sheet.pk])).status_code == 404


def test_what_stands_in_a_file_is_for_whoever_brought_it_alone(mercy: Organization) -> None:
    sheet = way.look_through(way.representative(mercy), SHEET)
    put_in_list(mercy, "https://x.com/mercy", at=timezone.now())
    sheet = way.take_in(sheet)
    assert way.row(sheet, 2).differs
    theirs, other = signed_in(sheet.by), signed_in(way.moderator())
    for name, is_open in (("plan_csv", False), ("rejected_csv", False), ("done_csv", True)):
        address = reverse(f"spreadsheets:{name}", args=[sheet.pk])
        assert theirs.get(address).status_code == 200, name
        assert other.get(address).status_code == (200 if is_open else 404), name
    assert "Otherwise than the preview said" in theirs.get(sheet.get_absolute_url()).text
    assert "Otherwise than the preview said" not in other.get(sheet.get_absolute_url()).text


def test_what_is_left_out_is_read_with_the_same_number_of_questions_whatever_the_rows() -> None:
    by = way.moderator()
    counts = []
    for size in (2, 20):
        text = "Hospital,Twitter\n" + "Mercy General,not an account at all\n" * size
        sheet = way.look_through(by, text, columns=["name", "on:x"])
        sheet.rows.update(reason="")
        with CaptureQueriesContext(connection) as seen:
            lines = list(csv.reader(io.StringIO("".join(downloads.rejected(sheet)))))
        assert len(lines) == size + 1
        assert lines[-1][1] == Planned.objects.filter(row__spreadsheet=sheet).latest("pk").why != ""
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is not a table."),
        (b"\xd0\xcf\x11\xe0", "old Excel file"),
        (b"Name\n" * 5_002, "more than 5,000 rows"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_not_kept(
    content: bytes, says: str, tmp_path: Path
) -> None:
    client = signed_in(way.moderator())
    answer = post_file(client, content)
    if says.startswith("more than"):  # the head was fine, so the worker finds it
        sheet = Spreadsheet.objects.get()
        client.post(
            reverse("spreadsheets:columns", args=[sheet.pk]),
            told(client, sheet, **{"column-0": "on:x", "organization": ""}),
        )
        bringing.confirm(
            spreadsheet=sheet, columns=["name"], organization=None, country="", type="", facts="fill",
            by=sheet.by, at=timezone.now(),
        ) if sheet.state == "new" else None  # fmt: skip
        assert way.work(sheet).state == "new"
        assert says in client.get(reverse("spreadsheets:columns", args=[sheet.pk])).text
        return
    assert answer.status_code == 422
    assert says in answer.text
    assert not Spreadsheet.objects.exists()
    assert not list((tmp_path / "media").rglob("*/spreadsheets/*"))


def test_a_person_may_read_it_another_way(mercy: Organization) -> None:
    client = signed_in(way.moderator())
    post_file(client, "Krankenhaus;Twitter\nUniversitätsklinikum;@uk\n".encode("cp1252"))
    sheet = Spreadsheet.objects.get()
    address = reverse("spreadsheets:columns", args=[sheet.pk])
    assert "Universitätsklinikum" in client.get(address).text
    data = {"do": "read", "encoding": "mac_roman", "separator": ";", "header": "1"}
    assert client.post(address, data).status_code == 302
    assert "Universit‰tsklinikum" in client.get(address).text
    client.post(address, data | {"header": "0"})
    page = client.get(address)
    assert "Column A" in page.text
    assert Spreadsheet.objects.get().header == 0
    assert client.post(address, data | {"encoding": "klingon"}).status_code == 422


def test_another_sheet_of_a_workbook_is_read() -> None:
    client = signed_in(way.moderator())
    content = workbook(["Hospital", "Twitter"], ["Mercy", "@mercy"], change=lambda book: book.create_sheet("Two").append(["Clinic", "Facebook"]))  # fmt: skip
    post_file(client, content, "accounts.xlsx")
    sheet = Spreadsheet.objects.get()
    assert sheet.names == ["Hospital", "Twitter"]
    address = reverse("spreadsheets:columns", args=[sheet.pk])
    client.post(address, {"do": "read", "sheet": "Two", "header": "1"})
    sheet.refresh_from_db()
    assert (sheet.sheet, sheet.names) == ("Two", ["Clinic", "Facebook"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"column-0": ""}, "Please say which column names the organization."),
        ({"column-3": ""}, "Please say which column holds accounts."),
        ({"column-1": "name"}, "can be only one column."),
        ({"column-5": "handle"}, "go together"),
        ({"column-0": "nonsense"}, "Select a valid choice."),
    ],
)
def test_columns_that_say_too_little_or_too_much_come_back_in_words(
    change: dict[str, str], says: str
) -> None:
    client = signed_in(way.moderator())
    post_file(client, SHEET)
    sheet = Spreadsheet.objects.get()
    data = told(client, sheet, facts="leave") | change
    answer = client.post(reverse("spreadsheets:columns", args=[sheet.pk]), data)
    assert answer.status_code == 422
    assert says in answer.text
    assert Spreadsheet.objects.get().state == "new"


def test_what_a_person_said_of_columns_is_remembered_for_the_same_columns() -> None:
    by = way.moderator()
    sheet = way.look_through(by, SHEET, columns=["name", "city", "region", "on:threads", "", "purpose"])
    assert way.bring(by, SHEET).columns == sheet.columns
    other = way.moderator("other@example.org")
    assert way.bring(other, SHEET).columns == ["name", "city", "region", "on:x", "email", ""]


def test_the_one_organization_of_a_representative_is_offered_where_no_column_names_any(
    mercy: Organization,
) -> None:
    client = signed_in(way.representative(mercy))
    post_file(client, "https://x.com/mercy\nhttps://www.facebook.com/mercy\nx.com/mercy_jobs\n")
    sheet = Spreadsheet.objects.get()
    assert (sheet.header, sheet.columns) == (0, ["account"])
    data = told(client, sheet)
    assert data["organization"] == "mercy"
    client.post(reverse("spreadsheets:columns", args=[sheet.pk]), data)
    way.work(sheet)
    assert way.groups(sheet) == {1: "ready", 2: "ready", 3: "ready"}


def test_every_button_keeps_what_was_chosen_before_it_leads_on(mercy: Organization) -> None:
    by = way.moderator()
    client = signed_in(by)
    lines = "".join(f"Nobody knows number {n},@nobody{n}\n" for n in range(30))
    sheet = way.look_through(by, "Hospital,Twitter\n" + lines)
    address = reverse("spreadsheets:rows", args=[sheet.pk])
    page = client.get(address)
    assert page.context["page_obj"].paginator.num_pages == 2
    first = way.row(sheet, 2)
    data = {"group": "ask", "page": "1", f"row-{first.pk}": "skip"}
    answer = client.post(address, data | {"go": "page:2"})
    assert answer["Location"] == f"{address}?group=ask&page=2"
    assert way.row(sheet, 2).group == "skipped"
    second = way.row(sheet, 3)
    other = {"group": "ask", "page": "1", f"other-{second.pk}": "https://example.org/organizations/mercy/"}
    answer = client.post(address, other | {"go": "group:ready"})
    assert answer["Location"] == f"{address}?group=ready&page=1"
    assert way.row(sheet, 3).organization == mercy


def test_an_organization_that_we_do_not_know_is_told_and_what_was_typed_comes_back(
    mercy: Organization,
) -> None:
    by = way.moderator()
    sheet = way.look_through(by, "Hospital,Twitter\nNobody knows it,@a_b\nNor this,@c_d\n")
    one, two = way.row(sheet, 2), way.row(sheet, 3)
    data = {
        "group": "ask",
        "page": "1",
        f"other-{one.pk}": "Mercy, <b>the hospital</b>",
        f"row-{two.pk}": "skip",
    }
    answer = signed_in(by).post(reverse("spreadsheets:rows", args=[sheet.pk]), data)
    assert answer.status_code == 422
    assert "We know no such organization." in answer.text
    assert "Mercy, &lt;b&gt;the hospital&lt;/b&gt;" in answer.text
    assert way.row(sheet, 3).group == "skipped"


def test_all_new_organizations_are_added_with_one_button(mercy: Organization) -> None:
    by = way.moderator()
    text = "Hospital,City,State,Country,Type,Twitter\n" + "".join(
        f"Bright Valley Hospital {n},Sunnyside,TX,US,Hospital,@bright{n}\n" for n in range(3)
    )
    sheet = way.look_through(by, text + "Nameless,,,,Hospital,@nameless\n", country="")
    page = signed_in(by).get(reverse("spreadsheets:rows", args=[sheet.pk]))
    assert "Add all" in page.text
    signed_in(by).post(reverse("spreadsheets:rows", args=[sheet.pk]), {"do": "add-all-new"})
    assert way.groups(sheet) == {2: "ready", 3: "ready", 4: "ready", 5: "ask"}
    assert way.row(sheet, 5).reason == "To be added it needs: a country."


def test_a_representative_is_led_to_the_form_for_what_is_not_theirs(mercy: Organization) -> None:
    luke = way.known(name="Saint Luke Medical Center", slug="luke", city="Boise", region="US-ID")
    by = way.representative(mercy)
    sheet = way.look_through(
        by,
        "Name,City,State,X\nSaint Luke Medical Center,Boise,ID,@stlukes\nNobody & Sons,,,@nobody\n"
        "Mercy General Hospital,Rochester,MN,this is not a handle\n",
    )
    page = signed_in(by).get(reverse("spreadsheets:rows", args=[sheet.pk]))
    assert f"/submissions/new/?organization={luke.slug}" in page.text
    assert "/submissions/new/?q=Nobody+%26+Sons" in page.text
    assert page.text.count("/submissions/new/?") == 2  # not for their own, whose handle is wrong
    assert "add it as new" not in page.text


def lines_of(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(response).decode())))


def test_the_plan_and_what_is_left_out_are_files_that_a_spreadsheet_opens_safely(mercy: Organization) -> None:
    by = way.moderator()
    sheet = way.look_through(by, SHEET + '"=HYPERLINK(""http://bad"")",,,@x1,,\n')
    client = signed_in(by)
    plan = client.get(reverse("spreadsheets:plan_csv", args=[sheet.pk]))
    assert plan["Content-Disposition"] == 'attachment; filename="accounts-plan.csv"'
    rows = lines_of(plan)
    assert rows[1] == ["2", "Mercy General Hospital", "Mercy General Hospital", "Will be taken in", "https://x.com/mercy", "will be listed", ""]  # fmt: skip
    assert rows[3][1].startswith("'=HYPERLINK")
    left = lines_of(client.get(reverse("spreadsheets:rejected_csv", args=[sheet.pk])))
    assert left[0] == ["row", "reason", "Hospital", "City", "St", "Twitter", "E-mail", "Notes"]
    assert left[1][2:4] == ["Nobody knows it", "Boise"]
    way.take_in(sheet)
    done = lines_of(client.get(reverse("spreadsheets:done_csv", args=[sheet.pk])))
    assert done[1][:4] == ["2", "Account listed", "Mercy General Hospital", "https://x.com/mercy"]


def test_an_erased_file_leaves_nothing_of_what_it_said(mercy: Organization) -> None:
    by = way.representative(mercy)
    sheet = way.look_through(by, SHEET)
    path = files.path_of(sheet.kept_as)
    assert path.exists()
    assert path.stat().st_mode & 0o077 == 0
    with_commit(lambda: decide(signed_in(by), sheet, "erase"))
    assert not path.exists()
    assert not Spreadsheet.objects.exists()
    assert not Row.objects.exists()


def test_erased_after_it_was_taken_in_it_can_still_be_taken_back(mercy: Organization) -> None:
    by = way.representative(mercy)
    sheet = way.take_in(way.look_through(by, SHEET))
    sheet.rows.filter(number=3).update(
        reason="Beds: “many” is no number.", differs="@whoever: is listed already"
    )
    path = files.path_of(sheet.kept_as)
    with_commit(lambda: decide(signed_in(by), sheet, "erase"))
    assert not path.exists()
    assert not Planned.objects.exists()
    assert set(Row.objects.values_list("label", "reason", "differs")) == {("", "", "")}
    page = signed_in(by).get(reverse("spreadsheets:spreadsheet", args=[sheet.pk]))
    assert "What it did is kept" in page.text
    returned = way.take_back(Spreadsheet.objects.get())
    assert (returned.state, returned.steps.filter(undone_at=None).count()) == ("returned", 0)


def test_the_clock_erases_files_after_thirty_days_and_leftovers(mercy: Organization) -> None:
    by = way.representative(mercy)
    old, taken, young = way.look_through(by, SHEET), way.look_through(by, SHEET), way.look_through(by, SHEET)
    taken = way.take_in(taken)
    orphan = on_disk(files.path_of(old.kept_as).parent, "nobody knows it", "orphan")
    Spreadsheet.objects.exclude(pk=young.pk).update(sent_at=timezone.now() - timedelta(days=31))
    paths = {one: files.path_of(one.kept_as) for one in (old, taken, young)}
    with_commit(lambda: erasing.erase_old(at=timezone.now()))
    assert [path.exists() for path in paths.values()] == [False, False, True]
    assert orphan.exists()  # perhaps somebody is bringing it this moment
    with_commit(lambda: erasing.erase_old(at=timezone.now() + timedelta(days=2)))
    assert not orphan.exists()
    left = {(one.state, one.erased_at is not None) for one in Spreadsheet.objects.all()}
    assert left == {("taken", True), ("ready", False)}


def with_commit(do: Any) -> None:
    """What is done on commit, too."""
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        do()


def test_the_preview_asks_the_same_number_of_questions_whatever_the_rows(mercy: Organization) -> None:
    by = way.moderator()
    client = signed_in(by)
    counts = []
    for size in (2, 20):
        lines = "".join(f"Mercy General Hospital,Rochester,MN,@mercy{n},@mercy{n}\n" for n in range(size))
        sheet = way.look_through(by, "Hospital,City,St,Twitter,Instagram\n" + lines)
        address = reverse("spreadsheets:rows", args=[sheet.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_counts_up_top_are_the_sums_of_the_rows(mercy: Organization) -> None:
    put_in_list(mercy, "https://x.com/mercy", at=timezone.now())
    by = way.moderator()
    sheet = way.look_through(
        by,
        "Hospital,City,St,Twitter,Facebook\nMercy General Hospital,Rochester,MN,@mercy,facebook.com/mercy\n"
        "Mercy General Hospital,Rochester,MN,@mercy_jobs,https://www.facebook.com/mercy\n"
        "Mercy General Hospital,Rochester,MN,not a handle at all,n/a\n"
        "Nobody,,,@nobody,\n,,,@x2,\n",
    )
    counts = preview.counts_of(sheet)
    assert counts == preview.Counts(
        rows=5, listed=2, sent=0, organizations=1, added=0, changed=0, there=1, read=6, unread=1,
        asking=1, refused=2, skipped=0, care=0,
    )  # fmt: skip
    taken = way.take_in(sheet)
    assert taken.steps.count() == counts.listed


def test_nobody_posts_without_a_token(mercy: Organization) -> None:
    by = way.representative(mercy)
    sheet = way.look_through(by, SHEET)
    client = Client(enforce_csrf_checks=True)
    client.force_login(by)
    for name in ("columns", "rows", "decide"):
        assert (
            client.post(reverse(f"spreadsheets:{name}", args=[sheet.pk]), {"do": "erase"}).status_code == 403
        )
    assert Spreadsheet.objects.exists()


@pytest.mark.parametrize(
    "garbage", ["row-x", "row-99999999999999999999", "other-1", "allow-1", "shown-", "group", "page"]
)
def test_made_up_fields_do_no_harm(mercy: Organization, garbage: str) -> None:
    by = way.representative(mercy)
    sheet = way.look_through(by, SHEET)
    for value in ("org-999999", "new", "\x00", "💥" * 50, "org-١٢"):
        answer = signed_in(by).post(
            reverse("spreadsheets:rows", args=[sheet.pk]), {garbage: value, "go": f"page:{value}"}
        )
        assert answer.status_code in (302, 422)
        page = signed_in(by).get(
            reverse("spreadsheets:rows", args=[sheet.pk]), {"group": value, "page": value}
        )
        assert page.status_code == 200


def test_a_choice_of_a_strangers_row_changes_nothing(mercy: Organization) -> None:
    mine = way.look_through(way.representative(mercy), SHEET)
    theirs = way.look_through(way.moderator(), SHEET)
    row = way.row(theirs, 2)
    signed_in(mine.by).post(reverse("spreadsheets:rows", args=[mine.pk]), {f"row-{row.pk}": "skip"})
    assert way.row(theirs, 2).choice == ""


def test_a_file_is_not_read_again_very_many_times_an_hour() -> None:
    by = way.moderator()
    address = reverse("spreadsheets:columns", args=[way.bring(by, SHEET).pk])
    client = signed_in(by)
    assert [client.get(address).status_code for _n in range(61)] == [200] * 60 + [429]


def test_who_no_longer_speaks_for_anybody_sees_what_they_brought_and_brings_no_more(
    mercy: Organization,
) -> None:
    by = way.representative(mercy)
    sheet = way.look_through(by, SHEET)
    by.represents.update(ended_at=timezone.now())
    client = signed_in(by)
    page = client.get("/spreadsheets/")
    assert f"{timezone.localtime(sheet.sent_at):%Y}" in page.text
    assert "· 2 rows" in page.text
    assert post_file(client, SHEET).status_code == 403
    assert Spreadsheet.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_a_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    by = way.moderator()
    seen = []

    def reading(*given: Any, **more: Any) -> Any:
        seen.append(connection.in_atomic_block)
        return read(*given, **more)

    monkeypatch.setattr(bringing, "read", reading)
    sheet = way.bring(by, SHEET)
    bringing.read_as(spreadsheet=sheet, how=How(separator=","), header=0, by=by, at=timezone.now())
    assert seen == [False, False]
    sheet.refresh_from_db()
    assert (sheet.header, sheet.file_name, sheet.by) == (0, "accounts.csv", by)


def test_what_was_erased_while_it_was_read_is_not_read_another_way() -> None:
    by = way.moderator()
    sheet = way.bring(by, SHEET)
    Spreadsheet.objects.update(kept_as="")
    with pytest.raises(Refused, match="erased"):
        bringing.read_as(spreadsheet=sheet, how=How(), header=0, by=by, at=timezone.now())


def test_where_no_cell_looks_like_an_account_the_page_says_so(mercy: Organization) -> None:
    by = way.moderator()
    sheet = way.look_through(by, "Hospital,City,St,Accounts\nMercy General Hospital,Rochester,MN,ask Bob\n")
    page = signed_in(by).get(reverse("spreadsheets:rows", args=[sheet.pk]))
    assert "No cell in these columns looks like an account." in page.text


def test_very_many_files_in_an_hour_are_too_many() -> None:
    client = signed_in(way.moderator())
    answers = [post_file(client, SHEET).status_code for _n in range(31)]
    assert answers == [302] * 30 + [429]


def test_nothing_moves_so_it_is_taken_up(mercy: Organization) -> None:
    sheet = way.look_through(way.representative(mercy), SHEET)
    deciding.take_in(spreadsheet=sheet, by=sheet.by, at=timezone.now())
    Spreadsheet.objects.update(moved_at=timezone.now() - timedelta(minutes=2))
    client = signed_in(sheet.by)
    assert "Nothing moves: go on" in client.get(sheet.get_absolute_url()).text
    assert decide(client, sheet, "go-on").status_code == 200
