"""What is said in a group: posted, answered, taken out, put back; and how far somebody has read."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency.access import Here, here, must_be_open
from rounds.residency.models import Chief, Place, Post
from rounds.residency.not_done import NotDone
from rounds.users.models import User


@transaction.atomic
def post(*, group: Chief, text: str, answers: Post | None, by: User, at: datetime) -> Post:
    """An answer to an answer stands below the same post. Raises NotDone."""
    _must_be_in(group, by, at)
    first = (answers.answers or answers) if answers else None
    if first and (first.group_id != group.pk or first.taken_out_at):
        raise NotDone(NotDone.IS_OUT)
    made = Post.objects.create(group=group, answers=first, text=text, by=by, at=at)
    record(verb="residency.posted", about=made, by=by, at=at)
    return made


@transaction.atomic
def take_out(*, post: Post, by: User, at: datetime) -> Post:
    """By whoever wrote it, their chief, or who runs the residency."""
    held, place = _held(post, by, at)
    if held.by_id != by.pk and not place.leads_group(held.group_id):
        raise NotDone(NotDone.NOT_YOURS)
    if held.taken_out_at is None:
        held.taken_out_at, held.taken_out_by = at, by
        held.save(update_fields=["taken_out_at", "taken_out_by"])
        record(verb="residency.post_taken_out", about=held, by=by, at=at)
    return held


@transaction.atomic
def put_back(*, post: Post, by: User, at: datetime) -> Post:
    """By whoever took it out, or by who leads the group."""
    held, place = _held(post, by, at)
    if held.taken_out_at is None:
        return held
    if held.taken_out_by_id != by.pk and not place.leads_group(held.group_id):
        raise NotDone(NotDone.NOT_YOURS)
    held.taken_out_at, held.taken_out_by = None, None
    held.save(update_fields=["taken_out_at", "taken_out_by"])
    record(verb="residency.post_put_back", about=held, by=by, at=at)
    return held


def have_read(*, group: Chief, by: User, at: datetime) -> None:
    """Up to now. Those who run the residency leave no mark."""
    Place.objects.held().filter(chief=group, user=by).update(read_at=at)
    Chief.objects.filter(pk=group.pk, user=by).update(read_at=at)


def _must_be_in(group: Chief, by: User, at: datetime) -> Here:
    must_be_open(group.cohort)
    found = here(group.cohort, by, at)
    if not found.sees_group(group.pk):
        raise NotDone(NotDone.NOT_IN_IT)
    return found


def _held(post: Post, by: User, at: datetime) -> tuple[Post, Here]:
    held = Post.objects.select_for_update(of=("self",)).select_related("group__cohort").get(pk=post.pk)
    return held, _must_be_in(held.group, by, at)
