"""JSON that may stand in a script element as it is: nothing in it ends the element or begins another."""

import json

_ESCAPED = str.maketrans(
    {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def dumps(data: dict[str, object], *, indent: int | None = None) -> str:
    return json.dumps(data, ensure_ascii=False, indent=indent).translate(_ESCAPED)
