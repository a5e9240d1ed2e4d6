"""What the List keeps about a person: for whom they speak, what they sent in, what they saw and decided."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rounds.activity.actions import record
from rounds.directory.actions import representatives, submissions
from rounds.directory.models import (
    ApiKey,
    Asking,
    Checking,
    Claim,
    Evidence,
    Invitation,
    Remark,
    Removal,
    Representative,
    Submission,
    Suggestion,
)
from rounds.users.addresses import verified_addresses
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

WHY_SEEN = _("The List shows how it knows what it says. It then says “a person who left”.")
WHY_DECIDED = _("Whoever it concerns may ask who decided. It then says “a person who left”.")
TABLES = (
    Table(
        "directory.Representative",
        _("for which organizations you spoke, and when"),
        Fate.ANONYMOUS,
        _("What was changed on your word stays, so it must stay clear that somebody was entitled to it."),
    ),
    Table("directory.Claim", _("your requests to speak for an organization"), Fate.ERASED),
    Table("directory.Invitation", _("invitations you sent or got"), Fate.ERASED),
    Table("directory.Removal", _("that somebody’s speaking was to end"), Fate.ANONYMOUS, WHY_DECIDED),
    Table(
        "directory.Submission",
        _("what you sent in"),
        Fate.ANONYMOUS,
        _(
            "Your name, address and notes are erased, and what nobody decided yet is taken back. The accounts stay."
        ),
    ),
    Table("directory.Remark", _("questions you asked as a moderator"), Fate.ANONYMOUS, WHY_DECIDED),
    Table("directory.Evidence", _("accounts you vouched for"), Fate.ANONYMOUS, WHY_SEEN),
    Table("directory.Asking", _("our questions that you answered"), Fate.ANONYMOUS, WHY_SEEN),
    Table("directory.Suggestion", _("suggestions you decided"), Fate.ANONYMOUS, WHY_DECIDED),
    Table("directory.Checking", _("that you turned checks on or off"), Fate.ANONYMOUS, WHY_DECIDED),
    Table("directory.ApiKey", _("API keys you gave out"), Fate.ANONYMOUS, WHY_DECIDED),
)
KEYS = ("token", "confirmation", "key")


def enter() -> None:
    register("directory", Holding(tables=TABLES, export=export, erase=erase, warn=warn))


def export(user: User) -> Iterable[Part]:
    sent, place = _sent(user), "organization__name"
    by_or_about = Removal.objects.filter(Q(asked_by=user) | Q(decided_by=user) | Q(representative__user=user))
    yield Part(
        "representative.json",
        rows(Representative.objects.filter(user=user), place, without=["user", "ended_by"]),
    )
    ended = Representative.objects.filter(ended_by=user).exclude(user=user)
    yield Part("ended.json", rows(ended, place, without=["user", "ended_by", "method"]))
    yield Part(
        "claims.json", rows(Claim.objects.filter(user=user), place, without=["challenge", "settled_by"])
    )
    yield Part(
        "claims-decided.json", rows(_claims_decided(user), place, without=["challenge", "note", "user"])
    )
    yield Part("invitations.json", rows(_invitations(user), place, without=["token"]))
    yield Part(
        "removals.json",
        rows(by_or_about, "representative__organization__name", without=["asked_by", "decided_by"]),
    )
    yield Part("submissions.json", rows(sent, place, without=[*KEYS, "decided_by", "risk"]))
    yield Part("answers.json", rows(Remark.objects.filter(submission__in=sent), without=["by"]))
    yield Part("questions-asked.json", rows(Remark.objects.filter(by=user), without=["by"]))
    decided = Submission.objects.filter(decided_by=user)
    hidden = [*KEYS, "sender_name", "sender_email", "note", "pasted", "decided_by"]
    yield Part("submissions-decided.json", rows(decided, place, without=hidden))
    yield from _seen(user)


def erase(user: User, at: datetime) -> None:
    _stop_speaking(user, at)
    Claim.objects.filter(user=user).delete()
    _invitations(user).delete()
    _take_out_of_submissions(user, at)


def warn(user: User) -> Iterable[str]:
    """Where nobody else speaks for an organization."""
    mine = Representative.objects.current().filter(user=user).select_related("organization")
    others = Representative.objects.speaking().exclude(user=user)
    alone = mine.exclude(organization__in=others.values("organization")).order_by("organization__sort_name")
    for one in alone:
        said = gettext("Nobody else speaks for %(name)s. Invite a colleague first, if somebody should.")
        yield said % {"name": one.organization.name}


def _seen(user: User) -> Iterable[Part]:
    listing = ("listing__organization__name", "listing__account__address")
    evidence = Evidence.objects.filter(by=user)
    yield Part("evidence.json", rows(evidence, *listing, without=["by"]))
    answered = Asking.objects.filter(answered_by=user)
    yield Part("questions-answered.json", rows(answered, "organization__name", without=["token"]))
    suggestions = Suggestion.objects.filter(decided_by=user)
    yield Part("suggestions.json", rows(suggestions, "organization__name", without=["decided_by"]))
    yield Part("checks.json", rows(Checking.objects.filter(changed_by=user), without=["changed_by"]))
    yield Part("api-keys.json", rows(ApiKey.objects.filter(owner=user), without=["owner", "digest"]))


def _stop_speaking(user: User, at: datetime) -> None:
    """Without a second person's word, even the last one: nobody is held back."""
    for one in Representative.objects.current().filter(user=user).select_related("organization"):
        representatives.hold(one.organization)
        representatives.end(one, reason="", by=user, at=at, told=False)
    Removal.objects.filter(representative__user=user).exclude(reason="").update(reason="")


def _take_out_of_submissions(user: User, at: datetime) -> None:
    for one in _sent(user).filter(state=Submission.State.UNCONFIRMED):
        record(verb="submission.forgotten", about=one, by=None, at=at)
        one.delete()
    for one in _sent(user).filter(state__in=Submission.DECIDABLE):
        submissions.withdraw(submission=one, at=at)
    theirs = _sent(user)
    Remark.objects.filter(submission__in=theirs, from_sender=True).delete()
    theirs.update(sender_name="", sender_email="", note="", pasted="")


def _sent(user: User) -> QuerySet[Submission]:
    return Submission.objects.filter(_at_addresses(user, "sender_email"))


def _invitations(user: User) -> QuerySet[Invitation]:
    theirs = Q(invited_by=user) | Q(accepted_by=user)
    return Invitation.objects.filter(theirs | _at_addresses(user, "email"))


def _claims_decided(user: User) -> QuerySet[Claim]:
    return Claim.objects.filter(settled_by=user).exclude(user=user)


def _at_addresses(user: User, field: str) -> Q:
    """What stands under an address that is proven to be the person's."""
    found = Q(pk__in=[])
    for address in verified_addresses(user):
        found |= Q(**{f"{field}__iexact": address})
    return found
