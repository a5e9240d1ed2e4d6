import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.search.snippets import LONGEST, marked, snippet
from rounds.search.words import terms_of


def told(parts):
    return "".join(f"[{part.text}]" if part.is_marked else part.text for part in parts)


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("How hospitals answer", "hosp", "How [hospitals] answer"),
        ("Çöl in Übersee", "col uber", "[Çöl] in [Übersee]"),
        ("Don’t panic", "dont", "[Don’t] panic"),
        ("<b>bold</b>", "b", "<[b]>bold</[b]>"),
        ("the patient portal and a patient", '"patient portal"', "the [patient portal] and a patient"),
        ("a policy", "policies", "a [policy]"),
        ("nothing", "else", "nothing"),
        ("ﬁne print", "fine", "[ﬁne] print"),
    ],
)
def test_what_was_looked_for_is_marked_as_it_was_written(text, asked, expected):
    assert told(marked(text, terms_of(asked))) == expected


def test_a_snippet_is_cut_where_most_of_the_words_stand_together():
    text = "privacy " + "filler " * 200 + "privacy of a complaint" + " filler" * 200
    cut = told(snippet(text, terms_of("privacy complaint")).parts)
    assert cut.startswith("… ")
    assert "[privacy] of a [complaint]" in cut
    assert cut.endswith(" …")


@given(st.text(max_size=2_000), st.text(max_size=60))
def test_a_snippet_is_made_of_the_text_alone(text, asked):
    parts = snippet(text, terms_of(asked)).parts
    inside = "".join(part.text for part in parts).removeprefix("… ").removesuffix(" …")
    assert inside in " ".join(text.split())
    assert len(inside) <= LONGEST


@given(st.text(max_size=500), st.text(max_size=60))
def test_marking_loses_nothing(text, asked):
    assert "".join(part.text for part in marked(text, terms_of(asked))) == text
