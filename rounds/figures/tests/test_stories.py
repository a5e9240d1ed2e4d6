"""Whatever happened: the page, a plain loop over the database and the script count the same, on the day and later."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rounds.directory.actions.evidence import attest, decide, refresh_expired, release
from rounds.directory.actions.listings import take_out
from rounds.directory.models import Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import STRENGTH, Outcome, Proof, shown
from rounds.directory.tests.factories import put_in_list
from rounds.figures.answers import answer_to
from rounds.figures.counting import Counted
from rounds.figures.questions import Question
from rounds.figures.tests.cases import BEGIN, edition, hospital, in_register
from rounds.figures.tests.test_pages import exported, published, recomputed, same
from rounds.organizations import versions
from rounds.organizations.actions.organizations import change_organization
from rounds.organizations.models import Organization, Register
from rounds.users.models import User

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "https://x.com/one",
    "https://x.com/two",
    "https://plus.google.com/+OldOne",
    "https://www.youtube.com/@three",
)
VERBS = (
    "list", "list attested", "attest", "release", "doubt", "settle", "take out", "beds", "move", "close", "open",
    "part", "owner", "clock", "register",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(VERBS), st.integers(0, 4), st.integers(0, 3))
DAY = st.tuples(st.integers(1, 200), st.lists(STEP, min_size=3, max_size=8))
QUESTIONS = (Question(), Question(country=("US",)), Question(beds=("1-25", "unknown")), Question("cms"))


def act(verb: str, which: int, what: int, by: User, at: datetime) -> None:
    known = list(Organization.objects.order_by("pk"))
    one = known[which % len(known)]
    listing = Listing.objects.current().filter(organization=one).order_by("pk").first()
    match verb:
        case "list" | "list attested":
            put_in_list(one, ADDRESSES[what], attested=verb != "list", at=at)
        case "beds":
            change_organization(organization=one, to={"beds": (None, 20, 300, 0)[what]}, by=by, at=at)
        case "move":
            to = {"country": ("US", "CA", "PR", "US")[what], "region": ("US-CA", "CA-ON", "", "")[what]}
            change_organization(organization=one, to=to, by=by, at=at)
        case "owner":
            change_organization(
                organization=one, to={"ownership": ("", "public", "private", "")[what]}, by=by, at=at
            )
        case "close" | "open":
            to = {"status": "closed" if verb == "close" else "active"}
            change_organization(organization=one, to=to, by=by, at=at)
        case "part" if known[what % len(known)] != one:
            change_organization(organization=one, to={"parent": known[what % len(known)]}, by=by, at=at)
        case "clock":
            refresh_expired(at=at)
        case "register":
            slug = ("cms-2021-11", "cms-2026-06")[what % 2]
            if not Register.objects.filter(slug=slug).exists():
                in_register(edition(slug, date(2021 + which, 1, 1), read_at=at), *known[: 1 + what])
                versions.bump()
        case _ if listing:
            _about(listing, verb, by, at)


def _about(listing: Listing, verb: str, by: User, at: datetime) -> None:
    match verb:
        case "attest":
            attest(listings=[listing], by=by, at=at)
        case "release":
            release(listing=listing, by=by, at=at)
        case "doubt":
            decide(listing=listing, outcome=Outcome.CONFLICTS, detail="A stranger.", by=by, at=at)
        case "settle":
            decide(listing=listing, outcome=Outcome.CONFIRMS, detail="", by=by, at=at)
        case "take out":
            take_out(listing=listing, reason="Given up.", by=None, at=at)


def by_hand(now: datetime) -> dict[str, Any]:
    """Of everything that we know, counted in the plainest way there is."""
    everyone = {one.pk: one for one in Organization.objects.filter(status="active")}
    closed = {one.slug for one in PLATFORMS.values() if one.closed_on and one.closed_on <= now.date()}
    accounts: dict[int, dict[int, tuple[str, str]]] = {pk: {} for pk in everyone}
    for one in Listing.objects.filter(ended_at=None).exclude(proof=Proof.RELEASED).select_related("account"):
        if one.organization_id in everyone:
            proof = shown(one.proof, one.proof_until, now)
            accounts[one.organization_id][one.account_id] = (one.account.platform, proof)

    def is_covered(pk: int) -> bool:
        return any(platform not in closed for platform, _ in accounts[pk].values())

    def how(pk: int) -> str:
        if is_covered(pk):
            return "own"
        seen, above = {pk}, everyone[pk].parent_id
        while above in everyone and above not in seen:
            if is_covered(above):
                return "parent"
            seen.add(above)
            above = everyone[above].parent_id
        return "closed" if accounts[pk] else "none"

    strongest: dict[int, tuple[str, str]] = {}
    for of in accounts.values():
        for account, told in of.items():
            if account not in strongest or STRENGTH[told[1]] < STRENGTH[strongest[account][1]]:
                strongest[account] = told
    parts = Counter(how(pk) for pk in everyone)
    return {
        "whole": (len(everyone), *(parts[part] for part in ("own", "parent", "closed", "none"))),
        "accounts": sum(platform not in closed for platform, _ in strongest.values()),
        "closed accounts": sum(platform in closed for platform, _ in strongest.values()),
        "platforms": Counter(
            platform for of in accounts.values() for platform in {told[0] for told in of.values()}
        ),
        "proofs": Counter(proof for platform, proof in strongest.values() if platform not in closed),
        "places": Counter(one.region or one.country for one in everyone.values()),
    }


def by_census(counted: Counted) -> dict[str, Any]:
    return {
        "whole": counted.whole[1:],
        "accounts": counted.accounts,
        "closed accounts": counted.closed_accounts,
        "platforms": Counter(
            {line.value: line.organizations for line in (*counted.platforms, *counted.closed_platforms)}
        ),
        "proofs": Counter({line.value: line.accounts for line in counted.proofs}),
        "places": Counter({one.value: one.organizations for one in counted.places}),
    }


def told_on(day: date, folder: Path) -> dict[str, Any]:
    """Counted at the end of the day by all three; what they agree on."""
    with time_machine.travel(datetime.combine(day, time.max, tzinfo=UTC), tick=False):
        counted = answer_to(Question()).counted
        assert by_census(counted) == by_hand(datetime.combine(day, time.max, tzinfo=UTC))
        file = exported(Client(), "/list.jsonl?scope=register", folder)
        told = {}
        for question in QUESTIONS:
            if question.register == "cms" and answer_to(question).edition is None:
                continue  # not read yet: later it is known that this day cannot be counted against it
            told[question.encoded()] = published(Client(), question.encoded())
        same(recomputed(str(file)), told[Question().encoded()])
        same(recomputed(str(file), "--country", "US"), told[QUESTIONS[1].encoded()])
        return told


@settings(
    max_examples=4,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(DAY, min_size=2, max_size=3))
def test_whatever_happened_all_count_the_same_and_a_past_day_is_counted_as_it_was(
    tmp_path: Path, story: list
) -> None:
    with transaction.atomic():
        by = User.objects.create_user("ada@example.org", "a long password")
        for name in ("Alpha", "Beta", "Gamma", "Delta"):
            hospital(name)
        put_in_list(Organization.objects.order_by("pk")[0], ADDRESSES[0], attested=True, at=BEGIN)
        at, kept = BEGIN, {}
        for days, steps in story:
            for hours, (verb, which, what) in enumerate(steps):
                act(verb, which, what, by, at + timedelta(hours=1 + hours))
            kept[at.date()] = told_on(at.date(), tmp_path)
            at += timedelta(days=days)
        with time_machine.travel(at + timedelta(days=400), tick=False):
            for day, told in kept.items():
                for question, figures in told.items():
                    same(published(Client(), f"{question}&as_of={day}"), figures)
            file = exported(Client(), f"/list.jsonl?scope=register&as_of={BEGIN.date()}", tmp_path)
            same(recomputed(str(file)), kept[BEGIN.date()][Question().encoded()])
        transaction.set_rollback(True)
