"""Closing one's account: said before, undone for half an hour, done within the hour."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.translation import gettext_lazy as _

from rounds.mail.actions import put
from rounds.mail.delivery import send_due
from rounds.mail.models import Message
from rounds.users import personal_data
from rounds.users.actions import closing, taking_out
from rounds.users.leaving import tasks
from rounds.users.models import Closing, TakeOut, User
from rounds.users.personal_data import Fate, Holding, Table
from rounds.users.tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
PAGE = "/me/data/close/"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ada() -> User:
    return person()


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/people/login/", {"login": user.email, "password": PASSWORD})
    return client


def confirmed(client: Client) -> Client:
    client.post("/people/reauthenticate/", {"password": PASSWORD})
    return client


def link_back() -> str:
    [mail] = Message.objects.filter(subject="Your account is closed")
    [link] = re.findall(r"https?://[^/\s]+(/me/data/back/\S+)", mail.text)
    return link


def holding(**changed: Any) -> Holding:
    return Holding(
        **{"tables": (), "export": lambda user: [], "erase": lambda user, at: None, **changed},
    )


def test_the_page_says_before_what_is_erased_what_stays_and_why(ada: User, monkeypatch):
    tables = (
        Table("taggit.Tag", _("your basket"), Fate.ERASED),
        Table("auth.Group", _("your bills"), Fate.KEPT, _("Tax law wants them for ten years.")),
    )
    monkeypatch.setitem(personal_data._holdings, "shop", holding(tables=tables))
    page = signed_in(ada).get(PAGE).text
    erased, kept = page.index("Erased"), page.index("Kept, because the law says so")
    assert erased < page.index("Your basket") < kept
    assert kept < page.index("Your bills") < page.index("Tax law wants them for ten years.")


def test_the_page_tells_only_of_what_there_is_about_the_person(ada: User):
    client = signed_in(ada)
    assert "Your passkeys and codes" not in client.get(PAGE).text
    Authenticator.objects.create(user=person("bob@example.org"), type="totp", data={})
    assert "Your passkeys and codes" not in client.get(PAGE).text
    Authenticator.objects.create(user=ada, type="totp", data={})
    assert "Your passkeys and codes" in client.get(PAGE).text


def test_closing_asks_for_the_password_where_that_was_long_ago_and_then_goes_on_by_itself(ada: User):
    client = signed_in(ada)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)):
        asked = client.post(PAGE).headers["Location"]
        assert asked.startswith("/people/reauthenticate/")
        assert Closing.objects.count() == 0
        assert client.post(asked, {"password": "wrong"}).status_code == 200
        assert Closing.objects.count() == 0
        assert client.post(asked, {"password": PASSWORD}).headers["Location"] == "/me/data/closed/"
    assert Closing.objects.get().user == ada
    assert "Your account is closed" in client.get("/me/data/closed/").text


def test_whoever_closes_is_signed_out_everywhere_at_once_and_does_not_come_in(ada: User):
    phone, laptop = signed_in(ada), confirmed(signed_in(ada))
    assert phone.get("/me/data/").status_code == 200
    laptop.post(PAGE)
    for client in (phone, laptop):
        assert "/people/login/" in client.get("/me/data/").headers["Location"]
    assert (UserSession.objects.count(), User.objects.get().is_active) == (0, False)
    again = Client()
    again.post("/people/login/", {"login": ada.email, "password": PASSWORD})
    assert "/people/login/" in again.get("/me/data/").headers["Location"]


def test_closing_twice_is_closing_once(ada: User):
    first = closing.ask(user=ada, at=NOW)
    assert closing.ask(user=ada, at=NOW + MINUTE) == first
    assert Message.objects.filter(to=ada.email).count() == 1


def test_for_half_an_hour_the_link_in_the_mail_takes_it_back(ada: User):
    ada.groups.add(Group.objects.get(name="Moderators"))
    with time_machine.travel(NOW, tick=False):
        closing.ask(user=ada, at=NOW)
    with time_machine.travel(NOW + 29 * MINUTE, tick=False):
        assert "Take it back" in Client().get(link_back()).text
        assert Closing.objects.count() == 1  # a program that looks at mail has only looked
        assert "Welcome back" in Client().post(link_back()).text
    ada.refresh_from_db()
    assert (ada.is_active, ada.name, ada.groups.count()) == (True, "Ada Lovelace", 1)
    tasks.erase_closed(NOW + 60 * MINUTE)
    assert User.objects.get().email == "ada@example.org"
    assert Client().get(link_back()).status_code == 410


def test_after_half_an_hour_it_cannot_be_taken_back(ada: User):
    closing.ask(user=ada, at=NOW)
    with time_machine.travel(NOW + 30 * MINUTE, tick=False):
        answer = Client().post(link_back())
    assert (answer.status_code, User.objects.get().is_active) == (410, False)


def test_the_link_of_one_closing_does_not_take_back_the_next(ada: User):
    closing.take_back(closing=closing.ask(user=ada, at=NOW), at=NOW + MINUTE)
    old = link_back()
    Message.objects.all().delete()
    ada.refresh_from_db()
    again = closing.ask(user=ada, at=NOW + 2 * MINUTE)
    with time_machine.travel(NOW + 3 * MINUTE, tick=False):
        assert Client().post(old).status_code == 410
        assert Client().get("/me/data/back/made-up/").status_code == 410
    assert Closing.objects.get() == again


def test_nothing_is_erased_in_the_first_half_hour(ada: User):
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + timedelta(minutes=29, seconds=59))
    assert (User.objects.get().email, Closing.objects.get().erased) == ("ada@example.org", [])


def test_within_the_hour_nothing_is_left_but_an_empty_row(ada: User):
    ada.groups.add(Group.objects.get(name="Moderators"))
    signed_in(ada)
    put(key="to-ada", to="Ada@Example.org", subject="Hello", text="Hello Ada", at=NOW)
    with time_machine.travel(NOW, tick=False):
        closing.ask(user=ada, at=NOW)
    for minute in range(4, 60, 5):  # as the clock does them
        at = NOW + minute * MINUTE
        with time_machine.travel(at, tick=False):
            tasks.erase_closed(at)
            send_due(at=at)
    user = User.objects.get()
    assert (user.email, user.name, user.is_active, user.last_login) == (
        f"closed-{user.pk}@closed.invalid", "", False, None,
    )  # fmt: skip
    assert (user.has_usable_password(), user.groups.count(), str(user)) == (False, 0, "A person who left")
    assert NOW + 30 * MINUTE <= user.closed_at < NOW + 36 * MINUTE
    assert [EmailAddress.objects.count(), Message.objects.count(), TakeOut.objects.count()] == [0, 0, 0]
    done = Closing.objects.get()
    assert done.finished_at == user.closed_at
    assert set(done.erased) == set(personal_data.holdings())
    assert not [one for one in Session.objects.all() if one.get_decoded().get("_auth_user_id")]


def test_the_last_mail_tells_and_then_goes_with_the_address(ada: User):
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + 30 * MINUTE)
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == ("ada@example.org", "What we kept about you is erased")
    tasks.erase_closed(NOW + 35 * MINUTE)
    assert Message.objects.count() == 1  # it waits for the mail server
    Message.objects.update(sent_at=NOW + 36 * MINUTE)
    tasks.erase_closed(NOW + 40 * MINUTE)
    assert Message.objects.count() == 0


def test_where_no_mail_server_takes_the_last_mail_the_address_goes_all_the_same(ada: User):
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + 30 * MINUTE)
    tasks.erase_closed(NOW + 45 * MINUTE)
    assert Message.objects.count() == 0


def test_mail_to_others_that_names_the_person_is_emptied_once_it_has_left(ada: User):
    said = {"subject": "News", "at": NOW}
    put(key="1", to="bob@example.org", text="ADA LOVELACE joined you.", **said)
    put(key="2", to="bob@example.org", text="ada lovelaces is another word.", **said)
    put(key="3", to="bob@example.org", text="Ada Lovelace has not been told yet.", **said)
    Message.objects.exclude(key="3").update(sent_at=NOW)
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + 30 * MINUTE)
    assert dict(Message.objects.filter(key__in="123").values_list("key", "to")) == {
        "1": "", "2": "bob@example.org", "3": "bob@example.org",
    }  # fmt: skip


def test_an_address_that_was_only_stated_may_be_somebody_elses(ada: User):
    EmailAddress.objects.create(user=ada, email="bob@example.org", verified=False)
    put(key="1", to="bob@example.org", subject="Hello", text="Not sent yet", at=NOW)
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + 30 * MINUTE)
    assert Message.objects.filter(key="1", to="bob@example.org").exists()


def test_a_fault_in_one_holding_holds_up_no_other_and_it_is_tried_until_it_is_done(ada: User, monkeypatch):
    erased: list[str] = []
    faults = [OSError("Ada Lovelace's disk"), OSError("again")]

    def weak(user: User, at: datetime) -> None:
        user.name = "half done"
        user.save(update_fields=["name"])
        if faults:
            raise faults.pop(0)
        erased.append("weak")

    def later(user: User, at: datetime) -> None:
        erased.append(user.name)

    monkeypatch.setitem(personal_data._holdings, "a-weak", holding(erase=weak))
    monkeypatch.setitem(personal_data._holdings, "later", holding(erase=later))
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + 30 * MINUTE)
    begun = Closing.objects.get()
    assert (erased, begun.problem, begun.finished_at) == (["Ada Lovelace"], "a-weak: OSError", None)
    assert "a-weak" not in begun.erased
    assert "users" not in begun.erased  # the addresses go last
    assert User.objects.get().email == "ada@example.org"
    tasks.erase_closed(NOW + 35 * MINUTE)
    assert Closing.objects.get().finished_at is None
    tasks.erase_closed(NOW + 40 * MINUTE)
    assert (erased, Closing.objects.get().problem) == (["Ada Lovelace", "weak"], "")
    assert Closing.objects.get().finished_at == NOW + 40 * MINUTE
    assert User.objects.get().closed_at == NOW + 40 * MINUTE


def test_a_fault_at_the_very_end_leaves_the_address_for_the_next_try(ada: User, monkeypatch):
    users = personal_data.holdings()["users"]
    faults = [OSError()]

    def erase(user: User, at: datetime) -> None:
        users.erase(user, at)
        if faults:
            raise faults.pop()

    monkeypatch.setitem(personal_data._holdings, "users", holding(erase=erase))
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + 30 * MINUTE)
    assert User.objects.get().email == "ada@example.org"
    tasks.erase_closed(NOW + 35 * MINUTE)
    assert User.objects.get().email.endswith("@closed.invalid")
    assert Message.objects.get(subject="What we kept about you is erased").to == "ada@example.org"


def test_erasing_again_does_no_harm(ada: User):
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + 30 * MINUTE)
    before = User.objects.values().get()
    for one in personal_data.holdings().values():
        one.erase(User.objects.get(), NOW + 30 * MINUTE)
    after = User.objects.values().get()
    assert {**before, "password": ""} == {**after, "password": ""}
    assert Closing.objects.count() == 1


def test_the_address_can_be_used_to_sign_up_again(ada: User):
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + 30 * MINUTE)
    Client().post("/people/signup/", {"email": "ada@example.org", "password1": PASSWORD})
    assert User.objects.exclude(pk=ada.pk).get().email == "ada@example.org"


def test_the_last_administrator_stays():
    root = person("root@example.org", is_superuser=True)
    person("old@example.org", is_superuser=True, is_active=False)
    client = confirmed(signed_in(root))
    assert "You are the last administrator" in client.get(PAGE).text
    answer = client.post(PAGE)
    assert (answer.status_code, Closing.objects.count()) == (409, 0)
    person("next@example.org", is_superuser=True)
    assert client.post(PAGE).headers["Location"] == "/me/data/closed/"


def test_whatever_a_context_refuses_or_warns_of_is_said(ada: User, monkeypatch):
    told = holding(
        refuse=lambda user: "Pass the leadership on first.", warn=lambda user: ["You are the last."]
    )
    monkeypatch.setitem(personal_data._holdings, "told", told)
    client = confirmed(signed_in(ada))
    page = client.get(PAGE).text
    assert ("Pass the leadership on first." in page, "You are the last." in page) == (True, True)
    assert "Close my account" not in page
    with pytest.raises(closing.Refused):
        closing.ask(user=ada, at=NOW)
    assert User.objects.get().is_active


def test_the_archive_goes_too(ada: User):
    taking_out.ask(user=ada, at=NOW)
    closing.ask(user=ada, at=NOW)
    tasks.erase_closed(NOW + 30 * MINUTE)
    assert TakeOut.objects.count() == 0
