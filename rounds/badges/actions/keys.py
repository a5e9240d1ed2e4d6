"""The keys that sign. There is one from the first badge on; those of before go on verifying, and can sign no more."""

from datetime import datetime
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction

from rounds.activity.actions import record
from rounds.badges import did, proofs, sealing
from rounds.badges.models import SigningKey
from rounds.users.models import User

ROTATED, MOVED, SHUT = "rotated", "moved", "shut"  # why a key signs no more


class Signer(NamedTuple):
    row: SigningKey
    private: Ed25519PrivateKey

    def sign(self, document: dict[str, Any], at: datetime) -> dict[str, Any]:
        return proofs.sign(document, key=self.private, method=self.row.method, at=at)


@transaction.atomic
def signer(*, at: datetime) -> Signer:
    """The one that signs now. It is made where there is none yet, the site has moved to another address, or none of
    our secrets opens it any more: nobody's badge waits for that.
    """
    row = SigningKey.objects.signing().first()
    if row is None:
        return _begun(at)
    if row.did != did.did_of(settings.PUBLIC_URL):
        return _replaced(row, MOVED, None, at)
    try:
        return Signer(row, sealing.open_sealed(row.sealed, public=row.public))
    except sealing.Shut:
        return _replaced(row, SHUT, None, at)


@transaction.atomic
def rotate_key(*, by: User | None, at: datetime) -> SigningKey:
    """A new one signs from now on. The private part of the former is destroyed."""
    row = SigningKey.objects.select_for_update().signing().first()
    return (_replaced(row, ROTATED, by, at) if row else _begun(at, by)).row


def _replaced(row: SigningKey, why: str, by: User | None, at: datetime) -> Signer:
    held = SigningKey.objects.select_for_update().get(pk=row.pk)
    if held.retired_at is None:
        held.retired_at, held.sealed = at, ""
        held.save(update_fields=["retired_at", "sealed"])
        record(verb="badge_key.retired", about=held, by=by, at=at, why=why)
        return _begun(at, by)
    return signer(at=at)  # somebody else did it meanwhile


def _begun(at: datetime, by: User | None = None) -> Signer:
    private = Ed25519PrivateKey.generate()
    public = proofs.multikey(private.public_key())
    row = SigningKey(
        did=did.did_of(settings.PUBLIC_URL),
        public=public,
        sealed=sealing.seal(private, public=public),
        began_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # somebody else made one meanwhile
        return signer(at=at)
    record(verb="badge_key.begun", about=row, by=by, at=at)
    return Signer(row, private)
