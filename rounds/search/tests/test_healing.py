import logging

import pytest
from django.core.management import call_command
from django.utils import timezone

from rounds.search import rebuilding, sources
from rounds.search.index import index
from rounds.search.models import Passage, Word
from rounds.search.rebuilding import Repaired
from rounds.search.tasks import heal_search
from rounds.search.tests.factories import passage, thing
from rounds.search.tests.test_finding import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(monkeypatch) -> dict[int, str]:
    """What a context keeps: texts by their keys."""
    texts = {1: "privacy", 2: "crisis"}
    source = sources.Source(
        label="Articles",
        icon="document",
        rank=1,
        ids=lambda: list(texts),
        of=lambda items: {item: [passage(texts[item])] for item in items if item in texts},
    )
    monkeypatch.setattr(sources, "_sources", {"article": source})
    return texts


def test_everything_is_made_anew_and_a_second_time_there_is_nothing_to_do(kept):
    assert rebuilding.heal().changed == 2
    assert (found("privacy"), found("crisis")) == ([1], [2])
    assert rebuilding.heal() == Repaired(0, 0, 0, 0)


def test_what_came_apart_is_set_right_and_told(kept, caplog):
    rebuilding.heal()
    thing(3, "gone", kind="article")
    thing(4, "of a kind that there is no more", kind="leaflet")
    kept[1] = "secrecy"
    first = Passage.objects.get(kind="article", item=2)
    index().take_out([first.pk])
    Word.objects.filter(text="crisis").update(passages=7)
    with caplog.at_level(logging.WARNING):
        heal_search(timezone.now())
    assert (found("secrecy"), found("privacy"), found("crisis"), found("gone")) == ([1], [], [2], [])
    assert "1 things changed, 2 gone, 1 passages, 1 words" in caplog.text
    assert rebuilding.heal() == Repaired(0, 0, 0, 0)


def test_the_command_writes_the_index_again(kept, capsys):
    rebuilding.heal()
    index().clear()
    call_command("rebuild_search", "--anew")
    assert found("privacy") == [1]
    assert "2 passages" in capsys.readouterr().out


def test_words_are_counted_up_and_down(kept):
    thing(1, "privacy and secrecy", title="")
    thing(2, "privacy", title="")
    thing(1, "secrecy", title="", zone="member")
    assert dict(Word.objects.values_list("text", "passages")) == {"privacy": 1}
