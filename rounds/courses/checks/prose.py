"""The words of a question, as markup."""

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from rounds.courses.models import Lesson


def prose(text: str, lesson: Lesson) -> SafeString:
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped just here
