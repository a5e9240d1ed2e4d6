"""A night's round over 2,000 sites on loopback, on a copy of the seeded database.

A process of its own, because it writes. Its last line is JSON: seconds, sites, how many listings were confirmed.
"""

import json
import multiprocessing
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SITES = 2_000


class _Site(BaseHTTPRequestHandler):
    """Any host name is a site; which of the pages it shows, its name tells. Each has a contact page beside the home."""

    pages: tuple[bytes, ...] = ()
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        number = int("".join(filter(str.isdigit, self.headers["Host"].partition(":")[0])))
        is_page = self.path in ("/", "/contact")
        body = self.pages[number % len(self.pages)] if is_page else b"none"
        self.send_response(200 if is_page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8" if is_page else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


def serve(port: "multiprocessing.Queue[int]", pages: tuple[bytes, ...]) -> None:
    _Site.pages = pages
    server = _Server(("127.0.0.1", 0), _Site)
    port.put(server.server_address[1])
    server.serve_forever()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from rounds.core.fetching import Fetcher
    from rounds.directory.checking.rounds import visit_sites
    from rounds.directory.models import Listing, Site
    from rounds.organizations.models import Organization
    from tests.bench.pages import pages

    made = tuple(page.body for page in pages(100))
    told: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(told, made), daemon=True)
    server.start()
    port = told.get()
    chosen = list(Organization.objects.filter(entry__accounts__gte=1).order_by("pk")[:SITES])
    for number, one in enumerate(chosen):
        one.website = f"http://site{number}.example:{port}/"
    Organization.objects.bulk_update(chosen, ["website"], batch_size=500)
    Site.objects.bulk_create([Site(organization=one, next_visit_at=timezone.now()) for one in chosen])
    fetcher = Fetcher(
        agent="Rounds bench", allows=[("127.0.0.1", port)], resolve=lambda host, port: ["127.0.0.1"], pause=0
    )
    began = time.perf_counter()
    run = visit_sites(fetcher=fetcher, most=SITES)
    seconds = time.perf_counter() - began
    server.terminate()
    told_of = {
        "seconds": seconds,
        "sites": run.done,
        "failed": run.failed,
        "confirmed": run.confirmed,
        "suggested": run.suggested,
        "listings": Listing.objects.filter(organization__in=chosen).count(),
    }
    print(json.dumps(told_of))


if __name__ == "__main__":
    main()
