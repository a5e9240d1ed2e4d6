"""Whether anything hangs on an organization, so that it cannot go again."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from rounds.directory.models import Claim, Impostor, Invitation, Listing, Representative, SubList, Submission
from rounds.moderation.models import Case
from rounds.organizations.models import Change, Organization, RegisterRow


def what_hangs_on(organization: Organization, *, ours: Q, since: datetime) -> str:
    """The first reason to keep it, in words; "" for none. `ours`: the listings that go with it."""
    listings = Listing.objects.filter(organization=organization)
    if listings.current().exists():
        return _("Accounts are listed for it now.")
    if listings.exclude(ours).exists():
        return _("Others had listed accounts for it.")
    for people in (Representative, Claim, Invitation):
        if people._default_manager.filter(organization=organization).exists():
            return _("Somebody speaks for it, or says so.")
    if Submission.objects.filter(organization=organization).exists():
        return _("Somebody has sent in something about it.")
    if Organization.objects.filter(Q(parent=organization) | Q(merged_into=organization)).exists():
        return _("Other organizations are parts of it.")
    if SubList.objects.filter(organizations=organization).exists():
        return _("It is in a sub-list.")
    if Impostor.objects.filter(organization=organization).exists() or _is_reported(organization):
        return _("There is a report about it.")
    if RegisterRow.objects.filter(organization=organization).exists():
        return _("A register names it.")
    if Change.objects.filter(organization=organization, happened_at__gt=since).exists():
        return _("Somebody has changed it since.")
    return ""


def _is_reported(organization: Organization) -> bool:
    about = Q(object_type=Organization._meta.label_lower, object_id=organization.pk)
    about |= Q(
        object_type=Listing._meta.label_lower, object_id__in=Listing.objects.filter(organization=organization)
    )
    return Case.objects.filter(about).exists()
