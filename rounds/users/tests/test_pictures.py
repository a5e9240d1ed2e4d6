"""Whatever file people bring: what is a picture becomes a small one, and what is none is refused in words."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from rounds.users.people.pictures import MOST_BYTES, Refused, take_in
from rounds.users.tests.people import person, says


def drawn(kind="JPEG", size=(800, 600), mode="RGB", **more):
    image = Image.new(mode, size, "red" if mode in {"RGB", "L", "P"} else (255, 0, 0, 0))
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def taken(content, size=None):
    return take_in(io.BytesIO(content), len(content) if size is None else size)


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_two_square_webp_files(kind):
    files = taken(drawn(kind)).files
    assert {pixels: (opened(one).format, opened(one).size) for pixels, one in files.items()} == {
        512: ("WEBP", (512, 512)),
        96: ("WEBP", (96, 96)),
    }


def test_a_small_picture_is_not_blown_up():
    assert {opened(one).size for one in taken(drawn(size=(40, 60))).files.values()} == {(40, 40)}


def test_where_and_with_what_it_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (44.0, 1.0, 20.0)
    content = drawn(exif=exif, comment=b"SecretComment", icc_profile=b"SecretProfile" * 20)
    assert b"SecretCamera" in content
    for one in taken(content).files.values():
        assert not opened(one).getexif()
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(opened(one).info)
        assert b"Secret" not in one


def test_text_in_a_png_is_gone():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "SecretComment")
    assert b"Secret" not in taken(drawn("PNG", pnginfo=notes)).files[512]


def test_it_stands_upright():
    """Orientation 6: the camera was held on its side. The left half becomes the upper one."""
    image = Image.new("RGB", (400, 400), "blue")
    image.paste("red", (0, 0, 200, 400))
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, quality=95)
    upright = opened(taken(file.getvalue()).files[512]).convert("RGB")
    above, below = upright.getpixel((200, 40)), upright.getpixel((200, 360))
    assert above[0] > 200 > above[2]
    assert below[2] > 200 > below[0]


def test_what_is_see_through_is_white():
    middle = opened(taken(drawn("PNG", mode="RGBA")).files[96]).convert("RGB").getpixel((40, 40))
    assert min(middle) > 250


@pytest.mark.parametrize("mode", ["L", "P", "LA", "1", "I;16", "CMYK"])
def test_every_kind_of_colour_is_read(mode):
    image = Image.new(mode, (300, 300))
    file = io.BytesIO()
    image.save(file, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(taken(file.getvalue()).files[96]).size == (96, 96)


def test_a_program_behind_the_picture_is_gone():
    polyglot = drawn("PNG") + b"<script>alert('Secret')</script>PK\x03\x04Secret.zip"
    assert all(b"Secret" not in one for one in taken(polyglot).files.values())


SVG = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"""


def bomb(width=50_000, height=50_000):
    """A PNG of a few bytes that says it is enormous."""

    def chunk(name, content):
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SVG, "no picture that we can read"),
        (b"GIF89a" + b"\0" * 100, "no picture that we can read"),
        (drawn("GIF", mode="P"), "no picture that we can read"),
        (drawn("BMP"), "no picture that we can read"),
        (drawn("TIFF"), "no picture that we can read"),
        (b"%PDF-1.7", "no picture that we can read"),
        (b"", "no picture that we can read"),
        (b"hello", "no picture that we can read"),
        (drawn("JPEG", size=(2_000, 2_000), quality=95)[:8_000], "damaged"),
        (drawn("PNG", size=(900, 900))[:-60], "damaged"),
        (bomb(), "40 million pixels"),
        (bomb(7_000, 6_000), "40 million pixels"),
    ],
    ids=[
        "svg",
        "gif-head",
        "gif",
        "bmp",
        "tiff",
        "pdf",
        "empty",
        "text",
        "cut-jpeg",
        "cut-png",
        "bomb",
        "large",
    ],
)
def test_what_is_no_picture_is_refused_in_words(content, said):
    with pytest.raises(Refused, match=said):
        taken(content)


def test_a_large_file_is_refused_before_it_is_read():
    with pytest.raises(Refused, match="10 MB"):
        take_in(io.BytesIO(b""), MOST_BYTES + 1)


# On the page


@pytest.fixture
def jane(db, client, private_files):
    user = person("Jane Roe")
    client.force_login(user)
    return user


def sent(content, name="me.jpg"):
    file = io.BytesIO(content)
    file.name = name
    return {"picture": file}


def test_it_is_kept_under_a_name_that_nobody_guesses(client, jane, private_files):
    client.post("/me/profile/picture/", sent(drawn(), "jane-roe-home.jpg"))
    names = sorted(one.name for one in private_files.rglob("*.webp"))
    assert len(names) == 2
    assert not any("jane" in name for name in names)
    jane.profile.refresh_from_db()
    assert all(name.startswith(jane.profile.picture) and len(jane.profile.picture) == 32 for name in names)


def test_a_new_one_and_taking_it_away_leave_no_file(
    client, jane, private_files, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/me/profile/picture/", sent(drawn()))
        client.post("/me/profile/picture/", sent(drawn("PNG")))
    assert len(list(private_files.rglob("*.webp"))) == 2
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/me/profile/picture/", {"do": "take-away"})
    assert list(private_files.rglob("*.webp")) == []


def test_what_was_refused_is_said_on_the_page(client, jane):
    answer = client.post("/me/profile/picture/", sent(SVG, "me.png"))
    assert answer.status_code == 422
    assert "no picture that we can read" in answer.content.decode()


@pytest.mark.parametrize(
    ("audiences", "seen"),
    [
        (
            {"name": "everyone", "picture": "everyone"},
            {"nobody": 200, "guest": 200, "member": 200, "jane": 200},
        ),
        (
            {"name": "everyone", "picture": "members"},
            {"nobody": 404, "guest": 404, "member": 200, "jane": 200},
        ),
        (
            {"name": "members", "picture": "everyone"},
            {"nobody": 404, "guest": 404, "member": 200, "jane": 200},
        ),
        ({"name": "everyone", "picture": "me"}, {"nobody": 404, "guest": 404, "member": 404, "jane": 200}),
    ],
)
@pytest.mark.usefixtures("members_by_address")
def test_it_is_served_to_those_who_may_see_it_and_to_no_cache_between(client, jane, audiences, seen):
    client.post("/me/profile/picture/", sent(drawn()))
    profile = says(jane, audiences=audiences)
    viewers = {
        "nobody": None,
        "guest": person("A Guest"),
        "member": person("A Member", email="a@member.example"),
        "jane": jane,
    }
    answers = {}
    for who, user in viewers.items():
        client.logout()
        if user:
            client.force_login(user)
        answer = client.get(f"/members/{profile.slug}/picture-96.webp")
        answers[who] = answer.status_code
        if answer.status_code == 200:
            assert (answer["Content-Type"], answer["Cache-Control"]) == (
                "image/webp",
                "private, max-age=3600",
            )
            assert answer["X-Content-Type-Options"] == "nosniff"
    assert answers == seen
