"""How we know: what each side says of an account, and what people and registers say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.directory.models import Evidence
from rounds.directory.proof import WORD, Direction, Kind, Outcome

KEPT = 3  # of one kind and outcome: the newest is shown, the others are folded away
LONGEST = 60  # characters of an address that are shown


class Word(NamedTuple):
    """One thing that was seen or said. `state`: "holds", "told" (which proves nothing), "over" or "against"."""

    sentence: str
    dates: str
    url: str
    where: str  # the address as people write it
    detail: str
    state: str


class Side(NamedTuple):
    """Everything that one side says, the newest of each kind first."""

    name: str
    title: str
    words: list[Word]
    older: list[Word]


def sides_of(evidence: Iterable[Evidence], organization: str, now: datetime) -> list[Side]:
    """Both directions, then people, then what we saw; sides that say nothing are left out, but for those two.

    `evidence` is newest first. The two directions stand even when empty, so that it shows what is missing.
    """
    told: defaultdict[Direction, defaultdict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for one in evidence:
        told[one.direction][one.kind].append(one)
    titles = {
        Direction.ORGANIZATION: _("%(name)s says") % {"name": organization},
        Direction.ACCOUNT: _("The account says"),
        Direction.PERSON: _("People and registers say"),
        Direction.OURS: _("What we saw"),
    }
    is_seen = Direction.ORGANIZATION in told or Direction.ACCOUNT in told
    both = (Direction.ORGANIZATION, Direction.ACCOUNT)
    return [
        _side(direction, title, told[direction], now)
        for direction, title in titles.items()
        if direction in told or (is_seen and direction in both)
    ]


def last_proven(evidence: Iterable[Evidence]) -> datetime | None:
    """When something last proved it: the organization's own site, or a person's word that settles."""
    proofs = (
        one.observed_at
        for one in evidence
        if one.outcome == Outcome.CONFIRMS and (one.direction == Direction.ORGANIZATION or one.kind in WORD)
    )
    return max(proofs, default=None)


def _side(direction: Direction, title: str, told: dict[str, list[Evidence]], now: datetime) -> Side:
    first: list[tuple[datetime, Word]] = []
    older: list[tuple[datetime, Word]] = []
    for of_kind in told.values():
        leading, overtaken = _leading(of_kind), _overtaken(of_kind)
        for one in of_kind:
            (first if one in leading else older).append(
                (one.observed_at, word_of(one, now, is_overtaken=one in overtaken))
            )
    return Side(direction.value, title, _newest_first(first), _newest_first(older))


def _leading(of_kind: Sequence[Evidence]) -> list[Evidence]:
    """The newest sight of a kind, and what was found instead if we have looked since. Every register is its own."""
    if of_kind[0].kind == Kind.REGISTER:
        return list(of_kind)
    confirmed = next((one for one in of_kind if one.outcome == Outcome.CONFIRMS), None)
    return [one for one in (of_kind[0], confirmed) if one]


def _overtaken(of_kind: Sequence[Evidence]) -> list[Evidence]:
    """Words in its favor that the same kind of voice took back later: they hold no more."""
    newest = of_kind[0]
    if newest.kind in WORD and newest.outcome in (Outcome.DENIES, Outcome.CONFLICTS):
        return [one for one in of_kind if one.outcome == Outcome.CONFIRMS]
    return []


def _newest_first(dated: list[tuple[datetime, Word]]) -> list[Word]:
    return [word for _at, word in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def word_of(one: Evidence, now: datetime, *, is_overtaken: bool = False) -> Word:
    is_over = one.expires_at is not None and one.expires_at <= now
    state = "told" if one.kind in (Kind.REGISTER, Kind.SUBMISSION) else "holds"
    if is_over or is_overtaken or one.outcome == Outcome.ABSENT:
        state = "over"
    if one.outcome in (Outcome.DENIES, Outcome.CONFLICTS):
        state = "against"
    url = one.source_url or (one.register.url if one.register else "")
    sentence, detail = _sentence(one), one.detail
    if one.kind == Kind.IDENTITY and one.outcome == Outcome.CONFLICTS and detail:
        sentence, detail = detail, ""  # it says the same, and what exactly
    return Word(sentence, _dates(one, is_over, is_overtaken), url, written(url), detail, state)


def written(url: str) -> str:
    """An address as people write it: "mayoclinic.org/contact"."""
    parts = urlsplit(url)
    text = f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _dates(one: Evidence, is_over: bool, is_overtaken: bool) -> str:
    day = date_format(one.observed_at, "DATE_FORMAT")
    if one.kind in (Kind.REGISTER, Kind.SUBMISSION):
        return ""  # the sentence says it
    if one.outcome != Outcome.CONFIRMS:
        return _("on %(day)s") % {"day": day}
    if is_overtaken:
        return _("said %(day)s, taken back since") % {"day": day}
    if one.expires_at is None:
        return _("seen %(day)s") % {"day": day}
    until = {"day": day, "until": date_format(one.expires_at, "DATE_FORMAT")}
    if one.kind in WORD:
        if is_over:
            return _("said %(day)s, ran out %(until)s") % until
        return _("said %(day)s, good until %(until)s") % until
    if is_over:
        return _("last seen %(day)s, ran out %(until)s") % until
    return _("last seen %(day)s, good until %(until)s") % until


def _sentence(one: Evidence) -> str:
    match one.outcome:
        case Outcome.CONFIRMS:
            return _confirms(one)
        case Outcome.ABSENT:
            return _absent(Kind(one.kind))
        case Outcome.DENIES:
            return _says_no().get(Kind(one.kind), _("No longer theirs"))
        case _:
            return _speaks_against().get(Kind(one.kind), _("Speaks against it"))


def _confirms(one: Evidence) -> str:
    day = date_format(one.observed_at, "DATE_FORMAT")
    match one.kind:
        case Kind.REGISTER:
            name = one.register.name if one.register else ""
            return _("Named by %(register)s, as of %(day)s") % {"register": name, "day": day}
        case Kind.SUBMISSION if one.submission_id is None and one.by_id:
            return _("A moderator brought it with others, and published it on %(day)s") % {"day": day}
        case Kind.SUBMISSION:
            return _("Sent in by a reader, looked at by a moderator and published on %(day)s") % {"day": day}
    return {
        Kind.LINK: _("Its site links to the account"),
        Kind.REL_ME: _("Its site links to the account and says it is its own"),
        Kind.JSON_LD: _("Its page names the account to search engines"),
        Kind.META: _("Its page names the account to programs"),
        Kind.TRUST_TXT: _("Its list of own accounts (trust.txt) names the account"),
        Kind.DOMAIN: _("Its web address is the account's name, and confirms it"),
        Kind.PROFILE: _("The profile links to the organization's site"),
        Kind.DID_DOCUMENT: _("The account's own record names the organization's web address"),
        Kind.FEED: _("The account's feed names the organization's site"),
        Kind.ATTESTATION: _("A representative of the organization says that it is theirs"),
        Kind.DECISION: _("A moderator looked and confirmed it"),
        Kind.IDENTITY: _("The same account is behind the name"),
        Kind.HEALTH: _("The account could be reached"),
    }[Kind(one.kind)]


def _absent(kind: Kind) -> str:
    if kind == Kind.HEALTH:
        return _("The account could not be reached")
    return _("Looked for and not found: %(what)s") % {"what": kind.label}


def _says_no() -> dict[Kind, str]:
    return {
        Kind.ATTESTATION: _("A representative of the organization says that it is no longer theirs"),
        Kind.DECISION: _("A moderator decided that it is no longer theirs"),
    }


def _speaks_against() -> dict[Kind, str]:
    return {
        Kind.DECISION: _("A moderator decided that it is disputed"),
        Kind.IDENTITY: _("Another account is behind the name now"),
    }
