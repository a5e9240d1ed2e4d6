"""What happens once an edition is published."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from rounds.policies import tasks
from rounds.policies.models import Edition
from rounds.policies.signals import edition_published


@receiver(edition_published, dispatch_uid="policies.tell_of_edition")
def tell_of_edition(edition: Edition, **_signal: Any) -> None:
    if edition.number > 1:
        transaction.on_commit(partial(tasks.tell_of_edition.enqueue, edition.pk))
