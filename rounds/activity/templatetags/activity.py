"""`{% history thing %}`: the audit trail at the foot of a record in the back office."""

from typing import Any

from django import template
from django.db.models import Model

from rounds.activity.history import history_of

register = template.Library()


@register.inclusion_tag("activity/history.html")
def history(thing: Model) -> dict[str, Any]:
    return {"events": history_of(thing)}
