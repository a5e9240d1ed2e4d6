"""What the bytes of a page say, whatever its server claims. Never raises."""

import codecs
import re

_BEGINNING = 4_096  # bytes in which a page names its charset
_NAMED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names that pages use, as browsers take them (WHATWG Encoding). Not UTF-7, in which harmless bytes spell markup.
_CODECS = {
    codec: names.split()
    for codec, names in {
        "utf-8": "utf-8 utf8 unicode-1-1-utf-8",
        "cp1252": "windows-1252 cp1252 iso-8859-1 iso8859-1 latin1 latin-1 l1 ascii us-ascii iso_8859-1 x-cp1252",
        "cp1250": "windows-1250 cp1250 x-cp1250",
        "cp1251": "windows-1251 cp1251 x-cp1251",
        "cp1253": "windows-1253 cp1253",
        "cp1254": "windows-1254 cp1254 iso-8859-9 latin5",
        "cp1255": "windows-1255 cp1255",
        "cp1256": "windows-1256 cp1256",
        "cp1257": "windows-1257 cp1257",
        "cp1258": "windows-1258 cp1258",
        "cp874": "windows-874 tis-620 iso-8859-11",
        "iso8859-2": "iso-8859-2 iso8859-2 latin2",
        "iso8859-5": "iso-8859-5 iso8859-5 cyrillic",
        "iso8859-6": "iso-8859-6 iso8859-6 arabic",
        "iso8859-7": "iso-8859-7 iso8859-7 greek",
        "iso8859-8": "iso-8859-8 iso8859-8 iso-8859-8-i hebrew",
        "iso8859-15": "iso-8859-15 iso8859-15 latin-9 latin9",
        "koi8-r": "koi8-r koi8r koi8",
        "koi8-u": "koi8-u",
        "cp866": "ibm866 cp866",
        "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932",
        "euc_jp": "euc-jp x-euc-jp",
        "iso2022_jp": "iso-2022-jp",
        "gb18030": "gb2312 gbk gb18030 x-gbk chinese gb_2312-80 cp936",
        "big5hkscs": "big5 big5-hkscs x-x-big5",
        "cp949": "euc-kr ks_c_5601-1987 ksc5601 korean windows-949 cp949",
        "utf-16-le": "utf-16 utf-16le ucs-2 unicode",
        "utf-16-be": "utf-16be",
    }.items()
}
_BY_NAME = {name: codec for codec, names in _CODECS.items() for name in names}


def decoded(body: bytes, told: str = "") -> str:
    """`told`: the charset of the header, which lies as often as not.

    A byte order mark decides. A page that reads as UTF-8 is UTF-8: longer texts in others do not by chance. Else the
    header and the page are believed where the bytes allow it, and at last the charset of the western web.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    named = _NAMED.search(body[:_BEGINNING])
    claimed = [_BY_NAME.get(name.lower(), "") for name in (told, named[1].decode("ascii") if named else "")]
    wide = _wide(body[:_BEGINNING])
    shifted = [codec for codec in claimed if codec == "iso2022_jp"]  # written in ASCII, and so like UTF-8 too
    for codec in filter(None, [wide, *shifted, "utf-8", *claimed]):
        if codec.startswith("utf-16") and codec != wide:
            continue
        try:
            return body.decode(codec)
        except UnicodeDecodeError:
            continue
    first = next((codec for codec in claimed if codec and not codec.startswith("utf-16")), "utf-8")
    return body.decode("cp1252" if first == "utf-8" and not _is_mostly_utf_8(body) else first, "replace")


def _wide(beginning: bytes) -> str:
    """UTF-16 without its mark: in markup every other byte is zero."""
    half = len(beginning) // 2
    if half and beginning[1::2].count(0) > 0.6 * half:
        return "utf-16-le"
    return "utf-16-be" if half and beginning[::2].count(0) > 0.6 * half else ""


def _is_mostly_utf_8(body: bytes) -> bool:
    """One broken byte in a page of UTF-8 does not make it another charset."""
    broken = body.decode("utf-8", "replace").count("\ufffd")
    return broken * 20 < sum(byte > 127 for byte in body)
