"""Whatever editors publish, take down or move may be in the menu: this process asks for it anew."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from rounds.website import menu


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def a_page_changed(sender: type, **more: Any) -> None:
    menu.forget()
    transaction.on_commit(menu.forget)
