"""The JSON-LD contexts that our credentials name, kept here to the byte. None is ever asked of the network. Pure.

- credentials-v2.json: https://www.w3.org/ns/credentials/v2, of w3c/vc-data-model (contexts/credentials/v2) at 979c4af1;
  W3C Software and Document License.
- ob-v3p0-3.0.3.json: https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json, of
  1EdTech/digital-credentials-public-validator (inspector-vc/src/main/resources/contexts) at 38254719; Apache-2.0.
"""

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
PINNED = {
    CREDENTIALS: (
        "credentials-v2.json",
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    ),
    BADGES: (
        "ob-v3p0-3.0.3.json",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    ),
}
Load = Callable[..., dict[str, Any]]  # as PyLD calls it: an address, and options


class UnknownContext(ValueError):
    """A context that is not kept here. It is not fetched: whoever serves it could change what was signed."""


class Changed(RuntimeError):
    """The file is not the one that was pinned."""


def load(url: str, _options: Any = None) -> dict[str, Any]:
    """Raises UnknownContext."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": _kept(url),
    }


@cache
def _kept(url: str) -> dict[str, Any]:
    if url not in PINNED:
        raise UnknownContext(url[:200])
    name, digest = PINNED[url]
    content = (HERE / name).read_bytes()
    if sha256(content).hexdigest() != digest:
        raise Changed(name)
    return json.loads(content)
