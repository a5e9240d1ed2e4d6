from rounds.core import ways
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
