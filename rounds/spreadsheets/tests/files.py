"""Messy files for tests, written in code: text in many encodings and shapes, and workbooks, honest and hostile."""

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

# Language, encoding, separator, text. The first row is the header.
TEXTS = [
    ("english", "utf_8", ",", "Hosp Name,City,FB page\nMercy General,Rochester,facebook.com/mercy\n"),
    ("english with a mark", "utf_8_sig", ",", "Hosp Name,City\nSt Mary’s,Rochester\n"),
    ("windows apostrophe", "cp1252", ",", "Name,City\nSt Mary’s Hospital,Rochester\nSt Luke’s,Boise\n"),
    ("german", "cp1252", ";", "Krankenhaus;Ort;Straße\nUniversitätsklinikum;München;Ismaninger Straße 22\n"),
    ("french", "latin_1", ";", "Hôpital;Ville\nHôpital Européen;Orléans\nCentre Léon Bérard;Lyon\n"),
    ("spanish", "cp1252", "\t", "Nombre\tTeléfono\tPaís\nHospital del Niño\t915035900\tEspaña\n"),
    ("french of a macintosh", "mac_roman", ";", "Hôpital;Ville\nHôpital Européen;Orléans\nCentre Léon Bérard;Lyon\n"),
    ("polish", "cp1250", ";", "Nazwa;Miasto\nSzpital Świętego Łukasza;Łódź\nSzpital Żeromskiego;Kraków\n"),
    ("czech", "cp1250", ";", "Nemocnice;Město\nNemocnice Třebíč;Třebíč\nNemocnice Vyškov;Vyškov\n"),
    ("russian", "cp1251", ";", "Название;Город;ВК\nГородская больница №1;Москва;vk.com/hospital1\n"),
    ("greek", "cp1253", ";", "Νοσοκομείο;Πόλη\nΕυαγγελισμός;Αθήνα\nΛαϊκό Νοσοκομείο;Αθήνα\n"),
    ("turkish", "cp1254", ";", "Hastane;Şehir\nAcıbadem Hastanesi;İstanbul\nGülhane Eğitim;Ankara\n"),
    ("hebrew", "cp1255", ",", "שם,עיר\nבית החולים הדסה,ירושלים\nהמרכז הרפואי שיבא,רמת גן\n"),
    ("arabic", "cp1256", ",", "اسم المستشفى,المدينة\nمستشفى الملك فيصل,الرياض\nمستشفى الجامعة,عمان\n"),
    ("japanese", "cp932", ",", "病院名,都道府県,ツイッター\n聖路加国際病院,東京都,https://twitter.com/stlukes\n"),
    ("japanese of unix", "euc_jp", ",", "病院名,都道府県,ツイッター\n聖路加国際病院,東京都,https://twitter.com/stlukes\n"),
    ("chinese", "gb18030", ",", "医院名称,城市,微博\n北京协和医院,北京,https://weibo.com/pumch\n"),
    ("chinese of taiwan", "big5", ",", "醫院名稱,城市,臉書\n國立臺灣大學醫學院附設醫院,台北,facebook.com/ntuh\n"),
    ("korean", "cp949", ",", "병원명,도시\n서울대학교병원,서울\n세브란스병원,서울\n"),
    ("utf-16", "utf_16", "\t", "Name\tCity\nMercy Général\tRochester\n"),
    ("utf-16 without a mark", "utf_16_le", "\t", "Name\tCity\nMercy General\tRochester\n"),
    ("pipes", "utf_8", "|", "Name|City|Web\nMercy, Inc.|Rochester|mercy.org\n"),
    ("nhs", "cp1252", "¬", "OrganisationName¬City¬Website\nSt Bartholomew’s¬London¬www.barts.nhs.uk\n"),
]  # fmt: skip


def on_disk(folder: Path, content: bytes | str, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(*rows: Iterable[Any], change: Callable[[Workbook], None] | None = None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if change:
        change(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def changed(content: bytes, parts: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """A workbook with some of its parts written over, or added."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = parts.get(name, old.read(name))
            new.writestr(name, part(old.read(name)) if callable(part) else part)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return kept.getvalue()
