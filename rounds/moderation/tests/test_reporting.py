"""Reporting something, from the form to the moderators' queue."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from rounds.activity.models import Activity
from rounds.core import opened
from rounds.mail.models import Message
from rounds.moderation import actions
from rounds.moderation.models import Case
from rounds.moderation.tests.factories import A_MOMENT, CaseFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NEW = "/reports/new/"


def whole(**changed: Any) -> dict[str, Any]:
    mark = opened.Opened(uuid.uuid4(), timezone.now() - timedelta(minutes=1)).mark
    return {
        "opened": mark,
        "thing": "7",
        "ground": "fake",
        "text": "The real one is linked from their site.",
        "links": "https://mercy.example/contact\nexample.com/post",
        "name": "Ada Reyes",
        "email": "ada@example.com",
        "do": "send",
        **changed,
    }


@pytest.fixture
def vera() -> User:
    user = User.objects.create_user("vera@example.org", name="Vera")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def signed_in(user: User, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


def test_anybody_reports_without_an_account_a_cookie_or_a_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(NEW, {"thing": "7"})
    assert page.status_code == 200
    assert "csrfmiddlewaretoken" not in page.content.decode()
    response = strict.post(NEW, whole())
    case = Case.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/reports/{case.token}/")
    assert not strict.cookies
    told = {
        "about": (case.object_type, case.object_id, case.title, case.path),
        "why": (case.ground, case.text, case.links),
        "who": (case.reporter, case.reporter_name, case.reporter_email),
        "state": (case.state, case.confirmed_at, case.solved),
    }
    assert told == {
        "about": ("test.thing", 7, "A thing of Mercy Hospital", "/things/7/"),
        "why": (
            "fake",
            "The real one is linked from their site.",
            ["https://mercy.example/contact", "https://example.com/post"],
        ),
        "who": (None, "Ada Reyes", "ada@example.com"),
        "state": ("unconfirmed", None, False),
    }


def test_the_mail_that_asks_to_confirm_holds_nothing_that_was_typed(client: Client) -> None:
    client.post(
        NEW, whole(name="Buy pills", text="Buy pills", thing="", place="7", address="https://pills.example")
    )
    mail = Message.objects.get()
    assert mail.to == "ada@example.com"
    assert "pills" not in f"{mail.subject} {mail.text}".lower()
    assert f"/reports/confirm/{Case.objects.get().confirmation}/" in mail.text


def test_a_report_counts_when_the_button_is_pressed_and_not_when_the_link_is_opened(client: Client) -> None:
    client.post(NEW, whole())
    case = Case.objects.get()
    address = f"/reports/confirm/{case.confirmation}/"
    assert "Did you report this?" in client.get(address).content.decode()
    case.refresh_from_db()
    assert case.state == "unconfirmed"
    client.post(address)
    client.post(address)
    case.refresh_from_db()
    assert (case.state, case.version) == ("open", 2)
    assert Message.objects.filter(key=f"report-received:{case.pk}").count() == 1
    assert "Already confirmed" in client.get(address).content.decode()


def test_what_nobody_confirms_is_forgotten_after_fourteen_days() -> None:
    old = CaseFactory(state="unconfirmed", confirmed_at=None, sent_at=A_MOMENT)
    new = CaseFactory(state="unconfirmed", confirmed_at=None, sent_at=A_MOMENT + timedelta(days=1))
    confirmed = CaseFactory(sent_at=A_MOMENT)
    assert actions.forget_unconfirmed(at=A_MOMENT + timedelta(days=14, seconds=1)) == 1
    assert list(Case.objects.order_by("pk")) == [new, confirmed]
    assert Activity.objects.about(old).get().verb == "case.forgotten"


def test_a_signed_in_user_reports_in_their_own_name_and_need_not_confirm(vera: User) -> None:
    client = signed_in(vera)
    page = client.get(NEW, {"thing": "7"}).content.decode()
    assert "We answer to vera@example.org." in page
    assert 'name="email"' not in page
    client.post(NEW, whole(email="somebody@else.example", name="Somebody Else"))
    case = Case.objects.get()
    assert (case.reporter, case.reporter_name, case.reporter_email) == (vera, "Vera", "vera@example.org")
    assert (case.state, case.solved) == ("open", True)
    assert Message.objects.get().key == f"report-received:{case.pk}"


def test_nobody_reports_in_the_name_of_a_signed_in_user_from_another_site(vera: User) -> None:
    client = signed_in(vera, enforce_csrf_checks=True)
    assert client.post(NEW, whole()).status_code == 403
    assert not Case.objects.exists()
    page = client.get(NEW, {"thing": "7"}).content.decode()
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert client.post(NEW, whole(csrfmiddlewaretoken=token)).status_code == 302


def test_a_user_whose_address_is_not_proven_confirms_like_anybody(vera: User) -> None:
    EmailAddress.objects.update(verified=False)
    signed_in(vera).post(NEW, whole())
    case = Case.objects.get()
    assert (case.state, case.reporter, case.reporter_email) == ("unconfirmed", None, "ada@example.com")


def test_a_double_click_is_one_report_and_a_changed_one_another(client: Client) -> None:
    data = whole()
    first, second = client.post(NEW, data), client.post(NEW, data)
    assert first["Location"] == second["Location"]
    client.post(NEW, data | {"text": "And one thing more."})
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"ground": ""}, "Please choose what is wrong."),
        ({"ground": "no-such"}, "Please choose what is wrong from the list."),
        ({"text": ""}, "Please write how you know."),
        ({"text": "a\u202eb"}, "turns the direction of writing"),
        ({"text": "a\0b"}, "invisible control character"),
        ({"text": "x" * 5001}, "Nothing has been cut off"),
        ({"email": "ada"}, "This is not a whole e-mail address"),
        ({"links": "javascript:alert(1)"}, "cannot be read as a link"),
        ({"links": " ".join(f"a{n}.example/" for n in range(11))}, "That is 11 links; at most 10 fit."),
        ({"thing": "", "place": "7"}, "Please paste the address of the account."),
        ({"thing": "", "place": "7", "address": "nothing"}, "This is no address."),
        ({"referral": "x"}, "A hidden field had been filled in"),
    ],
)
def test_what_is_not_right_comes_back_whole_and_nothing_is_stored(
    client: Client, changed: dict[str, str], says: str
) -> None:
    response = client.post(NEW, whole(name="Ada of Mercy", **changed))
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert "Ada of Mercy" in page
    assert not Case.objects.exists()


def test_a_form_sent_within_three_seconds_asks_to_look_once_more(client: Client) -> None:
    mark = opened.Opened(uuid.uuid4(), timezone.now()).mark
    response = client.post(NEW, whole(opened=mark))
    assert (response.status_code, Case.objects.count()) == (422, 0)
    assert "That was faster than people write." in response.content.decode()


def test_the_eleventh_report_within_an_hour_waits_and_keeps_what_was_written(client: Client) -> None:
    for n in range(10):
        assert client.post(NEW, whole(text=f"Number {n}", email=f"ada{n}@example.com")).status_code == 302
    response = client.post(NEW, whole(text="Number ten", email="ada10@example.com"))
    assert response.status_code == 429
    assert "Number ten" in response.content.decode()


@pytest.mark.parametrize("asked", [{}, {"thing": "8"}, {"thing": "8\0"}, {"thing": "1" * 30}])
def test_a_link_about_nothing_says_so(client: Client, asked: dict[str, str]) -> None:
    response = client.get(NEW, asked)
    assert response.status_code == 404
    assert "What would you like to report?" in response.content.decode()
    assert client.post(NEW, whole(thing="8")).status_code == 404


def test_the_link_fills_in_the_address_and_what_is_wrong(client: Client) -> None:
    page = client.get(NEW, {"place": "7", "url": "https://x.com/Mercy_", "ground": "other"}).content.decode()
    assert 'value="https://x.com/Mercy_"' in page
    assert re.search(r'value="other"[^>]*checked', page)
    client.post(NEW, whole(thing="", place="7", address="https://X.com/Mercy_"))
    assert Case.objects.get().address == "https://x.com/mercy_"


def test_the_page_of_a_report_is_a_secret_that_no_cache_keeps(client: Client) -> None:
    case = CaseFactory()
    response = client.get(f"/reports/{case.token}/")
    headers = {name: response[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")}
    assert headers == {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
    }
    assert client.get("/reports/no-such-token/").status_code == 404
    assert client.get(f"/reports/{case.confirmation}/").status_code == 404


def test_the_link_is_sent_again_three_times_an_hour_and_not_after_that(client: Client) -> None:
    case = CaseFactory(state="unconfirmed", confirmed_at=None)
    answers = [client.post(f"/reports/{case.token}/", {"do": "again"}).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert Message.objects.count() == 3
    assert client.post(f"/reports/{CaseFactory().token}/", {"do": "again"}).status_code == 409
