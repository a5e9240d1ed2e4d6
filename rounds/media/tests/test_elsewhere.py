"""A recording at another host: asked for once, kept here, and nothing is asked of that host before somebody clicks."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from rounds.core.fetching import Fetcher
from rounds.media import hosts, looking
from rounds.media.models import Recording
from rounds.media.tests.factories import elsewhere, png

PAGE = """<title>A page</title><meta property="og:title" content="A talk &amp; more">
<meta property="og:image" content="/still.png">"""


@contextmanager
def host(replies: dict[str, tuple[str, bytes]]):
    """A server on this machine. HERE in a reply is its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            content_type, body = replies.get(self.path, ("", b""))
            self.send_response(200 if content_type else 404)
            self.send_header("Content-Type", content_type or "text/plain")
            self.end_headers()
            self.wfile.write(body.replace(b"HERE", f"http://127.0.0.1:{self.server.server_port}".encode()))

        def log_message(self, *given):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def ask(replies: dict[str, tuple[str, bytes]], path: str = "/talk") -> looking.Told:
    with host(replies) as port:
        fetcher = Fetcher(agent="Rounds/1 (+https://rounds.example/)", allows=[("127.0.0.1", port)], pause=0)
        return looking.ask(fetcher, f"http://127.0.0.1:{port}{path}")


def test_title_and_picture_are_those_that_the_page_names():
    told = ask({"/talk": ("text/html", PAGE.encode()), "/still.png": ("image/png", png().read())})
    assert (told.title, told.picture[:4], told.problem) == ("A talk & more", b"RIFF", "")


def test_where_the_page_points_to_oembed_that_is_asked():
    link = b'<link rel="alternate" type="application/json+oembed" href="/oembed?of=1">'
    said = json.dumps({"title": "By  oEmbed", "thumbnail_url": "HERE/still.png"}).encode()
    told = ask(
        {
            "/talk": ("text/html", PAGE.encode() + link),
            "/oembed?of=1": ("application/json", said),
            "/still.png": ("image/png", png().read()),
        }
    )
    assert (told.title, told.picture[:4]) == ("By oEmbed", b"RIFF")


@pytest.mark.parametrize(
    "picture",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 90,
        b"",
    ],
)
def test_a_picture_that_is_none_is_left_out(picture):
    told = ask({"/talk": ("text/html", PAGE.encode()), "/still.png": ("image/png", picture)})
    assert told == ("A talk & more", b"", "")


@pytest.mark.parametrize(
    "reply", [("", b""), ("application/pdf", b"%PDF"), ("text/html", b""), ("text/html", b"\xff\xfe<")]
)
def test_a_host_that_tells_nothing_leaves_it_to_the_editor(reply):
    assert ask({"/talk": reply}) == ("", b"", "")


def test_no_address_inside_our_network_is_asked():
    fetcher = Fetcher(agent="Rounds/1 (+https://rounds.example/)", pause=0)
    told = looking.ask(fetcher, "http://127.0.0.1:1/talk")
    assert (told.title, told.picture, bool(told.problem)) == ("", b"", True)


@pytest.mark.parametrize(
    ("address", "name", "moment"),
    [
        ("https://www.youtube.com/watch?v=abc&t=5s", "YouTube", "https://www.youtube.com/watch?v=abc&t=95s"),
        ("https://youtu.be/abc", "YouTube", "https://youtu.be/abc?t=95s"),
        ("https://vimeo.com/123", "Vimeo", "https://vimeo.com/123#t=95s"),
        ("https://tube.example.org/w/abc", "tube.example.org", "https://tube.example.org/w/abc?start=95s"),
        ("https://pod.example.org/episodes/1", "pod.example.org", ""),
    ],
)
def test_a_host_has_a_name_and_perhaps_addresses_of_moments(address, name, moment):
    assert (hosts.host_of(address).name, hosts.at(address, 95)) == (name, moment)


def test_the_large_hosts_are_asked_where_they_tell():
    assert hosts.oembed_address("https://youtu.be/a?b=c") == (
        "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fyoutu.be%2Fa%3Fb%3Dc"
    )


@pytest.mark.django_db
def test_an_editor_names_an_address_and_gets_title_and_picture(office, settings):
    with host({"/talk": ("text/html", PAGE.encode()), "/still.png": ("image/png", png().read())}) as port:
        settings.FETCH_ALLOWS = [("127.0.0.1", port)]
        address = f"http://127.0.0.1:{port}/talk"
        office.post("/office/recordings/elsewhere/", {"address": address, "kind": "video", "language": "en"})
    found = Recording.objects.get()
    assert (found.title, found.elsewhere, found.poster_alt) == ("A talk & more", address, "A talk & more")
    assert found.poster.size > 100


@pytest.mark.django_db
def test_where_the_host_does_not_answer_the_editor_gives_the_title(office):
    told = {"address": "http://127.0.0.1:1/talk", "kind": "video", "language": "en"}
    refused = office.post("/office/recordings/elsewhere/", told)
    assert "127.0.0.1 did not tell the title." in refused.content.decode()
    office.post("/office/recordings/elsewhere/", {**told, "title": "By hand"})
    assert [one.title for one in Recording.objects.all()] == ["By hand"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://example.org/a", "data:text/html,x", "talk"]
)
def test_only_addresses_of_pages_are_taken(office, address):
    told = {"address": address, "kind": "video", "language": "en", "title": "A talk"}
    assert office.post("/office/recordings/elsewhere/", told).status_code == 422


@pytest.mark.django_db
def test_the_card_says_where_a_click_leads_and_loads_nothing_from_there(office):
    page = office.get(f"/office/recordings/{elsewhere().pk}/preview/").content.decode()
    assert "YouTube will learn that you watch it." in page
    assert page.count("https://www.youtube.com/watch?v=abc") == 1
    assert 'rel="external noopener noreferrer"' in page
    assert "<iframe" not in page
