"""The door through which the web server calls, with what no browser sends."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIRequest

from config.wsgi import application

CHARSETS = ["zlib", "unicode_escape", "punycode", "idna", "utf-7", "utf-16", "no-such-thing", "utf-8"]


def asked(content_type: str, query: str = "", body: bytes = b"") -> WSGIRequest:
    return application.request_class(
        {
            "REQUEST_METHOD": "POST" if body else "GET",
            "PATH_INFO": "/list/",
            "QUERY_STRING": query,
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
    )


@pytest.mark.parametrize("charset", CHARSETS)
def test_an_address_is_read_as_utf_8_whatever_the_request_says(charset: str) -> None:
    request = asked(f"text/html; charset={charset}", query="q=%5Cud800&country=%C3%A4")
    assert request.GET.dict() == {"q": "\\ud800", "country": "ä"}


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_form_is_read_as_utf_8_whatever_the_request_says(charset: str) -> None:
    body = 'Content-Disposition: form-data; name="q"\r\n\r\n\\ud800 ä\r\n'.encode()
    request = asked(f"multipart/form-data; boundary=a; charset={charset}", body=b"--a\r\n" + body + b"--a--")
    assert request.POST.dict() == {"q": "\\ud800 ä"}


def test_a_parameter_in_an_encoding_that_there_is_not_breaks_nothing() -> None:
    assert asked("text/html; name*=no-such-thing'en'%C3%A4", query="q=a").GET.dict() == {"q": "a"}
