"""What a form was filled in from, in a few letters: whoever keeps it says so, and nobody is overwritten unseen."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model


def mark_of(row: Model, names: Iterable[str]) -> str:
    """Changes with what stands in these fields."""
    return mark([getattr(row, name) for name in names])


def mark(values: Any) -> str:
    return blake2b(json.dumps(values, cls=DjangoJSONEncoder).encode(), digest_size=8).hexdigest()
