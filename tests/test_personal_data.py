"""What is kept about people: every table is accounted for, comes along when they take it out, and goes when they leave.

The tables are found, filled and looked through by machine, so that whoever adds one is told.
"""

import base64
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.db import connection
from django.db.models import CharField
from django.test import Client

from rounds.users.actions import closing, taking_out
from rounds.users.leaving import tasks
from rounds.users.models import Closing, TakeOut
from rounds.users.personal_data import Fate, holdings
from rounds.users.tests.factories import PASSWORD
from rounds.website.clock import do_what_is_due
from tests.one_of_everything import ELSE, NOW, Filled, Word, fates_of_tables, fill, people_in, tables

EMAIL, NAME = "zelda.quixote@example.org", "Zelda Quixote"

OTHERS, KEY, OURS = "the words of somebody else", "a secret or the mark of one", "our own bookkeeping"
UNUSED = "files of a kind that Wagtail brings and nobody here can make"
# What is no part of what people take along, by the way on which it is theirs.
NOT_TAKEN_ALONG = {
    Word("fellows.Opinion", "named_by", "reasons"): OTHERS,
    Word("fellows.Step", "nominated_by", "taken_part"): OTHERS,
    Word("fellows.Step", "nominated_by", "taken_back_why"): OTHERS,
    Word("residency.Post", "taken_out_by", "text"): OTHERS,
    Word("badges.Award", "awarded_by", "credential"): OTHERS,
    Word("badges.Award", "awarded_by", "fingerprint"): OTHERS,
    Word("badges.Award", "awarded_by", "revoked_reason"): OTHERS,
    Word("billing.Card", "user", "customer"): KEY,
    Word("billing.Card", "user", "method"): KEY,
    Word("billing.Checkout", "started_by", "outcome"): OURS,
    Word("billing.Checkout", "started_by", "provider"): OURS,
    Word("billing.Checkout", "started_by", "reference"): OURS,
    Word("billing.Invoice", "user", "key"): OURS,
    Word("billing.Payment", "recorded_by", "key"): OTHERS,
    Word("billing.Payment", "recorded_by", "provider"): OTHERS,
    Word("billing.Payment", "recorded_by", "reference"): OTHERS,
    Word("content.PrivateFeed", "user", "digest"): KEY,
    Word("courses.Answer", "marked_by", "given"): OTHERS,
    Word("credits.Entry", "by", "evidence"): OTHERS,
    Word("credits.Entry", "by", "numbers"): OTHERS,
    Word("credits.Entry", "by", "periods"): OTHERS,
    Word("credits.Entry", "by", "reason"): OTHERS,
    Word("credits.Entry", "by", "rule"): OTHERS,
    Word("credits.Role", "given_by", "mitigation"): OTHERS,
    Word("directory.ApiKey", "owner", "digest"): KEY,
    Word("directory.Claim", "settled_by", "note"): OTHERS,
    Word("directory.Submission", "decided_by", "note"): OTHERS,
    Word("directory.Submission", "decided_by", "pasted"): OTHERS,
    Word("mail.Message", "to", "error"): OURS,
    Word("mail.Message", "to", "key"): OURS,
    Word("memberships.Application", "decided_by", "address"): OTHERS,
    Word("memberships.Application", "decided_by", "answers"): OTHERS,
    Word("memberships.Application", "decided_by", "organization_name"): OTHERS,
    Word("memberships.Application", "decided_by", "organization_place"): OTHERS,
    Word("memberships.Application", "decided_by", "organization_website"): OTHERS,
    Word("memberships.Application", "decided_by", "purchase_order"): OTHERS,
    Word("memberships.Application", "decided_by", "role"): OTHERS,
    Word("memberships.Invitation", "email", "digest"): KEY,
    Word("memberships.Invitation", "invited_by", "digest"): KEY,
    Word("memberships.PointsOperation", "by", "key"): OURS,
    Word("mfa.Authenticator", "user", "data"): KEY,
    Word("moderation.Appeal", "against", "text"): OTHERS,
    Word("moderation.Appeal", "decided_by", "text"): OTHERS,
    Word("moderation.Case", "decided_by", "links"): OTHERS,
    Word("moderation.Case", "decided_by", "text"): OTHERS,
    Word("plans.Comment", "settled_by", "quote"): OTHERS,
    Word("plans.Comment", "settled_by", "text"): OTHERS,
    Word("plans.Invitation", "email", "digest"): KEY,
    Word("plans.Invitation", "invited_by", "digest"): KEY,
    Word("plans.Section", "changed_by", "text"): OTHERS,
    Word("policies.FormerClause", "changed_by", "heading"): OTHERS,
    Word("policies.FormerClause", "changed_by", "text"): OTHERS,
    Word("policies.Policy", "adopted_by", "contact"): OTHERS,
    Word("policies.Policy", "adopted_by", "reading_key"): KEY,
    Word("residency.Application", "decided_by", "access_needs"): OTHERS,
    Word("residency.Application", "decided_by", "role"): OTHERS,
    Word("residency.Application", "decided_by", "why"): OTHERS,
    Word("users.Credential", "checked_by", "abbreviation"): OTHERS,
    Word("users.Credential", "checked_by", "jurisdiction"): OTHERS,
    Word("users.Credential", "checked_by", "license_number"): OTHERS,
    Word("users.Credential", "checked_by", "note"): OTHERS,
    Word("users.Credential", "checked_by", "reason"): OTHERS,
    Word("users.Credential", "checked_by", "record"): OTHERS,
    Word("users.Profile", "user", "sort_name"): OURS,
    Word("usersessions.UserSession", "user", "session_key"): KEY,
    Word("wagtailcore.APIToken", "user", "key_hash"): KEY,
    Word("wagtailcore.Comment", "resolved_by", "text"): OTHERS,
    Word("wagtaildocs.Document", "uploaded_by_user", "file_hash"): UNUSED,
    Word("wagtaildocs.Document", "uploaded_by_user", "title"): UNUSED,
    Word("wagtailimages.Image", "uploaded_by_user", "description"): UNUSED,
    Word("wagtailimages.Image", "uploaded_by_user", "file_hash"): UNUSED,
    Word("wagtailimages.Image", "uploaded_by_user", "title"): UNUSED,
}
# Links that people have anyway.
KEYS_THAT_COME_ALONG = {
    "badges.Award.code",
    "billing.Invoice.token",
    "credits.Certificate.code",
    "users.Profile.slug",
}


@pytest.fixture
def files(settings, tmp_path: Path) -> None:
    """Everything lands in a folder of this test."""
    local = "django.core.files.storage.FileSystemStorage"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": local, "OPTIONS": {"location": str(tmp_path / "private")}},
    }


@pytest.fixture
def filled(db: None, files: None) -> Filled:
    return fill(EMAIL, NAME)


def test_every_table_with_a_person_in_it_is_in_exactly_one_holding():
    """One fails? Its context says in its `ready` what becomes of it: `rounds.users.personal_data.register`."""
    listed = Counter(table.model for table in tables())
    people = {model._meta.label: people_in(model) for model in apps.get_models() if not model._meta.proxy}
    wrong = {
        label: (fields, listed[label]) for label, fields in people.items() if fields and listed[label] != 1
    }
    said = [f"{label}: {', '.join(fields)} (in {times} holdings)" for label, (fields, times) in wrong.items()]
    assert "\n".join(said) == ""


def test_every_table_that_is_registered_is_there_once():
    listed = Counter(table.model for table in tables())
    assert {label for label, times in listed.items() if times > 1} == set()
    assert set(listed) <= {model._meta.label for model in apps.get_models()}


def test_whatever_is_not_erased_has_its_reason():
    assert [table.model for table in tables() if table.fate != Fate.ERASED and not str(table.reason)] == []


def test_after_closing_the_whole_database_holds_the_person_only_where_the_law_says_so(filled: Filled):
    client = Client()
    client.post("/people/login/", {"login": EMAIL, "password": PASSWORD})
    with time_machine.travel(NOW, tick=False):
        taking_out.ask(user=filled.user, at=NOW)
        closing.ask(user=filled.user, at=NOW)
    for minute in range(4, 60, 5):
        at = NOW + timedelta(minutes=minute)
        with time_machine.travel(at, tick=False):
            do_what_is_due(at=at)
    assert [one.problem for one in Closing.objects.filter(finished_at=None)] == []
    wanted = {EMAIL: "the address", NAME: "the name"} | filled.of(Fate.ERASED, Fate.ANONYMOUS)
    assert "\n".join(left_in_the_database(wanted)) == ""
    assert [one.pk for one in Session.objects.all() if EMAIL in str(one.get_decoded())] == []


def test_the_archive_holds_every_word_that_is_kept_about_the_person(filled: Filled):
    with time_machine.travel(NOW, tick=False):
        made = taking_out.ask(user=filled.user, at=NOW)
        tasks.build_archive.func(made.pk)
    everything = words_of_the_archive(TakeOut.objects.get())
    missing = {place for word, place in filled.words.items() if word not in everything}
    assert "\n".join(sorted(map(str, missing - set(NOT_TAKEN_ALONG)))) == ""
    filled_in = {word for word in NOT_TAKEN_ALONG if word in filled.words.values()}
    assert "\n".join(sorted(map(str, filled_in - missing))) == "", "no longer left out"
    assert EMAIL in everything


def test_no_key_and_no_confidence_of_others_comes_along(filled: Filled):
    with time_machine.travel(NOW, tick=False):
        made = taking_out.ask(user=filled.user, at=NOW)
        tasks.build_archive.func(made.pk)
    take_out = TakeOut.objects.get()
    everything = words_of_the_archive(take_out)
    assert [key for key in (filled.user.password, *keys_in_the_database()) if key in everything] == []
    decided = [
        words_of_the_archive(take_out, of)
        for of in ("moderation/decisions.json", "directory/submissions-decided.json")
    ]
    assert [ELSE in text for text in decided] == [False, False]


def keys_in_the_database() -> Iterator[str]:
    """Secrets that make themselves: links and challenges."""
    for table in tables():
        model = apps.get_model(table.model)
        secret = [
            one.attname
            for one in model._meta.local_fields
            if isinstance(one, CharField) and one.unique and one.has_default()
            if f"{table.model}.{one.name}" not in KEYS_THAT_COME_ALONG
        ]
        for row in model._base_manager.values_list(*secret) if secret else ():
            yield from row


def words_of_the_archive(take_out: TakeOut, of: str = "") -> str:
    with storages["private"].open(take_out.kept_as) as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist() if of in name)


def left_in_the_database(wanted: dict[str, object]) -> list[str]:
    """Where a word still stands, in any column of any table that need not be kept: "table: what"."""
    kept = {
        apps.get_model(label)._meta.db_table for label, fate in fates_of_tables().items() if fate == Fate.KEPT
    }
    found = []
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - kept):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table's name
            text = "\n".join(_readable(value) for row in cursor.fetchall() for value in row).casefold()
            found += [f"{table}: {what}" for word, what in wanted.items() if word.casefold() in text]
    return found


def _readable(value: object) -> str:
    """Also what the cache keeps, which is pickled and in base64."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace")
    text = str(value)
    try:
        return text + base64.b64decode(text, validate=True).decode(errors="replace")
    except ValueError:
        return text


def test_the_holdings_are_told_apart():
    assert set(holdings()) >= {"activity", "back-office", "directory", "moderation", "organizations", "users"}
