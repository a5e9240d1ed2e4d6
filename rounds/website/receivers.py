"""Whatever editors publish, take down or move may be in the menu: this process asks for it anew."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from rounds.website import menu


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def a_page_changed(sender: type, instance: Page, **more: Any) -> None:
    if instance.depth <= menu.TOP or "parent_page_before" in more:
        menu.forget()
        transaction.on_commit(menu.forget)
