"""What was entered by mistake goes again: an organization with its accounts, or the accounts alone."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from rounds.directory.models import Evidence, Listing, Statement
from rounds.organizations.actions.organizations import remove_organization, withdraw_organization
from rounds.organizations.models import Organization
from rounds.users.models import User


@transaction.atomic
def take_back_organization(*, organization: Organization, by: User, at: datetime) -> bool:
    """Take an organization without current listings out of the register. Returns whether nothing of it is left.

    Where the List named it at the end of a day it stays, marked as a mistake, so that the day can still be asked; its
    record and those of its listings go only where no day ever showed them. The activity record keeps that they were.
    """
    current = Organization.objects.select_for_update().get(pk=organization.pk)
    if stood_at_the_end_of_a_day(current):
        withdraw_organization(organization=current, by=by, at=at)
        return False
    listings = Listing.objects.filter(organization=current, ended_at__isnull=False)
    Evidence.objects.filter(listing__in=listings).delete()
    Statement.objects.filter(listing__in=listings).delete()
    listings.delete()
    remove_organization(organization=current, by=by, at=at)
    return True


def stood_at_the_end_of_a_day(organization: Organization) -> bool:
    """Whether a past day that is asked by its end (`as_of`) shows anything of it."""
    said = Statement.objects.filter(listing__organization=organization)
    return said.exclude(until_at__date=F("from_at__date")).exists()
