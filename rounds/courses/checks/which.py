"""Which lessons of an edition have a check: those whose bank is not empty. The last lesson of a course may have no
questions of its own, and draw from all the others."""

from django.db.models import Exists, OuterRef, Q

from rounds.courses.models import Lesson, Question


def checked(edition: int) -> set[str]:
    """The keys of the lessons, in one query."""
    own = Question.objects.filter(lesson=OuterRef("pk"))
    modules = Question.objects.filter(lesson__module=OuterRef("module"))
    courses = Question.objects.filter(lesson__edition=OuterRef("edition"))
    has_one = (
        Q(Exists(own), drawn_from=Lesson.Bank.LESSON)
        | Q(Exists(modules), drawn_from=Lesson.Bank.MODULE)
        | Q(Exists(courses), drawn_from=Lesson.Bank.COURSE)
    )
    return set(Lesson.objects.filter(has_one, edition=edition).values_list("key", flat=True))
