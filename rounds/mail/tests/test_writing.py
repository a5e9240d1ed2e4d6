import pytest
from django.db import transaction
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from rounds.mail import tasks
from rounds.mail.actions import put, write
from rounds.mail.models import Message
from rounds.mail.tests.factories import NOON, make_message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def templates(settings, tmp_path):
    """Mail templates that only these tests know."""
    (tmp_path / "hello.subject.txt").write_text("{{ name }} & you\n")
    (tmp_path / "hello.txt").write_text(
        "Dear {{ name }},\nsee {{ public_url }}/list/ of {{ site_name }}.\n\n"
    )
    (tmp_path / "pretty.subject.txt").write_text("Hello")
    (tmp_path / "pretty.txt").write_text("Hello.")
    (tmp_path / "pretty.html").write_text("<p>{{ name }}</p>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.PUBLIC_URL = "https://rounds.example"
    return tmp_path


def test_a_mail_is_written_from_its_templates_and_plain_text_is_not_escaped():
    mail = write(
        key="k", to="ada@example.org", template="hello", context={"name": "O'Neil & <Sons>"}, at=NOON
    )
    mail.refresh_from_db()
    assert (mail.key, mail.to, mail.subject, mail.text, mail.created_at, mail.next_try_at) == (
        "k",
        "ada@example.org",
        "O'Neil & <Sons> & you",
        "Dear O'Neil & <Sons>,\nsee https://rounds.example/list/ of Rounds.\n",
        NOON,
        NOON,
    )


def test_a_mail_without_html_of_its_own_gets_one_made_of_its_text():
    mail = write(key="k", to="ada@example.org", template="hello", context={"name": "O'Neil & <b>"}, at=NOON)
    assert 'Dear O&#x27;Neil &amp; &lt;b&gt;,<br>see <a href="https://rounds.example/list/"' in mail.html
    assert "<title>O&#x27;Neil &amp; &lt;b&gt; &amp; you</title>" in mail.html


def test_a_mail_is_written_in_its_readers_language(templates):
    (templates / "speaking.subject.txt").write_text("{% load i18n %}{% get_current_language as l %}{{ l }}")
    (templates / "speaking.txt").write_text("{% load i18n %}{% get_current_language as l %}{{ l }}")
    with translation.override("en"):
        mail = write(key="k", to="ada@example.org", template="speaking", context={}, at=NOON, language="es")
        assert translation.get_language() == "en"
    assert (mail.subject, mail.text, mail.language) == ("es", "es\n", "es")
    assert '<html lang="es"' in mail.html


def test_html_is_written_where_there_is_a_template_and_is_escaped():
    mail = write(key="k", to="ada@example.org", template="pretty", context={"name": "<b>"}, at=NOON)
    assert mail.html == "<p>&lt;b&gt;</p>"


def test_a_html_template_that_cannot_be_rendered_is_not_taken_for_one_that_is_missing(templates):
    (templates / "pretty.html").write_text("{% include 'nowhere.html' %}")
    with pytest.raises(Exception, match=r"nowhere\.html"):
        write(key="k", to="ada@example.org", template="pretty", context={}, at=NOON)


def test_the_same_cause_writes_one_mail():
    first = write(key="k", to="ada@example.org", template="hello", context={"name": "Ada"}, at=NOON)
    again = write(key="k", to="bob@example.org", template="hello", context={"name": "Bob"}, at=NOON)
    assert (again, again.to, Message.objects.count()) == (first, "ada@example.org", 1)


def test_a_subject_is_one_line_so_that_it_adds_no_header():
    mail = make_message(subject="Hello\r\nBcc: eve@example.org\x00\u2028 there " + "x" * 300)
    assert mail.subject == ("Hello Bcc: eve@example.org there " + "x" * 300)[:200]


def test_a_mail_is_handed_to_the_worker_when_the_transaction_ends(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = make_message()
        make_message()
        assert DBTaskResult.objects.count() == 0
    handed = DBTaskResult.objects.values_list("task_path", "args_kwargs")
    assert list(handed) == [(tasks.send.module_path, {"args": [mail.pk], "kwargs": {}})]


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_leaves_no_mail():
    with transaction.atomic():
        put(key="k", to="ada@example.org", subject="s", text="t", at=NOON)
        transaction.set_rollback(True)
    assert (Message.objects.count(), DBTaskResult.objects.count()) == (0, 0)
