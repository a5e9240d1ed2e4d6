"""The texts, pictures and recordings themselves. No test here asks the database."""

import io
import itertools
import re
import tomllib

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from rounds.content.starter import sheets, words
from rounds.content.starter.bodies import body_of
from rounds.content.starter.checking import DAY, faults
from rounds.content.starter.parts import GAP, parts_of
from rounds.content.starter.pieces import GROUPS, HERE, pieces
from rounds.content.starter.recordings import FOLDER, file_of
from rounds.media import chapters, taking_in, vtt

BY_SLUG = {one.slug: one for one in pieces()}
WRITTEN = [one for one in pieces() if "body" in one.written]
ON_PAPER = [one for one in pieces() if "file" in one.written]
PLAYED = [one for one in pieces() if "recording" in one.written]

# 45 CFR 164.508: (c)(1) the core elements, (c)(2) the statements, (c)(4) the copy, (a)(3)(ii) who pays.
OF_THE_RULE = {
    "description": "164.508(c)(1)(i)",
    "discloser": "164.508(c)(1)(ii)",
    "recipient": "164.508(c)(1)(iii)",
    "purpose": "164.508(c)(1)(iv)",
    "expiry": "164.508(c)(1)(v)",
    "signature": "164.508(c)(1)(vi)",
    "revoke": "164.508(c)(2)(i)",
    "condition": "164.508(c)(2)(ii)",
    "redisclosure": "164.508(c)(2)(iii)",
    "copy": "164.508(c)(4)",
    "remuneration": "164.508(a)(3)(ii)",
}


def named(pieces):
    return pytest.mark.parametrize("piece", pieces, ids=[one.slug for one in pieces])


def section(slug, id):
    return next(one for one in BY_SLUG[slug].written["body"] if one.get("id") == id)


def all_words(piece):
    """Every string of the text that is read."""
    yield from (piece.written.get("opening", ""), piece.written.get("summary", ""))
    for part in parts_of(piece.written):
        yield from _strings(part.value)


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


@named(pieces())
def test_a_piece_is_whole(piece):
    assert list(faults(piece)) == []


def test_each_file_in_the_folders_is_a_piece_and_no_two_have_a_name_in_common():
    files = {path.stem for group in GROUPS for path in (HERE / group.folder).glob("*.toml")}

    assert len(pieces()) == len(files) == len(BY_SLUG)


def test_the_authorization_has_every_part_that_the_rule_asks_for():
    told = BY_SLUG["patient-story-authorization"].written["body"]

    assert {one["id"]: one["cfr"] for one in told if "cfr" in one} == OF_THE_RULE


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("revoke", ("At any time", "Write to", "We cannot call back")),
        ("condition", ("treatment", "payment", "insurance", "benefits")),
        ("redisclosure", ("copy and share", "do not bind them")),
        ("expiry", ("ends on the date or at the event",)),
        ("copy", ("We give you a signed copy",)),
    ],
)
def test_the_statements_of_the_authorization_say_what_the_rule_wants_said(id, words):
    text = section("patient-story-authorization", id)["text"]

    assert [one for one in words if one not in text] == []


def test_the_authorization_asks_for_who_signs_for_somebody_else_and_by_what_right():
    fields = section("patient-story-authorization", "signature")["fields"]

    assert fields[:2] == ["Signature", "Date"]
    assert "what gives you the right" in fields[3]


def test_each_use_and_each_place_of_a_story_is_ticked_by_itself():
    ticks = {
        id: len(section("patient-story-authorization", id)["ticks"])
        for id in ("description", "recipient", "purpose")
    }

    assert all(count >= 5 for count in ticks.values())


def test_there_are_twelve_complaints_and_no_good_answer_confirms_that_anybody_was_a_patient():
    (pairs,) = [one["pairs"] for one in BY_SLUG["answering-a-complaint"].written["body"] if "pairs" in one]
    confirms = re.compile(
        r"\b(your (visit|stay|surgery|appointment|bill|records?)|you were|you had|when you came)\b", re.I
    )

    assert len(pairs) == 12
    assert [one["good"] for one in pairs if confirms.search(one["good"])] == []


def test_there_are_twelve_community_rules_and_the_third_is_the_one_that_is_named():
    rules = next(
        one["list"] for one in BY_SLUG["community-rules"].written["body"] if one.get("heading") == "The rules"
    )

    assert len(rules) == 12
    assert "Do not tell another person’s story" in rules[2]


@named(WRITTEN)
def test_sentences_are_short(piece):
    """Fewer than 15 words each on average, about grade 8."""
    text = " ".join(all_words(piece)).replace(GAP, "")
    sentences = [one for one in re.split(r"[.?!:;]+[”’)]*\s|\n", text) if one.strip()]

    assert sum(len(one.split()) for one in sentences) / len(sentences) < 15


@named(WRITTEN)
def test_typography_is_that_of_a_printed_page(piece):
    bad = re.compile(r"[\"']|\.\.\.| - |  (?=\S)")

    assert [one for one in all_words(piece) if bad.search(one.strip())] == []


@named(ON_PAPER)
def test_a_sheet_is_tagged_and_has_a_title_and_a_language(piece):
    made = sheets.pdf(piece.written, day=DAY)

    assert [one for one in (b"/StructTreeRoot", b"/MarkInfo", b"pdfuaid", b"/Lang") if one not in made] == []
    assert sheets.pdf(piece.written, day=DAY) == made


@named(ON_PAPER)
def test_a_word_file_has_the_same_words_with_real_headings_fields_and_boxes(piece):
    made = docx.Document(io.BytesIO(words.word(piece.written, day=DAY)))
    parts = list(parts_of(piece.written))
    headings = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    boxes = len(made.element.xpath("//*[local-name()='checkbox']"))
    controls = len(list(made.element.iter(qn("w:sdt"))))
    to_tick = [one for part in parts if part.kind in ("boxes", "ticks") for one in part.value]
    gaps = sum(one.count(GAP) for part in parts for one in _strings(part.value))
    fields = sum(len(part.value) for part in parts if part.kind == "fields")

    assert headings == [part.value for part in parts if part.kind == "heading"]
    assert (boxes, controls) == (len(to_tick), len(to_tick) + gaps + fields)
    assert made.core_properties.title == piece.title


def test_what_is_to_be_filled_in_is_said_on_the_page_and_no_gap_is_left_for_a_voice_to_spell():
    html = "".join(
        str(value)
        for kind, value in body_of(BY_SLUG["patient-story-authorization"].written)
        if kind == "text"
    )

    assert "<b>To tick</b></p><ul><li>My first name</li>" in html
    assert "<b>To fill in</b></p><ul><li>Name</li>" in html
    assert "_" not in html


@named(PLAYED)
def test_words_and_chapters_lie_within_the_recording_and_in_order(piece):
    name = piece.written["recording"]
    with file_of(name).open("rb") as file:
        seconds = taking_in.look(file, file_of(name).stat().st_size).seconds
    read = vtt.read((FOLDER / f"{name}.vtt").read_text(), seconds=seconds)
    told = chapters.read((FOLDER / f"{name}.chapters.txt").read_text(), seconds=seconds)
    times = [(cue.start_ms, cue.end_ms) for cue in read.cues]

    assert seconds
    assert 40 <= seconds <= 120
    assert read.mended == []
    assert times == sorted(times)
    assert all(end <= after for (_, end), (after, _) in itertools.pairwise(times))
    assert times[-1][1] <= (seconds + 1) * 1000
    assert told[0].start_ms == 0
    assert told[-1].start_ms < seconds * 1000
    assert all(len(cue.text) <= 84 for cue in read.cues)


@named(PLAYED)
def test_a_recording_says_in_sound_and_in_writing_that_its_voice_is_a_computers(piece):
    assert "made by a computer" in (FOLDER / f"{piece.written['recording']}.vtt").read_text()
    assert "made by a computer" in piece.written["opening"]


def test_pictures_are_light_and_the_cover_is_as_directories_ask():
    heavy = [path.name for path in HERE.rglob("*.png") if path.stat().st_size > 60_000]

    assert heavy == []
    assert Image.open(HERE / "pictures" / "rounds-aloud.png").size == (1400, 1400)


def test_the_welcome_series_has_six_articles_with_pictures_some_open_some_for_members():
    articles = sorted(
        (one.written for one in pieces() if one.folder == "articles"), key=lambda one: one["number"]
    )

    assert [one["number"] for one in articles] == [1, 2, 3, 4, 5, 6]
    assert {one["series"] for one in articles} == set(tomllib.loads((HERE / "series.toml").read_text()))
    assert {one["zone"] for one in articles} == {"public", "guest", "member"}
    assert all(one["picture_alt"] for one in articles)
