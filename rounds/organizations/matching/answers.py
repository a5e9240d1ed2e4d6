"""What is answered: the organizations that may be meant, how sure we are, and whether a person should decide."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from rounds.organizations.matching import reasons


class Verdict(StrEnum):
    THIS = "this-one"  # the first candidate, without asking anybody
    ASK = "ask-a-person"  # one of the candidates, or none: a person must look
    NEW = "new"  # nothing known is near


class Known(NamedTuple):
    """An organization, as much of it as a line in a list shows."""

    id: int
    slug: str
    name: str
    type: str
    city: str
    region: str
    country: str
    website: str
    parent_id: int | None


class Candidate(NamedTuple):
    organization: Known
    score: float  # 0 to 1: how probable it is that this one is meant
    features: Mapping[str, float] = MappingProxyType({})  # what was compared, by the names in `weights`
    called: str = ""  # the name of it that is nearest to what was asked

    @property
    def agrees(self) -> tuple[str, ...]:
        """In words, for a person; put together when they are read."""
        return reasons.agreeing(self.features, self.called, self.organization.name)

    @property
    def differs(self) -> tuple[str, ...]:
        return reasons.differing(self.features)


class Answer(NamedTuple):
    verdict: Verdict
    candidates: tuple[Candidate, ...]  # best first; Verdict.THIS is about candidates[0]
