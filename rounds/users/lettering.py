"""Letters as they look, for finding words that are written to look like others. Pure.

"МD" with a Cyrillic М, "ᴍᴅ" in small capitals, "Ｍ．Ｄ．" and "M\u200bD" all read as "MD".
"""

import unicodedata
from typing import NamedTuple

# Letters of other scripts that look like Latin ones. What is missing here is read as itself.
_LOOKS = {
    **dict(zip("АВЕКМНОРСТУХІЈЅԚԜҮ", "ABEKMHOPCTYXIJSQWY", strict=True)),  # Cyrillic
    **dict(zip("аеорсухіјѕԁһԛԝпг", "aeopcyxijsdhqwnr", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC", strict=True)),  # Greek
    **dict(zip("οαρνϲυ", "oapvcu", strict=True)),
    **dict(zip("ᎠᎷᎡᎢᏢᏟᏚᏒᎪᏴᎻᏞᎬᏙᏎ", "DMRTPCSRABHLEVS", strict=True)),  # Cherokee
    **dict(zip("ꓓꓟꓣꓠꓑꓬꓮꓐꓚꓢꓔꓳꓧꓡꓰꓦꓗ", "DMRNPYABCSTOHLEVK", strict=True)),  # Lisu
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ", strict=True)),  # small capitals
    **dict(zip("օոսցհ", "onugh", strict=True)),  # Armenian
    **{chr(0x1F150 + n): chr(65 + n) for n in range(26)},  # negative circled
    **{chr(0x1F170 + n): chr(65 + n) for n in range(26)},  # negative squared
    **{chr(0x1F1E6 + n): chr(65 + n) for n in range(26)},  # regional
    "’": "'", "‐": "-", "‑": "-", "‒": "-", "–": "—", "⁄": "/", "∕": "/", "，": ",", "、": ",", "。": ".",
}  # fmt: skip


class Plain(NamedTuple):
    text: str
    places: list[int]  # of each character, where it stands in the text that was given


def plain(given: str) -> Plain:
    """Without marks and what is invisible; each character knows where it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(given):
        for one in unicodedata.normalize("NFKD", _LOOKS.get(character, character)):
            category = unicodedata.category(one)
            if category in {"Mn", "Me", "Cf", "Cc", "Cn", "Co"} and one not in "\n\t":
                continue
            letters.append(_LOOKS.get(one, " " if one.isspace() else one))
            places.append(place)
    return Plain("".join(letters), places)
