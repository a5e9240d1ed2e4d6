"""OpenRefine's own sequence of calls, replayed over a running server."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from rounds.directory.models import Listing
from rounds.directory.tests.factories import put_in_list
from rounds.organizations.models import Organization
from rounds.reconciliation.tests.conftest import hospital
from rounds.reconciliation.tests.openrefine import OpenRefine

WORDS = (
    "Lakeside",
    "Riverside",
    "Trinity",
    "Harbor",
    "Cedar",
    "Jefferson",
    "Lincoln",
    "Franklin",
    "Providence",
    "Sacred",
)


@pytest.fixture
def refine(live_server: Any, settings: Any) -> OpenRefine:
    settings.PUBLIC_URL = live_server.url
    system = hospital(
        "Bon Valley Health", "bon-valley-health", type="health-system", city="Salem", region="US-OR"
    )
    for word in WORDS:
        for city, region in (("Salem", "US-OR"), ("Dover", "US-DE")):
            slug = f"{word}-{city}".lower()
            hospital(f"{word} Memorial Hospital", slug, city=city, region=region, parent=system)
    return OpenRefine(f"{live_server.url}/reconcile")


def prove(slug: str) -> None:
    put_in_list(Organization.objects.get(slug=slug), f"https://www.facebook.com/{slug.replace('-', '')}")
    Listing.objects.update(proof="official-site", proof_until=timezone.now() + timedelta(days=9))


def rows() -> list[dict[str, str]]:
    cities = (("Salem", "OR"), ("Dover", "Delaware"))
    return [
        {"name": f"{word.upper()} MEM HOSP", "city": city, "region": region}
        for word in WORDS
        for city, region in cities
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("slash", ["", "/"])
def test_a_table_is_reconciled_from_the_first_call_to_the_last(
    refine: OpenRefine, live_server: Any, slash: str
) -> None:
    refine = OpenRefine(f"{live_server.url}/reconcile{slash}")
    table = rows()

    types = refine.guess_types([row["name"] for row in table])
    assert types[:2] == ["hospital", "organization"]

    assert refine.suggest("property", "city")[0] == "city"
    assert refine.suggest("property", "state")[0] == "region"
    found = refine.reconcile(table, types[0], ["city", "region"])
    right = [f"{word}-{city}".lower() for word in WORDS for city in ("Salem", "Dover")]
    assert [match for match, _candidates in found] == right

    by_name = refine.reconcile([{"name": row["name"]} for row in table], "", [])
    assert {match for match, _candidates in by_name} == {""}, "never by a bare name that two bear"
    assert all(expected in candidates for expected, (_match, candidates) in zip(right, by_name, strict=True))

    assert {"city", "parent", "account-facebook"} <= set(refine.proposed("hospital"))
    prove("lakeside-salem")
    columns = [
        {"id": "city"},
        {"id": "beds"},
        {"id": "account-facebook", "settings": {"limit": "1", "only_official": "on", "show": "address"}},
        {"id": "parent"},
    ]
    cells = refine.extend(right[:2], columns)
    assert cells == {
        "lakeside-salem": ["Salem", None, "https://www.facebook.com/lakesidesalem", "bon-valley-health"],
        "lakeside-dover": ["Dover", None, None, "bon-valley-health"],
    }

    assert set(refine.suggest("entity", "lakes")) == {"lakeside-dover", "lakeside-salem"}
    assert refine.suggest("entity", "memorial hospital", cursor=10) != refine.suggest(
        "entity", "memorial hospital"
    )
    assert refine.suggest("type", "hosp") == ["hospital"]


@pytest.fixture
def other_site() -> Iterator[Callable[[str], str]]:
    """Shows a page at an address of another origin, and gives that address."""
    page = bytearray()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()

    def show(markup: str) -> str:
        page[:] = markup.encode()
        return f"http://127.0.0.1:{server.server_port}/"

    yield show
    server.shutdown()
    server.server_close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_preview_is_drawn_in_openrefines_frame(
    refine: OpenRefine, browser: Browser, other_site: Callable[[str], str]
) -> None:
    """It stands in a frame of another site that may run no script and is of no origin (`sandbox=""`)."""
    preview = refine.manifest["preview"]
    address = preview["url"].replace("{{id}}", "lakeside-salem")
    size = f'width="{preview["width"]}" height="{preview["height"]}"'
    context = browser.new_context()
    page = context.new_page()
    page.goto(other_site(f'<!doctype html><iframe sandbox="" {size} src="{address}"></iframe>'))
    inside = page.frame_locator("iframe")
    heading = inside.locator("h1")
    heading.wait_for()
    assert heading.inner_text() == "Lakeside Memorial Hospital"
    box = inside.locator(".preview__main").bounding_box()
    assert box
    assert box["height"] <= preview["height"]
    assert heading.evaluate("one => getComputedStyle(one).fontFamily").startswith('"Atkinson')
    assert context.cookies() == []
    context.close()
