"""What happened to one thing, in words, newest first: from our record, and from that of the back office's own forms."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.log_actions import registry

from rounds.activity.models import Activity
from rounds.activity.verbs import in_words

SHOWN = 50


class Detail(NamedTuple):
    """One word of what is on record about it: `old` where it says what was before."""

    name: str
    new: str
    old: str = ""


class Event(NamedTuple):
    at: datetime
    who: str  # "" where nobody did it
    what: str
    details: tuple[Detail, ...] = ()


def history_of(thing: Model, most: int = SHOWN) -> list[Event]:
    events = [*_recorded(thing, most), *_logged(thing, most)]
    return sorted(events, key=lambda event: event.at, reverse=True)[:most]


def done_by(user: Model, most: int = SHOWN) -> list[Event]:
    """What one person did, with what they did it to."""
    mine = Activity.objects.filter(actor=user.pk).order_by("-happened_at", "-pk")[:most]
    return [Event(one.happened_at, "", in_words(one.verb), (_to_what(one),)) for one in mine]


def details_of(data: Mapping[str, Any]) -> tuple[Detail, ...]:
    return tuple(_details(data))


def _recorded(thing: Model, most: int) -> list[Event]:
    found = Activity.objects.about(thing).select_related("actor")[:most]
    return [
        Event(one.happened_at, str(one.actor or ""), in_words(one.verb), details_of(one.data))
        for one in found
    ]


def _logged(thing: Model, most: int) -> list[Event]:
    """What editors did with the forms of the back office, which keep a log of their own."""
    if registry.get_log_model_for_instance(thing) is None:
        return []
    found = registry.get_logs_for_instance(thing).select_related("user").order_by("-timestamp")[:most]
    return [Event(one.timestamp, str(one.user or ""), str(one.message)) for one in found]


def _details(data: Mapping[str, Any]) -> Iterator[Detail]:
    if "from" in data and "to" in data:
        yield Detail("", _plain(data["to"]), _plain(data["from"]))
    for name, value in data.items():
        match value:
            case {"from": old, "to": new}:
                yield Detail(_name(name), _plain(new), _plain(old))
            case dict():
                yield from (_changed(inner, pair) for inner, pair in value.items())
            case _ if name not in ("from", "to"):
                yield Detail(_name(name), _plain(value))


def _changed(name: str, pair: Any) -> Detail:
    """ "changed": {"purpose": ["main", "news"]}: what it was, what it is."""
    if isinstance(pair, list | tuple) and len(pair) == 2:
        return Detail(_name(name), _plain(pair[1]), _plain(pair[0]))
    return Detail(_name(name), _plain(pair))


def _to_what(one: Activity) -> Detail:
    return Detail(one.object_type.rpartition(".")[2], f"{one.object_id}")


def _name(name: str) -> str:
    return name.replace("_", " ")


def _plain(value: Any) -> str:
    match value:
        case None | "" | [] | ():
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case list() | tuple():
            return ", ".join(_plain(one) for one in value)
        case dict():
            return ", ".join(f"{_name(str(key))}: {_plain(one)}" for key, one in value.items())
        case _:
            return str(value)
