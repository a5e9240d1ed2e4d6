"""What is still wrong with a draft, and what its adopters will see as gone. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from rounds.policies.text import blanks_in, plain


class Fault(StrEnum):
    """What has to be put right before an edition is published."""

    NO_CLAUSES = "no_clauses"
    NO_HEADING = "no_heading"
    NO_TEXT = "no_text"
    KEY_TWICE = "key_twice"
    BLANK_UNKNOWN = "blank_unknown"
    BLANK_IN_HEADING = "blank_in_heading"


class Remark(StrEnum):
    """What may be so, and should be known."""

    BLANK_UNUSED = "blank_unused"
    CLAUSE_REMOVED = "clause_removed"
    NOTHING_CHANGED = "nothing_changed"


class Part(NamedTuple):
    """A clause as it is checked and compared."""

    key: str
    heading: str
    text: str
    guidance: str = ""
    is_optional: bool = False


class Finding(NamedTuple):
    """`clause`: its key, "" where it is about the whole. `name`: of the blank or the clause it is about."""

    what: Fault | Remark
    clause: str = ""
    name: str = ""

    @property
    def is_fault(self) -> bool:
        return isinstance(self.what, Fault)


def check(clauses: Iterable[Part], blanks: Iterable[str], before: Iterable[Part]) -> list[Finding]:
    """`blanks`: keys of those that are described. `before`: the clauses of the edition before. Faults come first."""
    drafted, described, former = list(clauses), list(blanks), list(before)
    findings = [*_of_all(drafted, former), *_of_each(drafted, set(described))]
    used = {key for one in drafted for key in blanks_in(one.text)}
    findings += [Finding(Remark.BLANK_UNUSED, name=key) for key in described if key not in used]
    kept = {one.key for one in drafted}
    findings += [
        Finding(Remark.CLAUSE_REMOVED, one.key, one.heading) for one in former if one.key not in kept
    ]
    return sorted(findings, key=lambda finding: not finding.is_fault)


def _of_all(drafted: list[Part], former: list[Part]) -> Iterator[Finding]:
    if not drafted:
        yield Finding(Fault.NO_CLAUSES)
    elif drafted == former:
        yield Finding(Remark.NOTHING_CHANGED)
    for key, times in Counter(one.key for one in drafted).items():
        if times > 1:
            yield Finding(Fault.KEY_TWICE, key, key)


def _of_each(drafted: list[Part], described: set[str]) -> Iterator[Finding]:
    for one in drafted:
        if not one.heading.strip():
            yield Finding(Fault.NO_HEADING, one.key)
        if blanks_in(one.heading):
            yield Finding(Fault.BLANK_IN_HEADING, one.key, blanks_in(one.heading)[0])
        if not plain(one.text).strip():
            yield Finding(Fault.NO_TEXT, one.key)
        for key in blanks_in(one.text):
            if key not in described:
                yield Finding(Fault.BLANK_UNKNOWN, one.key, key)
