"""Accounts, listings and submissions for tests. Times are fixed, so that a test that needs another says so."""

from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from rounds.directory.actions.listings import list_account
from rounds.directory.models import (
    Account,
    Entry,
    Evidence,
    Listing,
    Remark,
    Submission,
    SubmittedAccount,
)
from rounds.directory.platforms import Address, parse
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory

A_MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def address(text: str) -> Address:
    read = parse(text)
    assert isinstance(read, Address)
    return read


def put_in_list(organization: Organization, text: str, *, at: datetime = A_MOMENT, **more: Any) -> Listing:
    """Listed by the verb, with evidence, statement and entry: as reported, unless more is said."""
    return list_account(organization=organization, address=address(text), at=at, **({"by": None} | more))


class AccountFactory(DjangoModelFactory[Account]):
    class Meta:
        model = Account

    platform = "facebook"
    handle = factory.Sequence(lambda n: f"hospital{n}")
    native_id = ""
    key = factory.LazyAttribute(lambda made: (made.native_id or made.handle).casefold())
    address = factory.LazyAttribute(lambda made: f"https://www.{made.platform}.com/{made.handle}")
    created_at = A_MOMENT


class ListingFactory(DjangoModelFactory[Listing]):
    """A listing alone: its evidence and the organization's entry are made where a test needs them."""

    class Meta:
        model = Listing

    organization = factory.SubFactory(OrganizationFactory)
    account = factory.SubFactory(AccountFactory)
    listed_at = A_MOMENT


class EvidenceFactory(DjangoModelFactory[Evidence]):
    class Meta:
        model = Evidence

    listing = factory.SubFactory(ListingFactory)
    kind = Evidence.Kind.SUBMISSION
    observed_at = A_MOMENT
    recorded_at = factory.SelfAttribute("observed_at")


class EntryFactory(DjangoModelFactory[Entry]):
    class Meta:
        model = Entry

    organization = factory.SubFactory(OrganizationFactory)
    accounts = 1
    listed_at = A_MOMENT


class SubmissionFactory(DjangoModelFactory[Submission]):
    """One that waits for a moderator."""

    class Meta:
        model = Submission

    organization = factory.SubFactory(OrganizationFactory)
    state = Submission.State.WAITING
    sender_name = "Ada Reyes"
    sender_email = factory.Sequence(lambda n: f"ada{n}@example.com")
    sender_role = Submission.Role.STAFF
    solved = True
    sent_at = A_MOMENT
    confirmed_at = A_MOMENT


class SubmittedAccountFactory(DjangoModelFactory[SubmittedAccount]):
    class Meta:
        model = SubmittedAccount

    submission = factory.SubFactory(SubmissionFactory)
    position = factory.Sequence(lambda n: n)
    platform = "facebook"
    handle = factory.Sequence(lambda n: f"submitted{n}")
    native_id = ""
    key = factory.LazyAttribute(lambda made: (made.native_id or made.handle).casefold())
    address = factory.LazyAttribute(lambda made: f"https://www.{made.platform}.com/{made.handle}")
    pasted = factory.LazyAttribute(lambda made: made.address)


class RemarkFactory(DjangoModelFactory[Remark]):
    class Meta:
        model = Remark

    submission = factory.SubFactory(SubmissionFactory)
    text = "Is this the account of the whole hospital?"
    said_at = A_MOMENT
