"""What follows from publishing a page, whoever did it: an editor, an import, or the clock."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from rounds.content.actions import carry


@receiver(page_published)
def published(sender: type[Page], instance: Page, **_more: Any) -> None:
    carry(page=instance)
