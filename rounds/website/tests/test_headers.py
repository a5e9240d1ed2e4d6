import json
import logging
import sys
from types import ModuleType

import pytest
from django.conf import settings as project
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import path

from config import urls
from rounds.core.logs import RequestIdFilter, StructuredFormatter

STRICT = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; media-src 'self'; script-src 'self'; "
    "style-src 'self'; worker-src 'self'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}


def fail(request):
    raise RuntimeError("on purpose")


WITH_A_FAULT = ModuleType("with_a_fault")
vars(WITH_A_FAULT).update({**vars(urls), "urlpatterns": [path("fail/", fail), *urls.urlpatterns]})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/people/login/", 200), ("/no-such-page/", 404), ("/fail/", 500), ("/healthz", 200)],
)
def test_every_answer_carries_the_strict_headers(client, settings, address, status):
    settings.ROOT_URLCONF = WITH_A_FAULT
    client.raise_request_exception = False
    answer = client.get(address)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    policy = "; ".join(sorted(part.strip() for part in answer.headers["Content-Security-Policy"].split(";")))
    assert policy == STRICT


@pytest.mark.django_db
def test_the_back_office_has_a_policy_of_its_own_which_still_names_no_other_host(admin_client):
    policy = admin_client.get("/office/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_a_signed_out_reader_gets_no_cookie_and_writes_nothing(client):
    client.get("/")
    for address in ("/", "/no-such-page/", "/healthz"):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        reading = ("SELECT", "DECLARE")  # PostgreSQL reads what is long through a cursor
        written = [query["sql"] for query in asked if not query["sql"].startswith(reading)]
        assert (address, dict(answer.cookies), written) == (address, {}, [])
        is_kept_by_proxies = "public" in answer.headers.get("Cache-Control", "")
        assert ("Cookie" in answer.headers.get("Vary", "")) == is_kept_by_proxies, address


@pytest.mark.django_db
def test_an_answer_has_the_id_that_a_proxy_gave_or_one_of_its_own(client):
    given = client.get("/healthz", headers={"X-Request-Id": "from-the-proxy-1"}).headers["X-Request-Id"]
    forged = client.get("/healthz", headers={"X-Request-Id": "a b\\n"}).headers["X-Request-Id"]
    assert given == "from-the-proxy-1"
    assert len(forged) == 32


@pytest.mark.django_db
def test_what_is_logged_about_an_answer_names_the_request(client, caplog):
    caplog.handler.addFilter(RequestIdFilter())
    client.get("/no-such-page/", headers={"X-Request-Id": "from-the-proxy-1"})
    [line] = [
        StructuredFormatter().format(record) for record in caplog.records if record.name == "django.request"
    ]
    logged = json.loads(line)
    assert (logged["level"], logged["message"], logged["request"]) == (
        "warning",
        "Not Found: /no-such-page/",
        "from-the-proxy-1",
    )


def test_a_log_line_is_one_json_object_even_when_something_went_wrong():
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "it %s", ("broke",), sys.exc_info())
    line = StructuredFormatter().format(record)
    assert "\n" not in line
    assert (json.loads(line)["message"], "two\nlines" in json.loads(line)["error"]) == ("it broke", True)


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/submissions/v2mJyE5iaOrPn5EKGg9QtQ/", "/submissions/…/"),
        ("/submissions/confirm/v2mJyE5iaOrPn5EKGg9QtQ/", "/submissions/confirm/…/"),
        ("/reports/v2mJyE5iaOrPn5EKGg9QtQ/", "/reports/…/"),
        ("/reports/confirm/v2mJyE5iaOrPn5EKGg9QtQ/", "/reports/confirm/…/"),
        ("/people/confirm-email/NQ:1xUe76:NusTW1MYU1WCj9UMX1/", "/people/confirm-email/…/"),
        ("/me/data/back/WzEsMTc5Nl0:1xUe76:NusTW1MYU1WCj9UMX1/", "/me/data/back/…/"),
        ("/people/password/reset/key/1-cx3f0a-4c718aad83e2486a/", "/people/password/reset/key/…/"),
        ("/submissions/organizations/", "/submissions/organizations/"),
        (
            "/organizations/university-hospital-of-somewhere/",
            "/organizations/university-hospital-of-somewhere/",
        ),
    ],
)
def test_an_address_that_is_a_key_is_not_written_into_the_log(address, logged):
    formatter = StructuredFormatter(secrets=project.SECRETS)
    record = logging.LogRecord("x", logging.WARNING, "f", 1, "Conflict: %s", (address,), None)
    assert json.loads(formatter.format(record))["message"] == f"Conflict: {logged}"


def test_cookies_are_out_of_reach_for_script_and_for_other_sites():
    assert (
        project.SESSION_COOKIE_HTTPONLY,
        project.CSRF_COOKIE_HTTPONLY,
        project.SESSION_COOKIE_SAMESITE,
    ) == (
        True,
        True,
        "Lax",
    )
