"""The workbooks: one for everybody, the others for members, who see that they are there."""

import pytest
from django.test import Client

from rounds.core import zones
from rounds.core.zones import Zone
from rounds.memberships.tests.network_cases import person, signed_in
from rounds.residency import starter, workbooks_found
from rounds.search.models import Passage

pytestmark = pytest.mark.django_db
SAMPLE, OTHER = "/residency/workbooks/facebook/", "/residency/workbooks/youtube/"


def test_everybody_sees_which_workbooks_there_are() -> None:
    text = Client().get("/residency/workbooks/").content.decode()
    assert all(f'href="/residency/workbooks/{one.key}/"' in text for one in starter.all_workbooks())
    assert (text.count("Open to everybody"), text.count("For members")) == (1, 5)


def test_everybody_reads_one() -> None:
    text = Client().get(SAMPLE).content.decode()
    assert text.count('class="workbook__task"') == len(starter.sample().tasks)


def test_of_the_others_visitors_see_the_tasks_by_name_alone() -> None:
    text = Client().get(OTHER).content.decode()
    assert "Write ninety seconds" in text
    assert "About 200 words, spoken" not in text
    assert "The rest is for members" in text


def test_members_read_all_of_them(monkeypatch) -> None:
    monkeypatch.setitem(zones._openers, "tested", lambda _user: {Zone.MEMBER})
    text = signed_in(person("Mia Member")).get(OTHER).content.decode()
    assert "About 200 words, spoken" in text
    assert "The rest is for members" not in text


def test_a_workbook_that_is_not_there_is_not_found() -> None:
    assert Client().get("/residency/workbooks/myspace/").status_code == 404


def test_what_is_for_members_is_found_by_them_alone() -> None:
    workbooks_found.refind()
    kept = Passage.objects.filter(kind=workbooks_found.KIND, text__contains="About 200 words")
    assert list(kept.values_list("zone", flat=True)) == ["member"]
    assert Passage.objects.filter(kind=workbooks_found.KIND, zone="public").count() == 6
