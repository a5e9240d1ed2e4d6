"""Takes a picture in: whatever file people bring becomes two small WebP files with nothing in them but the picture.

What they carry along (where it was taken, by which camera, comments, a program hidden behind the picture) is not
written again, because nothing of the file is kept.
"""

import io
import warnings
from typing import IO, NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
SIZES = (512, 96)


class Refused(Exception):
    """`str()` of it is said to the person."""


class Picture(NamedTuple):
    """WebP by its size in pixels: {512: b"…", 96: b"…"}."""

    files: dict[int, bytes]


def take_in(file: IO[bytes], size: int) -> Picture:
    """`size`: in bytes, as the file says itself."""
    if size > MOST_BYTES:
        raise Refused(
            _("The file is larger than 10 MB. A smaller picture is enough: it is shown at 512 pixels.")
        )
    picture = _square(_read(file))
    return Picture({pixels: _as_webp(picture, pixels) for pixels in SIZES})


def _read(file: IO[bytes]) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise Refused(_("The picture has more than 40 million pixels. Please bring a smaller one."))
            image.draft("RGB", (1024, 1024))  # a large JPEG need not be read in full
            image.load()
            return ImageOps.exif_transpose(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(_("The picture has more than 40 million pixels. Please bring a smaller one.")) from None
    except UnidentifiedImageError:
        raise Refused(
            _("This is no picture that we can read. Please bring a JPEG, PNG or WebP file.")
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Refused(_("The file is damaged: the picture ends in the middle. Please try another.")) from None


def _square(image: Image.Image) -> Image.Image:
    """On white where it is see-through; a little above the middle, where faces are."""
    if image.has_transparency_data:
        apart = image.convert("RGBA")
        image = Image.new("RGB", apart.size, "white")
        image.paste(apart, mask=apart.getchannel("A"))
    side = min(*image.size, SIZES[0])
    return ImageOps.fit(image.convert("RGB"), (side, side), Image.Resampling.LANCZOS, centering=(0.5, 0.4))


def _as_webp(image: Image.Image, pixels: int) -> bytes:
    side = min(pixels, image.width)
    written = io.BytesIO()
    small = image.resize((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    bare = Image.frombytes("RGB", small.size, small.tobytes())  # without what Pillow would write again
    bare.save(written, "WEBP", quality=82, method=4)
    return written.getvalue()
