"""What can happen to the ways in that people have, beyond what the library does itself."""

from django.db import transaction

from rounds.users.models import User


@transaction.atomic
def take_password(*, user: User) -> None:
    """From then on a code by e-mail lets them in, until they set a password."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.set_unusable_password()
    locked.save(update_fields=["password"])
    user.password = locked.password


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    """`language`: one of LANGUAGES. Of the pages and mails that are for this person."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.language = language
    locked.save(update_fields=["language"])
    user.language = language
