"""What a sample installation adds, so that every desk has something on it and every state of proof can be seen.

Example Hospital is nobody's: example.org is set aside for examples (RFC 6761), and so is every name below it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from rounds.directory.actions.account_checks import account_read
from rounds.directory.actions.checks import site_read
from rounds.directory.actions.evidence import attest, refresh_expired, release
from rounds.directory.actions.listings import list_account
from rounds.directory.actions.representatives import appoint
from rounds.directory.checking.readings import (
    AccountReading,
    Backlink,
    Life,
    Mention,
    PageReading,
    SiteReading,
)
from rounds.directory.checking.scope import Scope
from rounds.directory.models import Listing, Representative, Site
from rounds.directory.platforms import Address
from rounds.directory.platforms import Kind as AddressKind
from rounds.directory.proof import Kind
from rounds.organizations.actions.organizations import add_organization
from rounds.organizations.models import Organization, OrganizationType
from rounds.organizations.precedence import PERSON
from rounds.users.models import User

REPRESENTED = "baylor-scott-white-health"  # several accounts, and parts of its own
REPRESENTATIVE = "representative@example.org"
EXAMPLE = "example-hospital-sample"
HOST = "example.org"
HOME = f"https://{HOST}/"
DID = "did:plc:examplehospitalsample234"
SOMEBODY_ELSES = "did:plc:somebodyelsesaccount2345"
DAY = timedelta(days=1)


def give_representative(*, at: datetime) -> None:
    """Let the sample representative speak for an organization, once: whoever resigned stays so."""
    person = User.objects.filter(email=REPRESENTATIVE).first()
    organization = Organization.objects.current().filter(slug=REPRESENTED).first()
    if person and organization and not Representative.objects.filter(user=person).exists():
        appoint(organization=organization, user=person, by=None, at=at)


@transaction.atomic
def make_example_hospital(*, at: datetime) -> Organization | None:
    """A made-up hospital with an account in every state of proof, as two years would have left it. Made once."""
    person = User.objects.filter(email=REPRESENTATIVE).first()
    if person is None or Organization.objects.filter(slug=EXAMPLE).exists():
        return None
    hospital = _hospital(at - 730 * DAY)
    listings = {
        handle: _listed(hospital, _address(platform, handle), purpose, audience, at - 720 * DAY)
        for platform, handle, purpose, audience in (
            ("bluesky", HOST, "main", ""),
            ("mastodon", f"news@{HOST}", "news", "Journalists"),
            ("bluesky", f"families.{HOST}", "patients", "Patients and families"),
            ("blog", f"{HOST}/blog/", "research", ""),
            ("bluesky", f"careers.{HOST}", "careers", "Nurses and doctors who look for work"),
            ("podcast", f"{HOST}/podcast.xml", "other", ""),
            ("bluesky", f"old.{HOST}", "main", ""),
        )
    }
    appoint(organization=hospital, user=person, by=None, at=at - 700 * DAY)
    _a_word(listings[f"old.{HOST}"], person, at - 690 * DAY)
    _a_word(listings[f"{HOST}/blog/"], person, at - 500 * DAY)
    _a_look(listings[f"careers.{HOST}"], at - 60 * DAY, f"careers.{HOST}", "did:plc:examplehospitalcareers22")
    release(listing=listings[f"old.{HOST}"], by=person, at=at - 50 * DAY)
    _a_word(listings[f"families.{HOST}"], person, at - 40 * DAY)
    _a_visit(
        hospital, [listings[handle] for handle in (HOST, f"news@{HOST}", f"careers.{HOST}")], at - 5 * DAY
    )
    _a_look(listings[HOST], at - 4 * DAY, HOST, DID, followers=48_200, posted_at=at - 5 * DAY)
    _a_look(listings[f"careers.{HOST}"], at - 3 * DAY, f"careers.{HOST}", SOMEBODY_ELSES)
    refresh_expired(at=at)
    return hospital


def _hospital(at: datetime) -> Organization:
    return add_organization(
        name="Example Hospital (sample)",
        type=OrganizationType.HOSPITAL,
        country="US",
        region="US-MN",
        city="Rochester",
        website=HOME,
        source=PERSON,
        as_of=at.date(),
        by=None,
        at=at,
    )


def _address(platform: str, handle: str) -> Address:
    urls = {
        "bluesky": f"https://bsky.app/profile/{handle}",
        "mastodon": f"https://{HOST}/@{handle.partition('@')[0]}",
    }
    url = urls.get(platform, f"https://{handle}")
    return Address(platform, AddressKind.ACCOUNT, handle, "", url, handle, None, url)


def _listed(hospital: Organization, address: Address, purpose: str, audience: str, at: datetime) -> Listing:
    return list_account(
        organization=hospital,
        address=address,
        purpose=purpose,
        language="en",
        audience=audience,
        submission=None,
        attested=False,
        seen_on=at.date(),
        by=None,
        at=at,
    )


def _a_word(listing: Listing, person: User, at: datetime) -> None:
    attest(listings=[listing], by=person, at=at)


def _a_visit(hospital: Organization, found: Sequence[Listing], at: datetime) -> None:
    """Its footer names these, and one that nobody has listed yet."""
    Site.objects.get_or_create(organization=hospital, defaults={"next_visit_at": at})
    addresses = [_address(one.account.platform, one.account.handle) for one in found]
    addresses.append(_address("bluesky", f"research.{HOST}"))
    page = PageReading(HOME, tuple(Mention(Kind.LINK, one, HOME, "") for one in addresses))
    site_read(organization_id=hospital.pk, reading=SiteReading(pages=(page,)), scope=Scope(HOST), at=at)


def _a_look(
    listing: Listing,
    at: datetime,
    handle: str,
    native_id: str,
    followers: int | None = None,
    posted_at: datetime | None = None,
) -> None:
    domain = f"https://{handle}/"
    told = AccountReading(
        Life.ALIVE,
        native_id=native_id,
        handle=handle,
        url=listing.account.address,
        backlinks=(
            Backlink(Kind.DOMAIN, domain, f"{domain}.well-known/atproto-did", ""),
            Backlink(Kind.DID_DOCUMENT, domain, f"https://plc.directory/{native_id}", ""),
        ),
        posted_at=posted_at,
        followers=followers,
        source_url=listing.account.address,
        checker="bluesky 1",
    )
    scopes = {listing.organization_id: Scope(HOST)}
    account_read(account_id=listing.account_id, reading=told, scopes=scopes, at=at)
