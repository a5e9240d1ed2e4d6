"""JSON-LD in the words of schema.org: one graph of the export itself and of every organization in it.

`sameAs` claims identity, so it names only accounts that are proven official now; a past day claims none
(decision 0012).
"""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from rounds.core.countries import region_name
from rounds.directory.json_ld import SCHEMA_TYPES
from rounds.directory.proof import OFFICIAL
from rounds.open_data.exports.record import Record
from rounds.open_data.exports.records import records
from rounds.open_data.exports.taken import Taken, address_of, source_of
from rounds.organizations.models import OrganizationType

NODES_AT_ONCE = 200
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def stream(taken: Taken) -> Iterator[str]:
    yield f'{{"@context":"https://schema.org","@graph":[\n{_encode(_data_set(taken))}'
    claims = taken.day.moment is None
    nodes = (_encode(_node(record, claims=claims)) for record in records(taken))
    while some := list(islice(nodes, NODES_AT_ONCE)):
        yield "".join(f",\n{node}" for node in some)
    yield "\n]}\n"


def _data_set(taken: Taken) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": taken.question,
        "url": taken.question,
        "name": taken.title,
        "description": "Health organizations and the accounts that are proven to be their own.",
        "license": taken.licence.url,
        "temporalCoverage": taken.as_of,
        "dateModified": taken.made_at.isoformat() if taken.made_at else taken.as_of,
        "isAccessibleForFree": True,
        "isBasedOn": [_source(source_of(one)) for one in taken.sources],
    }


def _source(register: dict[str, str]) -> dict[str, Any]:
    told = {
        "@type": "Dataset",
        "name": register["name"],
        "description": register["attribution"] or register["name"],
        "publisher": {"@type": "Organization", "name": register["publisher"]},
        "version": register["as_of"],
        "license": register["license_url"] or register["license"],
        "url": register["url"],
    }
    return {key: value for key, value in told.items() if value}


def _node(record: Record, *, claims: bool) -> dict[str, Any]:
    """As `directory.json_ld` says it on the organization's page."""
    data: dict[str, Any] = {
        "@type": SCHEMA_TYPES.get(OrganizationType(record["type"]), "Organization"),
        "@id": record["address"],
        "url": record["website"] or record["address"],
        "name": record["name"],
        "alternateName": [name["text"] for name in record["names"]],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": record["street"],
            "addressLocality": record["city"],
            "addressRegion": region_name(record["region"]),
            "postalCode": record["postal_code"],
            "addressCountry": record["country"],
        },
        "telephone": record["phone"],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": one["scheme"], "value": one["value"]}
            for one in record["identifiers"]
        ],
        "sameAs": [one["address"] for one in record["accounts"] if claims and one["proof"] in OFFICIAL],
    }
    if record["latitude"] is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": record["latitude"],
            "longitude": record["longitude"],
        }
    if parent := record["parent"]:
        address = address_of(f"/organizations/{parent['slug']}/")
        data["parentOrganization"] = {"@type": "Organization", "@id": address, "name": parent["name"]}
    return {key: value for key, value in data.items() if value not in ("", [])}
