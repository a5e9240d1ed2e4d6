"""What strangers bring: pictures and JSON, broken, huge or made to hurt."""

import json
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from rounds.badges import baking, opening
from rounds.badges.opening import Unreadable


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "PNG", pnginfo=None)
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunk(data: bytes, kind: bytes = b"iTXt") -> bytes:
    whole = picture()
    return whole[:33] + chunk(kind, data) + whole[33:]


def why(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        opening.opened(content)
    return refused.value.why


def test_a_baked_picture_gives_its_credential_back_and_is_the_same_picture():
    told = '{"a": "Ü 健 \\n"}'
    plain = picture()
    baked = baking.bake(plain, told)
    assert baking.read(baked) == told
    assert list(Image.open(BytesIO(baked)).getdata()) == list(Image.open(BytesIO(plain)).getdata())
    assert [one for one in baking.chunks(baked) if not one.is_baked] == list(baking.chunks(plain))


def test_baked_again_it_has_the_new_one_alone():
    baked = baking.bake(baking.bake(picture(), '{"a": 1}'), '{"a": 2}')
    assert baking.read(baked) == '{"a": 2}'
    assert sum(one.is_baked for one in baking.chunks(baked)) == 1


def test_pillow_reads_what_we_baked():
    image = Image.open(BytesIO(baking.bake(picture(), '{"a": 1}')))
    assert image.text["openbadgecredential"] == '{"a": 1}'


def test_a_packed_credential_is_read_too():
    packed = baking.KEYWORD + b"\0\1\0en\0badge\0" + zlib.compress(b'{"a": 1}')
    assert opening.opened(with_chunk(packed)) == {"a": 1}


def test_a_bomb_in_a_picture_is_not_unpacked():
    bomb = baking.KEYWORD + b"\0\1\0\0\0" + zlib.compress(b" " * 50_000_000)
    assert len(bomb) < 100_000
    assert why(with_chunk(bomb)) == Unreadable.TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [
        baking.SIGNATURE,
        picture()[:-1],
        picture()[:20],
        picture().replace(b"IDAT", b"IDAU"),
        baking.SIGNATURE + chunk(b"IDAT", b""),
        baking.SIGNATURE + struct.pack(">I", 0xFFFFFFFF) + b"IHDR",
        picture()[:33] + chunk(b"teSt", b"") * 5_000 + picture()[33:],
        with_chunk(baking.KEYWORD + b"\0\2\0\0\0{}"),
        with_chunk(baking.KEYWORD + b"\0\0\0"),
        with_chunk(baking.KEYWORD + b"\0\1\0\0\0nonsense"),
        with_chunk(baking.KEYWORD + b"\0\0\0\0\0\xff"),
    ],
)
def test_a_broken_picture_is_refused(content):
    assert why(content) == Unreadable.BROKEN_PICTURE


def test_a_picture_without_a_badge_says_so():
    assert why(picture()) == Unreadable.BARE_PICTURE
    assert why(with_chunk(b"openbadge\0\0\0\0\0{}")) == Unreadable.BARE_PICTURE


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Unreadable.BROKEN_JSON),
        (b"GIF89a", Unreadable.BROKEN_JSON),
        (b"\xff\xd8\xff\xe0", Unreadable.NEITHER),
        (b"[1]", Unreadable.BROKEN_JSON),
        (b'{"a": 1, "a": 2}', Unreadable.BROKEN_JSON),
        (b'{"a": NaN}', Unreadable.BROKEN_JSON),
        (b'{"a": 1e999}', Unreadable.BROKEN_JSON),
        (b'{"a": ' + b"9" * 5_000 + b"}", Unreadable.BROKEN_JSON),
        (b'{"a": "\\ud800"}', Unreadable.BROKEN_JSON),
        (b'{"a":' * 100_000, Unreadable.TOO_LARGE),
        (b'{"a":' * 40_000, Unreadable.TOO_MUCH),
        (b'{"a":' * 30 + b"1" + b"}" * 30, Unreadable.TOO_MUCH),
        (json.dumps({"a": [[]] * 3_000}).encode(), Unreadable.TOO_MUCH),
        (b"a" * (opening.MOST_FILE + 1), Unreadable.TOO_LARGE),
        (b"eyJhbGciOiJFUzI1NiJ9.eyJ2YyI6e319.c2ln", Unreadable.TOKEN),
    ],
    ids=range(15),
)
def test_what_is_no_credential_is_refused(content, expected):
    assert why(content) == expected


def test_the_fingerprint_is_of_the_values_however_they_are_written():
    one, other = (
        opening.document('{"a": [1, "ü"], "b": null}'),
        opening.document('{"b":null,"a":[1,"\\u00fc"]}'),
    )
    assert opening.fingerprint(one) == opening.fingerprint(other)
    changed = opening.document('{"a": [1, "u"], "b": null}')
    assert opening.fingerprint(one) != opening.fingerprint(changed)
