"""One at a time, with a pause, and only where we are welcome."""

import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pytest

from rounds.core.fetching import Unfetched, robots
from rounds.core.fetching.robots import MOST_READ, for_us, product
from rounds.core.fetching.turns import Turns
from rounds.core.tests.fetching.servers import Server, asked, page, saying, target


class Site:
    """Robots that say this, and a page at every other path."""

    def __init__(self, robots: bytes) -> None:
        self.robots = robots
        self.visits: list[str] = []

    def __call__(self, connection: socket.socket) -> None:
        visit = target(asked(connection))
        self.visits.append(visit)
        connection.sendall(self.robots if visit == "/robots.txt" else page())


def url(server: Server, path: str = "/", host: str = "hospital.example") -> str:
    return f"http://{host}:{server.port}{path}"


def may(fetcher, address: str) -> bool:
    try:
        fetcher.get(address, robots=True)
    except Unfetched as unfetched:
        if unfetched.code == "robots":
            return False
        raise
    return True


@pytest.mark.parametrize(
    ("rules", "welcome", "unwelcome"),
    [
        ("", ["/", "/a"], []),
        ("User-agent: *\nDisallow:", ["/", "/a"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/a"]),
        ("\ufeffUser-agent: *\nDisallow: /a", ["/", "/b"], ["/a", "/ab", "/x/../a", "/%61"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a/b"], ["/a/c"]),
        ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?x"], ["/a.pdf"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Rounds\nDisallow: /a", ["/b"], ["/a"]),
        ("User-agent: rounds/2.0 # us\nDisallow: /\nUser-agent: *\nAllow: /", [], ["/"]),
        ("User-agent: x\nUser-agent: ROUNDS\nUser-agent: y\nDisallow: /a", ["/b"], ["/a"]),
        (
            "User-agent: Rounds\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: Rounds\nDisallow: /b",
            ["/c"],
            ["/a", "/b"],
        ),
        ("User-agent: Round\nDisallow: /", ["/"], []),
        ("User-agent: Roundsbot\nDisallow: /\nUser-agent: rounds.example\nDisallow: /a", ["/"], ["/a"]),
        ("User-agent: Googlebot\nDisallow: /\nUser-agent: *bot\nDisallow: /", ["/"], []),
        ("<html>Allow us to say: not found</html>", ["/"], []),
        ("User-agent: *\nDisallow: /" + "*a" * 2_000 + "b", ["/" + "a" * 1_000], []),
    ],
)
def test_the_rules_of_a_site_are_kept(serve, visit, rules, welcome, unwelcome):
    site = Site(page(rules.encode()))
    server = serve(site)
    with visit(server) as fetcher:
        assert [path for path in welcome if not may(fetcher, url(server, path))] == []
        assert [path for path in unwelcome if may(fetcher, url(server, path))] == []
    assert site.visits == ["/robots.txt", *welcome]


@pytest.mark.parametrize(
    ("said", "is_welcome"),
    [
        (page(status="404 Not Found"), True),
        (page(b"User-agent: *\nDisallow: /", status="403 Forbidden"), True),
        (page(status="302 Found"), True),
        (page(b"User-agent: *\nAllow: /", status="500 Oh"), False),
        (page(b"User-agent: *\nAllow: /", status="999 No"), False),
        (page(b"\xff\xfe\x00" * 9), True),
        (page(b"#" * MOST_READ + b"\nUser-agent: *\nDisallow: /"), True),  # what is beyond is not read
        (page(b"User-agent: *\nDisallow: /\n" + b"#" * 2 * MOST_READ), False),
        (page(b"x", headers=["Content-Encoding: gzip"]), False),
        (page(status="302 Found", headers=["Location: /robots.txt"]), False),
        (page(status="302 Found", headers=["Location: http://10.0.0.1/robots.txt"]), False),
        (b"garbage", False),
        (b"", False),
    ],
)
def test_a_site_without_rules_welcomes_everybody_and_one_that_cannot_say_nobody(
    serve, visit, said, is_welcome
):
    server = serve(Site(said))
    assert may(visit(server), url(server)) is is_welcome


def test_the_host_where_a_redirect_leads_is_asked_too(serve, visit):
    def answer(connection: socket.socket) -> None:
        request = asked(connection)
        if target(request) == "/robots.txt":
            is_strict = b"Host: strict.example" in request
            connection.sendall(page(b"User-agent: *\nDisallow: /" if is_strict else b""))
        else:
            there = f"Location: http://strict.example:{server.port}/"
            connection.sendall(page(status="302 Found", headers=[there]))

    server = serve(answer)
    assert not may(visit(server), url(server))


def test_rules_may_lie_at_the_end_of_five_redirects(serve, visit):
    def answer(connection: socket.socket) -> None:
        here = target(asked(connection))
        if here == "/5":
            connection.sendall(page(b"User-agent: *\nDisallow: /a"))
        else:
            step = 0 if here == "/robots.txt" else int(here[1:])
            connection.sendall(page(status="301 Moved", headers=[f"Location: /{step + 1}"]))

    server = serve(answer)
    with visit(server) as fetcher:
        assert not may(fetcher, url(server, "/a"))
        with pytest.raises(Unfetched, match="redirects"):
            fetcher.get(url(server, "/-9"), robots=True)


def test_rules_are_asked_for_once_an_hour_and_for_each_origin(serve, visit, clock):
    site = Site(page(b""))
    server = serve(site)
    with visit(server, clock=clock, sleep=clock.sleep) as fetcher:
        for seconds in (0, 3_599, 1):
            clock.now += seconds
            assert may(fetcher, url(server))
        assert site.visits == ["/robots.txt", "/", "/", "/robots.txt", "/"]
        assert may(fetcher, url(server, host="other.example"))
        assert site.visits[5:] == ["/robots.txt", "/"]
        fetcher.close()
        assert may(fetcher, url(server))
        assert site.visits[7:] == ["/robots.txt", "/"]


def test_rules_of_the_sites_visited_longest_ago_are_forgotten(serve, visit, monkeypatch):
    site = Site(page(b"User-agent: *\nDisallow: /" + b"a" * 1_000))
    server = serve(site)
    monkeypatch.setattr(robots, "MOST_KEPT", 2_500)
    with visit(server) as fetcher:
        for host in ("a", "b", "c", "b", "a"):
            assert may(fetcher, url(server, host=f"{host}.example"))
    assert site.visits.count("/robots.txt") == 4
    monkeypatch.setattr(robots, "MOST_SITES", 1)
    site.visits.clear()
    with visit(server) as fetcher:
        for host in ("a", "a", "b", "a"):
            assert may(fetcher, url(server, host=f"{host}.example"))
    assert site.visits.count("/robots.txt") == 3


def test_many_threads_ask_for_the_rules_of_a_site_once(serve, visit):
    site = Site(page(b""))
    server = serve(site)
    with visit(server) as fetcher, ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: may(fetcher, url(server)), range(16)))
    assert (site.visits.count("/robots.txt"), site.visits.count("/")) == (1, 16)


def test_names_of_others_become_one_so_that_a_hundred_thousand_cost_nothing():
    text = "User-agent: a\nuser agent b\nUSERAGENT :rounds # we\nUser-Agent: *\nDisallow: /x\nAgent: *\nUser-agent:"
    assert for_us(text, "Rounds").splitlines() == [
        "User-agent: -",
        "User-agent: -",
        "User-agent: Rounds",
        "User-agent: *",
        "Disallow: /x",
        "Agent: *",
        "User-agent: -",
    ]
    assert [product(agent) for agent in ("Rounds/1.0 (+x)", "Our-Rounds", "1", "")] == [
        "Rounds",
        "Our-Rounds",
        "",
        "",
    ]


# --- Pauses ----------------------------------------------------------------------------------------------------------


def test_a_host_is_left_alone_for_a_while_between_two_requests_and_another_is_not(serve, visit, clock):
    server = serve(saying(page()))
    with visit(server, pause=1.0, clock=clock, sleep=clock.sleep) as fetcher:
        for host in ("a", "b", "a", "b"):
            fetcher.get(url(server, host=f"{host}.example"))
        assert clock.slept == [1.0]  # for a; b's pause has gone by meanwhile
        clock.now += 0.75
        fetcher.get(url(server, host="b.example"))
        assert clock.slept == [1.0, 0.25]


def test_a_redirect_on_the_same_host_waits_as_well_and_the_wait_is_not_the_sites_slowness(
    serve, visit, clock
):
    server = serve(saying(page(status="302 Found", headers=["Location: /"])))
    with pytest.raises(Unfetched, match="redirects"):
        visit(server, pause=8.0, seconds=10, clock=clock, sleep=clock.sleep).get(url(server))
    assert (clock.slept, server.connections) == ([8.0] * 3, 4)


def test_the_way_to_the_rules_takes_nothing_of_the_time_for_the_page(serve, visit, clock):
    def answer(connection: socket.socket) -> None:
        sent_on = {"/robots.txt": "/a.txt", "/a.txt": "/b.txt"}.get(target(asked(connection)))
        moved = page(status="301 Moved", headers=[f"Location: {sent_on}"])
        connection.sendall(moved if sent_on else page())

    server = serve(answer)
    assert may(visit(server, pause=8.0, seconds=10, clock=clock, sleep=clock.sleep), url(server))
    assert clock.slept == [8.0] * 3


@pytest.mark.parametrize(
    ("told", "seconds"), [("4", 4.0), ("0.5", 1.0), ("3600", 10.0), ("nan", 1.0), ("-9", 1.0)]
)
def test_a_site_may_ask_for_a_longer_pause_up_to_ten_seconds(serve, visit, clock, told, seconds):
    server = serve(Site(page(f"User-agent: *\nCrawl-delay: {told}".encode())))
    with visit(server, pause=1.0, clock=clock, sleep=clock.sleep) as fetcher:
        assert may(fetcher, url(server))
        assert may(fetcher, url(server))
    assert clock.slept == [seconds] * 2


def test_a_host_is_never_asked_twice_at_once(serve, visit):
    here, most, counting = 0, 0, Lock()

    def answer(connection: socket.socket) -> None:
        nonlocal here, most
        with counting:
            here += 1
            most = max(most, here)
        asked(connection)
        with counting:
            here -= 1
        connection.sendall(page())

    server = serve(answer)
    with visit(server) as fetcher, ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: fetcher.get(url(server)).status, range(40)))
    assert (statuses, most) == ([200] * 40, 1)


def test_a_turn_that_fails_is_over(serve, visit, clock):
    server = serve(saying())
    with visit(server, pause=1.0, clock=clock, sleep=clock.sleep) as fetcher:
        for _ in range(2):
            with pytest.raises(Unfetched, match="protocol"):
                fetcher.get(url(server))
    assert clock.slept == [1.0]


def test_only_so_many_hosts_are_remembered_and_never_one_in_use_forgotten(clock):
    turns = Turns(clock=clock, sleep=clock.sleep, most=3)
    with turns.turn("held", pause=9):
        for host in "abcdef":
            with turns.turn(host, pause=9):
                pass
        assert len(turns) > 3
    assert len(turns) == 3
    with turns.turn("held", pause=9):
        pass
    with turns.turn("f", pause=9):
        pass
    assert clock.slept == [9]  # f was remembered; held was the oldest and has gone
