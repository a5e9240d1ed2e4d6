"""The words of a question, as markup. Pictures are the lesson's, by name."""

from django.utils.safestring import SafeString

from rounds.core import prose as markdown
from rounds.courses.models import Lesson


def prose(text: str, lesson: Lesson) -> SafeString:
    """`lesson`: with its edition, course and files fetched before."""
    of = f"/courses/{lesson.edition.course.slug}/{lesson.key}/files/"
    return markdown.html(text, top=4, files={one.name: f"{of}{one.name}" for one in lesson.files.all()})
