"""What a file is, by its bytes. Names and what a browser says of it are not asked."""

import io
import struct

import pytest

from rounds.media import taking_in
from rounds.media.taking_in import Found, Refused
from rounds.media.tests.factories import content


def look(told: bytes) -> Found:
    return taking_in.look(io.BytesIO(told), len(told))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("talk.mp3", Found("audio", "audio/mpeg", "mp3", 20)),
        ("talk.opus", Found("audio", "audio/ogg", "opus", 20)),
        ("talk.webm", Found("video", "video/webm", "webm", 20)),
        ("sound.webm", Found("audio", "audio/webm", "webm", 3)),
        ("short.mp4", Found("video", "video/mp4", "mp4", 3)),
        ("short.m4a", Found("audio", "audio/mp4", "m4a", 3)),
    ],
)
def test_sound_and_pictures_are_told_apart_with_how_long_they_last(name, found):
    assert look(content(name)) == found


def test_sound_behind_a_long_tag_is_found():
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 0x10, 0]) + b"\0" * 0x800
    told = content("talk.mp3")
    assert look(tag + told[told.index(b"\xff\xf3") :]).content_type == "audio/mpeg"


DAMAGED = "The file is damaged: it ends in the middle or is not what it seems. Please export it again."
OTHER = "Whatever its name says, this is a {} file. We take MP3, M4A, Opus, MP4 and WebM."
PAGE = "Whatever its name says, this is a web page or a drawing. We take MP3, M4A, Opus, MP4 and WebM."


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (b"", "The file is empty. Was it still being written? Please bring it again."),
        (b"<!doctype html><script>alert(1)</script>", PAGE),
        (b"\n <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", PAGE),
        (b"%PDF-1.7", OTHER.format("PDF")),
        (b"PK\x03\x04", OTHER.format("ZIP")),
        (b"GIF89a", OTHER.format("GIF")),
        (b"hello", "This is no recording that we know. We take MP3, M4A, Opus, MP4 and WebM."),
        (b"ID3\x04\0\0\0\0\0\x10" + b"<html><script>alert(1)</script>" * 90, DAMAGED),
        (b"\xff\xfb\x90\x64" + b"<script>alert(1)</script>" * 90, DAMAGED),
        (b"\0\0\0\x18ftypisom" + b"<script>" * 9, DAMAGED),
        (b"\x1a\x45\xdf\xa3" + b"\0" * 60, DAMAGED),
        (b"\x1a\x45\xdf\xa3\x9f" + b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" * 3_000, DAMAGED),
        (
            b"OggS" + b"\0" * 24 + b"\x80theora",
            "Of Ogg files we take sound in Opus or Vorbis. Please export it as MP3, M4A or Opus.",
        ),
        (b"OggS" + b"\0" * 24 + b"OpusHead", DAMAGED),
    ],
)
def test_what_is_no_recording_is_refused_with_what_to_do(told, sentence):
    with pytest.raises(Refused) as refused:
        look(told)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("name", ["talk.webm", "sound.webm", "short.mp4", "short.m4a"])
@pytest.mark.parametrize("share", [0.03, 0.5, 0.99])
def test_what_ends_in_the_middle_is_refused(name, share):
    told = content(name)
    with pytest.raises(Refused, match="damaged"):
        look(told[: int(len(told) * share)])


def test_what_is_not_compressed_is_refused_with_what_to_bring():
    with pytest.raises(Refused, match="Please bring MP3 or M4A"):
        look(content("short.wav"))


def test_a_recording_of_more_than_a_day_is_damaged():
    told = bytearray(content("short.mp4"))
    at = told.index(b"mvhd") + 4
    told[at + 12 : at + 20] = struct.pack(">II", 1, 4_000_000_000)
    with pytest.raises(Refused, match="more than a day"):
        look(bytes(told))


def test_video_that_not_every_browser_plays_is_refused():
    with pytest.raises(Refused, match=r"H\.264"):
        look(content("short.mp4").replace(b"avc1\0", b"hvc1\0"))
    with pytest.raises(Refused, match="QuickTime"):
        look(content("short.mp4").replace(b"ftypisom", b"ftypqt  "))


def test_matroska_is_refused():
    with pytest.raises(Refused, match="Matroska"):
        look(content("talk.webm").replace(b"\x42\x82\x84webm", b"\x42\x82\x84mkvm"))


def test_the_digest_is_that_of_the_whole_file():
    assert taking_in.sha256(io.BytesIO(b"abc")) == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
