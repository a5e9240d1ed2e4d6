"""The platforms that our checkers read, on one server on loopback that goes by all their names.

What is not put here is answered with 404, and no name has a TXT record but those in `txt`.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from rounds.core.fetching import Fetcher, Unfetched
from rounds.directory.checking.accounts import AccountToRead, Endpoints, read_account
from rounds.directory.checking.readings import AccountReading

ACTIVITY = "application/activity+json"
BLUESKY = "public.api.bsky.example"
PLC = "plc.example"
YOUTUBE = "www.youtube.example"
SOCIAL = "social.example"
BROKEN = None  # TXT records that nobody can tell


@dataclass
class Reply:
    body: bytes
    kind: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class FakePlatforms:
    def __init__(self, port: int) -> None:
        self.port = port
        self.replies: dict[str, Reply] = {}
        self.asked: list[str] = []  # "host/path?query"
        self.txt: dict[str, list[str] | None] = {}
        self.endpoints = Endpoints(
            bluesky=self.url(BLUESKY, ""),
            plc=self.url(PLC, ""),
            youtube=self.url(YOUTUBE, ""),
            site=f"http://{{host}}:{port}",
        )
        self.fetcher = Fetcher(
            agent="Rounds/0.1 (+https://rounds.example/about-our-visits/)",
            allows=[("127.0.0.1", port)],
            resolve=lambda host, port: ["127.0.0.1"],
            txt=self._texts,
            pause=0,
            seconds=20,
        )

    def url(self, host: str, path: str) -> str:
        return f"http://{host}:{self.port}{path}"

    def read(self, platform: str, handle: str, native_id: str = "", url: str = "") -> AccountReading:
        """As `read_account` does; a fault of ours is raised here, and not told as a failure."""
        account = AccountToRead(platform, handle, native_id, url)
        reading = read_account(account, fetcher=self.fetcher, endpoints=self.endpoints)
        assert reading.message != "A fault of ours; see the log."
        return reading

    def put(
        self, host: str, path: str, body: Any = b"", *, kind: str = "", status: int = 200, **headers: str
    ) -> str:
        """What a host answers; a dictionary is sent as JSON. Returns the address."""
        if isinstance(body, dict | list):
            body, kind = json.dumps(body), kind or "application/json"
        body = body.encode() if isinstance(body, str) else body
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[f"{host}{path}"] = Reply(body, kind or "text/html", status, told)
        return self.url(host, path)

    def drop(self, host: str, path: str) -> None:
        del self.replies[f"{host}{path}"]

    # Bluesky

    def bluesky(self, did: str, handle: str, *, posted_at: str = "", **profile: Any) -> None:
        answer = {"did": did, "handle": handle, **profile}
        for actor in (did, handle):
            self.put(BLUESKY, _method("app.bsky.actor.getProfile", actor=actor), answer)
        items = [{"post": {"author": {"did": did}, "indexedAt": posted_at}}] if posted_at else []
        self.put(BLUESKY, self.bluesky_feed(did), {"feed": items})

    def bluesky_feed(self, did: str) -> str:
        return _method("app.bsky.feed.getAuthorFeed", actor=did, limit="1", filter="posts_no_replies")

    def no_bluesky(
        self,
        actor: str,
        *,
        error: str = "InvalidRequest",
        message: str = "Profile not found",
        status: int = 400,
    ) -> None:
        path = _method("app.bsky.actor.getProfile", actor=actor)
        self.put(BLUESKY, path, {"error": error, "message": message}, status=status)

    def did_document(self, did: str, *names: str) -> None:
        document = {"id": did, "alsoKnownAs": [f"at://{name}" for name in names]}
        self.put(PLC, f"/{did}", document, kind="application/did+ld+json")

    # The fediverse

    def finger(
        self, name: str, actor: str, *, subject: str = "", host: str = "", kind: str = ACTIVITY
    ) -> None:
        """`host` answers for `name` that the account is `subject`, and stands at `actor`."""
        answer = {
            "subject": f"acct:{subject or name}",
            "links": [
                {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": actor},
                {"rel": "self", "type": kind, "href": actor},
            ],
        }
        self.put(
            host or name.rpartition("@")[2],
            f"/.well-known/webfinger?resource=acct:{name}",
            answer,
            kind="application/jrd+json",
        )

    def actor(self, host: str, user: str, **more: Any) -> str:
        """Returns its id, which is its address."""
        path = f"/users/{user}"
        answer = {
            "@context": ["https://www.w3.org/ns/activitystreams"],
            "id": self.url(host, path),
            "type": "Organization",
            "preferredUsername": user,
            "url": self.url(host, f"/@{user}"),
            **more,
        }
        return self.put(host, path, answer, kind=ACTIVITY)

    def collection(self, host: str, path: str, **told: Any) -> str:
        return self.put(host, path, {"type": "OrderedCollection", **told}, kind=ACTIVITY)

    # YouTube

    def channel(self, native_id: str, handle: str, *links: str, path: str = "") -> None:
        """Its page, by the id and by the handle (or `path`), with links under the name of the channel."""
        redirects = "".join(
            '"url":"https://www.youtube.com/redirect?'
            + urlencode({"event": "channel_header", "redir_token": "x", "q": link}).replace("&", "\\u0026")
            + '",'
            for link in links
        )
        page = f"""<!DOCTYPE html><html><head><link rel="canonical"
            href="https://www.youtube.com/channel/{native_id}"><title>A channel</title></head><body><script>
            var ytInitialData = {{{redirects}"metadata":{{"channelMetadataRenderer":{{"externalId":"{native_id}",
            "vanityChannelUrl":"http://www.youtube.com/@{handle}"}}}}}};</script></body></html>"""
        self.put(YOUTUBE, f"/channel/{native_id}", page)
        self.put(YOUTUBE, path or f"/@{handle}", page)

    def channel_feed(self, native_id: str, published: str) -> None:
        feed = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>yt:channel:{native_id}</id>
            <link rel="alternate" href="https://www.youtube.com/channel/{native_id}"/>
            <entry><published>{published}</published></entry></feed>"""
        self.put(YOUTUBE, f"/feeds/videos.xml?channel_id={native_id}", feed, kind="text/xml")

    def _texts(self, name: str) -> list[str]:
        records = self.txt.get(name, [])
        if records is BROKEN:
            raise Unfetched("dns")
        return records


@contextmanager
def platforms() -> Iterator[FakePlatforms]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = self.headers["Host"].partition(":")[0] + self.path
            if not where.endswith("/robots.txt"):
                fake.asked.append(where)
            reply = fake.replies.get(where) or Reply(b"not here", "text/plain", 404)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    fake = FakePlatforms(server.server_address[1])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _method(name: str, **asked: str) -> str:
    return f"/xrpc/{name}?{urlencode(asked)}"
