"""What an edition changes for an organization, by table and by property."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.policies.comparing import Change, Kind, Own, Words, changes, place_of

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
OLD, NEW = Words("Heading", "Old text."), Words("Heading", "New text.")


def own(words: Words = OLD, *, base: Words | None = OLD, is_included: bool = True, key: str = "a") -> Own:
    return Own(key, words.heading, words.text, is_included, base)


@pytest.mark.parametrize(
    ("mine", "offered", "kind", "is_touched"),
    [
        (own(), OLD, None, None),
        (own(), NEW, Kind.TEXT, False),
        (own(Words("Heading", "Ours.")), NEW, Kind.TEXT, True),
        (own(Words("Heading", "Ours.")), OLD, None, None),
        (own(), Words("Another", "Old text."), Kind.HEADING, False),
        (own(), Words("Another", "New text."), Kind.TEXT, False),
        (own(NEW), NEW, None, None),  # they had written the same
        (own(), None, Kind.REMOVED, False),
        (own(Words("Heading", "Ours.")), None, Kind.REMOVED, True),
        (own(is_included=False), None, None, None),
        (own(is_included=False), OLD, None, None),
        (own(is_included=False), NEW, Kind.TEXT, True),
        (own(base=None), None, None, None),  # all their own
        (own(base=None), OLD, None, None),
        (own(base=None), NEW, Kind.NEW, True),  # the template gave it up, they kept it, it is back
        (None, NEW, Kind.NEW, False),
        (own(), OLD._replace(is_optional=True), Kind.OPTIONAL, False),
        (own(base=OLD._replace(is_optional=True)), OLD, None, None),  # belongs in, and is in
        (own(base=OLD._replace(is_optional=True), is_included=False), OLD, Kind.OPTIONAL, True),
        (own(is_included=False), OLD._replace(is_optional=True), None, None),
    ],
)
def test_a_change_waits_where_the_edition_says_something_new(mine, offered, kind, is_touched):
    found = changes([mine] if mine else [], {"a": offered} if offered else {})
    assert [(one.kind, one.is_touched) for one in found] == ([(kind, is_touched)] if kind else [])


def test_a_change_shows_the_old_words_the_new_and_their_own():
    ours = own(Words("Heading", "Ours."))
    assert changes([ours], {"a": NEW}) == [Change("a", Kind.TEXT, OLD, NEW, ours)]


def test_changes_come_in_the_order_of_the_edition_and_what_is_gone_comes_last():
    mine = [own(key="gone"), own(key="b"), own(key="a")]
    found = changes(mine, {"a": NEW, "new": NEW, "b": NEW})
    assert [one.key for one in found] == ["a", "new", "b", "gone"]


def test_only_words_that_nobody_touched_are_taken_together():
    mine = [own(key="a"), own(Words("H", "Ours."), key="b"), own(key="gone"), own(key="d", is_included=False)]
    found = changes(mine, {"a": NEW, "b": NEW, "new": NEW, "d": NEW})
    assert [one.key for one in found if one.is_taken_with_all] == ["a"]


@pytest.mark.parametrize(
    ("edition", "mine", "place"),
    [
        (["a", "x", "b"], ["a", "b"], 1),
        (["x", "a"], ["a"], 0),
        (["a", "b", "x"], ["b", "own", "a"], 1),  # behind b, wherever that is now
        (["a", "gone", "x"], ["own", "a"], 2),
    ],
)
def test_a_new_clause_goes_behind_the_one_before_it(edition, mine, place):
    assert place_of("x", edition, mine) == place


words = st.builds(Words, st.sampled_from("HK"), st.sampled_from("xyz"), st.booleans())
editions = st.dictionaries(st.sampled_from("abcd"), words, max_size=4)
policies = st.dictionaries(
    st.sampled_from("abcd"),
    st.tuples(st.sampled_from("HK"), st.sampled_from("xyz"), st.booleans(), st.none() | words),
).map(lambda by_key: [Own(key, *rest) for key, rest in by_key.items()])


@PATIENT
@given(policies, editions)
def test_once_each_change_is_decided_nothing_waits(mine, edition):
    """Whatever is decided, the clause is compared with the edition from then on."""
    waiting = changes(mine, edition)
    assert len({one.key for one in waiting}) == len(waiting)
    for keeps in (True, False):
        after = {one.key: one for one in mine}
        for one in waiting:
            kept = one.own or Own(one.key, *one.new[:2], is_included=False)
            taken = Own(one.key, *(one.new or one.old)[:2], one.new is not None)
            after[one.key] = (kept if keeps else taken)._replace(base=one.new)
        assert changes(after.values(), edition) == []


@PATIENT
@given(editions, editions)
def test_a_skipped_edition_makes_no_difference(first, second):
    """Who took the first edition whole and never touched it ends in the second, with or without one between."""
    mine = [Own(key, *one[:2], base=one) for key, one in first.items()]
    after = {one.key: one.new for one in changes(mine, second)}
    assert all(after.get(key, first.get(key))[:2] == new[:2] for key, new in second.items())
    assert {key for key, new in after.items() if new is None} == first.keys() - second.keys()
