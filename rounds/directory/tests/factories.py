"""Accounts, listings and submissions for tests. Times are fixed, so that a test that needs another says so."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from rounds.directory.models import (
    Account,
    Entry,
    Evidence,
    Listing,
    Remark,
    Submission,
    SubmittedAccount,
)
from rounds.organizations.tests.factories import OrganizationFactory

A_MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


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
