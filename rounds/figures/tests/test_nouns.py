"""Every type of organization has a word for one and a word for several."""

import pytest

from rounds.figures.nouns import noun
from rounds.organizations.models import OrganizationType


@pytest.mark.parametrize("kind", OrganizationType)
def test_every_type_has_a_word_for_one_and_for_several(kind: OrganizationType) -> None:
    assert noun(kind, 1) == kind.label.lower()
    assert noun(kind, 2) not in {noun(kind, 1), "organizations"}


def test_several_are_no_label_with_a_letter_more() -> None:
    assert noun("public-health-agency", 122) == "public health agencies"
    assert (noun("", 1), noun("", 0)) == ("organization", "organizations")
