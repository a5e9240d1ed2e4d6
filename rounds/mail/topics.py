"""What people may say no to. A mail without a topic is necessary: a receipt, a link they asked for, a decision.

Contexts enter their topics in the `ready` of their app.
"""

from typing import NamedTuple

from django.utils.functional import Promise


class Topic(NamedTuple):
    label: str | Promise  # "Reminders that a membership ends"
    why: str | Promise  # whole sentence at the foot of the mail: "You get this because you are a member."


_topics: dict[str, Topic] = {}


def enter(name: str, topic: Topic) -> None:
    """`name` begins with its context: "memberships.reminders"."""
    _topics[name] = topic


def topic(name: str) -> Topic:
    """KeyError where nobody entered it: a mail whose topic cannot be refused must not be written."""
    return _topics[name]


def topics() -> dict[str, Topic]:
    return dict(sorted(_topics.items()))
