"""Charts draw numbers as they are, say them in words, and refuse what is no number."""

from datetime import date
from itertools import pairwise
from math import inf, nan
from re import findall

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from rounds.core.charts import Bar, Panel, Point, Series, Stack, bars, lines, stacks
from rounds.core.charts.scales import apart, days, equal_breaks, even_breaks, step_of, ticks
from rounds.core.charts.words import cut, number, part, share, width

HOSTILE = [
    "<script>alert(1)</script>",
    '" onload="x',
    "&amp;",
    "\u202eevil",
    "a\0b",
    "مستشفى",
    "協和醫院" * 30,
    "🏥" * 50,
    "",
]
counts = st.integers(min_value=0, max_value=10**12)
shares = st.tuples(counts, counts).map(sorted)


def drawn(markup: str):
    return html.fragment_fromstring(markup)


def lengths_of(markup: str, kind: str = "chart-bar") -> list[float]:
    return [float(one.get("width").rstrip("%")) for one in drawn(markup).xpath(f"//rect[@class='{kind}']")]


@settings(deadline=None)
@given(st.lists(shares, min_size=1, max_size=20))
def test_a_bar_is_as_long_as_its_share(pairs):
    made = bars("b", "Shares", [Bar("x", value, whole) for value, whole in pairs])
    wanted = [100 * value / whole if whole else 0 for value, whole in pairs]
    assert lengths_of(made) == pytest.approx(wanted, abs=0.001)


@settings(deadline=None)
@given(st.lists(counts, min_size=1, max_size=20))
def test_counts_keep_their_proportions_and_stay_inside(values):
    found = lengths_of(bars("b", "Counts", [Bar("x", value) for value in values]))
    assert all(0 <= one <= 100 for one in found)
    if largest := max(values):
        longest = max(found)
        assert longest >= 40  # the axis ends at the next round number, not far behind it
        assert found == pytest.approx([longest * value / largest for value in values], abs=0.001)


def test_an_axis_begins_at_nought_and_reaches_the_largest():
    assert ticks(1501) == [0, 500, 1000, 1500, 2000]
    assert ticks(3, is_count=True) == [0, 1, 2, 3]
    assert ticks(0) == [0, 1]
    assert ticks(0.018, 4) == [0, 0.005, 0.01, 0.015, 0.02]


@settings(deadline=None)
@given(st.floats(min_value=1e-9, max_value=1e15), st.integers(min_value=2, max_value=8))
def test_steps_are_one_two_or_five_and_no_more_than_asked(largest, most):
    step = step_of(largest, most)
    assert f"{step:e}"[0] in "125"
    assert len(ticks(largest, most)) <= most + 1
    assert ticks(largest, most)[-1] >= largest * (1 - 1e-9)


@pytest.mark.parametrize("wrong", [nan, inf, -inf, -1])
def test_what_is_no_number_is_refused(wrong):
    for draw in (
        lambda: bars("b", "t", [Bar("x", wrong)]),
        lambda: bars("b", "t", [Bar("x", 1, wrong)]),
        lambda: stacks("s", "t", ["a"], [Stack("x", [wrong])]),
        lambda: lines("l", "t", [Panel("", [Series("a", [Point(date(2026, 1, 1), wrong)])])]),
    ):
        with pytest.raises(ValueError, match=r"drawn|whole"):
            draw()


def test_more_than_the_whole_and_mixed_axes_are_refused():
    with pytest.raises(ValueError, match="more than the whole"):
        bars("b", "t", [Bar("x", 2, 1)])
    with pytest.raises(ValueError, match="no axis in common"):
        bars("b", "t", [Bar("x", 1, 2), Bar("y", 1)])


def test_nothing_one_row_and_only_noughts_are_drawn():
    assert "There is nothing to show." in bars("b", "t", [])
    assert "There is nothing to show." in lines("l", "t", [])
    assert "There is nothing to show." in stacks("s", "t", ["a"], [])
    assert lengths_of(bars("b", "t", [Bar("x", 0), Bar("y", 0)])) == [0, 0]
    assert lengths_of(bars("b", "t", [Bar("x", 0, 0)])) == [0]
    assert lengths_of(bars("b", "t", [Bar("x", 7)]), "chart-bar") == [87.5]


def test_a_chart_says_in_words_what_it_shows():
    one = drawn(
        bars("of-platforms", "Hospitals by platform", [Bar("Facebook", 3341, 5381), Bar("YouTube", 5, 5381)])
    )
    svg = one.find("svg")
    assert svg.get("role") == "img"
    assert [html.tostring(found, method="text", encoding="unicode") for found in svg[:2]] == [
        "Hospitals by platform",
        "2 bars. The longest: Facebook, 62.1% (3,341 of 5,381). The shortest: YouTube, 0.1% (5 of 5,381).",
    ]
    assert svg.get("aria-labelledby") == svg[0].get("id")
    assert svg.get("aria-describedby") == svg[1].get("id")
    assert svg[2].get("aria-hidden") == "true"


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_name_is_it_stays_text(text):
    day = [Point(date(2026, 1, 1), 1), Point(date(2026, 3, 1), 2)]
    for made in (
        bars("b", text, [Bar(text, 1, 2)], desc=text),
        stacks("s", text, [text], [Stack(text, [1])]),
        lines("l", text, [Panel(text, [Series(text, day)]), Panel(text, [Series(text, day)])]),
    ):
        tree = drawn(made)
        assert not tree.xpath("//script|//@onload|//@style")
        assert not set("\0\u202e") & set(made)


def test_a_long_name_is_cut_to_what_the_narrowest_screen_holds():
    assert cut("Mayo", 10) == "Mayo"
    long = cut("A very long name of a hospital that certainly does not fit", 20)
    assert long.endswith("…")
    assert width(long) <= 20
    assert cut("<b>&" * 20, 8).replace("&lt;b&gt;&amp;", "").startswith("&lt;")


def test_a_share_is_never_rounded_to_all_or_to_nothing():
    assert [share(one) for one in (0, 0.0001, 0.5, 0.682, 0.99999, 1)] == [
        "0%", "under 0.1%", "50%", "68.2%", "over 99.9%", "100%",
    ]  # fmt: skip


def test_numbers_are_written_as_the_reader_writes_them():
    assert part(3341, 5381) == "62.1% (3,341 of 5,381)"
    with override("de"):
        assert number(3341) == "3.341"


def test_the_parts_of_a_whole_follow_one_another_and_fill_it():
    made = drawn(stacks("s", "t", ["a", "b", "c"], [Stack("all", [2, 0, 6])]))
    rects = made.xpath("//g/rect")
    assert [(one.get("x"), one.get("width")) for one in rects] == [("0%", "25%"), ("25%", "75%")]
    assert made.xpath("//li/span/text()") == ["a 25% (2 of 8)", "b 0% (0 of 8)", "c 75% (6 of 8)"]


def test_too_many_kinds_or_lines_are_refused():
    with pytest.raises(ValueError, match="told apart"):
        stacks("s", "t", list("abcdefghi"), [])
    seven = [Series(str(n), [Point(date(2026, 1, 1), 1)]) for n in range(7)]
    with pytest.raises(ValueError, match="told apart"):
        lines("l", "t", [Panel("", seven)])


def test_where_nothing_is_known_the_line_is_interrupted():
    known = [Point(date(2026, month, 1), None if month == 3 else month) for month in range(1, 7)]
    made = drawn(lines("l", "t", [Panel("", [Series("a", known)])]))
    assert [len(one.get("points").split()) for one in made.xpath("//polyline")] == [2, 3]
    assert len(made.xpath("//g[contains(@class, 'chart-series')]/svg[@x]")) == 5  # a mark for each known day


def test_panels_may_have_an_axis_each():
    panels = [
        Panel("Theirs", [Series("A", [Point(date(2013, 1, 1), 1500)])]),
        Panel("Ours", [Series("A", [Point(date(2026, 1, 1), 0), Point(date(2026, 2, 1), 120)])]),
    ]

    def said(**more):
        return drawn(lines("l", "Lines", panels, **more)).xpath("//text[@class='chart__tick']/text()")

    assert said(own_scales=True) == ["0", "500", "1,000", "1,500", "0", "50", "100", "150"]
    assert said() == ["0", "500", "1,000", "1,500"]
    assert lines("l", "Lines", [], own_scales=True)


def test_panels_share_an_axis_and_have_a_break_between_them():
    others = Panel(
        "Others", [Series("a", [Point(date(2009, 4, 4), 216), Point(date(2013, 4, 1), 1500)])], is_cited=True
    )
    ours = Panel("Ours", [Series("a", [Point(date(2026, 1, 1), 750), Point(date(2026, 9, 1), 1500)])])
    made = drawn(lines("l", "t", [others, ours]))
    (first, second) = (
        [tuple(map(float, at.split(","))) for at in one.split()] for one in made.xpath("//polyline/@points")
    )
    assert first[1][1] == second[1][1]  # 1,500 is as high in either
    assert first[1][0] < 500 < second[0][0]
    assert len(made.xpath("//svg[@class='chart__break']")) == 1
    assert len(made.xpath("//g[contains(@class, 'chart-series--cited')]")) == 1


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(), st.integers(0, 10**9)), min_size=1, max_size=40, unique_by=lambda one: one[0]
    )
)
def test_every_point_lies_inside(points):
    made = drawn(lines("l", "t", [Panel("", [Series("a", [Point(*one) for one in sorted(points)])])]))
    box = made.xpath("//svg[@viewbox]/@viewbox")
    for polyline in made.xpath("//polyline/@points"):
        _, _, wide, high = map(float, box[0].split())
        for at in polyline.split():
            x, y = map(float, at.split(","))
            assert 0 <= x <= wide
            assert 0 <= y <= high


@settings(deadline=None)
@given(st.dates(), st.dates(), st.integers(1, 6))
def test_days_on_an_axis_are_firsts_of_months_in_order_and_few(one, other, most):
    found = days(min(one, other), max(one, other), most)
    assert len(found) <= most
    assert found == sorted(set(found))
    assert all(day.day == 1 and min(one, other) <= day <= max(one, other) for day in found)


@settings(deadline=None)
@given(st.lists(st.floats(0, 240), max_size=6))
def test_numbers_at_the_ends_of_lines_do_not_cover_one_another(places):
    moved = sorted(apart(places, 15, 0, 240))
    assert all(b - a >= 15 - 1e-6 for a, b in pairwise(moved))
    assert all(-1e-6 <= one <= 240 + 1e-6 for one in moved)


def test_classes_are_even_or_hold_as_many():
    assert even_breaks([0.1, 0.95]) == [0, 0.2, 0.4, 0.6, 0.8]
    assert equal_breaks([1, 1, 1, 2, 3, 5, 8, 900, 1000, 4000]) == [0, 3, 8, 1000]
    assert equal_breaks([]) == [0]
    assert equal_breaks([4]) == [0]


def test_a_chart_holds_no_style_of_its_own():
    made = bars("b", "t", [Bar("x", 1, 2)]) + lines(
        "l", "t", [Panel("", [Series("a", [Point(date(2026, 1, 1), 1)])])]
    )
    assert findall(r"\sstyle=|<style|\son\w+=", made) == []
