"""Data Integrity proofs of the suite eddsa-rdfc-2022: https://www.w3.org/TR/vc-di-eddsa/. Pure.

What is signed is the meaning: the RDF dataset of the document in its canonical order, after that of the proof's own
options. So letters outside the meaning (a member that no context knows) are not covered, and are refused.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyld import jsonld

from rounds.badges import contexts
from rounds.badges.multibase import NotMultibase, base58, from_base58

SUITE = "eddsa-rdfc-2022"
PURPOSE = "assertionMethod"
ED25519 = b"\xed\x01"  # the multicodec of a public key
Document = Mapping[str, Any]


class NotValid(ValueError):
    """The proof does not hold. `why`: one of the words below."""

    MISSING = "missing"  # there is none, or more than one
    UNKNOWN_SUITE = "unknown suite"
    UNREADABLE = "unreadable"  # as JSON-LD, by the contexts that are kept here
    UNCOVERED = "uncovered"  # something in it is no part of what is signed
    CHANGED = "changed"  # the signature is of something else, or by another key

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def sign(
    document: Document,
    *,
    key: Ed25519PrivateKey,
    method: str,
    at: datetime,
    load: contexts.Load = contexts.load,
) -> dict[str, Any]:
    """The document with its proof. `method`: the address of the key, "did:web:example.org#z6Mk…".

    Raises NotValid where a part of it would not be covered.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": stamp(at),
        "verificationMethod": method,
        "proofPurpose": PURPOSE,
    }
    signature = key.sign(hashed(document, options, load))
    return {**document, "proof": {**options, "proofValue": base58(signature)}}


def verify(document: Document, *, public: str, load: contexts.Load = contexts.load) -> None:
    """`public`: the key as multibase, "z6Mk…". Raises NotValid.

    Only for documents of which somebody knows that we wrote them: to put a stranger's into canonical order can take
    longer than anybody waits.
    """
    proof = proof_of(document)
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        signature = from_base58(proof["proofValue"])
        Ed25519PublicKey.from_public_bytes(raw(public)).verify(signature, hashed(unsigned, options, load))
    except (InvalidSignature, NotMultibase) as fault:
        raise NotValid(NotValid.CHANGED) from fault


def proof_of(document: Document) -> dict[str, Any]:
    """The one of our suite. Raises NotValid."""
    proof = document.get("proof")
    if not isinstance(proof, dict):
        raise NotValid(NotValid.MISSING)
    if (proof.get("type"), proof.get("cryptosuite")) != ("DataIntegrityProof", SUITE):
        raise NotValid(NotValid.UNKNOWN_SUITE)
    if proof.get("proofPurpose") != PURPOSE or "@context" in proof:
        raise NotValid(NotValid.UNREADABLE)
    if not isinstance(proof.get("proofValue"), str) or not isinstance(proof.get("verificationMethod"), str):
        raise NotValid(NotValid.UNREADABLE)
    return proof


def hashed(document: Document, options: Document, load: contexts.Load = contexts.load) -> bytes:
    """64 bytes, of the options and of the document. Raises NotValid."""
    of_options = {**options, "@context": document.get("@context")}
    return b"".join(sha256(canonical(one, load)).digest() for one in (of_options, document))


def canonical(document: Document, load: contexts.Load = contexts.load) -> bytes:
    """Its N-Quads in their order. Raises NotValid."""
    dropped: list[Any] = []
    processor = jsonld.JsonLdProcessor(on_property_dropped=dropped.append)
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    try:
        quads = processor.normalize(dict(document), options)
    except (jsonld.JsonLdError, contexts.UnknownContext, RecursionError, TypeError) as fault:
        raise NotValid(NotValid.UNREADABLE) from fault
    if dropped:
        raise NotValid(NotValid.UNCOVERED)
    return str(quads).encode()


def multikey(key: Ed25519PublicKey) -> str:
    return base58(ED25519 + key.public_bytes_raw())


def raw(public: str) -> bytes:
    """Raises NotMultibase."""
    data = from_base58(public)
    if len(data) != 34 or not data.startswith(ED25519):
        raise NotMultibase
    return data[2:]


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
