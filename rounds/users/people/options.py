"""The options of the directory's two long lists, made once: three hundred widgets cost more than the search."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from rounds.users.credentials.known import known
from rounds.users.people.languages import common_codes, name_of


def language_options(chosen: str) -> SafeString:
    return _languages(chosen, get_language())


def credential_options(chosen: str) -> SafeString:
    return _credentials(chosen, get_language())


@lru_cache(maxsize=1024)
def _languages(chosen: str, _language: str | None) -> SafeString:
    return _options(
        [("", gettext("any language")), *((code, name_of(code)) for code in common_codes())], chosen
    )


@lru_cache(maxsize=1024)
def _credentials(chosen: str, _language: str | None) -> SafeString:
    rows = ((one.abbreviation, f"{one.abbreviation} · {one.expansion}") for one in known().values())
    return _options([("", gettext("any, or none")), *rows], chosen)


def _options(rows: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    marked = ((value, SafeString(" selected") if value == chosen else "", label) for value, label in rows)
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)
