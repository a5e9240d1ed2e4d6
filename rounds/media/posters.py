"""The still picture of a recording: whatever file people bring becomes one WebP with nothing in it but the picture."""

import io
import warnings
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
BOX = (1280, 1280)
QUALITY = 80


class Refused(Exception):
    """`str()` of it is said to the person."""


def take_in(file: IO[bytes], size: int) -> bytes:
    """As WebP. `size`: in bytes. Raises Refused."""
    if size > MOST_BYTES:
        raise Refused(
            _("The picture is larger than 15 MB. It is shown at 1280 pixels: a smaller one is enough.")
        )
    return _as_webp(_read(file))


def _read(file: IO[bytes]) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise Refused(_("The picture has more than 50 million pixels. Please bring a smaller one."))
            image.load()
            return ImageOps.exif_transpose(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(_("The picture has more than 50 million pixels. Please bring a smaller one.")) from None
    except UnidentifiedImageError:
        raise Refused(
            _("This is no picture that we can read. Please bring a JPEG, PNG or WebP file.")
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Refused(_("The picture is damaged: it ends in the middle. Please try another.")) from None


def _as_webp(image: Image.Image) -> bytes:
    if image.has_transparency_data:
        apart = image.convert("RGBA")
        image = Image.new("RGB", apart.size, "white")
        image.paste(apart, mask=apart.getchannel("A"))
    small = image.convert("RGB")
    small.thumbnail(BOX, Image.Resampling.LANCZOS)
    bare = Image.frombytes("RGB", small.size, small.tobytes())  # without what Pillow would write again
    written = io.BytesIO()
    bare.save(written, "WEBP", quality=QUALITY, method=4)
    return written.getvalue()
