"""What whoever has a certificate's code is told."""

from django.db import transaction

from rounds.credits.models import Certificate


@transaction.atomic
def share(*, certificate: Certificate, name: bool, activity: bool, credit: bool) -> Certificate:
    """It is the holder's own choice, taken back at any time."""
    kept = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    kept.shares_name, kept.shares_activity, kept.shares_credit = name, activity, credit
    kept.save(update_fields=["shares_name", "shares_activity", "shares_credit"])
    return kept
