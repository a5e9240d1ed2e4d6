"""A kind of thing that can be reported, so that the reports are tested without the contexts above."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from rounds.moderation import subjects
from rounds.moderation.subjects import About, Ground, Known, Measure, Subject
from rounds.moderation.tests.people import moderator
from rounds.users.models import User

AFFECTED = ["remy@mercy.example", "rosa@mercy.example"]


def _find(given: str) -> About | None:
    return About("test.thing", 7, "A thing of Mercy Hospital", "/things/7/") if given == "7" else None


def _read_address(text: str) -> str:
    if not text.startswith("https://"):
        raise ValidationError("This is no address.")
    return text.lower()


def _subject(parameter: str, **more: object) -> Subject:
    return Subject(
        parameter=parameter,
        question="Report this thing",
        grounds=(Ground("fake", "It is not real", "Things are real."), Ground("other", "Other", "Be true.")),
        measures=(Measure("hidden", "Hide it", "It is hidden."), Measure("gone", "Remove it", "It is gone.")),
        find=_find,
        affected=lambda case: AFFECTED,
        known=lambda case: [Known("Made by", "Mercy", "https://mercy.example/")],
        **more,
    )


@pytest.fixture(autouse=True)
def a_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subjects, "_subjects", dict(subjects._subjects))
    subjects.register("test.thing", _subject("thing"))
    subjects.register("test.place", _subject("place", read_address=_read_address))


@pytest.fixture
def mia() -> User:
    return moderator("Mia")


@pytest.fixture
def noah() -> User:
    return moderator("Noah")


@pytest.fixture
def office(mia: User) -> Client:
    client = Client()
    client.force_login(mia)
    return client
