"""The shape in which programs get an answer. What it says here stands in the OpenAPI document."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from ninja import Schema
from pydantic import Field

from rounds.directory.as_of import last_instant
from rounds.directory.models import Evidence
from rounds.directory.moderation.look_alikes import Why
from rounds.directory.profile.evidence import word_of
from rounds.directory.proof import Proof
from rounds.directory.verifying import words
from rounds.directory.verifying.answer import STATUSES, Alike, Answer, Named, Owner, Renamed

if TYPE_CHECKING:  # mypy takes only what is written out
    Status = str
    Listed = str
    Likeness = str
else:
    Status = Literal[STATUSES]
    Listed = Literal[tuple(Proof.values)]
    Likeness = Literal[tuple(Why)]


class OrganizationOut(Schema):
    name: str
    slug: str
    url: str = Field(description="Its page here.")
    country: str = Field(description="ISO 3166-1 alpha-2.")
    type: str


class EvidenceOut(Schema):
    """One observation: the newest of its kind and outcome."""

    kind: str
    direction: str = Field(description="Who speaks: organization, account, person, or ours.")
    outcome: str = Field(description="confirms, absent, denies, conflicts or lifted.")
    observed_at: datetime
    expires_at: datetime | None = Field(description="From then on it proves nothing.")
    source_url: str = Field(description="Where anybody can look; empty where there is no such place.")
    detail: str
    sentence: str


class ListedOut(OrganizationOut):
    """What the List says of the account for one organization."""

    status: Listed
    since: datetime = Field(description="When this status began.")
    listed_since: datetime
    expires_at: datetime | None = Field(description="When the status ends unless it is proven again.")
    last_seen: date | None
    purpose: str
    language: str = Field(description="BCP 47; empty where not told.")
    sentence: str
    evidence: list[EvidenceOut] = Field(description="Newest first.")


class LookAlikeOut(Schema):
    """A listed account that this one could be mistaken for."""

    address: str
    handle: str
    status: Listed
    organization: OrganizationOut
    likeness: Likeness
    why: str


class ImpersonatedOut(Schema):
    """An organization that this account was reported, and found, to pretend to be."""

    organization: OrganizationOut
    since: datetime


class RenamedOut(Schema):
    """The account that had this name before. Who has the name now is not known."""

    address: str
    handle: str
    status: Listed
    organization: OrganizationOut
    until: datetime = Field(description="When it was last known under the name that was asked about.")


class AnswerOut(Schema):
    submitted: str
    is_post: bool = Field(description="The address of a post was sent; the answer is about its author.")
    canonical: str = Field(description="The one form of the account's address; empty for no account.")
    platform: str
    handle: str
    permanent_id: str = Field(description="What the platform calls the account for ever, where known.")
    status: Status = Field(
        description=(
            "The strongest of what the List says for any organization. not-listed: the List does not have the"
            " account, which alone does not make it false. not-an-address: what was sent names no account; `reason`"
            " and `sentence` say why."
        )
    )
    reason: str = Field(description="Of not-an-address: a word for programs.")
    is_official: bool = Field(description="Whether `status` is one of the three official ones, now.")
    is_contested: bool = Field(description="Whether it is disputed, given up or an impostor for any one.")
    sentence: str
    notes: list[str]
    organizations: list[ListedOut] = Field(description="Strongest first.")
    look_alikes: list[LookAlikeOut] = Field(description="Only for not-listed.")
    impersonates: list[ImpersonatedOut]
    now_called: RenamedOut | None
    as_of: date | None
    checked_at: datetime


class BatchIn(Schema):
    urls: list[str] = Field(description="Up to 500 addresses.", max_length=500)


class BatchOut(Schema):
    answers: list[AnswerOut] = Field(description="In the order in which they were sent.")


def published(answer: Answer, now: datetime) -> dict[str, object]:
    asked = answer.asked
    day = last_instant(answer.moment) if answer.moment else None
    return {
        "submitted": asked.submitted,
        "is_post": asked.is_post,
        "canonical": answer.address,
        "platform": answer.platform,
        "handle": answer.handle,
        "permanent_id": answer.permanent_id,
        "status": answer.status,
        "reason": _reason(answer),
        "is_official": answer.is_official,
        "is_contested": answer.is_contested,
        "sentence": words.sentence(answer),
        "notes": words.notes(answer),
        "organizations": [_listed(owner, day or now) for owner in answer.owners],
        "look_alikes": [_alike(one) for one in answer.alike],
        "impersonates": [
            {"organization": _named(one.organization), "since": one.since} for one in answer.impersonates
        ],
        "now_called": _renamed(answer.renamed) if answer.renamed else None,
        "as_of": day.date() if day else None,
        "checked_at": now,
    }


def _reason(answer: Answer) -> str:
    if answer.address:
        return ""
    return answer.asked.refusal.code if answer.asked.refusal else "no-author"


def _named(organization: Named) -> dict[str, object]:
    return {
        "name": organization.name,
        "slug": organization.slug,
        "url": organization.url,
        "country": organization.country,
        "type": organization.type,
    }


def _listed(owner: Owner, at: datetime) -> dict[str, object]:
    return {
        **_named(owner.organization),
        "status": owner.status,
        "since": owner.since,
        "listed_since": owner.listed_since,
        "expires_at": owner.expires_at,
        "last_seen": owner.last_seen,
        "purpose": owner.purpose,
        "language": owner.language,
        "sentence": words.about(owner),
        "evidence": [_evidence(one, at) for one in owner.evidence],
    }


def _evidence(one: Evidence, at: datetime) -> dict[str, object]:
    word = word_of(one, at)
    return {
        "kind": one.kind,
        "direction": one.direction,
        "outcome": one.outcome,
        "observed_at": one.observed_at,
        "expires_at": one.expires_at,
        "source_url": word.url,
        "detail": one.detail,
        "sentence": word.sentence,
    }


def _alike(one: Alike) -> dict[str, object]:
    return {
        "address": one.address,
        "handle": one.handle,
        "status": one.status,
        "organization": _named(one.organization),
        "likeness": one.why,
        "why": words.warning(one),
    }


def _renamed(one: Renamed) -> dict[str, object]:
    return {
        "address": one.address,
        "handle": one.handle,
        "status": one.owners[0].status,
        "organization": _named(one.owners[0].organization),
        "until": one.until,
    }
