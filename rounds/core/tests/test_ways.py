import pytest

from rounds.core import ways
from rounds.core.templatetags.core import tabs_at
from rounds.core.ways import Way


def test_a_page_shows_what_contexts_above_entered_in_the_order_of_the_names_and_once(monkeypatch):
    monkeypatch.setattr(ways, "_entered", ways.defaultdict(dict))
    ways.enter("desk", "b", lambda about: Way(f"/b/{about}/", "B", "plus"))
    ways.enter("desk", "a", lambda about: Way(f"/a/{about}/", "old", "plus"))
    ways.enter("desk", "a", lambda about: Way(f"/a/{about}/", "A", "plus"))
    ways.enter("elsewhere", "c", lambda about: Way("/c/", "C", "plus"))

    assert ways.ways_from("desk", 7) == [Way("/a/7/", "A", "plus"), Way("/b/7/", "B", "plus")]


def test_a_way_that_leads_nowhere_from_here_is_not_shown(monkeypatch):
    monkeypatch.setattr(ways, "_entered", ways.defaultdict(dict))
    ways.enter("desk", "a", lambda about: None)

    assert ways.ways_from("desk", 7) == []
    assert ways.ways_from("a place that nobody entered", 7) == []


def test_the_rank_of_a_way_goes_before_its_name(monkeypatch):
    monkeypatch.setattr(ways, "_entered", ways.defaultdict(dict))
    ways.enter("desk", "a", lambda about: Way("/a/", "A", "info", rank=1))
    ways.enter("desk", "b", lambda about: Way("/b/", "B", "info"))

    assert [way.url for way in ways.ways_from("desk", 7)] == ["/b/", "/a/"]


@pytest.mark.parametrize(
    ("path", "currents"),
    [
        ("/me/", ["page", ""]),
        ("/me/points/", ["", "page"]),
        ("/me/points/2026/", ["", "true"]),
        ("/elsewhere/", ["", ""]),
    ],
)
def test_of_the_tabs_the_nearest_to_the_page_is_marked(path, currents):
    tabs = [Way("/me/", "Overview", "person"), Way("/me/points/", "Points", "document")]
    assert [current for _tab, current in tabs_at(path, tabs)] == currents
