"""CSV and its relatives: which encoding, which separator, which rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from rounds.spreadsheets.reading.limits import Gathering, Unreadable

SAMPLE = 60_000  # bytes that are looked at to guess
SEPARATORS = (",", ";", "\t", "|", "¬", "^", "~")
_BOMS = (  # UTF-32 before UTF-16: one begins like the other
    (codecs.BOM_UTF8, "utf_8"),
    (codecs.BOM_UTF32_LE, "utf_32"),
    (codecs.BOM_UTF32_BE, "utf_32"),
    (codecs.BOM_UTF16_LE, "utf_16"),
    (codecs.BOM_UTF16_BE, "utf_16"),
)
ENCODINGS = {  # what a person may choose, with its name
    "utf_8": "UTF-8",
    "cp1252": "Western (Windows-1252)",
    "latin_1": "Western (ISO 8859-1)",
    "mac_roman": "Western (Macintosh)",
    "cp850": "Western (DOS)",
    "cp1250": "Central European (Windows-1250)",
    "iso8859_2": "Central European (ISO 8859-2)",
    "cp1257": "Baltic (Windows-1257)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "cp874": "Thai (Windows-874)",
    "cp1258": "Vietnamese (Windows-1258)",
    "cp932": "Japanese (Shift-JIS)",
    "euc_jp": "Japanese (EUC-JP)",
    "gb18030": "Chinese, simplified (GB18030)",
    "big5": "Chinese, traditional (Big5)",
    "cp949": "Korean (EUC-KR)",
    "utf_16": "UTF-16",
    "utf_16_le": "UTF-16 (little endian)",
    "utf_16_be": "UTF-16 (big endian)",
    "utf_32": "UTF-32",
}
# Of one byte a letter and with Latin letters: what statistics tell apart badly, plausible spelling does better.
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "mac_roman", "cp850")
_ALPHABETS = [
    frozenset(letters)
    for letters in [
        "äöüß",
        "àâæçéèêëîïôœùûüÿ",
        "áéíñóúüïç",
        "ãáâàçéêíóôõúü",
        "àèéìòùî",
        "éëïèöüó",
        "åäöéü",
        "åæøéèò",
        "áðéíóúýþæö",
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýžöü",
        "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "čćđšž",
        "ăâîșşțţ",
        "çğıöşüâîûi̇",
        "ąčęėįšųūž",
        "āčēģīķļņšūž",
        "äõöüšž",
    ]
]
_ALIKE = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift_jis_2004": "cp932",
          "euc_kr": "cp949", "johab": "cp949", "big5hkscs": "big5", "cp950": "big5",
          "euc_jis_2004": "euc_jp", "euc_jisx0213": "euc_jp", "iso8859_7": "cp1253", "iso8859_5": "cp1251",
          "mac_cyrillic": "cp1251", "iso8859_8": "cp1255", "iso8859_6": "cp1256"}  # fmt: skip
_OTHER_SCRIPTS = ("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874",
                  "cp932", "euc_jp", "gb18030", "big5", "cp949")  # fmt: skip


class ReadAs(NamedTuple):
    encoding: str
    separator: str
    notes: tuple[str, ...] = ()


def refuse_what_is_none(content: bytes) -> None:
    """Files that are no text, by what they begin with."""
    start = content[:600].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            _(
                "This is an old Excel file (.xls) or one with a password. Please save it as .xlsx"
                " without a password, or as CSV."
            )
        )
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise Unreadable(
            _("This is a ZIP file, but no Excel workbook. Please save the table as .xlsx or as CSV.")
        )
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf")):
        raise Unreadable(_("This is not a table. Please bring a CSV or an Excel file (.xlsx)."))
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise Unreadable(
            _("This is a web page or XML, whatever its name says. Please save the table as .xlsx or as CSV.")
        )


def read(content: bytes, encoding: str, separator: str, gathering: Gathering) -> ReadAs:
    used = encoding if encoding in ENCODINGS else guessed(content)
    decoded, notes = _decoded(content, used)
    told = re.match(r"sep=(.)\r?\n", decoded, re.IGNORECASE)
    if told:  # Excel's own way to say it
        decoded = decoded[told.end() :]
    if separator not in SEPARATORS:
        separator = told[1] if told and told[1] in SEPARATORS else separator_of(decoded)
    gathering.take(_rows(decoded, separator, 2 if told else 1))
    return ReadAs(used, separator, notes)


def guessed(content: bytes) -> str:
    """The encoding that a file most likely has. What is valid UTF-8 is UTF-8: chance hardly ever writes it."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    if wide := _wide(content[:SAMPLE]):
        return wide
    try:
        content.decode("utf_8")
    except UnicodeDecodeError:
        return _by_statistics(_telling(content))
    return "utf_8"


def separator_of(text: str) -> str:
    """The one that cuts the first lines into the same number of pieces."""
    lines = text[:SAMPLE].splitlines()[:60]
    sample = "\n".join(lines) + "\n"
    return max(SEPARATORS, key=lambda one: _evenness(sample, one))


def _evenness(sample: str, separator: str) -> tuple[float, int]:
    widths = Counter(len(cells) for _n, cells in _rows(sample, separator, 1) if any(cells))
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0.0, 0
    width, count = max(cut.items(), key=lambda one: (one[1], one[0]))
    return count / sum(widths.values()), width


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin text is empty."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    few, many = len(sample) * 0.02, len(sample) * 0.2
    if odd > many and even < few:
        return "utf_16_le"
    return "utf_16_be" if even > many and odd < few else ""


def _telling(content: bytes) -> bytes:
    """Of a long file the lines that hold more than ASCII, since the rest says nothing."""
    lines = [line for line in content.splitlines() if not line.isascii()]
    return b"\n".join(lines)[:SAMPLE] + b"\n"


def _by_statistics(sample: bytes) -> str:
    found = from_bytes(sample, cp_isolation=[*_LATIN, *_OTHER_SCRIPTS])
    first = found.best()
    best = _ALIKE.get(first.encoding, first.encoding) if first is not None else ""
    latin = max(
        _LATIN, key=lambda one: (_plausibility(sample, one) + _coherence(sample, one), -_LATIN.index(one))
    )
    if best in _OTHER_SCRIPTS and _plausibility(sample, best) >= _plausibility(sample, latin):
        return best
    return latin


def _plausibility(sample: bytes, encoding: str) -> float:
    """From -1 to 1: how many of the characters beyond ASCII stand where such characters stand."""
    text = sample.decode(encoding, errors="replace")
    marks = list(re.finditer(r"[^\x00-\x7f]", text))
    if not marks:
        return 0.0
    return sum(_fits(text, one.start()) for one in marks) / len(marks)


def _coherence(sample: bytes, encoding: str) -> float:
    """From 0 to 1: how many of the letters beyond ASCII one single language writes."""
    letters = [
        letter
        for letter in sample.decode(encoding, "replace").lower()
        if letter > "\x7f" and letter.isalpha()
    ]
    if not letters:
        return 1.0
    return max(sum(letter in alphabet for letter in letters) for alphabet in _ALPHABETS) / len(letters)


def _fits(text: str, place: int) -> float:
    letter = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    inside = before.isalpha() or after.isalpha()
    if letter == "\ufffd" or "\x80" <= letter <= "\x9f":
        return -3.0
    if letter.isalpha():
        rare = letter in "ªºƒþÞðÐýÿÝŸµßıøØæÆ" and not letter.islower()
        shouting = letter.isupper() and before.islower()
        return -1.0 if shouting or rare else 1.0
    if letter in "’‘" and before.isalpha() and after.isalpha():
        return 1.0
    if letter in "’‘–—“”„«»…•€£°§№®™ºª·¡¿、。・（）「」，：；\u00a0":
        return 0.6
    return -1.0 if inside else 0.2


def _decoded(content: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        decoded = content.decode(encoding)
        notes: tuple[str, ...] = ()
    except UnicodeDecodeError:
        decoded = content.decode(encoding, errors="replace")
        words = _(
            "Some characters do not fit “%(encoding)s”. Please look whether names read right, or choose another."
        )
        notes = (words % {"encoding": ENCODINGS[encoding]},)
    return decoded.removeprefix("\ufeff").replace("\0", ""), notes


def _rows(text: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Line where a row begins, and its cells. A quote that never ends does not swallow the rest of the file."""
    lines = io.StringIO(text, newline="")
    if _swallows(text, separator):
        reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(lines, delimiter=separator)
    begins = first
    try:
        for cells in reader:
            yield begins, cells
            begins = first + reader.line_num
    except csv.Error as broken:
        raise Unreadable(
            _("Line %(line)d cannot be read as CSV: %(why)s.") % {"line": begins, "why": broken}
        ) from None


def _swallows(text: str, separator: str) -> bool:
    if text.count('"') % 2 == 0:
        return False
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return any(cell.count("\n") > 20 for cells in reader for cell in cells[-1:])
    except csv.Error:
        return True
