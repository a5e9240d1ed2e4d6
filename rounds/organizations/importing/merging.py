"""A record's facts into an organization, as far as `precedence` lets them. In memory; nothing is saved here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from rounds.organizations.models import Change, Name, Organization, Status
from rounds.organizations.names import fold
from rounds.organizations.precedence import Origin, may_set_status, may_write
from rounds.organizations.sources.record import OtherName, Record

ADDRESS = ("street", "city", "region", "postal_code")
COORDINATES = ("latitude", "longitude")
SINGLE = ("type", "country", "phone", "website", "beds", "ownership")
SOURCED = ("name", *SINGLE, *ADDRESS, *COORDINATES)


@dataclass(frozen=True, slots=True)
class Teller:
    """The edition that speaks: its origin, the families of all registers, and when its old names ceased to hold."""

    origin: Origin
    families: Mapping[str, str]  # a register's slug to its family
    until: date | None  # date of the next newer edition, where there is one

    def origin_of(self, organization: Organization, field: str) -> Origin | None:
        said = organization.provenance.get(field)
        if not isinstance(said, dict) or "source" not in said:
            return None
        slug = str(said["source"])
        try:
            as_of = date.fromisoformat(str(said.get("as_of", "")))
        except ValueError:
            as_of = date.min
        return Origin(slug, self.families.get(slug, slug), as_of)

    def mark(self) -> dict[str, str]:
        return {"source": self.origin.slug, "as_of": self.origin.as_of.isoformat()}


@dataclass(slots=True)
class Merged:
    """What a record did to an organization."""

    changes: list[Change] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    # Something of the organization itself must be saved, if only where a value comes from.
    touched: bool = False


def new_organization(record: Record, teller: Teller, *, at: datetime) -> Organization:
    """An organization that nobody has told us about before; its slug comes later."""
    organization = Organization(sort_name=fold(record.name)[:300], created_at=at, changed_at=at)
    for name in SOURCED:
        value = getattr(record, name)
        setattr(organization, name, value)
        if value not in (None, ""):
            organization.provenance[name] = teller.mark()
    organization.status = record.status
    organization.status_on = _status_on(record, teller)
    organization.provenance["status"] = teller.mark()
    return organization


def merge(record: Record, organization: Organization, teller: Teller, *, at: datetime) -> Merged:
    """Write into the organization what this record may write, and say what that changed."""
    merged = Merged()
    _merge_name(record, organization, teller, merged, at)
    for name in SINGLE:
        _merge_values(record, organization, teller, merged, (name,), name, at)
    for name in _address_fields(record, organization, teller):
        _merge_values(record, organization, teller, merged, (name,), name, at)
    _merge_values(record, organization, teller, merged, COORDINATES, "coordinates", at)
    _merge_status(record, organization, teller, merged, at)
    if merged.changes:
        organization.changed_at = at
    return merged


def other_names(
    record: Record, organization: Organization, known: Iterable[Name], teller: Teller
) -> list[Name]:
    """The names of this record that are neither shown nor kept already."""
    heard = {fold(organization.name)} | {fold(name.text) for name in known}
    exact = {(name.kind, name.text, name.language) for name in known}
    found: list[Name] = []
    for name in (_its_own(record, organization, teller), *record.names):
        text = name.text.strip()[:300]
        folded = fold(text)
        is_translation = name.kind == Name.Kind.TRANSLATION
        if (
            not folded
            or (name.kind, text, name.language) in exact
            or (folded in heard and not is_translation)
        ):
            continue
        if is_translation and folded == fold(organization.name):
            continue
        heard.add(folded)
        exact.add((name.kind, text, name.language))
        until = teller.until if name.kind == Name.Kind.FORMER else None
        found.append(_name(organization, name.kind, text, teller, until, name.language))
    return found


def note(
    organization: Organization, field: str, old: object, new: object, teller: Teller, *, at: datetime
) -> Change:
    return Change(
        organization=organization,
        field=field,
        old=_told(old),
        new=_told(new),
        source=teller.origin.slug,
        as_of=teller.origin.as_of,
        happened_at=at,
    )


def set_status(
    organization: Organization, status: str, on: date | None, teller: Teller, *, at: datetime
) -> Change:
    """Open, close or merge; where to is the caller's."""
    change = note(organization, "status", organization.status, status, teller, at=at)
    organization.status, organization.status_on = status, on
    organization.provenance["status"] = teller.mark()
    organization.changed_at = at
    if status != Status.MERGED:
        organization.merged_into = None
    return change


def _merge_name(
    record: Record, organization: Organization, teller: Teller, merged: Merged, at: datetime
) -> None:
    old = organization.name
    held = teller.origin_of(organization, "name")
    _merge_values(record, organization, teller, merged, ("name",), "name", at)
    if organization.name == old:
        return
    organization.sort_name = fold(organization.name)[:300]
    if fold(old) != organization.sort_name:
        is_renamed = held is not None and held.family == teller.origin.family
        kind = Name.Kind.FORMER if is_renamed else Name.Kind.ALTERNATIVE
        until = teller.origin.as_of if is_renamed else None
        source = held.slug if held else teller.origin.slug
        merged.names.append(
            Name(organization=organization, kind=kind, text=old, until_on=until, source=source)
        )


def _merge_values(
    record: Record,
    organization: Organization,
    teller: Teller,
    merged: Merged,
    names: tuple[str, ...],
    called: str,
    at: datetime,
) -> None:
    """Values that only make sense together are written together, under the name by which people know them."""
    new = [getattr(record, name) for name in names]
    if any(value in (None, "") for value in new):
        return
    old = [getattr(organization, name) for name in names]
    held = teller.origin_of(organization, names[0])
    if not may_write(names[0], value=old[0], held=held, offered=teller.origin):
        return
    for name, value in zip(names, new, strict=True):
        setattr(organization, name, value)
        if organization.provenance.get(name) != teller.mark():
            organization.provenance[name] = teller.mark()
            merged.touched = True
    if old != new:
        merged.touched = True
        merged.changes.append(note(organization, called, old, new, teller, at=at))


def _merge_status(
    record: Record, organization: Organization, teller: Teller, merged: Merged, at: datetime
) -> None:
    held = teller.origin_of(organization, "status")
    if not may_set_status(record.status, held=held, offered=teller.origin):
        return
    if organization.status != record.status:
        merged.changes.append(
            set_status(organization, record.status, _status_on(record, teller), teller, at=at)
        )
        merged.touched = True
    elif held and held.family == teller.origin.family and held != teller.origin:
        organization.provenance["status"] = teller.mark()
        merged.touched = True


def _address_fields(record: Record, organization: Organization, teller: Teller) -> tuple[str, ...]:
    """A street of one town never goes with the name of another: where they differ it is all or nothing."""
    if not organization.city or fold(record.city) == fold(organization.city):
        return ADDRESS
    held = teller.origin_of(organization, "city")
    return ADDRESS if may_write("city", value=organization.city, held=held, offered=teller.origin) else ()


def _its_own(record: Record, organization: Organization, teller: Teller) -> OtherName:
    """The name by which the record calls it: a former one if a newer edition of the same register knows better."""
    held = teller.origin_of(organization, "name")
    is_older = held is not None and held.family == teller.origin.family and held.as_of > teller.origin.as_of
    return OtherName(kind=Name.Kind.FORMER if is_older else Name.Kind.ALTERNATIVE, text=record.name)


def _name(
    organization: Organization, kind: str, text: str, teller: Teller, until: date | None, language: str
) -> Name:
    return Name(
        organization=organization,
        kind=kind,
        text=text,
        language=language[:12],
        until_on=until,
        source=teller.origin.slug,
    )


def _status_on(record: Record, teller: Teller) -> date | None:
    if record.status != Status.CLOSED:
        return None
    return record.closed_on or teller.origin.as_of


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_told(part) for part in value if part is not None)
    return "" if value is None else str(value)
