"""The organizations that people are shown to belong to, as far as the List knows.

Who represents one has proven it. An address at an organization's domain proves that its owner is there, by the rule for
representatives, made stricter: the domain is the website's own host, and no university's, whose students have addresses
too and keep them for life.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.directory.checking.scope import Place
from rounds.directory.claiming.domains import ground_of, why_not
from rounds.directory.claiming.grounds import add_forebears
from rounds.directory.models import Representative
from rounds.directory.moderation.sender import is_public, mail_host
from rounds.organizations.models import Organization, Status
from rounds.organizations.search.keys import host_key, listed
from rounds.users import affiliations
from rounds.users.affiliations import Affiliation

_ACADEMIC = re.compile(r"\.(?:edu|(?:edu|ac)\.[a-z]{2})$")


def enter() -> None:
    affiliations.enter("domain", by_domain)
    affiliations.enter("representative", by_representing)


def by_representing(user_ids: Collection[int]) -> Mapping[int, list[Affiliation]]:
    found: defaultdict[int, list[Affiliation]] = defaultdict(list)
    current = Representative.objects.current().filter(user__in=user_ids, organization__status=Status.ACTIVE)
    for one in current.select_related("organization").order_by("since_at", "pk"):
        role = _("speaks for it in the List")
        found[one.user_id].append(_affiliation(one.organization, role, one.get_method_display()))
    return found


def by_domain(user_ids: Collection[int]) -> Mapping[int, list[Affiliation]]:
    addresses = _addresses(user_ids)
    at_hosts = _organizations_at({mail_host(email) for _user_id, email in addresses})
    if not at_hosts:
        return {}
    known = {one.pk: one for ones in at_hosts.values() for one in ones}
    places = {one.pk: Place(one.pk, one.website, one.parent_id) for one in known.values()}
    add_forebears(places)
    grounds = {pk: ground_of(pk, places.values()) for pk in known}
    found: defaultdict[int, list[Affiliation]] = defaultdict(list)
    for user_id, email in addresses:
        for one in at_hosts.get(mail_host(email), ()):
            ground = grounds[one.pk]
            if why_not(email, ground) is None and ground.host == mail_host(email):
                how = _("a confirmed e-mail address at %(host)s") % {"host": ground.host}
                found[user_id].append(_affiliation(one, "", how))
    return found


def _addresses(user_ids: Collection[int]) -> list[tuple[int, str]]:
    verified = EmailAddress.objects.filter(user__in=user_ids, verified=True).order_by("-primary", "pk")
    return [
        (user_id, email)
        for user_id, email in verified.values_list("user_id", "email")
        if not is_public(email) and not _ACADEMIC.search(mail_host(email))
    ]


def _organizations_at(hosts: Collection[str]) -> dict[str, list[Organization]]:
    """Whose website is at exactly that host."""
    by_key = {host_key(host): host for host in hosts}
    rows = listed("SELECT key, organization_id FROM organizations_keys", "key", filter(None, by_key))
    active = Organization.objects.filter(status=Status.ACTIVE).in_bulk({pk for _key, pk in rows})
    found: defaultdict[str, list[Organization]] = defaultdict(list)
    for key, pk in rows:
        if pk in active:
            found[by_key[key]].append(active[pk])
    return found


def _affiliation(organization: Organization, role: str, proven_by: str) -> Affiliation:
    url = reverse("directory:organization", args=[organization.slug])
    return Affiliation(organization.name, url, role, proven_by[:1].lower() + proven_by[1:])
