"""A line of the log in a sentence."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from rounds.directory.labels import label_of, language_name
from rounds.directory.models import Listing, Purpose, Statement
from rounds.directory.platforms import PLATFORMS
from rounds.directory.profile.history import change_text
from rounds.directory.proof import Proof
from rounds.open_data.models import LoggedChange
from rounds.open_data.public import without_mail
from rounds.organizations.models import Change, Organization

Kind = LoggedChange.Kind


def sentence(line: LoggedChange, others: Mapping[int, Organization]) -> str:
    """Without the organization's name: that stands before it. `others`: of `reading.others_in`."""
    if line.kind == Kind.ADDED:
        return _("Added to the register.")
    if line.kind == Kind.REOPENED:
        return _("Open again.")
    if line.kind == Kind.REMOVED:
        return _("Removed: it was entered by mistake.")
    if line.change and line.organization:
        return _stop(_of_change(line.organization, line.change, others))
    if line.listing:
        return _of_account(line, line.listing)
    return str(line.get_kind_display())


def account_of(line: LoggedChange) -> str:
    """ "YouTube mercyhealth", by the name it had then."""
    if line.listing is None:
        return ""
    account, said = line.listing.account, line.statement or line.previous
    handle = said.handle if said and said.handle != account.native_id else account.handle
    return f"{PLATFORMS[account.platform].name} {label_of(account.platform, handle, account.native_id)}"


def _of_change(one: Organization, change: Change, others: Mapping[int, Organization]) -> str:
    if change.field in ("parent", "merged_into"):
        new = others.get(int(change.new)) if change.new.isdigit() else None
        if new is None:
            return _("No longer part of another organization")
        words = _("Part of %(name)s") if change.field == "parent" else _("Merged into %(name)s")
        return words % {"name": new.name}
    return without_mail(change_text(one, change))


def _of_account(line: LoggedChange, listing: Listing) -> str:
    account, now, before = account_of(line), line.statement, line.previous
    told = {"account": account, "new": _proof(now), "old": _proof(before)}
    match line.kind:
        case Kind.LISTED:
            return _("Listed: %(account)s. %(new)s.") % told
        case Kind.ENDED:
            told["reason"] = without_mail(listing.ended_reason)
            return _stop((_("Taken out: %(account)s. %(reason)s") % told).strip())
        case Kind.PROOF if now is None or now.proof == Proof.STALE:
            return _("%(account)s: what proved it has run out. It was “%(old)s”.") % told
        case Kind.PROOF:
            return _("%(account)s: now “%(new)s”, before “%(old)s”.") % told
        case Kind.RENAMED if now and before:
            names = {"old": before.handle, "new": now.handle}
            return _("%(account)s: renamed from %(old)s to %(new)s.") % (told | names)
    return _stop(_("%(account)s: %(what)s") % {"account": account, "what": _described(now, before)})


def _described(now: Statement | None, before: Statement | None) -> str:
    if now is None or before is None:
        return _("Described otherwise")
    if now.purpose != before.purpose:
        return _("now for “%(purpose)s”") % {"purpose": Purpose(now.purpose).label}
    if now.language != before.language:
        return _("now in %(language)s") % {"language": language_name(now.language) or _("no language")}
    return _("now for %(audience)s") % {"audience": without_mail(now.audience) or _("everybody")}


def _proof(said: Statement | None) -> str:
    return str(Proof(said.proof).label) if said else ""


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
