"""Every page of the back office about one record tells what happened to it."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.access import things
from tests.access.roles import people
from tests.access.routes import routes

pytestmark = pytest.mark.django_db
OF_PROGRAM = "a part of the program's page, which tells"
WITHOUT = {
    "office/courses/<int:pk>/questions/": "a part of the course's page, which tells",
    "office/courses/essays/<int:pk>/": "says who read it; the record names its writer, whom the reader is not to know",
    "office/courses/<int:pk>/about/": "a part of the course's page, which tells",
    "office/courses/<int:pk>/changes/<int:old>/<int:new>/": "a part of the course's page, which tells",
    "office/courses/<int:pk>/preview/<slug:role>/": "a part of the course's page, which tells",
    "office/courses/cards/<int:pk>/": "a part of the course's page, which tells",
    "office/courses/files/<int:pk>/": "a part of the course's page, which tells",
    "office/courses/lessons/<int:pk>/": "a part of the course's page, which tells",
    "office/courses/lessons/<int:pk>/cards/new/": "a part of the course's page, which tells",
    "office/courses/lessons/<int:pk>/carried/": "a part of the course's page, which tells",
    "office/courses/lessons/<int:pk>/files/new/": "a part of the course's page, which tells",
    "office/courses/lessons/<int:pk>/preview/<slug:role>/": "a part of the course's page, which tells",
    "office/courses/lessons/<int:pk>/questions/new/<slug:kind>/": "a part of the course's page, which tells",
    "office/courses/modules/<int:pk>/": "a part of the course's page, which tells",
    "office/courses/modules/<int:pk>/lessons/new/": "a part of the course's page, which tells",
    "office/courses/questions/<int:pk>/": "a part of the course's page, which tells",
    "office/credits/people/<int:pk>/": "the transcript is what happened",
    "office/badges/<int:pk>/describe/": "a part of the achievement's page, which tells",
    "office/memberships/<int:pk>/leaders/": "a part of the membership's page, which tells",
    "office/points/<int:pk>/": "the statement is what happened",
    "office/organizations/<int:pk>/names/": "a part of the organization's page, which tells",
    "office/policies/<int:pk>/about/": "a part of the template's page, which tells",
    "office/policies/<int:pk>/blanks/": "a part of the template's page, which tells",
    "office/policies/<int:pk>/clauses/new/": "a part of the template's page, which tells",
    "office/policies/<int:pk>/preview/": "a part of the template's page, which tells",
    "office/policies/clauses/<int:pk>/": "a part of the template's page, which tells",
    "office/recordings/<int:pk>/chapters/": "a part of the recording's page, which tells",
    "office/recordings/<int:pk>/file/": "a part of the recording's page, which tells",
    "office/recordings/<int:pk>/preview/": "a part of the recording's page, which tells",
    "office/recordings/<int:pk>/still/": "a part of the recording's page, which tells",
    "office/recordings/<int:pk>/words/": "a part of the recording's page, which tells",
    "office/recordings/<int:pk>/words/<int:track_pk>/": "a part of the recording's page, which tells",
    "office/resourcecollection/delete/<int:pk>/": "asks whether to, and comes from the page that tells",
    "office/resources/<int:pk>/downloads/": "a part of the resource's page, which tells",
    "office/resources/<int:pk>/new-edition/": "a part of the resource's page, which tells",
    "office/residency/cohorts/<int:pk>/about/": "a part of the cohort's page, which tells",
    "office/residency/cohorts/<int:pk>/cancel/": "asks whether to, and comes from the page that tells",
    "office/residency/programs/<int:pk>/cohorts/new/": "a new one, of which there is nothing to tell",
    "office/residency/programs/<int:pk>/rotations/": OF_PROGRAM,
    "office/residency/programs/<int:pk>/rotations/<slug:key>/": OF_PROGRAM,
    "office/residency/programs/<int:pk>/rotations/<slug:key>/tasks/<slug:task>/": OF_PROGRAM,
    "office/residency/programs/<int:pk>/rotations/<slug:key>/tasks/new/": OF_PROGRAM,
    "office/residency/programs/<int:pk>/rotations/new/": OF_PROGRAM,
    "office/residency/programs/<int:pk>/schedule/": OF_PROGRAM,
    "office/residency/programs/<int:pk>/schedule/<int:slot>/": OF_PROGRAM,
    "office/residency/programs/<int:pk>/schedule/new/": OF_PROGRAM,
    "office/series/delete/<int:pk>/": "asks whether to, and comes from the page that tells",
    "office/series/history-results/<int:pk>/": "a part of what happened",
    "office/series/history/<int:pk>/": "is what happened",
    "office/series/usage/<int:pk>/": "says where it is used, and comes from the page that tells",
    "office/sublist/delete/<int:pk>/": "asks whether to, and comes from the page that tells",
    "office/users/edit/<int:pk>/": "the page about the person tells",
}


@pytest.fixture
def office(settings, tmp_path):
    """What an administrator is shown of one of everything, by its address as a pattern."""
    file_system = "django.core.files.storage.FileSystemStorage"
    kept = {"BACKEND": file_system, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": kept, "private": kept}
    settings.STAFF_NEED_MFA = False
    who = people()
    paths = things.make(who)
    client = Client()
    client.force_login(who["admin"])
    about_one = [one.pattern for one in routes() if re.match(r"office/.*<int:pk>", one.pattern)]
    named = {pattern: path for pattern in about_one if (path := things.path_of(pattern, paths))}
    return {pattern: client.get(path) for pattern, path in named.items()}


def test_it_tells_what_happened_to_the_record(office) -> None:
    pages = {pattern: answer.content.decode() for pattern, answer in office.items() if _is_page(answer)}
    assert len(pages) > 12
    silent = {pattern for pattern, page in pages.items() if 'id="history"' not in page}
    assert sorted(silent) == sorted(WITHOUT)


def _is_page(answer: Any) -> bool:
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
