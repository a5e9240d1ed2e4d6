"""The name servers: a real one on loopback, and what becomes of its answers."""

import socket
from threading import Thread

import dns.exception
import dns.message
import dns.nameserver
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest

from rounds.core.fetching import Fetcher, Unfetched
from rounds.core.tests.fetching.conftest import AGENT
from rounds.core.tests.fetching.servers import page, saying

ZONE = {
    ("hospital.example.", "A"): ["127.0.0.1"],
    ("both.example.", "A"): ["1.1.1.1"],
    ("both.example.", "AAAA"): ["::1"],
    ("six.example.", "AAAA"): ["2606:4700:4700::1111", "fd00:ec2::254"],
    ("empty.example.", "TXT"): [],
    ("broken-after-nothing.example.", "A"): [],
    ("broken6.example.", "A"): ["127.0.0.1"],
    ("_atproto.hospital.example.", "TXT"): ['"did=did:plc:" "abc"', '"caf\\195\\169 \\255"'],
}


class NameServer:
    """Answers from the zone; names of `broken` fail, names of `silent` are never answered."""

    def __init__(self) -> None:
        self.questions: list[tuple[str, str]] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closing:
            closing.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            asked, sender = self._socket.recvfrom(4_096)
            if not asked:
                return
            question = dns.message.from_wire(asked)
            name = question.question[0].name.to_text()
            kind = dns.rdatatype.to_text(question.question[0].rdtype)
            self.questions.append((name, kind))
            if not name.startswith("silent"):
                self._socket.sendto(self._answer(question, name, kind).to_wire(), sender)

    def _answer(self, question: dns.message.Message, name: str, kind: str) -> dns.message.Message:
        answer = dns.message.make_response(question)
        if name.startswith("broken") and (name, kind) not in ZONE:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif name not in {known for known, _ in ZONE}:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif found := ZONE.get((name, kind)):
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *found))
        return answer


@pytest.fixture
def names():
    server = NameServer()
    yield server
    server.close()


@pytest.fixture
def fetcher(names, serve):
    """It asks our name server, and may reach one web server."""
    server = serve(saying(page(b"found")))
    with Fetcher(
        agent=AGENT,
        allows=[("127.0.0.1", server.port)],
        nameservers=[dns.nameserver.Do53Nameserver("127.0.0.1", names.port)],
        pause=0,
        seconds=5,
    ) as fetcher:
        fetcher.port = server.port
        yield fetcher


def test_a_name_is_looked_up_whole_and_for_both_kinds_of_address(fetcher, names):
    assert fetcher.get(f"http://hospital.example:{fetcher.port}/").body == b"found"
    assert names.questions == [("hospital.example.", "A"), ("hospital.example.", "AAAA")]


def test_a_name_server_that_fails_for_ipv6_alone_does_no_harm(fetcher):
    assert fetcher.get(f"http://broken6.example:{fetcher.port}/").body == b"found"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("both.example", "refused-address"),  # its IPv4 address is public, its IPv6 address is not
        ("six.example", "refused-address"),
        ("missing.example", "dns"),
        ("broken.example", "dns"),
        ("broken-after-nothing.example", "dns"),
        ("empty.example", "dns"),
    ],
)
def test_a_name_that_leads_inside_or_nowhere_is_told_apart(fetcher, name, code):
    with pytest.raises(Unfetched) as unfetched:
        fetcher.get(f"http://{name}/")
    assert unfetched.value.code == code


def test_a_name_server_that_never_answers_ends_with_the_deadline(fetcher):
    with pytest.raises(Unfetched, match="dns"):
        fetcher.get("http://silent.example/", seconds=0.2)


def test_texts_are_joined_and_those_of_nobody_are_none(fetcher, names):
    assert sorted(fetcher.txt("_ATPROTO.hospital.example")) == ["caf\u00e9 \ufffd", "did=did:plc:abc"]
    assert fetcher.txt("missing.example") == []
    assert fetcher.txt("empty.example") == []
    assert names.questions[0] == ("_atproto.hospital.example.", "TXT")


def test_a_question_about_texts_that_nobody_answers_is_not_taken_for_none(fetcher):
    with pytest.raises(Unfetched, match="dns"):
        fetcher.txt("broken.example")


def test_texts_can_be_given_by_a_test_and_their_names_are_read_all_the_same():
    fetcher = Fetcher(agent=AGENT, txt=lambda name: [f"about {name}"])
    assert fetcher.txt("Hospital.example") == ["about hospital.example"]
    with pytest.raises(Unfetched, match="refused-address"):
        fetcher.txt("printer.local")


def test_a_machine_without_name_servers_finds_no_names():
    with pytest.raises(Unfetched, match="dns"):
        Fetcher(agent=AGENT, nameservers=[], seconds=0.2).get("http://hospital.example/")
