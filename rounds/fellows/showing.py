"""A report as it is read: its sections made into HTML once, its pictures, its charts."""

from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from rounds.core.prose import html
from rounds.fellows import progress, reporting
from rounds.fellows.models import Passage, Picture, Sharing, Step
from rounds.fellows.progress import Way

HINTS = {
    Passage.Key.TITLE: _("One line that says what your project was. It does not count as words."),
    Passage.Key.OVERVIEW: _("Who did what, where, and for whom, in a few sentences."),
    Passage.Key.BACKGROUND: _("What was the situation, and what did you want to change?"),
    Passage.Key.PLAN: _("What the plan said: objectives, audiences, channels, tactics."),
    Passage.Key.RESULTS: _("What was done and what came of it, by the measures of the plan."),
    Passage.Key.OBSERVATIONS: _("What surprised you, what failed, what you would do differently."),
    Passage.Key.SUMMARY: _("What another organization should take from it."),
}


class Part(NamedTuple):
    key: str
    heading: str
    html: SafeString


class Report(NamedTuple):
    title: str
    parts: list[Part]
    pictures: list[Picture]
    ways: list[Way]
    taken_part: str
    words: int


def report_of(step: Step) -> Report:
    found = reporting.in_order(step)
    title = next((one.text.strip() for one in found if one.key == Passage.Key.TITLE), "")
    parts = [
        Part(one.key, str(one.get_key_display()), html(one.text, top=3))
        for one in found
        if one.key != Passage.Key.TITLE and one.text.strip()
    ]
    pictures = list(step.pictures.order_by("position", "pk"))
    return Report(title, parts, pictures, progress.ways(step), step.taken_part, reporting.word_count(step))


def sharings_of(step: Step) -> list[Sharing]:
    return list(step.sharings.order_by("-on", "pk"))
