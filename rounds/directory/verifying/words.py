"""Answers in plain words."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.directory.as_of import last_instant
from rounds.directory.moderation.look_alikes import Why
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import OFFICIAL, Proof
from rounds.directory.verifying.answer import AGAINST, NO_ADDRESS, Alike, Answer, Owner, Renamed


def sentence(answer: Answer) -> str:
    """The answer in one or two sentences, what to beware of first."""
    said = _sentence(answer)
    if answer.moment is None:
        return said
    day = date_format(last_instant(answer.moment), "DATE_FORMAT")
    return _("On %(day)s the List said: %(words)s") % {"day": day, "words": said}


def notes(answer: Answer) -> list[str]:
    """What else whoever asks must know."""
    platform = PLATFORMS.get(answer.platform)
    told = [
        _("This is the address of a post. The answer is about the account that it belongs to.")
        if answer.asked.is_post
        else "",
        # What speaks against it is in the sentence itself.
        *(about(owner) for owner in answer.owners[1:] if owner.status not in AGAINST),
        _("%(platform)s closed on %(day)s.")
        % {"platform": platform.name, "day": date_format(platform.closed_on, "DATE_FORMAT")}
        if platform and platform.closed_on
        else "",
    ]
    return [one for one in told if one]


def about(owner: Owner) -> str:
    """What the List says of the account for one organization."""
    name = {"name": owner.organization.name}
    match owner.status:
        case Proof.MUTUAL:
            return _("Yes. This is an official account of %(name)s: each names the other.") % name
        case Proof.SITE:
            return _("Yes. This is an official account of %(name)s: its own website says so.") % name
        case Proof.ATTESTED:
            words = _("Yes. This is an official account of %(name)s: a person who may say so confirmed it.")
            return words % name
        case Proof.REPORTED:
            words = _("Perhaps. It is listed for %(name)s, but nobody has proven yet that it is theirs.")
            return words % name
        case Proof.STALE:
            words = _("We are not sure. It is listed for %(name)s, but what proved it is out of date.")
            return words % name
        case Proof.DISPUTED:
            words = _("Be careful. It is listed for %(name)s, but something speaks against it.")
            return words % name
    words = _("No. %(name)s once used this account and gave it up. Whoever uses it now is somebody else.")
    return words % name


def warning(alike: Alike) -> str:
    """ "This is not the account of …: it differs by one letter from …"."""
    words = {"name": alike.organization.name, "handle": alike.handle, "why": _difference(alike.why)}
    if alike.status in OFFICIAL:
        return _("This is not the account of %(name)s: it differs %(why)s from %(handle)s.") % words
    return (
        _("This is not the account that is listed for %(name)s: it differs %(why)s from %(handle)s.") % words
    )


def called_now(renamed: Renamed) -> str:
    words = {
        "name": renamed.owners[0].organization.name,
        "handle": renamed.handle,
        "day": date_format(renamed.until, "DATE_FORMAT"),
    }
    return (
        _(
            "This was the name of an account of %(name)s until %(day)s or so. It is now called %(handle)s. We do"
            " not know who uses the old name today."
        )
        % words
    )


def found_to_pretend(name: str, since: datetime) -> str:
    words = {"name": name, "day": date_format(since, "DATE_FORMAT")}
    return _("Do not trust this. It was reported and found to pretend to be %(name)s (%(day)s).") % words


def _sentence(answer: Answer) -> str:
    if answer.impersonates:
        return " ".join(found_to_pretend(one.organization.name, one.since) for one in answer.impersonates)
    if answer.owners:
        against = [owner for owner in answer.owners[1:] if owner.status in AGAINST]
        return " ".join(about(owner) for owner in (answer.owners[0], *against))
    if answer.status == NO_ADDRESS:
        return _refused(answer)
    if answer.renamed:
        return called_now(answer.renamed)
    if answer.alike:
        return warning(answer.alike[0])
    return _(
        "This account is not in the List. No health organization has told us that it is theirs, and we have not"
        " found it on a site of theirs. That alone does not make it false."
    )


def _refused(answer: Answer) -> str:
    if answer.asked.refusal:
        return _(answer.asked.refusal.message)
    return _(
        "This is a post, a group or an event, and it does not tell whose. Please paste the account itself."
    )


def _difference(why: Why) -> str:
    return {
        Why.HOMOGLYPHS: _("by letters or digits that look alike"),
        Why.DOUBLED: _("by a doubled letter"),
        Why.SEPARATORS: _("by a dot, a dash or an underscore"),
        Why.ONE_LETTER: _("by one letter"),
    }[why]
