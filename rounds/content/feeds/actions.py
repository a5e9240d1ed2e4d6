"""Private addresses are made, used and taken back."""

import secrets
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from wagtail.models import Page

from rounds.activity.actions import record
from rounds.content.models import PrivateFeed
from rounds.users.models import User


@transaction.atomic
def make_private_feed(*, user: User, page: Page | None, at: datetime) -> tuple[PrivateFeed, str]:
    """The record, and the key: it is kept nowhere, so whoever asked must see it now. The one before ends."""
    User.objects.select_for_update().get(pk=user.pk)
    for before in PrivateFeed.objects.filter(user=user, page=page, revoked_at=None):
        revoke_private_feed(feed=before, by=user, at=at)
    key = secrets.token_urlsafe(32)
    feed = PrivateFeed.objects.create(user=user, page=page, digest=digest_of(key), made_at=at)
    record(verb="private_feed.made", about=feed, by=user, at=at, title=page.title if page else "")
    return feed, key


@transaction.atomic
def revoke_private_feed(*, feed: PrivateFeed, by: User, at: datetime) -> None:
    feed = PrivateFeed.objects.select_for_update(of=("self",)).select_related("page").get(pk=feed.pk)
    if feed.revoked_at is None:
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
        record(
            verb="private_feed.revoked", about=feed, by=by, at=at, title=feed.page.title if feed.page else ""
        )


def private_feed_fetched(*, feed: PrivateFeed, on: date) -> None:
    """Once a day at most, so that fetching writes nothing."""
    if feed.last_fetched_on != on:
        PrivateFeed.objects.filter(pk=feed.pk).update(last_fetched_on=on)


def digest_of(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()
