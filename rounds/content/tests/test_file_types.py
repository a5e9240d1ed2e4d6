"""Files: what is taken, whatever its name says; and how large."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from rounds.content.models import File
from rounds.content.tests.factories import pdf
from rounds.media.file_types import KINDS, check
from rounds.users.models import User

PROGRAM = b"MZ\x90\x00\x03" + b"\0" * 300
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
TYPES = b'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.%s"/></Types>'


def packed(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def office(folder: str, **more: bytes) -> bytes:
    return packed(**{"[Content_Types].xml": TYPES % b"x", f"{folder}/document.xml": b"<x/>"}, **more)


GOOD = {
    "sheet.pdf": b"%PDF-1.7 0123456789",
    "SHEET.PDF": b"\n%PDF-1.4",
    "policy.docx": office("word"),
    "policy.dotx": office("word"),
    "figures.xlsx": office("xl"),
    "slides.pptx": office("ppt"),
    "policy.odt": packed(mimetype=b"application/vnd.oasis.opendocument.text"),
    "figures.ods": packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "book.epub": packed(mimetype=b"application/epub+zip"),
    "list.csv": "name,place\nHôpital,Genève\n".encode(),
    "notes.txt": b"Less < more",
    "toolkit.zip": packed(**{"one/sheet.pdf": b"%PDF-1.7", "read me.txt": b"x"}),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_people_take_along_is_taken(name):
    file = io.BytesIO(GOOD[name])
    check(file, name)
    assert file.tell() == 0


BAD = {
    "a program with the name of a PDF": ("sheet.pdf", PROGRAM, "not_what_it_says"),
    "a web page with the name of a PDF": ("sheet.pdf", PAGE, "not_what_it_says"),
    "an archive with the name of a Word file": ("policy.docx", GOOD["toolkit.zip"], "not_what_it_says"),
    "a spreadsheet with the name of a Word file": ("policy.docx", GOOD["figures.xlsx"], "not_what_it_says"),
    "nothing with the name of a Word file": ("policy.docx", b"", "not_what_it_says"),
    "half a Word file": ("policy.docx", GOOD["policy.docx"][:60], "not_what_it_says"),
    "a text document with the name of a book": ("book.epub", GOOD["policy.odt"], "not_what_it_says"),
    "a program with the name of a table": ("list.csv", PROGRAM, "not_what_it_says"),
    "a web page with the name of a text": ("notes.txt", PAGE, "not_what_it_says"),
    "an SVG with the name of a text": ("notes.txt", b"  <svg onload=alert(1)>", "not_what_it_says"),
    "macros": ("policy.docm", office("word"), "macros"),
    "macros with another name": ("policy.docx", office("word", **{"word/vbaProject.bin": b"x"}), "macros"),
    "macros that the list of parts tells of": (
        "policy.docx",
        packed(
            **{
                "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml",
                "word/d.xml": b"",
            }
        ),
        "macros",
    ),
    "macros of the other kind": (
        "policy.odt",
        packed(mimetype=b"application/vnd.oasis.opendocument.text", **{"Basic/Standard/Module1.xml": b"x"}),
        "macros",
    ),
    "an old Word file": ("policy.doc", b"\xd0\xcf\x11\xe0", "macros"),
    "a program": ("setup.exe", PROGRAM, "kind"),
    "a web page": ("page.html", PAGE, "kind"),
    "an SVG": ("logo.svg", b"<svg/>", "kind"),
    "no ending": ("sheet", b"%PDF-1.7", "kind"),
    "two endings": ("sheet.pdf.exe", b"%PDF-1.7", "kind"),
    "a program in an archive": ("toolkit.zip", packed(**{"a/setup.EXE": PROGRAM}), "program"),
    "macros in an archive": ("toolkit.zip", packed(**{"policy.docm": b"x"}), "program"),
    "an archive that climbs out": ("toolkit.zip", packed(**{"../../etc/cron": b"x"}), "outside"),
    "an archive of thousands": ("toolkit.zip", packed(**{f"{n}.txt": b"" for n in range(5_001)}), "bomb"),
}


@pytest.mark.parametrize(("name", "content", "code"), BAD.values(), ids=BAD)
def test_what_harms_or_is_not_what_its_name_says_is_refused_in_words(name, content, code):
    with pytest.raises(ValidationError) as refused:
        check(io.BytesIO(content), name)
    assert refused.value.code == code
    assert refused.value.messages[0].endswith(".")


@pytest.mark.django_db
def test_no_door_leads_around_it():
    with pytest.raises(ValidationError):
        pdf("sheet.pdf", PROGRAM)
    assert not File.objects.exists()


def test_the_kinds_of_the_back_office_are_these(settings):
    assert sorted(settings.WAGTAILDOCS_EXTENSIONS) == sorted(KINDS)


# In the back office


@pytest.fixture
def editor(client, db):
    user = User.objects.create_superuser("admin@example.org", "a password")
    client.force_login(user)
    return user


def bring(client, name: str, content: bytes):
    return client.post(
        "/office/documents/add/", {"title": "A file", "file": SimpleUploadedFile(name, content), "tags": ""}
    )


def test_an_editor_brings_a_file(client, editor):
    assert bring(client, "policy.docx", GOOD["policy.docx"]).status_code == 302
    assert File.objects.get().file.read() == GOOD["policy.docx"]


@pytest.mark.parametrize(
    "bad", ["a program with the name of a PDF", "macros with another name", "a web page"]
)
def test_what_is_refused_is_told_on_the_form(bad, client, editor):
    name, content, _code = BAD[bad]
    answer = bring(client, name, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not File.objects.exists()
