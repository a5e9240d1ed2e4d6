"""Who may write where, and what editors have before them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, Task, Workflow

from rounds.content.blog_editors import editors_of, give_editors
from rounds.content.models import Blog, Series
from rounds.content.tests.factories import AT, article, blog, series, topic
from rounds.core import desk
from rounds.users.models import User
from rounds.users.tests.people import person

pytestmark = pytest.mark.django_db


def member_of(group: Group | str) -> User:
    user = person(f"Of {group}")
    user.groups.add(group if isinstance(group, Group) else Group.objects.get(name=group))
    return user


@pytest.fixture
def news_editor(client) -> User:
    user = member_of(give_editors(blog=blog(), by=None, at=AT))
    client.force_login(user)
    return user


def test_an_editor_of_one_blog_writes_and_publishes_there(client, news_editor):
    page = article()
    assert client.get(f"/office/pages/add/content/article/{blog().pk}/").status_code == 200
    assert client.get(f"/office/pages/{page.pk}/edit/").status_code == 200
    assert page.permissions_for_user(news_editor).can_publish()


def test_an_editor_of_one_blog_touches_no_other_page(client, news_editor):
    other, home = blog("people"), Page.objects.get(depth=2)
    theirs = article(blog=other)
    asked = [
        client.get(f"/office/pages/add/content/article/{other.pk}/"),
        client.get(f"/office/pages/{theirs.pk}/edit/"),
        client.post(f"/office/pages/{theirs.pk}/unpublish/"),
        client.post(f"/office/pages/{theirs.pk}/delete/"),
        client.post(f"/office/pages/{theirs.pk}/move/{blog().pk}/confirm/"),
        client.get(f"/office/pages/{home.pk}/edit/"),
        client.get(f"/office/pages/add/content/blog/{home.pk}/"),
        client.post(f"/office/agenda/{theirs.pk}/reviewed/"),
    ]
    assert [answer.status_code for answer in asked] == [302, 302, 302, 302, 302, 302, 302, 302]
    theirs.refresh_from_db()
    assert (theirs.live, theirs.reviewed_on) == (True, None)
    assert not other.permissions_for_user(news_editor).can_add_subpage()


def test_an_editor_of_one_blog_keeps_its_series_and_no_others(client, news_editor):
    own, other = series("Own zebra"), series("Other gnu", blog=blog("people"))
    listed = client.get("/office/series/").content.decode()
    assert ("Own zebra" in listed, "Other gnu" in listed) == (True, False)
    assert client.get(f"/office/series/edit/{own.pk}/").status_code == 200
    assert client.get(f"/office/series/edit/{other.pk}/").status_code != 200
    told = {"blog": other.blog_id, "title": "Mine", "slug": "mine"}
    client.post("/office/series/new/", told)
    assert not Series.objects.filter(slug="mine").exists()
    client.post("/office/series/new/", told | {"blog": blog().pk})
    assert Series.objects.get(slug="mine").blog == blog()


def test_a_blog_that_is_made_in_the_back_office_gets_editors_of_its_own(client):
    client.force_login(person("Ada Admin", is_superuser=True))
    home = Page.objects.get(depth=2)
    told = {"title": "Nursing", "slug": "nursing", "introduction": "", "action-publish": "1"}
    told |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    client.post(f"/office/pages/add/content/blog/{home.pk}/", told)
    made = Blog.objects.get(slug="nursing")
    group = editors_of(made)
    assert group is not None
    assert group.name == "Editors of Nursing"
    assert give_editors(blog=made, by=None, at=AT) == group
    assert (
        give_editors(blog=blog("nursing-2", title="Nursing"), by=None, at=AT).name == "Editors of Nursing (2)"
    )


def test_a_writer_writes_and_a_second_reader_publishes(client):
    writer, editor = member_of("Writers"), member_of("Editors")
    assert blog().permissions_for_user(writer).can_add_subpage()
    page = article()
    assert not page.permissions_for_user(writer).can_edit()
    draft = article("a-draft", owner=writer)
    draft.unpublish(log_action=False)
    draft.save_revision(user=writer)
    assert not draft.permissions_for_user(writer).can_publish()

    state = Workflow.objects.get(name="Second reader").start(draft, writer)
    assert list(Task.objects.get(name="A second reader").specific.groups.values_list("name", flat=True)) == [
        "Editors"
    ]
    client.force_login(editor)
    assert "A draft" in client.get("/office/agenda/").content.decode()
    client.post(
        f"/office/pages/workflow/action/{draft.pk}/approve/{state.current_task_state_id}/",
        {"comment": "Good."},
    )
    draft.refresh_from_db()
    assert draft.live


def test_the_agenda_says_what_is_due_and_one_button_moves_it_on(client):
    editor = member_of("Editors")
    client.force_login(editor)
    today = timezone.now().date()
    page = article("old-rule", review_due_on=today - timedelta(days=3))
    article("later", review_due_on=today + timedelta(days=3))
    task = next(one for one in desk.tasks_for(editor) if one.url_name == "office_agenda")
    assert task.label(task.count(timezone.now())) == "1 page is due for review"

    text = client.get("/office/agenda/").content.decode()
    assert ("Old rule" in text, "Later" in text) == (True, False)
    client.post(f"/office/agenda/{page.pk}/reviewed/")

    page.refresh_from_db()
    assert page.reviewed_on == today
    assert task.count(timezone.now()) == 0


def test_the_agenda_says_what_goes_out_what_ends_and_what_is_not_finished(client):
    client.force_login(member_of("Editors"))
    soon = timezone.now() + timedelta(hours=1)
    article("ends", expire_at=soon)
    goes = article("goes")
    goes.unpublish(log_action=False)
    goes.go_live_at = soon
    goes.save_revision().publish()
    unfinished = article("unfinished")
    unfinished.title = "Unfinished words"
    unfinished.save_revision()
    text = client.get("/office/agenda/").content.decode()
    sections = {
        name: text.partition(f'id="{name}"')[2].partition("</section>")[0]
        for name in ("scheduled", "ending", "drafts")
    }
    assert {
        name: [title for title in ("Ends", "Goes", "Unfinished words") if f">{title}<" in part]
        for name, part in sections.items()
    } == {
        "scheduled": ["Goes"],
        "ending": ["Ends"],
        "drafts": ["Unfinished words"],
    }


def test_an_editor_of_one_blog_finds_only_its_pages_on_the_agenda(client, news_editor):
    yesterday = timezone.now().date() - timedelta(days=1)
    article("ours", review_due_on=yesterday)
    article("theirs", blog=blog("people"), review_due_on=yesterday)
    text = client.get("/office/agenda/").content.decode()
    assert ("Ours" in text, "Theirs" in text) == (True, False)


def test_editors_keep_the_list_of_topics(client):
    client.force_login(member_of("Editors"))
    burnout = topic("Burnout")
    for path in ("/office/topic/", "/office/topic/new/", f"/office/topic/edit/{burnout.pk}/"):
        assert client.get(path).status_code == 200
    client.post("/office/topic/new/", {"name": "Podcasts", "slug": "podcasts", "introduction": ""})
    assert client.get("/topics/podcasts/").status_code == 200


def test_an_article_is_offered_the_series_of_its_own_blog(client):
    client.force_login(member_of("Editors"))
    series("Own"), series("Other", blog=blog("people"))
    text = client.get(f"/office/pages/add/content/article/{blog().pk}/").content.decode()
    assert (">Own<" in text, ">Other<" in text) == (True, False)


def test_what_an_editor_cannot_review_is_not_there(client):
    client.force_login(member_of("Editors"))
    assert client.post(f"/office/agenda/{blog().pk}/reviewed/").status_code == 404
    assert client.post("/office/agenda/999999/reviewed/").status_code == 404
