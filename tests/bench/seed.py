"""A made-up List to measure on: 50,000 organizations and 150,000 accounts, the same at every run."""

import random
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils.text import slugify

from rounds.directory.actions.entries import refresh_entries
from rounds.directory.actions.evidence import say
from rounds.directory.models import Account, Evidence, Listing, Statement
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Kind, Proof
from rounds.organizations import search, versions
from rounds.organizations.models import Organization
from rounds.organizations.names import fold

ORGANIZATIONS = 50_000
ACCOUNTS = 150_000
LISTED_SHARE = 0.8
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_LAST = datetime(2099, 1, 1, tzinfo=UTC)  # so that the same is official at every run
_PLACES = [("US", region) for region in ("US-MN", "US-CA", "US-TX", "US-NY", "US-FL", "US-OH", "US-WA")] * 4 + [
    ("CA", "CA-ON"), ("CA", "CA-BC"), ("GB", "GB-ENG"), ("DE", "DE-BY"), ("FR", "FR-IDF"), ("AU", "AU-NSW"),
    ("IN", "IN-MH"), ("BR", "BR-SP"), ("JP", "JP-13"), ("KE", ""), ("NL", ""), ("SE", ""), ("MX", ""), ("ES", ""),
]  # fmt: skip
_FIRST = (
    "Saint Mary|Saint Joseph|Mercy|Providence|Lakeside|Riverside|Memorial|Sacred Heart|Good Samaritan|Trinity"
)
_FIRST += "|Northwest|Southern|Valley|Mountain View|Bay|Harbor|Pine|Cedar|Oak Hill|Jefferson|Lincoln|Franklin"
_SECOND = "Regional|Community|General|University|Children's|County|Veterans|District|Central|Advanced"
_THIRD = "Hospital|Medical Center|Health System|Clinic|Health Center|Institute|Rehabilitation Hospital"
_CITIES = (
    "Rochester|Springfield|Franklin|Clinton|Salem|Georgetown|Madison|Arlington|Ashland|Dover|Oxford|Bristol"
)
_TYPES = ("hospital", "hospital", "hospital", "clinic", "health-system", "nonprofit", "public-health-agency")
_COMMON = (
    "facebook",
    "facebook",
    "x",
    "x",
    "youtube",
    "instagram",
    "linkedin",
    "tiktok",
    "bluesky",
    "mastodon",
)


@transaction.atomic
def seed(organizations: int = ORGANIZATIONS, accounts: int = ACCOUNTS) -> None:
    chance = random.Random(2010)
    made = Organization.objects.bulk_create(
        (_organization(number, chance) for number in range(organizations)), batch_size=2_000
    )
    _make_parts(made, chance)
    listed = chance.sample(made, int(organizations * LISTED_SHARE))
    created = Account.objects.bulk_create(
        (_account(number, chance) for number in range(accounts)), batch_size=2_000
    )
    owners = listed + chance.choices(listed, k=accounts - len(listed))
    listings = Listing.objects.bulk_create(
        (_listing(owner, account, chance) for owner, account in zip(owners, created, strict=True)),
        batch_size=2_000,
    )
    Evidence.objects.bulk_create(
        (one for listing in listings for one in _evidence(listing)), batch_size=2_000
    )
    Statement.objects.bulk_create((say(one, at=one.listed_at) for one in listings), batch_size=2_000)
    refresh_entries([one.pk for one in listed])
    search.index(one.pk for one in made)
    versions.bump()


def _listing(owner: Organization, account: Account, chance: random.Random) -> Listing:
    proof = chance.choices((Proof.REPORTED, Proof.SITE, Proof.MUTUAL, Proof.ATTESTED), (60, 25, 5, 10))[0]
    return Listing(
        organization=owner,
        account=account,
        proof=proof,
        proof_until=None if proof == Proof.REPORTED else _LAST,
        listed_at=_AT - timedelta(days=chance.randrange(3_000)),
        seen_on=date(2026, 1, 1) - timedelta(days=chance.randrange(3_000)),
    )


def _evidence(listing: Listing) -> list[Evidence]:
    kinds = {
        Proof.REPORTED: (Kind.SUBMISSION,),
        Proof.SITE: (Kind.SUBMISSION, Kind.LINK, Kind.JSON_LD),
        Proof.MUTUAL: (Kind.LINK, Kind.PROFILE),
        Proof.ATTESTED: (Kind.ATTESTATION,),
    }
    return [
        Evidence(
            listing=listing,
            kind=kind,
            observed_at=_AT,
            recorded_at=_AT,
            expires_at=None if kind == Kind.SUBMISSION else _LAST,
            source_url=listing.organization.website,
        )
        for kind in kinds[Proof(listing.proof)]
    ]


def _organization(number: int, chance: random.Random) -> Organization:
    parts = [chance.choice(words.split("|")) for words in (_FIRST, _SECOND, _THIRD)]
    city = chance.choice(_CITIES.split("|"))
    name = f"{' '.join(parts)} of {city} {number % 997}"
    country, region = chance.choice(_PLACES)
    return Organization(
        slug=slugify(f"{name} {number}"),
        name=name,
        sort_name=fold(name),
        type=chance.choice(_TYPES),
        country=country,
        region=region,
        city=city,
        website=f"https://www.example-{number}.org/",
        created_at=_AT,
        changed_at=_AT,
    )


def _make_parts(made: list[Organization], chance: random.Random) -> None:
    """One in ten is part of a health system; without any part the planner would pass over the index of parents."""
    systems = [one for one in made if one.type == "health-system"]
    parts = [one for one in chance.sample(made, len(made) // 10) if one.type != "health-system"]
    for part in parts:
        part.parent = chance.choice(systems)
    Organization.objects.bulk_update(parts, ["parent"], batch_size=500)


def _account(number: int, chance: random.Random) -> Account:
    platform = chance.choice((*_COMMON * 6, *PLATFORMS))
    return Account(
        platform=platform,
        handle=f"Health{number}",
        key=f"health{number}",
        address=f"https://{platform}.example/health{number}",
        created_at=_AT,
    )
