"""What the formats of files are called. Pure."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_FORMATS: dict[str, str | Promise] = {
    "pdf": "PDF",
    "docx": _("Word (DOCX)"),
    "doc": _("Word (DOC)"),
    "odt": _("OpenDocument text (ODT)"),
    "rtf": "RTF",
    "xlsx": _("Excel (XLSX)"),
    "xls": _("Excel (XLS)"),
    "ods": _("OpenDocument spreadsheet (ODS)"),
    "csv": _("Spreadsheet (CSV)"),
    "pptx": _("PowerPoint (PPTX)"),
    "ppt": _("PowerPoint (PPT)"),
    "odp": _("OpenDocument slides (ODP)"),
    "epub": _("E-book (EPUB)"),
    "txt": _("Plain text (TXT)"),
    "md": _("Plain text (Markdown)"),
    "html": _("Web page (HTML)"),
    "zip": _("Archive (ZIP)"),
    "png": _("Picture (PNG)"),
    "jpg": _("Picture (JPEG)"),
    "jpeg": _("Picture (JPEG)"),
    "webp": _("Picture (WebP)"),
    "svg": _("Drawing (SVG)"),
    "mp3": _("Sound (MP3)"),
    "mp4": _("Video (MP4)"),
}


def format_of(name: str) -> str:
    """Of a file's name, what stands behind the last dot, in small letters; "" where nothing does."""
    before, _dot, ending = name.rpartition(".")
    return ending.lower() if before else ""


def in_words(ending: str) -> str:
    return str(_FORMATS.get(ending, ending.upper()))
