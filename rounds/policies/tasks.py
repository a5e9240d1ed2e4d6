"""Work that an event starts."""

from django.utils import timezone
from django_tasks import task

from rounds.policies.actions import telling
from rounds.policies.models import Edition


@task()
def tell_of_edition(edition: int) -> None:
    """Whoever adopted an earlier one."""
    telling.tell(edition=Edition.objects.get(pk=edition), at=timezone.now())
