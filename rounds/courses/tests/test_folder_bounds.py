"""Folders that are huge, hostile or broken are refused before anything in them is read."""

import io
import struct
import zipfile
from time import process_time

import pytest

from rounds.courses.folders import reading, unpacking
from rounds.courses.folders.shape import Faulty
from rounds.courses.tests.folder_cases import COURSE, LESSON, faults, packed, refused, whole

OUTSIDE = "The archive would write outside its own folder. Pack it anew."
MB = 1024 * 1024


@pytest.mark.parametrize("path", ["../x.md", "first/../../x.md", "/etc/passwd", "C:/x.md", "first\\x.md"])
def test_a_path_that_leads_outside_is_refused(path):
    assert [one.rpartition(": ")[2] for one in refused(packed({**whole(), path: "x"}))] == [OUTSIDE]


def test_a_link_in_an_archive_is_refused():
    file = packed(whole())
    with zipfile.ZipFile(file, "a") as archive:
        link = zipfile.ZipInfo("first/passwords.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(file) == [
        "first/passwords.txt: This is a link to another place. Put the file itself here."
    ]


def test_a_link_in_a_directory_is_refused_and_not_followed(tmp_path):
    (tmp_path / "course.toml").write_text(COURSE)
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "01-a.md").symlink_to("/etc/passwd")
    (tmp_path / "second").symlink_to("/etc")
    with pytest.raises(Faulty) as told:
        unpacking.from_directory(tmp_path)
    assert sorted(one.path for one in told.value.faults) == ["first/01-a.md", "second"]


def test_a_directory_is_read_as_an_archive_is(tmp_path):
    (tmp_path / "first").mkdir()
    (tmp_path / "course.toml").write_text(COURSE)
    (tmp_path / "first" / "01-hello.md").write_text(LESSON)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    from_zip = reading.read(unpacking.from_zip(packed(whole())))
    assert reading.read(unpacking.from_directory(tmp_path)) == from_zip


def test_more_than_500_files_are_refused():
    assert refused(packed({f"first/{n}.txt": "" for n in range(501)})) == [
        "There are more than 500 files in it."
    ]


def test_a_bomb_is_refused_by_what_it_says_of_itself():
    """300 MB of nothing pack into 300 KB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(7):
            with archive.open(f"first/{number}.txt", "w") as part:
                for _piece in range(49):
                    part.write(bytes(MB))
        with archive.open("first/large.txt", "w") as part:
            for _piece in range(51):
                part.write(bytes(MB))
    assert refused(file) == [
        "large.txt: The file is larger than 50 MB.",
        "Unpacked, the folder is larger than 300 MB.",
    ]


def test_a_bomb_that_lies_about_its_size_is_not_unpacked():
    """Its head says one byte; no more than that comes out, and that it is damaged is told."""
    files = {"course.toml": COURSE, "first/01-a.md": b"a" * 2 * MB}
    raw = bytearray(packed(files).getvalue())
    for head, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        begins = raw.rindex(head)
        raw[begins + at : begins + at + 4] = struct.pack("<I", 1)
    with pytest.raises(Faulty) as told:
        reading.read(unpacking.from_zip(io.BytesIO(bytes(raw))))
    assert [str(one) for one in told.value.faults] == [
        "first/01-a.md: The archive is damaged here. Pack it anew."
    ]


def test_a_damaged_archive_is_told():
    raw = packed(whole()).getvalue()
    assert refused(io.BytesIO(raw[: len(raw) // 2])) == ["This is no ZIP file, or it ends in the middle."]
    assert refused(io.BytesIO(b"")) == ["This is no ZIP file, or it ends in the middle."]
    assert refused(io.BytesIO(b"\x1f\x8b" + bytes(100))) == ["This is no ZIP file, or it ends in the middle."]


def test_one_damaged_part_is_told_with_its_name():
    raw = bytearray(packed(whole()).getvalue())
    begins = raw.rindex(b"PK\x03\x04") + 30 + len("first/01-hello.md") + 5
    raw[begins] ^= 0xFF
    with pytest.raises(Faulty) as told:
        reading.read(unpacking.from_zip(io.BytesIO(bytes(raw))))
    assert [one.path for one in told.value.faults] == ["first/01-hello.md"]


def test_a_file_that_is_there_twice_is_refused():
    file = packed(whole())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("course.toml", COURSE)
    assert refused(file) == ["course.toml: The archive has this file twice."]


def test_a_locked_archive_is_told():
    raw = bytearray(packed(whole()).getvalue())
    begins = raw.rindex(b"PK\x01\x02")
    raw[begins + 8] |= 1
    assert refused(io.BytesIO(bytes(raw))) == [
        "first/01-hello.md: The file is locked with a password, so nobody could look into it."
    ]


def test_a_text_larger_than_a_megabyte_is_not_read():
    file = packed({"course.toml": COURSE, "first/01-a.md": b"a" * (MB + 1)})
    with pytest.raises(Faulty) as told:
        reading.read(unpacking.from_zip(file))
    assert [str(one) for one in told.value.faults] == ["first/01-a.md: The text is larger than 1 MB."]


@pytest.mark.parametrize("line", ["k{n} = 1", "[[cards]]", "[[questions]]\ntext = {n}"])
def test_a_text_of_as_many_faults_as_fit_takes_no_longer_than_somebody_waits(line):
    head, *_rest = LESSON.partition("+++\nWords.")
    many = "\n".join(line.format(n=n) for n in range(30_000))
    began = process_time()
    told = faults({**whole(), "first/01-hello.md": f"{head}+++\nWords.\n+++\n{many}"})
    assert process_time() - began < 20
    assert 0 < len(told) < 1_000
