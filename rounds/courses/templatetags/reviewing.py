"""How many cards of a lesson wait: `{% cards_waiting request.user lesson as waiting %}`."""

from typing import Any

from django import template
from django.utils import timezone

from rounds.courses import days, deck
from rounds.courses.models import Lesson

register = template.Library()


@register.simple_tag
def cards_waiting(user: Any, lesson: Lesson) -> int:
    if not user.is_authenticated:
        return 0
    return deck.waiting_of(user, lesson, days.today_of(user, timezone.now()))
