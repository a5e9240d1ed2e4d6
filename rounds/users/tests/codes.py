"""What people read in our mails and on their phones."""

import re
from time import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from rounds.mail.models import Message


def code_in(message: Message) -> str:
    [code] = re.findall(r"^([A-Z]{4}-[A-Z]{4})$", message.text, re.MULTILINE)
    return str(code)


def code_of_app(secret: str, *, periods: int = 0) -> str:
    """What an authenticator app shows now, or `periods` half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time()) // 30 + periods)))
