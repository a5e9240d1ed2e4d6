"""Mails that ask representatives about their accounts. Each holds a link that is the reader's own."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from rounds.directory.models import Asking, Listing
from rounds.directory.own_word import need_own_word
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof, shown
from rounds.mail.actions import write
from rounds.users.models import User

_SIGNER = signing.Signer(sep=".", salt="rounds.directory.asking")


def key_of(asking: Asking, user: User) -> str:
    """What stands in the link: the question and whose word the answer is."""
    return _SIGNER.sign(f"{asking.token}.{user.pk}")


def read_key(key: str) -> tuple[str, int] | None:
    """The question's token and the person's id; None for whatever we did not write."""
    try:
        token, _dot, person = _SIGNER.unsign(key[:200]).rpartition(".")
    except signing.BadSignature:
        return None
    return token, int(person)


def tell(
    asking: Asking, people: Iterable[User], listings: Sequence[Listing], template: str, *, at: datetime
) -> None:
    """One mail to each. The same question says the same thing once; of what looks odd it writes once a day."""
    cause = {"reminder": f"reminder-{asking.reminders}-{asking.next_reminder_at}", "odd": f"odd-{at.date()}"}
    theirs = [one for one in listings if one.proof != Proof.RELEASED]
    apart = need_own_word(theirs, at=at)
    context: dict[str, Any] = {
        "asking": asking,
        "organization": asking.organization,
        "odd": asking.detail.splitlines(),
        "accounts": [_line(one, asking, at) for one in theirs if one.pk not in apart],
        "apart": [_line(one, asking, at) for one in theirs if one.pk in apart],
        "page_url": settings.PUBLIC_URL + asking.organization.get_absolute_url(),
        "desk_url": settings.PUBLIC_URL + reverse("directory:keep", args=[asking.organization.slug]),
    }
    for person in people:
        link = settings.PUBLIC_URL + reverse("directory:asking", args=[key_of(asking, person)])
        write(
            key=f"asking:{asking.pk}:{cause.get(template, template)}:{person.pk}",
            to=person.email,
            template=f"directory/mail/asking_{template}",
            context={**context, "answer_url": link},
            at=at,
        )


def _line(listing: Listing, asking: Asking, at: datetime) -> dict[str, Any]:
    account = listing.account
    return {
        "name": f"{PLATFORMS[account.platform].name}: {account.exact_name}",
        "address": account.address,
        "proof": Proof(shown(listing.proof, listing.proof_until, at)).label,
        "until": listing.proof_until if listing.proof_until and listing.proof_until > at else None,
        "organization": "" if listing.organization_id == asking.organization_id else listing.organization,
    }
