"""Numbers of clauses and points of lists in a Word file. Each list counts for itself."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

STEP, DEEPEST = 7, 8  # millimeters; the last of Word's nine levels
_TWIPS = 56.7  # in a millimeter


class Numbering:
    def __init__(self, file: Any) -> None:
        self._root = file.part.numbering_part.element
        for style in ("List Bullet", "List Number"):  # each list says itself how it counts
            properties = file.styles[style].element.pPr
            if (own := properties.find(qn("w:numPr"))) is not None:
                properties.remove(own)
        self._points = self._abstract("bullet", "•")
        self._numbers = self._abstract("decimal", "%{}.")

    def of_headings(self) -> int:
        return self._series(self._abstract("decimal", "%{}.", style="Heading1")).numId

    def of_points(self, *, is_numbered: bool, start: int, level: int) -> int:
        made = self._series(self._numbers if is_numbered else self._points)
        if is_numbered:
            made.add_lvlOverride(ilvl=min(level, DEEPEST)).add_startOverride(start)
        return made.numId

    def number(self, paragraph: Paragraph, series: int, level: int = 0) -> None:
        number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val, number.get_or_add_numId().val = min(level, DEEPEST), series

    def indent(self, depth: int) -> Any:
        return Mm(STEP * min(depth, DEEPEST + 1))

    def _series(self, abstract: int) -> Any:
        return self._root.add_num(abstract)

    def _abstract(self, kind: str, text: str, *, style: str = "") -> int:
        """Word wants all of these before the first series."""
        there = self._root.findall(qn("w:abstractNum"))
        key = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in there), default=0)
        made = _element("abstractNum", abstractNumId=key)
        made.append(_element("multiLevelType", val="hybridMultilevel"))
        for level in range(DEEPEST + 1):
            made.append(_level(level, kind, text.format(level + 1), style if level == 0 else ""))
        first = self._root.find(qn("w:num"))
        if first is None:
            self._root.append(made)
        else:
            first.addprevious(made)
        return key


def _level(level: int, kind: str, text: str, style: str) -> Any:
    made = _element("lvl", ilvl=level)
    made.append(_element("start", val=1))
    made.append(_element("numFmt", val=kind))
    if style:
        made.append(_element("pStyle", val=style))
    made.append(_element("lvlText", val=text))
    made.append(_element("lvlJc", val="left"))
    place = OxmlElement("w:pPr")
    left = round((STEP * (level + 1) if not style else 8) * _TWIPS)
    place.append(_element("ind", left=left, hanging=round((STEP if not style else 8) * _TWIPS)))
    made.append(place)
    return made


def _element(name: str, **attributes: Any) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
