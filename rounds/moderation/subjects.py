"""What can be reported. A context above registers its things; this one knows nothing of them but what stands here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.functional import Promise

if TYPE_CHECKING:
    from rounds.moderation.models import Case

NOTHING = ""  # the measure of a rejected report, and of one that is upheld without consequence


class Ground(NamedTuple):
    """Why something is reported. `rule`: the rule that it would break, as a statement of reasons names it."""

    value: str
    label: str | Promise
    rule: str | Promise


class Measure(NamedTuple):
    """What an upheld report does. `effect`: one sentence for the statement of reasons: what, where, for how long."""

    value: str
    label: str | Promise
    effect: str | Promise


@dataclass(frozen=True, slots=True)
class About:
    """The thing of a report as it is now: how it is called, and the path of the page where it stands."""

    object_type: str
    object_id: int
    title: str
    path: str


class Known(NamedTuple):
    """A line for the moderator about the thing: what, how it stands, where to look (or "")."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A kind of thing. `parameter` names it in the report form's address: /reports/new/?listing=12."""

    parameter: str
    question: str | Promise  # the heading of the form
    grounds: Sequence[Ground]
    measures: Sequence[Measure]
    find: Callable[[str], About | None]  # by what stands in the address
    affected: Callable[["Case"], Sequence[str]]  # e-mail addresses of those whom a measure concerns
    known: Callable[["Case"], Sequence[Known]]
    # Where what is reported is no thing of ours: reads its address to the form that is kept, or raises
    # ValidationError. None: no address is asked for.
    read_address: Callable[[str], str] | None = None

    def ground(self, value: str) -> Ground:
        return next((one for one in self.grounds if one.value == value), Ground(value, value, ""))

    def measure(self, value: str) -> Measure | None:
        return next((one for one in self.measures if one.value == value), None)


_subjects: dict[str, Subject] = {}


def register(label: str, subject: Subject) -> None:
    """`label`: the kind of thing as in `Case.object_type`, "directory.listing"."""
    _subjects[label] = subject


def subject_of(label: str) -> Subject:
    """Raises KeyError for what nobody registered."""
    return _subjects[label]


def asked_about(told: Mapping[str, str]) -> tuple[Subject, About] | None:
    """What a form's address names, or None."""
    for subject in _subjects.values():
        value = told.get(subject.parameter, "")
        if value and (about := subject.find(value)):
            return subject, about
    return None
