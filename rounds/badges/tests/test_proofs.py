"""The signature, byte for byte as the W3C's test vectors; and the contexts, that nobody else serves."""

import copy
import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from rounds.badges import contexts, proofs
from rounds.badges.multibase import (
    NotMultibase,
    base58,
    base64url,
    from_base58,
    from_base64url,
)
from rounds.badges.proofs import NotValid

W3C = Path(__file__).parent / "w3c"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
AT = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)


def text(name: str) -> str:
    return (W3C / name).read_text()


def vector(name: str) -> dict[str, Any]:
    return json.loads(text(name))


def load(url: str, options: Any = None) -> dict[str, Any]:
    if url == EXAMPLES:
        return contexts.load(contexts.CREDENTIALS) | {
            "documentUrl": url,
            "document": vector("examples-v2.json"),
        }
    return contexts.load(url, options)


def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(
        from_base58(vector("keyPair.json")["privateKeyMultibase"])[2:]
    )


def public() -> str:
    return vector("keyPair.json")["publicKeyMultibase"]


def test_the_canonical_order_is_that_of_the_vectors():
    assert proofs.canonical(vector("unsigned.json"), load).decode() == text("canonDocDataInt.txt")
    assert proofs.canonical(vector("proofConfigDataInt.json"), load).decode() == text("proofCanonDataInt.txt")


def test_both_hashes_are_those_of_the_vectors():
    options = {name: value for name, value in vector("proofConfigDataInt.json").items() if name != "@context"}
    hashes = text("proofHashDataInt.txt") + text("docHashDataInt.txt")
    assert proofs.hashed(vector("unsigned.json"), options, load).hex() == hashes


def test_the_signature_is_that_of_the_vectors():
    method = vector("signedDataInt.json")["proof"]["verificationMethod"]
    signed = proofs.sign(vector("unsigned.json"), key=key(), method=method, at=AT, load=load)
    assert signed == vector("signedDataInt.json")
    assert from_base58(signed["proof"]["proofValue"]).hex() == text("sigHexDataInt.txt")
    assert proofs.multikey(key().public_key()) == public()


def test_the_signed_vector_verifies():
    proofs.verify(vector("signedDataInt.json"), public=public(), load=load)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["name"], "Alumni Credentiam"),
        (["credentialSubject", "alumniOf"], "The School of Exampels"),
        (["proof", "created"], "2023-02-24T23:36:39Z"),
        (
            ["proof", "proofValue"],
            "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZmf",
        ),
        (["proof", "proofValue"], "z" + "1" * 88),
        (["proof", "proofValue"], "zO"),
    ],
)
def test_one_changed_letter_is_seen(path, value):
    changed = copy.deepcopy(vector("signedDataInt.json"))
    inside = changed
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    with pytest.raises(NotValid) as refused:
        proofs.verify(changed, public=public(), load=load)
    assert refused.value.why == NotValid.CHANGED


@pytest.mark.parametrize(
    ("proof", "why"),
    [
        (None, NotValid.MISSING),
        ([], NotValid.MISSING),
        ({"type": "Ed25519Signature2020"}, NotValid.UNKNOWN_SUITE),
        ({"type": "DataIntegrityProof", "cryptosuite": "eddsa-2022"}, NotValid.UNKNOWN_SUITE),
        ({"proofPurpose": "authentication"}, NotValid.UNREADABLE),
        ({"proofValue": 7}, NotValid.UNREADABLE),
        ({"@context": EXAMPLES}, NotValid.UNREADABLE),
    ],
)
def test_a_proof_of_another_kind_is_refused(proof, why):
    signed = vector("signedDataInt.json")
    made = signed["proof"] | proof if isinstance(proof, dict) else proof
    with pytest.raises(NotValid) as refused:
        proofs.verify({**signed, "proof": made}, public=public(), load=load)
    assert refused.value.why == why


def test_what_no_context_knows_is_refused_and_not_left_out_in_silence():
    document = {"@context": [contexts.CREDENTIALS], "id": "urn:a", "type": ["VerifiableCredential"]}
    proofs.canonical(document)
    with pytest.raises(NotValid) as refused:
        proofs.canonical(document | {"nobodyKnows": "this"})
    assert refused.value.why == NotValid.UNCOVERED


@pytest.mark.parametrize(
    "context",
    [
        "https://evil.example.org/context.json",
        "http://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/v2#",
        "file:///etc/passwd",
        EXAMPLES,
    ],
)
def test_a_context_from_elsewhere_is_refused_and_never_fetched(context, monkeypatch):
    def refuse(*_given):
        raise AssertionError("The network was asked.")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    with pytest.raises(NotValid) as refused:
        proofs.canonical({"@context": [contexts.CREDENTIALS, context], "id": "urn:a"})
    assert refused.value.why == NotValid.UNREADABLE


def test_the_contexts_are_those_that_were_pinned(monkeypatch):
    for name, digest in contexts.PINNED.values():
        assert sha256((contexts.HERE / name).read_bytes()).hexdigest() == digest
    name = contexts.PINNED[contexts.BADGES][0]
    monkeypatch.setitem(contexts.PINNED, contexts.BADGES, (name, "0" * 64))
    contexts._kept.cache_clear()
    with pytest.raises(contexts.Changed):
        contexts.load(contexts.BADGES)
    contexts._kept.cache_clear()


@given(st.binary(max_size=100))
def test_bytes_come_back_from_their_letters(data):
    assert from_base64url(base64url(data)) == data
    if data:
        assert from_base58(base58(data)) == data


@pytest.mark.parametrize("letters", ["", "z", "Qm", "z0", "zl", "z" + "2" * 200, "zé"])
def test_letters_that_are_none_are_refused(letters):
    with pytest.raises(NotMultibase):
        from_base58(letters)


@pytest.mark.parametrize("letters", ["", "zAA", "ué", "uA"])
def test_letters_of_base64_that_are_none_are_refused(letters):
    with pytest.raises(NotMultibase):
        from_base64url(letters)
