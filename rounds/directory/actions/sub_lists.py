"""Sub-lists are made and changed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.directory.models import SubList
from rounds.organizations import versions
from rounds.users.models import User


@transaction.atomic
def keep_sub_list(
    *,
    sub_list: SubList | None,
    name: str,
    slug: str,
    description: str,
    rule: str,
    order: int,
    organization_ids: Iterable[int],
    by: User,
    at: datetime,
) -> SubList:
    """Make a sub-list, or write these facts over one. With a rule it has no members by hand."""
    is_new = sub_list is None
    kept = SubList() if sub_list is None else SubList.objects.select_for_update().get(pk=sub_list.pk)
    kept.name, kept.slug, kept.description, kept.rule, kept.order = name, slug, description, rule, order
    kept.save()
    members = set() if rule else set(organization_ids)
    kept.organizations.set(members)
    record(
        verb="sub-list.made" if is_new else "sub-list.changed", about=kept, by=by, at=at, members=len(members)
    )
    versions.bump()
    return kept


@transaction.atomic
def remove_sub_list(*, sub_list: SubList, by: User, at: datetime) -> None:
    record(verb="sub-list.removed", about=sub_list, by=by, at=at, slug=sub_list.slug, name=sub_list.name)
    sub_list.delete()
    versions.bump()
