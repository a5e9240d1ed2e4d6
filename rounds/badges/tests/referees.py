"""Two verifiers that others wrote, given what we serve and nothing else: no network, no code of ours."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.ldp import OB3LdpVerifier

from rounds.badges import contexts
from rounds.badges.models import Award
from tests.plugins.left_out import leave_out

HERE = Path(__file__).parent
MODULES = Path(settings.BASE_DIR) / "node_modules"


class Said(NamedTuple):
    is_valid: bool
    why: str = ""


def served(award: Award) -> dict[str, Any]:
    """What the site gives to whoever asks, by its address: the issuer, and the list that the badge names.

    The referees know the true time alone, so lists are signed at that.
    """
    client = Client()
    issuer = json.loads(client.get("/.well-known/did.json").content)
    named = json.loads(award.credential)["credentialStatus"]["statusListCredential"]
    answer = client.get(named.removeprefix(settings.PUBLIC_URL))
    assert answer.status_code == 200
    return {issuer["id"]: issuer, named: json.loads(answer.content)}


def digital_bazaar(credential: dict[str, Any], documents: dict[str, Any]) -> Said:
    """With our pinned contexts; the verifier's own are its own."""
    node = shutil.which("node")
    if node is None:
        leave_out("Node is not installed (apt-get install nodejs npm)")
    if not (MODULES / "@digitalbazaar" / "vc").exists():
        leave_out("Digital Bazaar's verifier is not installed (npm ci)")
    pinned = {url: contexts.load(url)["document"] for url in contexts.PINNED}
    given = {"modules": str(MODULES), "credential": credential, "documents": {**pinned, **documents}}
    ran = subprocess.run(
        [node, str(HERE / "referee.mjs")],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    return Said(told["verified"], " ".join(told["why"]))


def openbadgeslib(credential: dict[str, Any], documents: dict[str, Any]) -> Said:
    """It takes lists as tokens alone for proof of their issuer, so ours is read by it, and verified by the other."""

    def download(url: str, **_more: Any) -> bytes:
        did = "did:web:" + url.split("/")[2].replace(":", "%3A")
        if url.endswith("/.well-known/did.json") and did in documents:
            return json.dumps(documents[did]).encode()
        return json.dumps(documents[url]).encode()

    try:
        OB3LdpVerifier().verify(credential, check_status=True, download=download, verify_status_list=False)
    except LibOpenBadgesException as fault:
        return Said(False, str(fault))
    return Said(True)


@contextmanager
def no_network() -> Iterator[None]:
    """Connections of this process to anything but the database's are refused."""

    def refuse(*_given: Any) -> None:
        raise AssertionError("The network is refused.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("socket.socket.connect", refuse)
        patch.setattr("socket.getaddrinfo", refuse)
        yield
