"""Whether a badge is one of ours, and stands. A document that we did not write is never worked on: it is compared."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.validators import slug_re

from rounds.badges import did, opening, proofs
from rounds.badges.models import Award, SigningKey


class Verdict(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"
    CHANGED = "changed"  # it names a badge of ours, and is not word for word what we signed
    UNKNOWN = "unknown"  # it says that it is ours, and we know nothing of it
    NOT_OURS = "not ours"  # somebody else signed it: we do not look further


@dataclass(frozen=True, slots=True)
class Checked:
    verdict: Verdict
    award: Award | None = None
    issuer: str = ""  # as the document says, where it is not ours

    @property
    def is_valid(self) -> bool:
        return self.verdict == Verdict.VALID


def check(document: dict[str, Any]) -> Checked:
    """Of what somebody brought, as `opening` reads it."""
    issuer = _text_of(document.get("issuer"))
    if issuer not in ours():
        return Checked(Verdict.NOT_OURS, issuer=issuer[:300])
    code = _code(document.get("id"))
    found = Award.objects.select_related("achievement", "user", "key").filter(code=code).first()
    if found is None:
        return Checked(Verdict.UNKNOWN)
    if opening.fingerprint(document) != found.fingerprint:
        return Checked(Verdict.CHANGED, found)
    return _verified(document, found)


def check_kept(award: Award) -> Checked:
    """Of a badge as we keep it."""
    return _verified(json.loads(award.credential), award)


def ours() -> frozenset[str]:
    """The names that we have signed under."""
    return frozenset([*SigningKey.objects.values_list("did", flat=True), did.did_of(settings.PUBLIC_URL)])


def _verified(document: dict[str, Any], award: Award) -> Checked:
    """The signature is checked each time: what lies in the database could have been changed there."""
    try:
        if proofs.proof_of(document)["verificationMethod"] != award.key.method:
            return Checked(Verdict.CHANGED, award)
        proofs.verify(document, public=award.key.public)
    except proofs.NotValid:
        return Checked(Verdict.CHANGED, award)
    return Checked(Verdict.REVOKED if award.revoked_at else Verdict.VALID, award)


def _text_of(issuer: Any) -> str:
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    return named if isinstance(named, str) else ""


def _code(address: Any) -> str:
    """The last part of the address; whatever host it names, as the site may have moved."""
    parts = address.split("/") if isinstance(address, str) else []
    code = parts[-2] if len(parts) > 2 else ""
    return code if len(code) <= 32 and slug_re.match(code) else ""
