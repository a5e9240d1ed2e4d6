"""How fast the learner's pages are, among 50,000 enrolments."""

from django.utils import timezone

from tests.bench import learning_seed
from tests.bench.figures import Figure
from tests.bench.network import _figure, _signed_in


def home() -> list[Figure]:
    client = _signed_in(learning_seed.learner(timezone.now()))
    return [
        _figure("learner, home", client, lambda: ("/me/learning/", {})),
        _figure("learner, a card to review", client, lambda: ("/me/review/", {})),
    ]
