"""What may stand in a line or a paragraph that people type, and where what may not stands. Pure."""

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# They make a text read otherwise than it is stored. The marks that Arabic and Hebrew need (200E, 200F) are none.
_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNPRINTABLE = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_OVERRIDES}\ufff9-\ufffd\ud800-\udfff]")
_HOST = re.compile(r"(?=.{4,253}$)([\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_][\w-]{1,62}", re.ASCII | re.IGNORECASE)


def paragraph(text: str) -> None:
    """Refuse what cannot be read: control characters and overrides of the direction of writing."""
    if found := _UNPRINTABLE.search(text):
        raise ValidationError(_fault(found.group()) + " " + _place(text, found.start()), code="unprintable")


def line(text: str) -> None:
    """A name of a person: any text in one line."""
    paragraph(text)
    if found := re.search(r"[\r\n\t]", text):
        raise ValidationError(
            _("Please write it in one line.") + " " + _place(text, found.start()), code="lines"
        )


def name(text: str) -> None:
    """A name of an organization or a place: one line with letters or digits and without markup."""
    line(text)
    if found := re.search(r"[<>{}]", text):
        message = _("A name has no “%(character)s” in it.") % {"character": found.group()}
        raise ValidationError(message + " " + _place(text, found.start()), code="markup")
    if text and not any(unicodedata.category(character)[0] in "LN" for character in text[:1_000]):
        raise ValidationError(_("Please write the name in letters; there are none in it."), code="no_letters")


def website(text: str) -> str:
    """The address of a website as it is stored, or a ValidationError that says what cannot be."""
    paragraph(text)
    scheme = re.match(r"([a-z][a-z0-9+.-]*):(?![0-9]+(?:/|$))", text, re.IGNORECASE)
    if scheme and scheme.group(1).lower() not in ("http", "https"):
        message = _("A website begins with https:// or http://, not with “%(scheme)s:”.")
        raise ValidationError(message % {"scheme": scheme.group(1)[:40]}, code="scheme")
    whole = text if scheme else "https://" + text.removeprefix("//")
    if re.search(r"\s", whole):
        raise ValidationError(_("There is a space in the address."), code="space")
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValidationError(_("This is not the address of a website."), code="invalid") from None
    if parts.username is not None or parts.password is not None:
        raise ValidationError(
            _("Please leave out the user name or password before the “@”."), code="credentials"
        )
    if port is not None:
        message = _("Please leave out “:%(port)s”: websites are listed without a port.") % {"port": port}
        raise ValidationError(message, code="port")
    if not _HOST.fullmatch(_in_ascii(host)):
        raise ValidationError(
            _("“%(host)s” is not the name of a website, such as www.example.org.") % {"host": host[:80]},
            code="host",
        )
    return parts._replace(scheme=parts.scheme.lower(), netloc=host, fragment="").geturl()


def without_unprintable(text: str) -> str:
    """What can be shown again of a text that was refused: a page cannot carry these characters."""
    return _UNPRINTABLE.sub("", text)


def _in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _fault(character: str) -> str:
    if character in _OVERRIDES:
        return _(
            "There was an invisible mark that turns the direction of writing (U+%(code)04X). We took it out;"
            " please read the text once more."
        ) % {"code": ord(character)}
    if character == "\ufffd":
        return _("There was something that is not text (binary data). We took it out; please check the text.")
    return _(
        "There was an invisible control character (U+%(code)04X). We took it out; please check the text."
    ) % {"code": ord(character)}


def _place(text: str, position: int) -> str:
    before = without_unprintable(text[max(0, position - 20) : position])
    if position == 0:
        return _("It was the first character.")
    if not before.strip():
        return _("It was character %(number)d.") % {"number": position + 1}
    return _("It was character %(number)d, behind “%(before)s”.") % {"number": position + 1, "before": before}
