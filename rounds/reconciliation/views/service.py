"""The root of the service: what it is, whom a table means, and what can be added to it."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.request import RawPostDataException
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core.api import problem
from rounds.core.limits import Meter
from rounds.directory.api.metering import too_often
from rounds.reconciliation import reading
from rounds.reconciliation.answering import results
from rounds.reconciliation.door import Purse, door, lines_a_minute, told
from rounds.reconciliation.extending import extended
from rounds.reconciliation.manifest import BATCH, manifest

MOST_BYTES = 1_000_000
MOST_IDS = 500
MOST_COLUMNS = 60
MOST_CELLS = 5_000
KEPT_FOR = 300  # seconds that anybody may keep the manifest
FORM = "application/x-www-form-urlencoded"
meter = Meter("reconcile")


@door(meter, "GET", "POST", limit=lines_a_minute)
def service(request: HttpRequest, purse: Purse) -> HttpResponse:
    sent = _sent(request)
    if isinstance(sent, HttpResponse):
        return sent
    try:
        if queries := sent.get("queries"):
            return _queries(request, queries, purse)
        if extend := sent.get("extend"):
            return _extend(request, extend, purse)
    except reading.Unreadable as fault:
        return problem(request, "bad-request", str(fault))
    return told(manifest(), seconds=KEPT_FOR)


def _sent(request: HttpRequest) -> QueryDict | HttpResponse:
    """The fields of the form or of the address; or why they cannot be read."""
    if request.method != "POST":
        return request.GET
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return _too_much(request, _("This is too large. Please send fewer queries at once."))
    if request.content_type not in (FORM, ""):
        return problem(request, "bad-request", _("Please send a form: %(type)s.") % {"type": FORM})
    try:
        return QueryDict(request.body, encoding="utf-8") or request.GET
    except (TooManyFieldsSent, RequestDataTooBig, RawPostDataException):
        return problem(request, "bad-request", _("This form cannot be read."))


def _queries(request: HttpRequest, text: str, purse: Purse) -> HttpResponse:
    batch = reading.batch(text)
    if len(batch) > BATCH:
        words = ngettext(
            "Please send one query at once.", "Please send at most %(n)d queries at once.", BATCH
        )
        return _too_much(request, words % {"n": BATCH})
    if not purse.pay(len(batch)):
        return too_often(request, purse.reading)
    return told(results(batch, timezone.now()))


def _extend(request: HttpRequest, text: str, purse: Purse) -> HttpResponse:
    extension = reading.extension(text)
    ids, columns = len(extension.ids), len(extension.columns)
    if ids > MOST_IDS or columns > MOST_COLUMNS or ids * columns > MOST_CELLS:
        words = _(
            "Please ask for at most %(ids)d organizations, %(columns)d columns and %(cells)d cells at once."
        )
        return _too_much(request, words % {"ids": MOST_IDS, "columns": MOST_COLUMNS, "cells": MOST_CELLS})
    if not purse.pay(ids):
        return too_often(request, purse.reading)
    return told(extended(extension, timezone.now()))


def _too_much(request: HttpRequest, words: str) -> HttpResponse:
    return problem(request, "too-large", words)
