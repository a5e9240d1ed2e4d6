"""How fast the learner's pages are, among 50,000 enrolments."""

from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.bench import learning_seed
from tests.bench.figures import Figure
from tests.bench.network import _figure, _signed_in

LESSON = "< 25 ms"


def home() -> list[Figure]:
    learner = learning_seed.learner(timezone.now())
    client, visitor = _signed_in(learner), Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    course = learner.enrolments.select_related("course").order_by("pk")[0].course
    lesson = f"/courses/{course.slug}/l1/"
    return [
        _figure("learner, home", client, lambda: ("/me/learning/", {})),
        _figure("learner, a card to review", client, lambda: ("/me/review/", {})),
        _figure("learner, a lesson", client, lambda: (lesson, {}))._replace(aim=LESSON),
        _figure("visitor, a lesson to which there is an edge", visitor, lambda: (lesson, {}))._replace(
            aim=LESSON
        ),
        _figure("visitor, 200 courses", visitor, lambda: ("/courses/", {}))._replace(aim=""),
    ]
