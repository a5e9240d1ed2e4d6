"""What can happen to the ways in that people have, beyond what the library does itself."""

from collections.abc import Collection
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import ProtectedError

from rounds.users.addresses import never_in
from rounds.users.models import User


@transaction.atomic
def take_what_a_stranger_set_up(*, user: User, shown: Collection[str]) -> None:
    """Leave of password and connected sites only what this person has just shown to be theirs.

    Anybody can sign up with another's address, and wait for its owner to confirm it. `shown`: the ways by which the one
    who confirms it came in, in the library's words: "code", "password", "socialaccount".
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if "code" in shown and "password" not in shown:
        locked.set_unusable_password()
        locked.save(update_fields=["password"])
        user.password = locked.password
    if "socialaccount" not in shown:
        SocialAccount.objects.filter(user=locked).delete()


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    """`language`: one of LANGUAGES. Of the pages and mails that are for this person."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.language = language
    locked.save(update_fields=["language"])
    user.language = language


def forget_unconfirmed(*, joined_before: datetime) -> int:
    """Delete who signed up, never came in and never confirmed an address: it may be another's, who wants it.

    Who was given something to do here, or has anything that must stay, stays. Gives how many went.
    """
    waiting = never_in().filter(date_joined__lt=joined_before).order_by("pk")
    return sum(_forget(pk) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _forget(pk: int) -> bool:
    """Locked and looked at again: meanwhile they may have confirmed it."""
    user = User.objects.select_for_update().get(pk=pk)
    if not never_in().filter(pk=pk).exists():
        return False
    try:
        with transaction.atomic():
            user.delete()
    except ProtectedError:
        return False
    return True
