"""What other sites ask of us as an issuer: who we are, and which badges were taken back."""

import json
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from rounds.badges import did
from rounds.badges.actions.keys import signer
from rounds.badges.credentials import Issuer
from rounds.badges.models import Award, SigningKey
from rounds.badges.statuses import SIZE, status_list

KEEP = 300  # seconds that others may keep a list


def did_document() -> dict[str, Any]:
    ours = did.did_of(settings.PUBLIC_URL)
    keys = SigningKey.objects.of(ours).order_by("began_at", "pk").values_list("public", flat=True)
    return did.document(ours, keys)


def signed_list(number: int, url: str) -> str | None:
    """None where no badge has its place in it. Signed anew when one more is taken back, and every few minutes."""
    awards = Award.objects.filter(status_index__gte=number * SIZE, status_index__lt=(number + 1) * SIZE)
    taken_back = sorted(awards.exclude(revoked_at=None).values_list("status_index", flat=True))
    if not taken_back and not awards.exists():
        return None
    at = timezone.now()
    signing = signer(at=at)
    state = json.dumps([url, signing.row.public, taken_back])
    name = f"badges:status:{number}:{sha256(state.encode()).hexdigest()}"
    kept = cache.get(name)
    if kept is None:
        issuer = Issuer(signing.row.did, settings.HOUSE_NAME, f"{settings.PUBLIC_URL}/")
        unsigned = status_list(url=url, issuer=issuer, set_bits=[one % SIZE for one in taken_back], at=at)
        kept = json.dumps(signing.sign(unsigned, at))
        cache.set(name, kept, KEEP)
    return str(kept)
