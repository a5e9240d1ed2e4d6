"""Badges: awarded and signed, shared by their holder, taken back."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from rounds.activity.actions import record
from rounds.badges import drawing, opening
from rounds.badges.actions.keys import signer
from rounds.badges.credentials import Earned, Evidence, Holder, Issuer, Place, credential
from rounds.badges.models import Achievement, Award, new_code
from rounds.badges.statuses import SIZE
from rounds.users.models import User

FULL = SIZE // 2  # badges to a list: with half of it free a place is soon found


class Revoked(Exception):
    """It was taken back before: only a person awards it again."""


@transaction.atomic
def award(
    *,
    user: User,
    achievement: Achievement,
    credits: int = 0,  # hundredths
    evidence: Sequence[Evidence] = (),
    by: User | None = None,
    at: datetime,
) -> Award:
    """Once: whoever has it gets the one they have. Raises Revoked where nobody but the clock would award it again."""
    found = _standing(user, achievement)
    if found:
        return found
    if by is None and Award.objects.filter(user=user, achievement=achievement).exists():
        raise Revoked
    made = _signed(user, achievement, credits, evidence, by, at)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # somebody else awarded it meanwhile, or took the place in the list
        return award(user=user, achievement=achievement, credits=credits, evidence=evidence, by=by, at=at)
    record(verb="badge.awarded", about=made, by=by, at=at, achievement=achievement.slug)
    return made


@transaction.atomic
def revoke(*, award: Award, reason: str, by: User | None, at: datetime) -> Award:
    """It says so on its page, and in the list that other sites ask. Not undone: it can be awarded again."""
    held = Award.objects.select_for_update().get(pk=award.pk)
    if held.revoked_at is None:
        held.revoked_at, held.revoked_reason = at, reason
        held.save(update_fields=["revoked_at", "revoked_reason"])
        record(verb="badge.revoked", about=held, by=by, at=at)
    return held


def share(*, award: Award, by: User, at: datetime) -> Award:
    return _show(award, is_public=True, verb="badge.shared", by=by, at=at)


def unshare(*, award: Award, by: User, at: datetime) -> Award:
    return _show(award, is_public=False, verb="badge.unshared", by=by, at=at)


@transaction.atomic
def _show(award: Award, *, is_public: bool, verb: str, by: User, at: datetime) -> Award:
    held = Award.objects.select_for_update().get(pk=award.pk)
    if held.is_public != is_public:
        held.is_public = is_public
        held.save(update_fields=["is_public"])
        record(verb=verb, about=held, by=by, at=at)
    return held


def _standing(user: User, achievement: Achievement) -> Award | None:
    return Award.objects.standing().filter(user=user, achievement=achievement).first()


def _signed(
    user: User,
    achievement: Achievement,
    credits: int,
    evidence: Sequence[Evidence],
    by: User | None,
    at: datetime,
) -> Award:
    code, index, signing = new_code(), _free_index(), signer(at=at)
    unsigned = credential(
        url=settings.PUBLIC_URL + reverse("badges:award", args=[code]),
        issuer=Issuer(signing.row.did, settings.HOUSE_NAME, f"{settings.PUBLIC_URL}/"),
        earned=earned_of(achievement),
        holder=Holder(user.email, secrets.token_hex(16)),
        hundredths=credits,
        evidence=evidence,
        place=Place(settings.PUBLIC_URL + reverse("badges:status", args=[index // SIZE]), index % SIZE),
        at=at,
    )
    text = json.dumps(signing.sign(unsigned, at), ensure_ascii=False, indent=2)
    return Award(
        achievement=achievement,
        user=user,
        code=code,
        key=signing.row,
        credential=text,
        fingerprint=opening.fingerprint(json.loads(text)),
        status_index=index,
        hundredths=credits,
        awarded_at=at,
        awarded_by=by,
    )


def earned_of(achievement: Achievement) -> Earned:
    address = settings.PUBLIC_URL + achievement.get_absolute_url()
    return Earned(
        url=address,
        kind=Achievement.IN_THE_STANDARD[Achievement.Kind(achievement.kind)],
        name=achievement.name,
        description=achievement.description,
        criteria=achievement.criteria,
        code=achievement.code,
        language=achievement.language,
        picture=f"{address}badge.png",
        picture_words=drawing.picture_words(achievement),
    )


def _free_index() -> int:
    """Anywhere in the list that is being filled, so that a place says nothing of when or whose."""
    last = Award.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    number = last // FULL
    while True:
        index = number * SIZE + secrets.randbelow(SIZE)
        if not Award.objects.filter(status_index=index).exists():
            return index
