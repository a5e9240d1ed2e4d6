"""Takes a picture in: whatever file somebody brings becomes a file with nothing in it but the picture.

What a file is, its bytes say and not its name. Where it was taken, by which camera, comments, a program or an archive
behind the picture are not written again, because nothing of the file is kept: it is drawn anew, upright, in sRGB.
"""

import io
import warnings
from pathlib import PurePath
from typing import IO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000
LONGEST = 20_000  # pixels of a side
LEAST = 2
KEPT = 4_096  # pixels of the longer side: more than the largest screen that we make sizes for
_PHOTOS = ("AVIF", "JPEG", "WEBP")


class Taken(NamedTuple):
    name: str  # with the ending of what it is now
    content: bytes
    width: int
    height: int


def take_in(file: IO[bytes], name: str) -> Taken:
    """Raises ValidationError, in words for whoever brought it."""
    file.seek(0)
    image, was = _read(file)
    bare = _bare(image)
    is_photo = was in _PHOTOS and bare.mode == "RGB"
    written = io.BytesIO()
    if is_photo:
        bare.save(written, "JPEG", quality=92, optimize=True, progressive=True)
    else:
        bare.save(written, "PNG", optimize=True)
    stem = PurePath(get_valid_filename(PurePath(name).stem or "picture")).stem[:60] or "picture"
    return Taken(f"{stem}.{'jpg' if is_photo else 'png'}", written.getvalue(), *bare.size)


def _read(file: IO[bytes]) -> tuple[Image.Image, str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
            was = image.format or ""
            _check(image)
            if was == "JPEG":
                image.draft("RGB", (KEPT, KEPT))  # a giant need not be read in full
            image.load()
            return image, was
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except UnidentifiedImageError:
        words = _(
            "This is no picture that we can read, whatever its name says. Bring a JPEG, PNG, WebP, AVIF or GIF."
        )
        raise ValidationError(words, code="no_picture") from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        words = _("The file is damaged: the picture ends in the middle. Please try another.")
        raise ValidationError(words, code="damaged") from None


def _check(image: Image.Image) -> None:
    """What its head says, before anything is unpacked."""
    if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST:
        raise _too_large()
    if min(image.size) < LEAST:
        raise ValidationError(
            _("There is next to nothing in this picture: it is one pixel high or wide."), code="tiny"
        )
    if getattr(image, "n_frames", 1) > 1:
        words = _(
            "This picture moves, and readers could not stop it. Bring it as a video, which they can pause."
        )
        raise ValidationError(words, code="moving")


def _too_large() -> ValidationError:
    words = _(
        "This picture has more than %(millions)s million pixels, or a side of more than %(longest)s."
        " Make it smaller first."
    )
    told = {"millions": MOST_PIXELS // 1_000_000, "longest": f"{LONGEST:,}"}
    return ValidationError(words % told, code="too_many_pixels")


def _bare(image: Image.Image) -> Image.Image:
    """Upright, in sRGB, of a size that is worth keeping, and without a word about itself."""
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    image = _in_srgb(image, profile, mode) if profile else image.convert(mode)
    image.thumbnail((KEPT, KEPT), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    if image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image.convert(mode)
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, theirs, ours, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert(mode)  # a broken profile is none
    return turned if turned is not None else image.convert(mode)
