"""Makes a row of any table, with a word of its own in every text, so that a test can look where the word went.

Where a table wants more than its fields say, `GIVEN` has it; what cannot be made field by field, `MADE`.
"""

import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from PIL import Image
from wagtail.models import Page

from rounds.fellows.models import Step
from rounds.organizations.models import Organization
from rounds.users.models import User
from rounds.users.personal_data import Fate, Table, holdings
from rounds.users.tests.factories import person

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ELSE = "somebody@else.example"
PERSONAL = ("sender_name", "reporter_name", "bill_to", "attention", "payer_name")  # texts that name a person


def somebody_else() -> User:
    return User.objects.filter(email=ELSE).first() or person(ELSE, "Somebody Else")


def a_step_of_its_own() -> models.Model:
    return make(Step, _of_others, level=str(next(_numbers)))


# What the fields alone do not say; what is a function is asked when it is needed.
GIVEN: dict[str, dict[str, Any]] = {
    "badges.Award": {"revoked_at": NOW},
    "content.Byline": {"name": ""},
    "directory.Account": {"platform": "x"},
    "directory.Checking": {"id": 1},
    "directory.Submission": {"state": "waiting", "proposed": {"name": "Mercy"}},
    "fellows.Opinion": {"slot": 1, "decided_at": NOW, "step": a_step_of_its_own},
    "media.Recording": {"elsewhere": ""},
    "memberships.Invitation": {"domain": ""},
    "memberships.Order": {"kind": "top_up", "points": 1},
    "memberships.Term": {"basis": "honor", "approved_by": somebody_else},
    "moderation.Case": {
        "object_type": "directory.listing",
        "object_id": 1,
        "state": "open",
        "confirmed_at": NOW,
    },
    "plans.Review": {"reviewer": somebody_else, "verdict": "accepted", "decided_at": NOW},
    "residency.Chief": {"ended_at": NOW},
    "residency.Meeting": {"begins_at": NOW - timedelta(hours=1), "ends_at": NOW},
    "spreadsheets.Spreadsheet": {"kept_as": "", "state": "taken", "taken_at": NOW},
    "users.Profile": {"picture": ""},
    "users.TakeOut": {"kept_as": "", "digest": ""},
}


class Word(NamedTuple):
    """Where a word was put: into `field` of a row that is the person's by its field `by`."""

    model: str
    by: str
    field: str

    def __str__(self) -> str:
        return f"{self.model}.{self.field} (by {self.by})"


@dataclass
class Filled:
    """A person of whom there is a row in every table, and where each word stands."""

    user: User
    words: dict[str, Word] = field(default_factory=dict)

    def of(self, *fates: Fate) -> dict[str, Word]:
        """The words that say something of the person, in tables with one of these fates."""
        known = fates_of_tables()
        return {
            word: place
            for word, place in self.words.items()
            if known[place.model] in fates
            and (
                place.field in PERSONAL
                or "email" in place.field
                or (known[place.model] == Fate.ERASED and is_owned(place.by))
            )
        }


def fates_of_tables() -> dict[str, Fate]:
    return {table.model: table.fate for table in tables()}


def tables() -> Iterator[Table]:
    for holding in holdings().values():
        yield from holding.tables


def people_in(model: type[models.Model]) -> list[str]:
    """The fields of a table that say who a person is, those of its parents left to the parents."""
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [one.name for one in own if _is_of_a_person(one)]


def _is_of_a_person(one: models.Field) -> bool:
    if one.is_relation:
        return one.related_model is User
    return isinstance(one, models.EmailField | models.GenericIPAddressField) or "email" in one.name.lower()


def fill(email: str, name: str) -> Filled:
    """A person, and a row of theirs in every registered table for each way in which it can be theirs."""
    filled = Filled(person(email, name))
    for table in tables():
        if table.model not in ("users.User", "users.Closing", "account.EmailAddress"):
            model = apps.get_model(table.model)
            for by in ways_into(model):
                try:
                    row_of(model, by, filled)
                except Exception as fault:
                    fault.add_note(f"{table.model} by {by}: it wants more than its fields say; tell GIVEN.")
                    raise
    return filled


def ways_into(model: type[models.Model]) -> list[str]:
    """Keys to the person; an address where only others are named by keys (`sent_by`)."""
    found = people_in(model)
    keys = [one for one in found if model._meta.get_field(one).is_relation]
    owners = [one for one in keys if is_owned(one)]
    addresses = [one for one in found if isinstance(model._meta.get_field(one), models.EmailField)]
    return keys if owners else [*keys, *addresses]


def is_owned(by: str) -> bool:
    """Whether a row is about whom it names there; else they only did something to it ("decided_by")."""
    return not by.endswith("_by") and by not in ("by", "against")


def row_of(model: type[models.Model], by: str, filled: Filled) -> models.Model:
    """A row that is the person's by its field `by`."""
    is_key = model._meta.get_field(by).is_relation
    is_theirs = not is_key or is_owned(by)

    def text(one: models.Field) -> str:
        if isinstance(one, models.EmailField):
            return filled.user.email if is_theirs else ELSE
        if one.name in PERSONAL and not is_theirs:
            return "Somebody Else"
        word = f"word{next(_numbers)}"
        filled.words[word] = Word(model._meta.label, by, one.name)
        return word

    return make(model, text, **{by: filled.user if is_key else filled.user.email})


def make(model: type[models.Model], text: Callable[[models.Field], str], **given: Any) -> models.Model:
    if (
        model._meta.label == "memberships.Membership" and "user" not in given
    ):  # a person's, or an organization's
        given = {"kind": "organization", "organization": make(Organization, _of_others), **given}
    given = {**GIVEN.get(model._meta.label, {}), **given}
    given = {name: value() if callable(value) else value for name, value in given.items()}
    if model is Page:
        return Page.objects.get(depth=1).add_child(title=text(Page._meta.get_field("title")), **given)
    values = {one.name: _value(one, text) for one in model._meta.concrete_fields if one.name not in given}
    made = model(**{name: value for name, value in values.items() if value is not _LEFT}, **given)
    made.save_base(force_insert=True)  # not `save`, in which libraries check more than the database does
    return made


_LEFT = object()
_numbers = itertools.count(100_001)  # of one length, so that none is part of another


def _value(one: models.Field, text: Callable[[models.Field], str]) -> Any:
    if one.primary_key and not one.is_relation:
        return _LEFT
    if one.is_relation:
        return _LEFT if one.null else _related(one)
    if one.choices:
        return _LEFT if one.has_default() else next(iter(one.choices))[0]
    if isinstance(one, models.JSONField):
        return {text(one): True} if not one.has_default() or one.get_default() == {} else [text(one)]
    if isinstance(one, models.FileField):
        return _file(one)
    if isinstance(one, models.CharField | models.TextField):
        return _text(one, text)
    return _LEFT if one.null or one.has_default() else _plain(one)


def _text(one: models.Field, text: Callable[[models.Field], str]) -> Any:
    if callable(one.default) and one.has_default():
        return _LEFT  # keys and secrets make themselves
    if isinstance(one, models.URLField):
        return f"https://{text(one)}.example"
    if one.max_length and one.max_length < 12:
        return _LEFT if one.blank or one.has_default() else "US"
    return text(one)


def _related(one: models.Field) -> Any:
    if one.related_model is User:
        return somebody_else()
    if one.related_model is ContentType:
        return ContentType.objects.get_for_model(Page)
    return _theirs_alone(one.related_model) or make(one.related_model, _of_others)


def _theirs_alone(model: type[models.Model]) -> models.Model | None:
    """Of what a person has once, what somebody else has already."""
    owner = next(
        (one.name for one in model._meta.concrete_fields if one.one_to_one and one.related_model is User), ""
    )
    return model.objects.filter(**{owner: somebody_else()}).first() if owner else None


def _of_others(one: models.Field) -> str:
    return f"other{next(_numbers)}"


def _plain(one: models.Field) -> Any:
    by_kind: dict[type[models.Field], Any] = {
        models.DateTimeField: NOW,
        models.DateField: NOW.date(),
        models.UUIDField: uuid.uuid4(),
        models.DurationField: NOW - NOW,
        models.BooleanField: False,
        models.GenericIPAddressField: "192.0.2.1",
    }
    number = next(_numbers) if one.unique else 1
    return next((value for kind, value in by_kind.items() if isinstance(one, kind)), number)


def _file(one: models.FileField) -> Any:
    if not isinstance(one, models.ImageField):
        return ContentFile(b"a file", name="file.txt")
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    return ContentFile(picture.getvalue(), name="picture.png")
