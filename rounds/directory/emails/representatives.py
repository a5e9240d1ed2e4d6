"""Mails about who speaks for an organization, written in the transaction of what causes them.

Nothing that a stranger typed goes to a third address but a name, and that only where it can be nothing else.
"""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from rounds.directory.models import Claim, Invitation, Method, Removal, Representative
from rounds.directory.speaking import speakers
from rounds.mail.actions import write
from rounds.organizations.models import Organization
from rounds.users.models import User

_NAME = re.compile(r"[^\W\d_][\w .,'’-]{0,79}")
_ADDRESS = re.compile(r"\w\.[^\W\d_]{2,}")  # "example.org" within a name


def plain_name(user: User) -> str:
    """The name, where it is plainly one: no address of a page or a mailbox. Else ""."""
    name = " ".join(user.name.split())
    return name if _NAME.fullmatch(name) and not _ADDRESS.search(name) else ""


def invite(invitation: Invitation, *, at: datetime) -> None:
    _write(
        "invitation",
        f"invitation:{invitation.pk}",
        invitation.email,
        invitation.organization,
        at,
        url=_at(reverse("directory:invitation", args=[invitation.token])),
        until=invitation.expires_at,
    )


def tell_claimant(claim: Claim, *, at: datetime) -> None:
    """How it ended: proven, declined, not proven in time."""
    template = {
        Claim.State.PROVEN: "claim_proven",
        Claim.State.DECLINED: "claim_declined",
        Claim.State.EXPIRED: "claim_expired",
    }[Claim.State(claim.state)]
    _write(
        template,
        f"claim-settled:{claim.pk}:{at.timestamp()}",
        claim.user.email,
        claim.organization,
        at,
        reason=claim.reason,
        url=_at(_page("mine") if template == "claim_proven" else _page("claim", claim.organization)),
    )


def tell_of_claim(claim: Claim, *, at: datetime) -> None:
    """A moderator is going to decide; the representatives may say no."""
    _tell_others("claim_made", f"claim-made:{claim.pk}", claim.organization, claim.user, at)


def tell_of_newcomer(
    organization: Organization, newcomer: User, method: str, *, key: str, at: datetime
) -> None:
    _tell_others(
        "representative_new",
        f"{key}:{at.timestamp()}",
        organization,
        newcomer,
        at,
        method=Method(method).label,
    )


def tell_of_objection(claim: Claim, *, at: datetime) -> None:
    key = f"claim-objected:{claim.pk}:{at.timestamp()}"
    url = _at(_page("claim", claim.organization))
    _write("claim_objected", key, claim.user.email, claim.organization, at, url=url)


def tell_removed(representative: Representative, *, at: datetime) -> None:
    key = f"representative-ended:{representative.pk}:{at.timestamp()}"
    url = _at(_page("claim", representative.organization))
    _write(
        "representative_removed",
        key,
        representative.user.email,
        representative.organization,
        at,
        url=url,
    )


def ask_second(removal: Removal, *, at: datetime) -> None:
    """To the representative, and to those of the organizations above; not to the one who asks."""
    representative = removal.representative
    organization = representative.organization
    parents = speakers(organization.parent) if organization.parent else []
    for person in {one.pk: one for one in (representative.user, *parents)}.values():
        if person.pk != removal.asked_by_id:
            key = f"removal-asked:{removal.pk}:{person.pk}"
            url = _at(_page("people", organization))
            _write("removal_asked", key, person.email, organization, at, url=url)


def _tell_others(
    template: str, key: str, organization: Organization, about: User, at: datetime, **more: Any
) -> None:
    url = _at(_page("people", organization))
    for other in _others(organization, about):
        _write(
            template,
            f"{key}:{other.pk}",
            other.email,
            organization,
            at,
            name=plain_name(about),
            url=url,
            **more,
        )


def _others(organization: Organization, newcomer: User) -> list[User]:
    """Those who spoke for it before; where there are none, those of the nearest organization above."""
    others = [one for one in speakers(organization) if one.pk != newcomer.pk]
    if others or organization.parent is None:
        return others
    return [one for one in speakers(organization.parent) if one.pk != newcomer.pk]


def _page(name: str, organization: Organization | None = None) -> str:
    return reverse(f"directory:{name}", args=[organization.slug] if organization else [])


def _at(path: str) -> str:
    return settings.PUBLIC_URL + path


def _write(
    template: str, key: str, to: str, organization: Organization, at: datetime, **context: Any
) -> None:
    write(
        key=key,
        to=to,
        template=f"directory/mail/{template}",
        context={"organization": organization, **context},
        at=at,
    )
