"""An organization with all that is public of it as one line of JSON, whose fields `fields` explains. Pure.

The line is put together by hand: made of dicts and encoded, it took twice as long. What else is exported is read
from these lines, so every format tells the same.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from json.encoder import encode_basestring
from typing import Any

from rounds.directory.platforms import PLATFORMS
from rounds.open_data.exports.taken import address_of
from rounds.open_data.public import without_mail

Record = dict[str, Any]  # a line that was read
READ = (
    *("slug", "name", "type", "country", "region", "city", "street", "postal_code", "latitude", "longitude"),
    *("phone", "website", "beds", "ownership", "parent__slug", "parent__name"),
)
_text = encode_basestring  # in quotation marks, with whatever JSON wants escaped


def line_of(
    values: Sequence[Any],
    names: Iterable[tuple[str, str, str]],
    identifiers: Iterable[tuple[str, str]],
    rows: Iterable[tuple[str, str]],
    accounts: Iterable[tuple[str, ...]],
) -> str:
    """`values` as `READ`; names: kind, text, language; `rows`: of registers; accounts as `grid.rows.ACCOUNT`."""
    slug, name, type_, country, region, city, street, code, latitude, longitude, *more = values
    phone, website, beds, ownership, parent, parent_name = more
    above = f'{{"slug":{_text(parent)},"name":{_text(parent_name)}}}' if parent else "null"
    return (
        f'{{"slug":{_text(slug)},"address":{_text(_page(slug))},"name":{_text(name)},"names":[{_names(names)}],'
        f'"type":{_text(type_)},"country":{_text(country)},"region":{_text(region)},"city":{_text(city)},'
        f'"street":{_text(street)},"postal_code":{_text(code)},"latitude":{_number(latitude)},'
        f'"longitude":{_number(longitude)},"phone":{_text(phone)},"website":{_text(website)},'
        f'"beds":{_number(beds)},"ownership":{_text(ownership)},"parent":{above},'
        f'"identifiers":[{_pairs("scheme", "value", identifiers)}],"registers":[{_pairs("register", "key", rows)}],'
        f'"accounts":[{",".join(map(_account, sorted(accounts)))}]}}'
    )


def _page(slug: str) -> str:
    return address_of(f"/organizations/{slug}/")


def _number(value: float | None) -> str:
    return "null" if value is None else repr(value)


def _names(names: Iterable[tuple[str, str, str]]) -> str:
    return ",".join(
        f'{{"kind":{_text(kind)},"text":{_text(text)},"language":{_text(language)}}}'
        for kind, text, language in sorted(names)
    )


def _pairs(one: str, other: str, pairs: Iterable[tuple[str, str]]) -> str:
    return ",".join(f'{{"{one}":{_text(a)},"{other}":{_text(b)}}}' for a, b in sorted(pairs))


def _account(told: tuple[str, ...]) -> str:
    platform, handle, permanent_id, address, purpose, language, proof, *more = told
    seen, listed, audience, until, pk = more
    return (
        f'{{"id":{pk},"platform":{_text(platform)},"platform_closed_on":{_closed_on(platform)},"handle":{_text(handle)},"permanent_id":{_text(permanent_id)},'
        f'"address":{_text(address)},"purpose":{_text(purpose)},"audience":{_text(without_mail(audience))},'
        f'"language":{_text(language)},"proof":{_text(proof)},"proof_until":{_moment(until)},'
        f'"last_seen":{_text(seen) if seen else "null"},"listed_on":{_text(listed) if listed else "null"}}}'
    )


@cache
def _closed_on(platform: str) -> str:
    day = PLATFORMS[platform].closed_on
    return _text(day.isoformat()) if day else "null"


@lru_cache(maxsize=4_096)
def _moment(text: str) -> str:
    """A moment as the database writes it (SQLite leaves out that it is UTC), in ISO 8601."""
    if not text:
        return "null"
    moment = datetime.fromisoformat(text)
    return _text((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat())
