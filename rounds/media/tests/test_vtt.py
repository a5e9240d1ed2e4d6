"""WebVTT: read strictly, mended where that takes nothing away, written so that it reads the same."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.media import cue_text, vtt
from rounds.media.vtt import Cue, Malformed

HEAD = "WEBVTT\n\n"


def cues_of(text: str, **more) -> list[Cue]:
    return vtt.read(text, **more).cues


def test_a_cue_has_times_a_voice_words_and_settings():
    read = vtt.read(
        HEAD + "00:01:05.000 --> 01:00:08.250 align:start line:90%\n<v Dr. Lee>Ask <i>twice</i>.\nThen act."
    )
    assert read == (
        [Cue(65_000, 3_608_250, "Dr. Lee", "Ask <i>twice</i>.\nThen act.", "align:start line:90%")],
        [],
    )


def test_hours_may_be_left_out():
    assert cues_of(HEAD + "01:05.000 --> 01:08.000\nHi") == [Cue(65_000, 68_000, "", "Hi")]


def test_every_end_of_a_line_a_byte_order_mark_and_a_header_with_words_are_read():
    text = "\ufeffWEBVTT - made elsewhere\r\nKind: captions\r\n\r\n00:00.000 --> 00:01.000\rHi\r\n"
    assert vtt.read(text) == ([Cue(0, 1_000, "", "Hi")], [])


def test_notes_and_names_of_cues_are_dropped_and_styles_are_told():
    text = HEAD + "NOTE for us\nonly\n\nSTYLE\n::cue { color: red }\n\nintro\n00:00.000 --> 00:01.000\nHi\n"
    assert vtt.read(text) == (
        [Cue(0, 1_000, "", "Hi")],
        ["Line 6: Styles and regions were left out: the player has its own."],
    )


def test_each_voice_of_a_cue_becomes_a_cue_of_its_own():
    assert cues_of(HEAD + "00:00.000 --> 00:01.000\n<v.loud Ana>Who?</v>\n<v Lee>You.</v>") == [
        Cue(0, 1_000, "Ana", "Who?"),
        Cue(0, 1_000, "Lee", "You."),
    ]


def test_entities_stand_for_what_they_are_and_are_written_again():
    (cue,) = cues_of(HEAD + "00:00.000 --> 00:01.000\nR&amp;D &lt;now&gt; &copy; &#8212; AT&T 5 < 6")
    assert cue.text == "R&amp;D &lt;now&gt; &amp;copy; — AT&amp;T 5 &lt; 6"
    assert cue.words == "R&D <now> &copy; — AT&T 5 < 6"


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        ("<b>Now</b> <u>here</u>", "<b>Now</b> <u>here</u>"),
        ("<i>open", "<i>open</i>"),
        ("<b><i>crossed</b></i>", "<b><i>crossed</i></b>"),
        ("<c.yellow>color</c> <00:00:00.500>late", "color late"),
        ("<lang es>hola</lang>", "hola"),
        ("<ruby>漢<rt>kan</rt></ruby>", "<ruby>漢<rt>kan</rt></ruby>"),
        ("<b></b>words", "words"),
    ],
)
def test_markup_is_kept_where_it_means_something(payload, text):
    assert [cue.text for cue in cues_of(HEAD + f"00:00.000 --> 00:01.000\n{payload}")] == [text]


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>Hi",
        "<script src=//evil.example>Hi</script>there Hi",
        "<img src=x onerror=alert(1)>Hi",
        "<a href='javascript:alert(1)'>Hi</a>",
        "<style>*{}</style>Hi",
        "<v <script>alert(1)</script>>Hi",
        "<svg/onload=alert(1)>Hi",
        "&#60;script&#62;Hi",
    ],
)
def test_no_tag_survives_that_captions_do_not_have(payload):
    read = vtt.read(HEAD + f"00:00.000 --> 00:01.000\n{payload}")
    written = vtt.write(read.cues)
    assert "Hi" in written
    assert not any(word in written for word in ("<script", "<img", "<a ", "<style", "<svg", "onerror"))


def test_what_was_taken_out_is_told():
    assert vtt.read(HEAD + "00:00.000 --> 00:01.000\n<script>x</script>Hi").mended == [
        "Line 3: <script> is nothing that captions have: it was taken out."
    ]


def test_settings_that_no_player_knows_are_left_out():
    text = (
        HEAD + "00:00.000 --> 00:01.000 line:0 position:200% region:x align:middle size:50% vertical:lr\nHi"
    )
    read = vtt.read(text)
    assert [cue.settings for cue in read.cues] == ["line:0 size:50% vertical:lr"]
    assert read.mended == ["Settings that no player knows were left out. In 3 places, first in line 3."]


def test_cues_are_put_in_order_and_may_overlap():
    text = HEAD + "00:05.000 --> 00:09.000\nlater\n\n00:00.000 --> 00:06.000\nfirst\n"
    assert vtt.read(text) == (
        [Cue(0, 6_000, "", "first"), Cue(5_000, 9_000, "", "later")],
        ["Captions were put in the order of their times."],
    )


def test_subrip_is_read_too():
    text = "1\n00:00:01,000 --> 00:00:02,500\n<font color='red'>Hi</font>\n\n2\n00:00:03,000 --> 00:00:04,000\nthere\n"
    assert vtt.read(text) == (
        [Cue(1_000, 2_500, "", "Hi"), Cue(3_000, 4_000, "", "there")],
        [
            "Line 1: “WEBVTT” was put in front: it was missing.",
            "Times were written as WebVTT wants them: 00:01:05.000. In 2 places, first in line 2.",
            "Line 2: <font> is nothing that captions have: it was taken out.",
        ],
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing in it."),
        ("WEBVTT", "There are no words in it."),
        (HEAD + "00:00.000 --> 00:01.000\n\n", "There are no words in it."),
        (
            "Dear all,\nthe captions are attached.",
            "Line 1: this is neither WebVTT nor SubRip. The first line of WebVTT is “WEBVTT”.",
        ),
        (HEAD + "00:02.000 --> 00:01.000\nHi", "Line 3: the end 0:01 is before the start 0:02."),
        (
            HEAD + "00:02.500 --> 00:02.250\nHi",
            "Line 3: the end 00:00:02.250 is before the start 00:00:02.500.",
        ),
        (
            HEAD + "00:02.500 --> 00:02.500\nHi",
            "Line 3: it ends when it begins, at 00:00:02.500. Give it a second.",
        ),
        (HEAD + "00:61.000 --> 02:00.000\nHi", "Line 3: an hour has 60 minutes, a minute 60 seconds."),
        (
            HEAD + "1 sec --> 2 sec\nHi",
            "Line 3: “1 sec --> 2 sec” are no times. Write them as 00:01:05.000 --> 00:01:08.000.",
        ),
        (
            HEAD + "00:00.000 --> 00:01.000\nHi\n\nthere\n",
            "Line 6: “there” stands alone. Words come below a line with their times, with no empty line between.",
        ),
        (
            HEAD + "00:00.000 --> 00:01.000\nHi\n00:01.000 --> 00:02.000\nthere",
            "Line 5: an empty line is missing before these times.",
        ),
        (
            HEAD + "02:00.000 --> 02:01.000\nHi",
            "Line 3: it begins at 2:00, but the recording ends at 1:00. Are these its words?",
        ),
    ],
)
def test_what_is_malformed_is_refused_with_the_line_and_what_to_do(text, sentence):
    with pytest.raises(Malformed) as refused:
        vtt.read(text, seconds=60)
    assert str(refused.value) == sentence


def test_words_that_begin_in_time_end_with_the_recording():
    read = vtt.read(HEAD + "00:59.000 --> 09:00.000\nHi", seconds=60)
    assert read == (
        [Cue(59_000, 61_500, "", "Hi")],
        ["Line 3: The last words were made to end with the recording."],
    )


def test_a_file_is_read_in_utf_8_and_in_what_windows_writes():
    assert vtt.decode("\ufeffWEBVTT é".encode()) == "WEBVTT é"
    assert vtt.decode("\ufeffWEBVTT é".encode("utf-16-le")) == "WEBVTT é"
    with pytest.raises(Malformed, match=r"^Line 2: this is not written in UTF-8"):
        vtt.decode("WEBVTT\né".encode("latin-1"))


def test_ten_megabytes_are_refused_before_they_are_read():
    with pytest.raises(Malformed, match="larger than 4 MB"):
        vtt.decode(b"WEBVTT\n\n" + b"x" * 10_000_000)
    with pytest.raises(Malformed, match="longer than the captions of a whole day"):
        vtt.read("x" * 10_000_000)


@pytest.mark.parametrize(
    "tail", ["<" * 200_000, "<v " * 100_000, "&" * 200_000, "<b>" * 100_000, "-->\n" * 50_000]
)
def test_what_is_made_to_keep_us_busy_does_not(tail):
    with suppress(Malformed):
        vtt.read(HEAD + "00:00.000 --> 00:01.000\nHi " + tail)


WORDS = st.text("aZé漢😀٣\u200f<>/&;:.-'\"#0vbi", min_size=1, max_size=12)
LINES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map(lambda lines: cue_text.as_text("\n".join(lines)))
SETTINGS = st.sampled_from(["", "align:start", "line:0 size:50%", "vertical:rl position:10%,line-left"])


@st.composite
def a_cue(draw):
    start = draw(st.integers(0, 90_000_000))
    voice = draw(st.one_of(st.just(""), LINES))
    return Cue(start, start + draw(st.integers(1, 60_000)), voice, draw(TEXTS), draw(SETTINGS))


@given(st.lists(a_cue(), min_size=1, max_size=8))
def test_what_is_written_reads_the_same(cues):
    in_order = sorted(cues, key=lambda cue: cue.start_ms)
    assert vtt.read(vtt.write(in_order)) == (in_order, [])


@given(st.text("WEBVTT-> \n:.,0123<>/&;bivcx\t\r", max_size=120))
def test_whatever_is_brought_is_refused_in_words_or_reads_the_same_once_it_is_written(text):
    sentences: list[str] = []
    for told in (text, HEAD + "00:00.000 --> 00:09.000\n" + text):
        try:
            cues = cues_of(told)
        except Malformed as refused:
            sentences.append(str(refused))
        else:
            assert vtt.read(vtt.write(cues)) == (cues, [])
    assert all(sentences)


def test_a_paragraph_ends_with_its_voice_at_a_pause_and_with_a_sentence_after_half_a_minute():
    said = [
        Cue(0, 20_000, "Lee", "One."),
        Cue(20_000, 31_000, "Lee", "Two."),
        Cue(31_000, 40_000, "Lee", "Three"),
        Cue(40_000, 41_000, "Ana", "Four"),
        Cue(50_000, 51_000, "Ana", "Five"),
    ]
    assert vtt.passages(said) == [(0, "One. Two."), (31_000, "Three"), (40_000, "Four"), (50_000, "Five")]


def test_without_sentences_a_paragraph_ends_after_a_minute():
    said = [Cue(at * 10_000, (at + 1) * 10_000, "", "and") for at in range(9)]
    assert [start for start, _words in vtt.passages(said)] == [0, 60_000]


@given(st.lists(a_cue(), max_size=12))
def test_passages_hold_every_word_once(cues):
    in_order = sorted(cues, key=lambda cue: cue.start_ms)
    assert " ".join(words for _start, words in vtt.passages(in_order)) == " ".join(
        cue.words for cue in in_order
    )
