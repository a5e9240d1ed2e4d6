import pytest
from django.core import mail
from django.test import Client

from rounds.mail import topics, unsubscribing
from rounds.mail.actions import refuse, take_back_refusal
from rounds.mail.composing import from_text
from rounds.mail.delivery import send
from rounds.mail.models import Message, Refusal
from rounds.mail.tests.factories import NOON, make_message
from rounds.mail.views.unsubscribe import POSTS

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"


@pytest.fixture(autouse=True)
def two_topics(monkeypatch, settings):
    monkeypatch.setattr(topics, "_topics", {})
    topics.enter("tests.news", topics.Topic("News of the tests", "You get this because you read tests."))
    topics.enter(
        "tests.reminders", topics.Topic("Reminders to test", "You get this because you write tests.")
    )
    settings.PUBLIC_URL = "https://rounds.example"


def path(address: str = ADA, topic: str = "tests.news") -> str:
    return unsubscribing.url(address, topic).removeprefix("https://rounds.example")


def refused(address: str = ADA) -> set[str]:
    return set(Refusal.objects.of(address).values_list("topic", flat=True))


def test_a_mail_with_a_topic_tells_why_it_comes_and_how_to_stop_it() -> None:
    message = make_message(topic="tests.news")
    assert message.text == (
        "Good day.\n\n-- \nYou get this because you read tests.\n"
        f"Stop these mails:\nhttps://rounds.example{path()}\n"
    )
    assert f'href="https://rounds.example{path()}"' in message.html
    assert "You get this because you read tests." in message.html


def test_a_mail_program_can_stop_it_with_one_click() -> None:
    send(make_message(topic="tests.news").pk, at=NOON)
    assert "\n-- \n" in mail.outbox[0].body
    headers = mail.outbox[0].extra_headers
    assert (headers["List-Unsubscribe"], headers["List-Unsubscribe-Post"], headers["List-Id"]) == (
        f"<https://rounds.example{path()}>",
        "List-Unsubscribe=One-Click",
        "<tests.news.rounds.example>",
    )
    program = Client(enforce_csrf_checks=True)  # brings no cookie and no token
    answer = program.post(path(), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, refused()) == (200, {"tests.news"})


def test_a_necessary_mail_cannot_be_stopped() -> None:
    send(make_message().pk, at=NOON)
    assert not [name for name in mail.outbox[0].extra_headers if name.startswith("List-")]
    assert mail.outbox[0].body == "Good day.\n"


def test_a_topic_that_nobody_entered_is_not_written() -> None:
    with pytest.raises(KeyError):
        make_message(topic="tests.unheard")
    assert not Message.objects.exists()


def test_what_is_refused_is_recorded_without_its_words_and_never_sent(
    django_capture_on_commit_callbacks,
) -> None:
    refuse(address="Ada@Example.org", topic="tests.news", at=NOON)
    with django_capture_on_commit_callbacks() as callbacks:
        message = make_message(topic="tests.news")
    message.refresh_from_db()
    assert (message.subject, message.text, message.html, message.refused_at) == ("Hello", "", "", NOON)
    assert (send(message.pk, at=NOON), callbacks, mail.outbox) == (False, [], [])


def test_a_refusal_is_of_one_topic_and_one_address() -> None:
    refuse(address=ADA, topic="tests.news", at=NOON)
    others = [
        make_message(key="1", topic="tests.reminders"),
        make_message(key="2", topic="tests.news", to="bob@example.org"),
        make_message(key="3"),
    ]
    assert [send(one.pk, at=NOON) for one in others] == [True, True, True]


def test_what_is_on_its_way_does_not_leave_after_a_no() -> None:
    message = make_message(topic="tests.news")
    refuse(address=ADA, topic="tests.news", at=NOON)
    assert not send(message.pk, at=NOON)


def test_a_no_can_be_taken_back() -> None:
    refuse(address=ADA, topic="tests.news", at=NOON)
    take_back_refusal(address=ADA, topic="tests.news")
    assert send(make_message(topic="tests.news").pk, at=NOON)


def test_saying_no_twice_is_one_no() -> None:
    refuse(address=ADA, topic="tests.news", at=NOON)
    refuse(address=ADA, topic="tests.news", at=NOON)
    assert Refusal.objects.count() == 1


def test_the_address_of_whoever_refuses_is_not_kept() -> None:
    refuse(address=ADA, topic="tests.news", at=NOON)
    assert "ada" not in str(Refusal.objects.values().get())


def test_looking_at_the_page_stops_nothing(client) -> None:
    page = client.get(path())
    assert (page.status_code, refused()) == (200, set())
    assert "a…@example.org" in page.content.decode()
    assert "ada@example.org" not in page.content.decode()
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_a_person_stops_and_starts_with_one_button_each(client) -> None:
    page = client.post(path(), follow=True)
    assert refused() == {"tests.news"}
    assert "Undo: send them again" in page.content.decode()
    page = client.post(path(), {"do": "again"}, follow=True)
    assert refused() == set()
    assert "Stop these mails?" in page.content.decode()


def test_other_topics_are_chosen_on_the_same_page(client) -> None:
    assert "Reminders to test" in client.get(path()).content.decode()
    client.post(path(), {"topic": "tests.reminders"})
    assert refused() == {"tests.reminders"}
    client.post(path(), {"topic": "tests.reminders", "do": "again"})
    assert refused() == set()


@pytest.mark.parametrize("token", ["nonsense", "a.b", unsubscribing._SIGNER.sign_object("x"), "é" * 9])
def test_a_link_that_we_did_not_write_opens_nothing(client, token) -> None:
    for answer in (client.get(f"/mail/unsubscribe/{token}/"), client.post(f"/mail/unsubscribe/{token}/")):
        assert answer.status_code == 404


def test_a_link_stops_nothing_for_anybody_else(client) -> None:
    own = path(ADA).removesuffix("/")
    changed = own[:-1] + ("A" if own[-1] != "A" else "B")
    assert client.post(changed + "/").status_code == 404


def test_a_topic_that_is_not_there_is_not_refused(client) -> None:
    assert client.post(path(), {"topic": "tests.unheard"}).status_code == 404
    assert client.get(path(topic="tests.unheard")).status_code == 404


def test_one_link_changes_things_so_often_and_no_more(client) -> None:
    for _ in range(POSTS):
        assert client.post(path()).status_code == 302
    assert client.post(path(), {"do": "again"}).status_code == 429
    assert refused() == {"tests.news"}
    assert client.post(path("bob@example.org")).status_code == 302


def test_a_long_address_fits_into_the_link() -> None:
    address = "a" * 64 + "@" + "b" * 180 + ".example"
    words = from_text("s", "t", to=address, topic="tests.news")
    assert unsubscribing.url(address, "tests.news") in words.text
