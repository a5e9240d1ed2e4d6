"""Mails to moderators when an account that is listed becomes disputed."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from rounds.directory.models import Listing
from rounds.directory.proof import Proof
from rounds.mail.actions import write
from rounds.users.models import MODERATORS, User


def tell_moderators(listing: Listing, *, at: datetime) -> None:
    newest = listing.evidence.order_by("-observed_at", "-pk").first()
    for moderator in User.objects.filter(Q(groups__name=MODERATORS), is_active=True).distinct():
        write(
            key=f"listing-disputed:{listing.pk}:{at.isoformat()}:{moderator.pk}",
            to=moderator.email,
            template="directory/mail/disputed",
            context={
                "listing": listing,
                "account": listing.account.full_name,
                "reason": newest.detail if newest else "",
                "page_url": settings.PUBLIC_URL + listing.organization.get_absolute_url(),
            },
            at=at,
        )


def what_is_odd(listing: Listing, proof: str) -> str:
    """One sentence for a representative."""
    if proof == Proof.DISPUTED:
        return _("%(account)s: somebody else may stand behind it now.") % {
            "account": listing.account.full_name
        }
    return _("%(account)s: we can no longer confirm it.") % {"account": listing.account.full_name}
