"""An organization and an account as plain values, in the order and under the names that `fields` explains. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from rounds.open_data.exports.taken import address_of

Record = dict[str, Any]

READ = (
    *("slug", "name", "type", "country", "region", "city", "street", "postal_code", "latitude", "longitude"),
    *("phone", "website", "beds", "ownership", "parent__slug", "parent__name"),
)


def record_of(
    values: Sequence[Any],
    names: Iterable[tuple[str, str, str]],
    identifiers: Iterable[tuple[str, str]],
    rows: Iterable[tuple[str, str]],
) -> Record:
    """`values` as `READ`, and whatever belongs to the organization: names, identifiers, lines of registers."""
    slug, name, type_, country, region, city, street, code, latitude, longitude, *more = values
    phone, website, beds, ownership, parent, parent_name = more
    return {
        "slug": slug,
        "address": address_of(f"/organizations/{slug}/"),
        "name": name,
        "names": [
            {"kind": kind, "text": text, "language": language} for kind, text, language in sorted(names)
        ],
        "type": type_,
        "country": country,
        "region": region,
        "city": city,
        "street": street,
        "postal_code": code,
        "latitude": latitude,
        "longitude": longitude,
        "phone": phone,
        "website": website,
        "beds": beds,
        "ownership": ownership,
        "parent": {"slug": parent, "name": parent_name} if parent else None,
        "identifiers": [{"scheme": scheme, "value": value} for scheme, value in sorted(identifiers)],
        "registers": [{"register": register, "key": key} for register, key in sorted(rows)],
    }


def account_of(told: tuple[str, ...]) -> Record:
    (
        platform,
        handle,
        permanent_id,
        address,
        purpose,
        language,
        proof,
        last_seen,
        listed_on,
        audience,
        until,
    ) = told
    return {
        "platform": platform,
        "handle": handle,
        "permanent_id": permanent_id,
        "address": address,
        "purpose": purpose,
        "audience": audience,
        "language": language,
        "proof": proof,
        "proof_until": until or None,
        "last_seen": last_seen or None,
        "listed_on": listed_on or None,
    }
