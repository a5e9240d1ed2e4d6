"""How many cards of a lesson wait: `{% cards_waiting request.user course lesson as waiting %}`."""

from typing import Any

from django import template
from django.utils import timezone

from rounds.courses import days, deck
from rounds.courses.models import Course, Lesson

register = template.Library()


@register.simple_tag
def cards_waiting(user: Any, course: Course, lesson: Lesson) -> int:
    if not user.is_authenticated:
        return 0
    return deck.waiting_of(user, course, lesson.key, days.today_of(user, timezone.now()))
