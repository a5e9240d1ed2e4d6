"""Showing once more who one is, without password and second step: by a code to the main address."""

from time import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest

from rounds.core.limits import admit

KEY = "users.again"  # in the session: the code, when it was sent, and how often something else was written
LASTS = 15 * 60  # seconds
TRIES = 3
TRIES_IN_ALL = 12  # in so many seconds: several sent at the same moment each find none counted in the session


def send(request: HttpRequest) -> bool:
    """Mail a code. False where there were too many, or there is nowhere to send one."""
    email = EmailAddress.objects.get_primary_email(request.user)
    if not email or not admit(request, "sign-in-again", places=6, seconds=900, who=str(request.user.pk)):
        return False
    adapter = get_adapter(request)
    code = adapter.generate_login_code()
    request.session[KEY] = {"code": code, "at": time(), "tries": 0}
    adapter.send_mail("account/email/again", email, {"code": code})
    return True


def is_sent(request: HttpRequest) -> bool:
    sent = request.session.get(KEY)
    return bool(sent and time() - sent["at"] < LASTS and sent["tries"] < TRIES)


def is_right(request: HttpRequest, code: str) -> bool:
    """A code that was right does once; after three that were wrong it takes another."""
    if not admit(
        request, "sign-in-again-tries", places=TRIES_IN_ALL, seconds=LASTS, who=str(request.user.pk)
    ):
        return False
    sent = request.session[KEY]
    if compare_user_code(actual=code, expected=sent["code"]):
        del request.session[KEY]
        record_authentication(request, request.user, method="code", reauthenticated=True)
        return True
    request.session[KEY] = sent | {"tries": sent["tries"] + 1}
    return False
