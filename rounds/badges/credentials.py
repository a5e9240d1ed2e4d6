"""What is signed when somebody has earned an achievement: an AchievementCredential of Open Badges 3.0. Pure."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from rounds.badges import contexts
from rounds.badges.proofs import stamp


class Issuer(NamedTuple):
    did: str
    name: str
    url: str


class Earned(NamedTuple):
    """What can be earned, as its page says it. `url`: of the page; `kind`: of the words of the standard, "Course"."""

    url: str
    kind: str
    name: str
    description: str
    criteria: str
    code: str
    language: str
    picture: str  # its address
    picture_words: str


class Holder(NamedTuple):
    """Whose it is, told to nobody who does not know the address already."""

    email: str
    salt: str


class Evidence(NamedTuple):
    """What it was earned by. `url` may be empty."""

    name: str
    narrative: str = ""
    url: str = ""


class Place(NamedTuple):
    """Where it is told whether it was taken back. `url`: of the list."""

    url: str
    bit: int


def credential(
    *,
    url: str,
    issuer: Issuer,
    earned: Earned,
    holder: Holder,
    hundredths: int,
    evidence: Sequence[Evidence],
    place: Place,
    at: datetime,
) -> dict[str, Any]:
    """Not signed yet. `hundredths`: of credit; 0 says nothing of credit."""
    made: dict[str, Any] = {
        "@context": [contexts.CREDENTIALS, contexts.BADGES],
        "id": url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": earned.name,
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": issuer.name, "url": issuer.url},
        "validFrom": stamp(at),
        "awardedDate": stamp(at),
        "credentialSubject": _subject(earned, holder, hundredths),
        "credentialStatus": _status(place),
    }
    if evidence:
        made["evidence"] = [_evidence(one) for one in evidence]
    return made


def identity_hash(holder: Holder) -> str:
    return "sha256$" + sha256((holder.email + holder.salt).encode()).hexdigest()


def _subject(earned: Earned, holder: Holder, hundredths: int) -> dict[str, Any]:
    identity = {
        "type": "IdentityObject",
        "identityType": "emailAddress",
        "hashed": True,
        "identityHash": identity_hash(holder),
        "salt": holder.salt,
    }
    subject: dict[str, Any] = {"type": ["AchievementSubject"], "identifier": [identity]}
    if hundredths:
        subject["creditsEarned"] = number(hundredths)
    return subject | {"achievement": _achievement(earned)}


def _achievement(earned: Earned) -> dict[str, Any]:
    made = {
        "id": earned.url,
        "type": ["Achievement"],
        "name": earned.name,
        "description": earned.description,
        "criteria": {"id": f"{earned.url}#criteria", "narrative": earned.criteria},
        "achievementType": earned.kind,
        "image": {"id": earned.picture, "type": "Image", "caption": earned.picture_words},
        "inLanguage": earned.language,
    }
    return made | ({"humanCode": earned.code} if earned.code else {})


def _status(place: Place) -> dict[str, Any]:
    return {
        "id": f"{place.url}#{place.bit}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place.bit),
        "statusListCredential": place.url,
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    made = {"id": one.url, "type": ["Evidence"], "name": one.name, "narrative": one.narrative}
    return {name: value for name, value in made.items() if value}


def number(hundredths: int) -> int | float:
    """A whole one as an integer: "2.0" and "2" would be signed as two different numbers."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
