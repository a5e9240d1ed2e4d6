import re
from time import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Permission
from django.test import Client
from django.test.utils import override_settings

from rounds.core.zones import Zone, open_to
from rounds.mail.models import Message
from rounds.users.models import User
from rounds.users.tests.codes import code_in, code_of_app
from rounds.users.tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
SECRET = generate_totp_secret()


@pytest.fixture
def ada() -> User:
    return person()


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/people/login/", {"login": user.email, "password": PASSWORD})
    return client


def with_app(user: User) -> User:
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_authenticator_app_is_set_up_and_its_codes_are_asked_for(ada):
    client = signed_in(ada)
    page = client.get("/people/2fa/totp/activate/").content.decode()
    [secret] = re.findall(r'id="authenticator-key" value="(\w+)"', page)
    answer = client.post("/people/2fa/totp/activate/", {"code": code_of_app(secret)})
    assert answer.headers["Location"] == "/people/2fa/recovery-codes/"
    codes = re.findall(r"<code>(\d{8})</code>", client.get("/people/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10
    other = signed_in(ada)
    assert not is_in(other)
    other.post("/people/2fa/authenticate/", {"code": "000000"})
    assert not is_in(other)
    other.post("/people/2fa/authenticate/", {"code": code_of_app(secret, periods=1)})
    assert is_in(other)


def test_a_recovery_code_lets_in_once(ada):
    [code, *_rest] = RecoveryCodes(
        with_app(ada).authenticator_set.get(type="recovery_codes")
    ).get_unused_codes()
    tries = [signed_in(ada), signed_in(ada)]
    for client in tries:
        client.post("/people/2fa/authenticate/", {"code": code})
    assert [is_in(client) for client in tries] == [True, False]


def test_a_code_of_the_app_lets_in_once(ada):
    with_app(ada)
    code = code_of_app(SECRET)
    tries = [signed_in(ada), signed_in(ada)]
    for client in tries:
        client.post("/people/2fa/authenticate/", {"code": code})
    assert [is_in(client) for client in tries] == [True, False]


def test_guessing_at_the_second_step_comes_to_an_end(ada):
    with_app(ada)
    client = signed_in(ada)
    for _ in range(5):
        client.post("/people/2fa/authenticate/", {"code": "000000"})
    client.post("/people/2fa/authenticate/", {"code": code_of_app(SECRET)})
    assert not is_in(client)


def test_a_code_by_mail_does_not_get_around_the_second_step(ada):
    with_app(ada)
    client = Client()
    client.post("/people/login/code/", {"email": ada.email})
    [code] = re.findall(r"[A-Z]{4}-[A-Z]{4}", Message.objects.get().text)
    answer = client.post("/people/login/code/confirm/", {"code": code})
    assert (answer.headers["Location"], is_in(client)) == ("/people/2fa/authenticate/", False)


def test_the_way_back_outlasts_the_second_step(ada):
    with_app(ada)
    client = Client()
    client.post("/people/login/", {"login": ada.email, "password": PASSWORD, "next": "/list/"})
    answer = client.post("/people/2fa/authenticate/", {"code": code_of_app(SECRET)})
    assert answer.headers["Location"] == "/list/"


def test_what_the_database_holds_makes_no_codes(ada):
    with_app(ada)
    stored = [str(one.data) for one in Authenticator.objects.all()]
    assert not any(SECRET in text for text in stored)
    assert [list(one.data) for one in Authenticator.objects.order_by("type")] == [
        ["seed", "used_mask"],
        ["secret"],
    ]


def test_a_new_secret_key_still_opens_what_the_old_one_closed(ada, settings):
    with_app(ada)
    old = settings.SECRET_KEY
    with override_settings(SECRET_KEY="another" * 10, SECRET_KEY_FALLBACKS=[old]):
        client = signed_in(ada)
        client.post("/people/2fa/authenticate/", {"code": code_of_app(SECRET)})
        assert is_in(client)


@pytest.mark.parametrize(
    "page", ["totp/activate/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/"]
)
def test_whoever_came_in_long_ago_shows_again_who_they_are(ada, page, monkeypatch):
    client = signed_in(with_app(ada))
    client.post("/people/2fa/authenticate/", {"code": code_of_app(SECRET)})
    session = client.session
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 16 * 60} for record in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.get(f"/people/2fa/{page}")
    assert (
        answer.headers["Location"]
        == f"/people/reauthenticate/?next=%2Fpeople%2F2fa%2F{page.replace('/', '%2F')}"
    )


@pytest.mark.parametrize(
    ("do", "subject"),
    [
        (lambda client: change_password(client), "Your password was changed"),
        (lambda client: add_app(client), "An authenticator app was set up"),
    ],
    ids=["password", "app"],
)
def test_a_mail_tells_of_the_change_the_day_and_the_device_and_no_network_address(
    ada, do, subject, django_capture_on_commit_callbacks
):
    client = Client(
        headers={"user-agent": "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1"}, REMOTE_ADDR="192.0.2.66"
    )
    client.post("/people/login/", {"login": ada.email, "password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        do(client)
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == (ada.email, subject)
    assert "Safari on iPhone" in mail.text
    assert "/me/sign-in/" in mail.text
    assert "192.0.2" not in mail.text


def change_password(client):
    form = {"oldpassword": PASSWORD, "password1": "another horse", "password2": "another horse"}
    assert client.post("/people/password/change/", form).status_code == 302


def add_app(client):
    client.get("/people/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert client.post("/people/2fa/totp/activate/", {"code": code_of_app(secret)}).status_code == 302


class TestStaff:
    @pytest.fixture(autouse=True)
    def asked_for(self, settings):
        settings.STAFF_NEED_MFA = True

    @pytest.fixture
    def mona(self, ada) -> User:
        ada.user_permissions.add(Permission.objects.get(codename="access_admin"))
        return ada

    def test_without_a_second_step_no_power_of_staff_works_anywhere(self, mona):
        mona.user_permissions.add(Permission.objects.get(codename="check_credential"))

        def powers() -> list[bool]:
            known = User.objects.get(pk=mona.pk)
            return [
                known.has_perm("users.check_credential"),
                known.has_perm("wagtailadmin.access_admin"),  # the way to setting one up
                Zone.STAFF in open_to(known),
            ]

        assert powers() == [False, True, False]
        with_app(mona)
        assert powers() == [True, True, True]

    @pytest.mark.parametrize("page", ["/office/", "/office/account/", "/office/submissions/"])
    def test_without_a_second_step_the_back_office_leads_to_setting_one_up(self, mona, page):
        client = signed_in(mona)
        assert client.get(page).headers["Location"] == "/me/sign-in/?for=office"
        assert (
            "The back office asks for a second step" in client.get("/me/sign-in/?for=office").content.decode()
        )

    def test_with_one_it_opens(self, mona):
        client = signed_in(with_app(mona))
        client.post("/people/2fa/authenticate/", {"code": code_of_app(SECRET)})
        assert client.get("/office/").status_code == 200

    def test_recovery_codes_alone_are_none(self, mona):
        RecoveryCodes.activate(mona)
        assert signed_in(mona).get("/office/").status_code == 302

    def test_who_may_not_enter_anyway_is_told_that(self, ada):
        assert signed_in(ada).get("/office/", follow=True).status_code == 403

    def test_where_it_is_off_nobody_is_asked(self, mona, settings):
        settings.STAFF_NEED_MFA = False
        assert signed_in(mona).get("/office/").status_code == 200


class TestAgain:
    """People who have neither password nor second step, and came in long ago."""

    ADD = "/people/2fa/webauthn/add/"

    @pytest.fixture
    def client(self, ada) -> Client:
        ada.set_unusable_password()
        ada.save(update_fields=["password"])
        client = Client()
        client.force_login(ada)
        return client

    def test_they_show_who_they_are_by_a_code_and_go_on_where_they_were(self, client):
        asked = client.get(self.ADD, follow=True)
        assert asked.redirect_chain[-1][0] == "/me/sign-in/again/?next=%2Fpeople%2F2fa%2Fwebauthn%2Fadd%2F"
        client.post("/me/sign-in/again/", {"do": "send", "next": self.ADD})
        mail = Message.objects.get()
        assert mail.subject == "Your code to go on"
        answer = client.post("/me/sign-in/again/", {"code": code_in(mail), "next": self.ADD})
        assert answer.headers["Location"] == self.ADD
        assert client.get(self.ADD).status_code == 200

    def test_three_that_are_wrong_take_another_code(self, client):
        client.post("/me/sign-in/again/", {"do": "send"})
        for _ in range(3):
            client.post("/me/sign-in/again/", {"code": "BBBB-BBBB"})
        client.post("/me/sign-in/again/", {"code": code_in(Message.objects.get())})
        assert client.get(self.ADD).status_code == 302

    def test_a_code_does_for_a_quarter_of_an_hour(self, client, monkeypatch):
        client.post("/me/sign-in/again/", {"do": "send"})
        later = time() + 16 * 60
        monkeypatch.setattr("rounds.users.signing_in.again.time", lambda: later)
        client.post("/me/sign-in/again/", {"code": code_in(Message.objects.get())})
        assert client.get(self.ADD).status_code == 302

    def test_nobody_is_showered_with_codes(self, client):
        answers = [client.post("/me/sign-in/again/", {"do": "send"}).status_code for _ in range(7)]
        assert (answers[-1], Message.objects.count()) == (429, 6)

    def test_the_way_back_leads_to_no_other_site(self, client):
        client.post("/me/sign-in/again/", {"do": "send"})
        form = {"code": code_in(Message.objects.get()), "next": "https://elsewhere.example/"}
        assert client.post("/me/sign-in/again/", form).headers["Location"] == "/me/sign-in/"
