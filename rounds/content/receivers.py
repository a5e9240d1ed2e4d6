"""What follows from Wagtail's publishing, by whichever door: its form, its workflow, in bulk, the clock."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from rounds.activity.actions import record
from rounds.content import naming


@receiver(page_published)
@transaction.atomic
def published(sender: type, instance: Page, **more: Any) -> None:
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


def _type(page: Page) -> str:
    """ "article"."""
    return str(page.specific_class._meta.model_name)
