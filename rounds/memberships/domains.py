"""Which mail domains an organization's leader may open its seats to."""

from rounds.directory.claiming.grounds import ground_for
from rounds.directory.moderation.sender import PUBLIC_MAIL_HOSTS, THROWAWAY_MAIL_HOSTS, mail_host
from rounds.directory.registered import registrable
from rounds.organizations.models import Organization
from rounds.users.addresses import verified_addresses
from rounds.users.models import User

FOR_ANYBODY = PUBLIC_MAIL_HOSTS | THROWAWAY_MAIL_HOSTS


def domains_of(organization: Organization, leader: User) -> list[str]:
    """Those that its website in the List proves, and those of the leader's own confirmed addresses."""
    own = {mail_host(email) for email in verified_addresses(leader)}
    return sorted(
        domain for domain in {*ground_for(organization).mail_hosts, *own} if not is_for_anybody(domain)
    )


def is_for_anybody(domain: str) -> bool:
    """A host where everybody may have a mailbox."""
    return not {domain, registrable(domain)}.isdisjoint(FOR_ANYBODY)
