"""What is asked, and what comes back."""

import gzip
import socket
import zlib

import pytest
from django.conf import settings as django_settings

from rounds.core.fetching import Answer, Fetcher, Unfetched, from_settings
from rounds.core.fetching.body import read_body
from rounds.core.tests.fetching.conftest import AGENT
from rounds.core.tests.fetching.servers import asked, page, saying, target


def url(server, path="/", host="hospital.example"):
    return f"http://{host}:{server.port}{path}"


def test_the_request_says_who_asks_and_nothing_about_anybody_else(serve, visit):
    heard: list[bytes] = []
    server = serve(saying(page(), heard=heard))
    visit(server).get(url(server, "/a?b=c#d"))
    assert heard == [
        (
            f"GET /a?b=c HTTP/1.1\r\nHost: hospital.example:{server.port}\r\nUser-Agent: {AGENT}\r\n"
            "Accept-Encoding: gzip\r\nConnection: close\r\n"
            "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.1\r\n\r\n"
        ).encode()
    ]


def test_the_answer_says_where_it_came_from_and_what_it_is(serve, visit):
    headers = [
        'Content-Type: Text/HTML; Charset="ISO-8859-1"',
        'ETag: "x"',
        "Last-Modified: Sat, 21 Nov 2026",
    ]
    headers += ["Link: <a>", "Link: <b>", "Set-Cookie: id=1", "X-Name: caf\u00e9"]
    server = serve(saying(page(b"\xe9", headers=headers)))
    answer = visit(server).get(url(server, "/p?q"))
    assert answer == Answer(
        url(server, "/p?q"),
        200,
        {
            "content-length": "1",
            "content-type": 'Text/HTML; Charset="ISO-8859-1"',
            "etag": '"x"',
            "last-modified": "Sat, 21 Nov 2026",
            "link": "<a>, <b>",
            "x-name": "caf\u00e9",
        },
        b"\xe9",
    )
    assert (answer.content_type, answer.charset, answer.etag, answer.modified) == (
        "text/html",
        "iso-8859-1",
        '"x"',
        "Sat, 21 Nov 2026",
    )


@pytest.mark.parametrize(
    ("told", "content_type", "charset"),
    [
        ("text/html", "text/html", ""),
        ("", "", ""),
        ("text/html;charset=utf-8", "text/html", "utf-8"),
        ("text/html ; charset = 'UTF-8' ; x=y", "text/html", "utf-8"),
        ("application/ld+json; profile=a; charset=Windows-1252", "application/ld+json", "windows-1252"),
        ("text/html; charset=", "text/html", ""),
        ("text/html; charset=\u00fc\u00fc", "text/html", ""),
        ("text/html; xcharset=a", "text/html", ""),
        ("; charset=" + "a" * 100, "", "a" * 40),
    ],
)
def test_the_charset_is_what_the_header_tells(told, content_type, charset):
    answer = Answer("http://a.example/", 200, {"content-type": told}, b"")
    assert (answer.content_type, answer.charset) == (content_type, charset)
    assert Answer("http://a.example/", 200, {}, b"").etag == ""


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", b"hello"),
        ("identity", b"hello"),
        ("gzip", gzip.compress(b"hello", mtime=0)),
        ("X-GZip", gzip.compress(b"hello", mtime=0)),
        ("gzip", gzip.compress(b"hello", mtime=0) + b"and more"),
        ("deflate", zlib.compress(b"hello")),
        ("deflate", zlib.compress(b"hello", wbits=-15)),
    ],
)
def test_a_body_is_unpacked(serve, visit, encoding, packed):
    server = serve(saying(page(packed, headers=[f"Content-Encoding: {encoding}"])))
    assert visit(server).get(url(server)).body == b"hello"


def test_a_packed_body_of_nothing_is_nothing(serve, visit):
    server = serve(saying(page(b"", headers=["Content-Encoding: gzip"])))
    assert visit(server).get(url(server)).body == b""


def test_a_body_in_chunks_and_one_that_ends_with_the_connection_are_read(serve, visit):
    chunks = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nX: y\r\n\r\n"
    )
    for said in (
        chunks,
        b"HTTP/1.0 200 OK\r\n\r\nhello",
        b"HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello",
    ):
        server = serve(saying(said))
        assert visit(server).get(url(server)).body == b"hello"


def test_a_body_may_be_as_large_as_the_most_and_no_larger(serve, visit):
    server = serve(saying(page(gzip.compress(b"x" * 1_000, mtime=0), headers=["Content-Encoding: gzip"])))
    fetcher = visit(server, most=999)
    assert len(fetcher.get(url(server), most=1_000).body) == 1_000
    with pytest.raises(Unfetched, match="too-large"):
        fetcher.get(url(server))


def test_a_body_that_is_cut_is_as_long_as_the_most():
    assert read_body([b"abc", b"def"], packed="", most=4, cut=True) == b"abcd"
    assert read_body([gzip.compress(b"x" * 9_000, mtime=0)], packed="gzip", most=7, cut=True) == b"x" * 7


@pytest.mark.parametrize(
    "status", ["404 Not Found", "500 Oh", "999 No", "204 Nothing", "401 Who", "300 Choices"]
)
def test_any_status_is_an_answer(serve, visit, status):
    server = serve(saying(page(b"", status=status)))
    assert visit(server).get(url(server)).status == int(status[:3])


def test_redirects_are_followed_and_told(serve, visit):
    ways = {
        "/": "/b?c",
        "/b?c": "//other.example:{port}/d",
        "/d": "http://hospital.example:{port}/e#f",
        "/e": "",
    }

    def answer(connection: socket.socket) -> None:
        there = ways[target(asked(connection))].replace("{port}", str(server.port))
        moved = page(status="308 Moved", headers=[f"Location:   {there}  "])
        connection.sendall(moved if there else page(b"here"))

    server = serve(answer)
    answer_ = visit(server).get(url(server))
    assert (answer_.url, answer_.body) == (url(server, "/e"), b"here")
    assert answer_.hops == (url(server), url(server, "/b?c"), url(server, "/d", "other.example"))
    with pytest.raises(Unfetched, match="redirects"):
        visit(server, redirects=2).get(url(server))


def test_a_redirect_without_a_place_is_an_answer(serve, visit):
    server = serve(saying(page(status="302 Found")))
    assert visit(server).get(url(server)).status == 302


def test_a_page_that_is_the_same_is_not_sent_again(serve, visit):
    heard: list[bytes] = []
    server = serve(
        saying(
            b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\nContent-Length: 5000000\r\nContent-Encoding: br\r\n\r\n',
            heard=heard,
        )
    )
    answer = visit(server).get(url(server), etag='W/"x"', modified="Sat, 21 Nov 2026 10:00:00 GMT")
    assert (answer.status, answer.body, answer.etag) == (304, b"", '"x"')
    assert b'If-None-Match: W/"x"\r\nIf-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT\r\n' in heard[0]


@pytest.mark.parametrize("etag", ['"x"\r\nX-Evil: y', "\u00fc", '"x"\0', " ", '"x" '])
def test_what_cannot_be_said_back_is_not_said(serve, visit, etag):
    heard: list[bytes] = []
    server = serve(saying(page(), heard=heard))
    visit(server).get(url(server), etag=etag, modified=etag)
    assert b"If-" not in heard[0]
    assert b"Evil" not in heard[0]


def test_no_cookie_is_kept(serve, visit):
    heard: list[bytes] = []
    moved = page(status="302 Found", headers=["Set-Cookie: id=1; Path=/", "Location: /b"])
    server = serve(saying(moved, heard=heard))
    with pytest.raises(Unfetched, match="redirects"):
        visit(server).get(url(server))
    assert len(heard) == 4
    assert not any(b"ookie" in request for request in heard)


@pytest.mark.parametrize("agent", ["", "Rounds\r\nX: y", "R\u00f6unds/1", " Rounds", "1/2"])
def test_an_agent_needs_a_name_that_can_be_said(agent):
    with pytest.raises(ValueError, match="agent"):
        Fetcher(agent=agent)


def test_the_settings_say_who_we_are_and_what_is_let_through(settings, serve):
    heard: list[bytes] = []
    server = serve(saying(page(), heard=heard))
    assert django_settings.FETCH_AGENT.endswith("/about-our-visits/)")
    settings.FETCH_ALLOWS = (("127.0.0.1", server.port),)
    with from_settings() as fetcher:
        fetcher.get(f"http://127.0.0.1:{server.port}/")
    assert f"User-Agent: {settings.FETCH_AGENT}\r\n".encode() in heard[0]
