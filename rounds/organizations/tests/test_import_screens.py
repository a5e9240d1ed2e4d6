import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rounds.activity.models import Activity
from rounds.organizations import tasks
from rounds.organizations.importing import uploads
from rounds.organizations.models import Change, ImportRun, Organization, Rejection
from rounds.organizations.tests.factories import OrganizationFactory, RegisterFactory
from rounds.organizations.tests.memory import AT
from rounds.users.models import User

pytestmark = pytest.mark.django_db

HEADER = (
    '"Facility ID","Facility Name","Address","City/Town","State","ZIP Code","County/Parish","Telephone Number",'
    '"Hospital Type","Hospital Ownership","Emergency Services"\n'
)
LINE = (
    "010001,SOUTHEAST HEALTH MEDICAL CENTER,1108 ROSS CLARK CIRCLE,DOTHAN,AL,36301,HOUSTON,(334) 793-8701,"
    "Acute Care Hospitals,Government - Hospital District or Authority,Yes\n"
)


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return


def staff(*codenames: str) -> Client:
    user = User.objects.create_user("staff@example.org", "a good long password", name="Staff")
    wanted = Permission.objects.filter(
        codename__in=["access_admin", *codenames],
        content_type__app_label__in=["wagtailadmin", "organizations"],
    )
    user.user_permissions.set(wanted)
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, content: bytes, name: str = "hospitals.csv", register: str = "cms-2026-06") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("office_imports"), {"register": register, "file": file})


def test_who_may_not_import_sees_nothing_of_it() -> None:
    client = staff()
    assert client.get(reverse("office_imports")).status_code in (302, 403)
    assert send(client, (HEADER + LINE).encode()).status_code in (302, 403)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("is_compressed", [False, True])
def test_a_file_is_sent_in_read_by_the_worker_and_reported(is_compressed: bool) -> None:
    client = staff("add_importrun")
    content = ("\ufeff" + HEADER + LINE).encode()
    answer = send(client, gzip.compress(content) if is_compressed else content)
    run = ImportRun.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("office_import", args=[run.pk]))
    assert (run.state, run.file_name) == ("waiting", "hospitals.csv")
    page = client.get(answer["Location"])
    assert "as soon as a worker is free" in page.text
    assert "every 1s" in page.text
    tasks.read_register.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.added, run.line, run.lines) == ("finished", 1, 2, 2)
    page = client.get(answer["Location"])
    assert "1 added, 0 changed" in page.text
    assert "every 1s" not in page.text
    assert list(Activity.objects.order_by("pk").values_list("verb", flat=True)) == [
        "import.sent_in",
        "register.imported",
    ]


def test_the_file_lies_where_no_address_leads(tmp_path: Path) -> None:
    client = staff("add_importrun")
    send(client, (HEADER + LINE).encode(), name="../../../../etc/passwd.csv")
    run = ImportRun.objects.get()
    kept = uploads.path_of(run.file_digest)
    assert kept.is_relative_to(tmp_path / "private" / "imports")
    assert kept.stat().st_mode & 0o077 == 0
    assert client.get(f"/media/private/imports/{run.file_digest}", follow=True).status_code == 404


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"PK\x03\x04binary\x00\x00", "ZIP"),
        (b"name;city\nA;B\n", "hospitals.csv"),
        ("a\tb".encode("utf-16"), "UTF-16"),
        (HEADER.replace(",", ";").encode() + LINE.encode(), "hospitals.csv"),
    ],
)
def test_a_file_that_is_not_this_register_is_refused_at_once_in_plain_words(
    content: bytes, says: str
) -> None:
    answer = send(staff("add_importrun"), content)
    assert answer.status_code == 422
    assert says in answer.text
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rounds.organizations.forms.LARGEST", 10)
    answer = send(staff("add_importrun"), (HEADER + LINE).encode())
    assert answer.status_code == 422
    assert "the most is" in answer.text


def test_rejects_are_a_csv_that_a_spreadsheet_opens_safely() -> None:
    client = staff("add_importrun")
    run = ImportRun.objects.create(
        register=RegisterFactory(slug="cms-2026-06"), file_name="x.csv", started_at=AT
    )
    Rejection.objects.create(run=run, line=3, reason="State is empty", text='=HYPERLINK("http://bad")')
    answer = client.get(reverse("office_import_rejects", args=[run.pk]))
    assert b"".join(answer) == b'line,reason,text\r\n3,State is empty,"\'=HYPERLINK(""http://bad"")"\r\n'
    assert "attachment" in answer["Content-Disposition"]


def test_a_reading_is_stopped_and_writes_nothing_more() -> None:
    client = staff("add_importrun")
    send(client, (HEADER + LINE).encode())
    run = ImportRun.objects.get()
    client.post(reverse("office_import_change", args=[run.pk]), {"do": "stop"})
    tasks.read_register.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.error) == ("failed", "Stopped at line 0 by Staff.")
    assert not Organization.objects.exists()


def test_a_reading_that_was_cut_off_is_taken_up_and_ends() -> None:
    client = staff("add_importrun")
    send(client, (HEADER + LINE).encode())
    run = ImportRun.objects.get()
    ImportRun.objects.update(state="running", lines=2, error="Cut off: OSError")
    page = client.get(reverse("office_import", args=[run.pk]))
    assert "Cut off: OSError" in page.text
    assert "go on" in page.text
    client.post(reverse("office_import_change", args=[run.pk]), {"do": "go_on"})
    tasks.read_register.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.added, run.error) == ("finished", 1, "")
    assert Activity.objects.filter(verb="import.taken_up").exists()


def test_staff_change_an_organization_and_the_history_says_who() -> None:
    client = staff("change_organization")
    made = OrganizationFactory(
        name="Old Name", city="Rochester", provenance={"name": {"source": "cms-2026-06"}}
    )
    address = reverse("organization:edit", args=[made.pk])
    page = client.get(address)
    assert page.status_code == 200
    form = page.context["form"]
    told = {name: value for name, value in form.initial.items() if value is not None} | {"name": "New Name"}
    answer = client.post(address, told)
    assert answer.status_code == 302, answer.context["form"].errors
    made.refresh_from_db()
    assert (made.name, made.sort_name) == ("New Name", "new name")
    assert made.provenance["name"]["source"] == "person"
    assert list(Change.objects.values_list("field", "old", "new", "source", "by__email")) == [
        ("name", "Old Name", "New Name", "person", "staff@example.org")
    ]
    assert list(made.names.values_list("text", flat=True)) == ["Old Name"]


def test_staff_add_an_organization_but_delete_none() -> None:
    client = staff("add_organization", "change_organization", "delete_organization")
    told = {"name": "A New Clinic", "type": "clinic", "country": "US", "status": "active"}
    answer = client.post(reverse("organization:add"), told)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Organization.objects.get()
    assert (made.slug, made.provenance["name"]["source"]) == ("a-new-clinic", "person")
    client.post(reverse("organization:delete", args=[made.pk]))
    assert Organization.objects.exists()


def test_the_lists_of_organizations_and_registers_open() -> None:
    client = staff("view_organization", "change_organization", "view_register")
    OrganizationFactory(name="Mercy")
    RegisterFactory(name="A register")
    assert "Mercy" in client.get(reverse("organization:index"), {"q": "merc"}).text
    assert "A register" in client.get(reverse("register:index")).text
    assert client.get(reverse("organization_chooser:choose")).status_code == 200


def test_a_file_with_a_very_long_name_is_taken_like_any_other() -> None:
    answer = send(staff("add_importrun"), (HEADER + LINE).encode(), name="病" * 240 + ".csv")
    assert answer.status_code == 302


def test_a_file_has_its_name_only_when_all_of_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    class Cut(io.BytesIO):
        def chunks(self) -> Iterator[bytes]:
            yield b"half"
            raise OSError("the disk is full")

    monkeypatch.setattr(uploads, "File", lambda content: content)
    with pytest.raises(OSError, match="disk is full"):
        uploads.keep(Cut(), "a" * 64)
    assert not uploads.is_kept("a" * 64)
