"""Many numbers as one value find what Django's own `in` finds."""

import pytest
from django.contrib.contenttypes.models import ContentType

from rounds.core.among import Among


@pytest.mark.django_db
def test_it_finds_what_in_finds() -> None:
    every = list(ContentType.objects.order_by("pk").values_list("pk", flat=True))
    for wanted in ([], every[:1], every[::2], [*every, 10**9], [10**15]):
        found = ContentType.objects.filter(Among("pk", wanted)).order_by("pk")
        assert list(found) == list(ContentType.objects.filter(pk__in=wanted).order_by("pk"))
        assert Among("id", wanted).rhs == wanted
