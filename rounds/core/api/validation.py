"""What Pydantic finds wrong with a request, in words for people. Pure; never says what was sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from rounds.core.api.problems import Fault

MOST = 20  # faults that are told


def faults_of(errors: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """`errors`: as of Pydantic, each with a `loc` that begins with where the parameter stands."""
    return [_fault(one) for one in errors[:MOST]]


def _fault(error: Mapping[str, Any]) -> Fault:
    where, *way = error["loc"]
    is_in_model = len(way) > 1 and isinstance(way[1], str)  # the first is our own name for all parameters
    in_query = way[1:2] if is_in_model else way[:1]
    parts = (way[1:] or way) if where == "body" else in_query
    return Fault(parameter=".".join(map(str, parts)), where=str(where), detail=_words(error))


def _words(error: Mapping[str, Any]) -> str:
    told = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return _("This is needed.")
        case "literal_error" | "enum":
            return _("This must be one of %(values)s.") % {
                "values": told["expected"].replace("'', ", "").replace("'", "")
            }
        case "string_pattern_mismatch":
            return _("This must be written like %(pattern)s.") % {"pattern": told["pattern"]}
        case "string_too_long":
            return _("At most %(n)s characters.") % {"n": told["max_length"]}
        case "string_too_short":
            return _("At least %(n)s characters.") % {"n": told["min_length"]}
        case "too_long":
            return _("At most %(n)s at once.") % {"n": told["max_length"]}
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return _("This must be a whole number.")
        case "less_than_equal":
            return _("At most %(n)s.") % {"n": told["le"]}
        case "greater_than_equal":
            return _("At least %(n)s.") % {"n": told["ge"]}
        case "string_type":
            return _("This must be a text.")
        case "list_type":
            return _("This must be a list.")
        case "dict_type" | "model_attributes_type" | "model_type":
            return _("This must be an object.")
        case "extra_forbidden":
            return _("There is no such parameter here.")
        case _:
            return f"{error['msg']}."
