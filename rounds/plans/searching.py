"""What is found of what everybody may read about plans: the guidance, the rubric and the worked examples."""

from collections.abc import Callable, Collection, Iterable

from django.utils.translation import gettext_lazy as _

from rounds.core import prose
from rounds.core.zones import Zone
from rounds.plans import examples, guidance, rubric
from rounds.plans.examples import Example
from rounds.search import passages, sources
from rounds.search.models import Passage

KIND = "plan_guide"
GUIDANCE, RUBRIC, FIRST_EXAMPLE = 1, 2, 3  # the numbers by which passages are kept


def enter() -> None:
    source = sources.Source(label=_("Strategic plans"), icon="pen", rank=47, ids=_ids, of=_of)
    sources.enter(KIND, source)


def refind() -> None:
    """Files of the product change with a release alone."""
    passages.refresh(KIND, list(_ids()))


def _made() -> dict[int, Callable[[], Passage]]:
    shown = enumerate(examples.all_examples(), start=FIRST_EXAMPLE)
    return {
        GUIDANCE: _guidance,
        RUBRIC: _rubric,
        **{number: lambda one=one: _example(one) for number, one in shown},  # type: ignore[misc]
    }


def _ids() -> Iterable[int]:
    return _made().keys()


def _of(items: Collection[int]) -> dict[int, list[Passage]]:
    return {number: [make()] for number, make in _made().items() if number in items}


def _guidance() -> Passage:
    told = [
        (one.title, one.what, *one.questions, one.example, one.mistake) for one in guidance.all_sections()
    ]
    return _passage(str(_("Strategic plans")), (line for one in told for line in one), "/plans/")


def _rubric() -> Passage:
    criteria = rubric.current().criteria
    lines = [line for one in criteria for line in (one.title, one.asks, *one.levels)]
    return _passage(str(_("The rubric")), lines, "/plans/rubric/")


def _example(one: Example) -> Passage:
    sections = (prose.plain(section.text) for section in one.content.sections)
    title = f"{one.label}: {one.content.title}"
    return _passage(title, [one.summary, *sections], f"/plans/examples/{one.slug}/")


def _passage(title: str, lines: Iterable[str], url: str) -> Passage:
    return Passage(zone=Zone.PUBLIC, title=title, text="\n".join(lines), url=url, language="en")
