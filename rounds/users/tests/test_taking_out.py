"""Everything about a person, as one archive."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis.strategies import lists, text

from rounds.mail.actions import put
from rounds.mail.models import Message
from rounds.users import personal_data
from rounds.users.actions import archiving, taking_out
from rounds.users.leaving import tasks
from rounds.users.leaving.writing import Writer
from rounds.users.models import TakeOut, User
from rounds.users.personal_data import Holding, Part
from rounds.users.tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
PAGE = "/me/data/"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}},
    }


@pytest.fixture
def ada() -> User:
    return person()


@pytest.fixture
def client(ada: User) -> Client:
    """Signed in as people do it, with their password."""
    client = Client()
    client.post("/people/login/", {"login": ada.email, "password": PASSWORD})
    return client


def kept() -> list[str]:
    try:
        return storages["private"].listdir("take-outs")[1]
    except FileNotFoundError:
        return []


def archive_of(take_out: TakeOut) -> zipfile.ZipFile:
    with storages["private"].open(take_out.kept_as) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def built(user: User, at: datetime = NOW) -> TakeOut:
    with time_machine.travel(at, tick=False):
        made = taking_out.ask(user=user, at=at)
        tasks.build_archive.func(made.pk)
    return TakeOut.objects.get(pk=made.pk)


def test_a_person_asks_and_finds_the_archive_on_the_page_and_a_mail(
    client: Client, ada: User, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(PAGE).headers["Location"] == PAGE
    assert DBTaskResult.objects.filter(task_path="rounds.users.leaving.tasks.build_archive").count() == 1
    assert "We are making it" in client.get(PAGE).text
    tasks.build_archive.func(TakeOut.objects.get().pk)
    page = client.get(PAGE)
    assert "Your archive is ready" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert Message.objects.get(to=ada.email).subject == "Everything about you is ready"


def test_the_archive_holds_a_folder_for_each_holding_a_page_and_a_manifest_that_proves_it(ada: User):
    archive = archive_of(built(ada))
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["about"] == "ada@example.org"
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == {
        name: hashlib.sha256(archive.read(name)).hexdigest()
        for name in archive.namelist()
        if name != "manifest.json"
    }
    assert {name.partition("/")[0] for name in archive.namelist() if "/" in name} == set(
        personal_data.holdings()
    )
    assert json.loads(archive.read("users/you.json"))["name"] == "Ada Lovelace"
    assert "Ada Lovelace" in archive.read("index.html").decode()
    assert PASSWORD not in archive.read("users/you.json").decode()


def test_the_whole_file_is_named_by_its_digest(ada: User):
    take_out = built(ada)
    with storages["private"].open(take_out.kept_as) as file:
        content = file.read()
    assert (take_out.size, take_out.digest) == (len(content), hashlib.sha256(content).hexdigest())


def test_asked_again_while_it_is_made_it_is_made_once(ada: User):
    first = taking_out.ask(user=ada, at=NOW)
    assert taking_out.ask(user=ada, at=NOW + timedelta(minutes=1)) == first
    assert TakeOut.objects.count() == 1


def test_a_new_one_takes_the_place_of_the_old(ada: User, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = built(ada)
        second = built(ada, NOW + timedelta(hours=1))
    assert [one.pk for one in TakeOut.objects.all()] == [second.pk] != [first.pk]
    assert kept() == [second.kept_as.partition("/")[2]]


def test_it_is_the_persons_alone_and_asks_for_the_password_where_that_was_long_ago(client: Client, ada: User):
    built(ada, datetime.now(UTC))
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)):
        asked = client.get("/me/data/archive.zip").headers["Location"]
        assert asked.startswith("/people/reauthenticate/")
        back = client.post(asked, {"password": PASSWORD}).headers["Location"]
        assert back == "/me/data/archive.zip"
        answer = client.get(back)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer))).testzip() is None
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=2)):
        assert "/people/reauthenticate/" in client.get("/me/data/archive.zip").headers["Location"]


def test_nobody_else_gets_it(ada: User):
    built(ada, datetime.now(UTC))
    eve = Client()
    assert "/people/login/" in eve.get("/me/data/archive.zip").headers["Location"]
    person("eve@example.org", "Eve")
    eve.post("/people/login/", {"login": "eve@example.org", "password": PASSWORD})
    eve.post("/people/reauthenticate/", {"password": PASSWORD})
    assert eve.get("/me/data/archive.zip").status_code == 404


def test_after_seven_days_it_is_gone(client: Client, ada: User, django_capture_on_commit_callbacks):
    built(ada)
    almost, over = NOW + timedelta(days=7, seconds=-1), NOW + timedelta(days=7)
    tasks.erase_old_archives(almost)
    assert len(kept()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        tasks.erase_old_archives(over)
    assert (kept(), TakeOut.objects.count()) == ([], 0)
    client.post("/people/reauthenticate/", {"password": PASSWORD})
    assert client.get("/me/data/archive.zip").status_code == 404


def test_a_file_that_nobody_knows_of_goes_after_a_day(ada: User):
    take_out = built(ada)
    storages["private"].save("take-outs/left-over.zip", ContentFile(b"of a crash"))
    tasks.erase_old_archives(datetime.now(UTC))
    assert "left-over.zip" in kept()
    tasks.erase_old_archives(NOW + timedelta(hours=1))  # before it was written, so to speak
    TakeOut.objects.update(expires_at=datetime.now(UTC) + timedelta(days=7))
    tasks.erase_old_archives(datetime.now(UTC) + timedelta(days=2))
    assert kept() == [take_out.kept_as.partition("/")[2]]


@pytest.fixture
def weak_link(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Exception | None]]:
    """A holding that raises what is in the list, once each."""
    faults: list[Exception | None] = []

    def export(user: User) -> list[Part]:
        if faults and (fault := faults.pop(0)):
            raise fault
        return [Part("weak.json", {"held": True})]

    monkeypatch.setitem(
        personal_data._holdings, "weak", Holding(tables=(), export=export, erase=lambda user, at: None)
    )
    return faults


def test_what_a_crash_cut_off_is_taken_up_by_the_clock_and_made_whole(
    ada: User, weak_link: list, django_capture_on_commit_callbacks
):
    weak_link.append(ConnectionError("the disk is gone"))
    made = taking_out.ask(user=ada, at=NOW)
    with time_machine.travel(NOW, tick=False), pytest.raises(ConnectionError):
        tasks.build_archive.func(made.pk)
    assert (kept(), TakeOut.objects.get().is_ready) == ([], False)
    DBTaskResult.objects.all().delete()
    tasks.take_up_archives(NOW + timedelta(minutes=9))
    assert DBTaskResult.objects.count() == 0
    tasks.take_up_archives(NOW + timedelta(minutes=10))
    assert DBTaskResult.objects.count() == 1
    tasks.build_archive.func(made.pk)
    assert json.loads(archive_of(TakeOut.objects.get()).read("weak/weak.json")) == {"held": True}
    assert Message.objects.filter(to=ada.email).count() == 1


def test_of_two_workers_the_later_one_makes_it_and_the_earlier_stops(ada: User, monkeypatch):
    made = taking_out.ask(user=ada, at=NOW)
    others: list[TakeOut] = []

    def export(user: User) -> list[Part]:
        if not others:  # while the first is at it, a second one takes it up
            others.append(made)
            tasks.build_archive.func(made.pk)
        return []

    monkeypatch.setitem(
        personal_data._holdings, "slow", Holding(tables=(), export=export, erase=lambda user, at: None)
    )
    tasks.build_archive.func(made.pk)
    current = TakeOut.objects.get()
    assert (current.attempt, current.is_ready, len(kept())) == (2, True, 1)
    assert Message.objects.filter(to=ada.email).count() == 1


def test_names_of_files_never_leave_their_folder_and_never_collide(ada: User, monkeypatch):
    parts = [
        Part("../../etc/passwd", ContentFile(b"1")),
        Part("/a.txt", ContentFile(b"2")),
        Part("A.txt", ContentFile(b"3")),
        Part("..\\..\\b.txt", ContentFile(b"4")),
        Part("..", ContentFile(b"5")),
    ]
    monkeypatch.setitem(
        personal_data._holdings,
        "files",
        Holding(tables=(), export=lambda user: parts, erase=lambda user, at: None),
    )
    archive = archive_of(built(ada))
    assert [name for name in archive.namelist() if name.startswith("files/")] == [
        "files/etc/passwd",
        "files/a.txt",
        "files/A-2.txt",
        "files/b.txt",
        "files/file",
    ]


@given(names=lists(text(alphabet="aA.\\/ é", max_size=6), max_size=6))
def test_whatever_files_are_called_each_is_in_its_folder_once(names: list[str]):
    target = io.BytesIO()
    with Writer(target, NOW) as writer:
        for name in names:
            writer.add("held", Part(name, ContentFile(b"")))
    paths = zipfile.ZipFile(target).namelist()
    assert len({path.casefold() for path in paths}) == len(names)
    assert [path for path in paths if not path.startswith("held/") or ".." in path.split("/")] == []


def test_the_page_to_read_tells_what_there_is_and_names_what_is_empty(ada: User):
    put(key="1", to=ada.email, subject="Hello & <b>welcome</b>", text="You came.", at=NOW)
    page = archive_of(built(ada)).read("index.html").decode()
    there, _nothing, empty = page.partition("Nothing of yours is in these")
    assert ("users/mail.json" in there, "Hello &amp; &lt;b&gt;welcome" in there) == (True, True)
    assert "directory/claims.json" in empty


def test_whoever_closed_meanwhile_gets_no_archive(ada: User):
    made = taking_out.ask(user=ada, at=NOW)
    User.objects.update(is_active=False)
    with pytest.raises(archiving.Overtaken):
        archiving.begin(take_out_id=made.pk, at=NOW)


def test_asked_too_often_it_is_said(client: Client, ada: User):
    for _time in range(5):
        client.post(PAGE)
    answer = client.post(PAGE)
    assert (answer.status_code, "You have asked often today" in answer.text) == (429, True)


def test_the_page_is_for_people_who_signed_in():
    assert "/people/login/" in Client().get(PAGE).headers["Location"]
