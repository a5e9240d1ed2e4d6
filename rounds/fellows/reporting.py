"""What a step still lacks before it is sent, each in a sentence."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.fellows import ladder
from rounds.fellows.counting import words_of
from rounds.fellows.models import Level, Passage, Step
from rounds.plans.models import Measure, Reading


class Lack(NamedTuple):
    """`place`: where on the page it can be mended, an id."""

    text: str
    place: str

    def __str__(self) -> str:
        return self.text


def lacks(step: Step) -> list[Lack]:
    """Nothing about the clock: that no writing mends."""
    if step.level == Level.SILVER:
        return [*_of_sections(step), *_of_words(step), *_of_measures(step), *_of_taking_part(step)]
    if step.level == Level.GOLD and step.sharings.count() < ladder.LEAST_SHARINGS:
        return [Lack(_("Tell of at least one way in which you shared your results."), "sharings")]
    return []


def is_early(step: Step, at: datetime) -> bool:
    return step.earliest_at is not None and at < step.earliest_at


def earliest_day(step: Step) -> str:
    return date_format(localtime(step.earliest_at)) if step.earliest_at else ""


def months(step: Step, today: date) -> ladder.Months:
    return ladder.months_gone(localdate(step.began_at), today)


def word_count(step: Step) -> int:
    """The title counts no more than captions do."""
    texts = step.passages.exclude(key=Passage.Key.TITLE).values_list("text", flat=True)
    return words_of(texts)


def about_words(count: int) -> str:
    """What is too little or too much of it; "" where it fits."""
    least, most = ladder.LEAST_WORDS, ladder.MOST_WORDS
    if count < least:
        few = least - count
        said = ngettext("%(n)s word is missing", "%(n)s words are missing", few)
        return said % {"n": number_format(few, force_grouping=True)}
    if count > most:
        many = count - most
        said = ngettext("%(n)s word is too many", "%(n)s words are too many", many)
        return said % {"n": number_format(many, force_grouping=True)}
    return ""


def _of_sections(step: Step) -> list[Lack]:
    return [
        Lack(_("“%(section)s” is empty.") % {"section": Passage.Key(one.key).label}, f"section-{one.key}")
        for one in in_order(step)
        if not one.text.strip()
    ]


def _of_words(step: Step) -> list[Lack]:
    count = word_count(step)
    fault = about_words(count)
    told = {
        "fault": fault,
        "count": number_format(count, force_grouping=True),
        "least": number_format(ladder.LEAST_WORDS),
        "most": number_format(ladder.MOST_WORDS, force_grouping=True),
    }
    said = _("%(fault)s: the report has %(count)s, and %(least)s to %(most)s are wanted.") % told
    return [Lack(said, "words")] if fault else []


def _of_measures(step: Step) -> list[Lack]:
    measures = Measure.objects.filter(plan=step.plan_id, taken_out_at=None)
    is_read = Reading.objects.filter(measure__in=measures, on__gte=localdate(step.began_at)).exists()
    if is_read or not measures.exists():
        return []
    return [Lack(_("No measure of the plan has a figure from the time of carrying it out."), "measures")]


def _of_taking_part(step: Step) -> list[Lack]:
    if step.taken_part.strip():
        return []
    return [Lack(_("Say where you took part in the network."), "taken-part")]


def in_order(step: Step) -> list[Passage]:
    order = Passage.Key.values
    return sorted(step.passages.all(), key=lambda one: order.index(one.key))
