from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection

from rounds.mail import delivery
from rounds.mail.delivery import CLAIM, TRIES, send, send_due
from rounds.mail.models import Message
from rounds.mail.tests.factories import NOON, make_message

pytestmark = pytest.mark.django_db


class Broken(locmem.EmailBackend):
    def send_messages(self, messages):
        raise ConnectionError("no route to the mail server")


class Refusing(locmem.EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such mailbox")})


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(delivery.timezone, "now", lambda: NOON)


@pytest.fixture
def broken(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"


def test_a_mail_leaves_with_its_text_its_html_and_a_message_id_of_its_own(settings, now):
    settings.PUBLIC_URL = "https://rounds.example:8443"
    settings.DEFAULT_FROM_EMAIL = "Rounds <rounds@rounds.example>"
    message = make_message(html="<p>Good day.</p>")
    assert send(message.pk, at=NOON)
    message.refresh_from_db()
    [sent] = mail.outbox
    assert (message.sent_at, message.tries, message.error) == (NOON, 1, "")
    assert (sent.to, sent.from_email, sent.subject, sent.body, sent.alternatives, sent.extra_headers) == (
        ["ada@example.org"],
        "Rounds <rounds@rounds.example>",
        "Hello",
        "Good day.\n",
        [("<p>Good day.</p>", "text/html")],
        {
            "Message-ID": "<2a8a1240f50636655520ac8ed22aa294@rounds.example>",
            "Auto-Submitted": "auto-generated",
        },
    )


def test_a_mail_that_was_sent_is_not_sent_again():
    message = make_message()
    assert [send(message.pk, at=NOON), send(message.pk, at=NOON + timedelta(days=9))] == [True, False]
    assert len(mail.outbox) == 1


def test_a_mail_that_cannot_be_sent_is_tried_again_after_growing_pauses_and_then_given_up(
    broken, monkeypatch
):
    message = make_message()
    at, pauses = NOON, []
    for _ in range(TRIES):
        monkeypatch.setattr(delivery.timezone, "now", lambda at=at: at)
        assert not send(message.pk, at=at)
        message.refresh_from_db()
        pauses.append((message.next_try_at - at) // timedelta(minutes=1))
        at = message.next_try_at
    assert pauses == [1, 4, 16, 64, 256, 1024, 4096, 16384]
    assert (message.tries, message.error) == (TRIES, "ConnectionError: no route to the mail server")
    assert message.given_up_at is not None
    assert not Message.objects.due(at).exists()


def test_a_mail_is_not_given_up_before_its_last_try(broken):
    message = make_message()
    send(message.pk, at=NOON)
    message.refresh_from_db()
    assert message.given_up_at is None


def test_a_mail_is_not_tried_before_its_time(broken, now):
    message = make_message()
    send(message.pk, at=NOON)
    send(message.pk, at=NOON + timedelta(seconds=59))
    message.refresh_from_db()
    assert message.tries == 1


def test_a_mail_whose_worker_died_is_sent_after_its_claim_is_void(now):
    message = make_message()
    assert delivery._claim(message.pk, NOON)  # the worker dies here
    assert [send(message.pk, at=NOON + CLAIM - timedelta(seconds=1)), send(message.pk, at=NOON + CLAIM)] == [
        False,
        True,
    ]


def test_the_clock_sends_what_waits_and_one_fault_does_not_stop_the_others():
    _, bad, later = (make_message(key=key, to=f"{key}@example.org") for key in ("good", "bad", "later"))
    Message.objects.filter(pk=bad.pk).update(to="bad@example.org\nBcc: eve@example.org")
    Message.objects.filter(pk=later.pk).update(next_try_at=NOON + timedelta(hours=1))
    assert send_due(at=NOON) == 1
    assert [sent.to for sent in mail.outbox] == [["good@example.org"]]
    bad.refresh_from_db()
    assert bad.error.startswith("BadHeaderError")


def test_without_a_mail_server_mail_waits(settings):
    settings.MAIL_LEAVES = False
    message = make_message()
    assert send_due(at=NOON) == 0
    assert list(Message.objects.due(NOON)) == [message]


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same_mail():
    ids = [make_message(key=str(n)).pk for n in range(3)]

    def work(_: int) -> int:
        try:
            return sum(send(pk, at=NOON) for pk in ids)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(work, range(6))) == 3
    assert len(mail.outbox) == 3


def test_a_log_line_about_a_mail_that_was_refused_has_no_address_in_it(settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    message = make_message()
    assert not send(message.pk, at=NOON)
    message.refresh_from_db()
    assert "ada@example.org" in message.error
    assert "SMTPRecipientsRefused" in caplog.text
    assert "ada@example.org" not in caplog.text
