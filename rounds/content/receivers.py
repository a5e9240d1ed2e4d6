"""What follows from Wagtail's publishing, by whichever door: its form, its workflow, in bulk, the clock.

Pages are found, and no longer found, in the transaction in which they change.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from rounds.activity.actions import record
from rounds.content import naming, searching
from rounds.content.actions import carry
from rounds.content.searching import OF_TYPE
from rounds.media.models import Recording
from rounds.media.signals import recording_changed
from rounds.search import passages
from rounds.users.models import User
from rounds.users.signals import happened

# What a person is called may be another after these.
NAMES_CHANGE = frozenset(
    ["profile.changed", "profile.released", "user.closed", "credential.ran_out", "credential.taken_back"]
)


@receiver(page_published)
@transaction.atomic
def published(sender: type, instance: Page, **more: Any) -> None:
    carry(page=instance)
    _record(f"{_type(instance)}.published", instance)
    naming.tell_those_named(page=instance, by=get_active_log_context().user, at=timezone.now())


@receiver(page_unpublished)
def unpublished(sender: type, instance: Page, **more: Any) -> None:
    _record(f"{_type(instance)}.unpublished", instance)


def _record(verb: str, page: Page) -> None:
    """Of what somebody does in the back office; the verbs of ours record what they do themselves."""
    editor = get_active_log_context().user
    if editor is not None:
        record(verb=verb, about=page.specific, by=editor, at=timezone.now(), title=page.title)


@receiver([page_published, page_unpublished])
def refind(instance: Page, **more: Any) -> None:
    searching.refind([instance])


@receiver([page_slug_changed, post_page_move])
def refind_below(instance: Page, **more: Any) -> None:
    """All below it have other addresses."""
    searching.refind(instance.get_descendants(inclusive=True).live())


@receiver(post_delete)
def forget(sender: Any, instance: Any, **more: Any) -> None:
    if kind := OF_TYPE.get(sender):
        passages.forget(kind, [instance.pk])


@receiver(happened)
def refind_what_they_wrote(verb: str, about: Any, **more: Any) -> None:
    if verb not in NAMES_CHANGE:
        return
    user = about if isinstance(about, User) else getattr(about, "user", None)
    if user is None:
        return
    searching.refind(Page.objects.live().filter(bylines__person=user).distinct())


@receiver(recording_changed)
def refind_what_plays_it(recording: Recording, **more: Any) -> None:
    """Its words are found with the page: what was taken out of them is found no more."""
    searching.refind(
        Page.objects.live().filter(Q(episode__recording=recording) | Q(video__recording=recording))
    )


def _type(page: Page) -> str:
    """ "article"."""
    return str(page.specific_class._meta.model_name)
