"""Pictures for tests, good and hostile, made here byte by byte or drawn by Pillow."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageDraw

from rounds.content.actions import keep_picture
from rounds.content.models import Picture

PLACE = "Somewhere secret"


def drawn(width: int = 1000, height: int = 600, mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height), fill="#0d5c41")
    draw.ellipse((width // 4, height // 4, width // 2, height // 2), fill="#d98032")
    return image


def as_bytes(image: Image.Image, format: str = "JPEG", **more) -> bytes:
    written = io.BytesIO()
    image.save(written, format, **more)
    return written.getvalue()


def jpeg(width: int = 1000, height: int = 600) -> bytes:
    return as_bytes(drawn(width, height))


def from_a_phone() -> bytes:
    """Lying on its side, with the place, the camera and a comment."""
    image = drawn(600, 1000)
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = PLACE
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (44.0, 1.0, 21.0)
    return as_bytes(image, exif=exif, comment=PLACE.encode())


def svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it is a giant."""

    def part(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 9)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def moving(format: str = "GIF") -> bytes:
    frames = [drawn(40, 30), Image.new("RGB", (40, 30), "red")]
    return as_bytes(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


def with_an_archive_behind_it() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    return jpeg() + packed.getvalue()


def picture(title: str = "A ward", content: bytes | None = None, **more) -> Picture:
    return keep_picture(title=title, name="ward.jpg", content=content or jpeg(), by=None, **more)
