"""Taking what there is to begin with, once."""

import io
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, ReferenceIndex

from rounds.content.models import Article, Blog, Episode, Podcast, Resource, Video
from rounds.content.starter import load
from rounds.content.starter.pieces import pieces
from rounds.content.starter.standing import Standing, standings
from rounds.content.starter.taking import take
from rounds.content.tests.factories import resource
from rounds.courses import starter as curriculum
from rounds.policies import starter as policies
from rounds.policies.models import Template

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
RULES, FORM = "community-rules", "patient-story-authorization"


def piece(slug):
    return next(one for one in pieces() if one.slug == slug)


def standing(slug):
    return standings()[piece(slug).key]


def said(*arguments, **options):
    """What the command answers."""
    return call_command("starter", *arguments, **options)


def test_everything_is_taken_once_and_stands_where_it_belongs():
    policies.load(at=AT)
    load(at=AT)

    assert Resource.objects.live().count() == sum(one.folder == "resources" for one in pieces())
    newest = (
        Article.objects.child_of(Blog.objects.get(slug="news")).live().order_by("-first_published_at", "-pk")
    )
    assert [one.series_number for one in newest] == [1, 2, 3, 4, 5, 6]
    assert [one.number for one in Episode.objects.child_of(Podcast.objects.get()).order_by("path")] == [1, 2]
    assert Video.objects.get().recording.lacks() == []
    assert Resource.objects.get(slug=RULES).policy_template == Template.objects.get(
        slug="community-guidelines"
    )
    assert set(standings().values()) == {Standing.THERE}
    assert load(at=AT) == []
    assert _links_that_lead_nowhere() == []
    visitor = Client()
    paths = [one.url_path.removeprefix("/home") for one in Page.objects.filter(depth__gt=2, live=True)]
    assert [path for path in paths if visitor.get(path, follow=True).status_code != 200] == []


def _links_that_lead_nowhere():
    there = set(Page.objects.live().values_list("pk", flat=True))
    links = ReferenceIndex.objects.filter(to_content_type__model="page", model_path="body")
    return [one for one in links.values_list("to_object_id", flat=True) if int(one) not in there]


def test_a_form_is_there_to_read_to_print_and_to_change():
    take(piece(FORM), at=AT)

    page = Resource.objects.get(slug=FORM)
    assert [one.document.filename.partition(".")[2] for one in page.carried()] == ["pdf", "docx"]
    assert {one.called for one in page.carried()} == {"Authorization for a patient’s story"}
    assert [one.label for one in page.audiences] == ["Communicators", "Leaders"]
    assert sorted(one.name for one in page.subjects) == ["Privacy", "Stories"]
    assert page.license == "MIT"


def test_what_an_editor_changed_stays_and_what_they_took_away_does_not_come_back():
    take(piece(RULES), at=AT)
    take(piece("page-is-like-a-puppy"), at=AT)
    changed = Resource.objects.get(slug=RULES)
    changed.title, changed.slug = "Our rules", "our-rules"
    changed.save_revision().publish()
    Resource.objects.get(slug="page-is-like-a-puppy").delete()

    said("resources", verbosity=0)

    assert Resource.objects.get(slug="our-rules").title == "Our rules"
    assert (standing(RULES), standing("page-is-like-a-puppy")) == (Standing.THERE, Standing.GONE)
    said("page-is-like-a-puppy", "--again", verbosity=0)
    assert standing("page-is-like-a-puppy") is Standing.THERE


def test_a_page_of_somebodys_own_at_the_same_address_is_left_as_it_is():
    own = resource(RULES, title="Rules of our own")

    said(RULES, verbosity=0)

    assert Resource.objects.get(slug=RULES) == own


def test_one_piece_is_taken_by_its_name_and_a_group_without_one():
    said("podcast", "--except", "when-somebody-is-angry", verbosity=0)

    assert [one.slug for one in Episode.objects.all()] == ["who-is-your-page-for"]
    assert not Resource.objects.exists()


def test_articles_are_left_where_editors_have_no_news():
    Blog.objects.get(slug="news").delete()

    assert standing("what-this-network-is") is Standing.NO_PLACE
    assert take(piece("what-this-network-is"), at=AT) is None


def test_the_list_names_each_piece_and_says_how_it_stands(capsys):
    take(piece(RULES), at=AT)

    said()

    told = capsys.readouterr().out
    assert [one.slug for one in pieces() if one.slug not in told] == []
    (line,) = [one for one in told.splitlines() if RULES in one]
    assert line.rstrip().endswith("there")


def test_a_name_that_there_is_not_is_refused_before_anything_is_taken():
    with pytest.raises(CommandError, match="There is no crisis-checklst"):
        said(RULES, "crisis-checklst", stdout=io.StringIO())

    assert not Resource.objects.exists()


def test_checking_takes_nothing(capsys):
    said("--check")

    assert (
        f"{len(pieces()) + len(curriculum.pieces())} pieces, and nothing to mend." in capsys.readouterr().out
    )
    assert not Resource.objects.exists()
