"""Once a year, and when something looks odd, representatives are asked. Opening the link answers nothing."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from rounds.directory.actions import askings, keeping
from rounds.directory.actions.evidence import Seen, observe, refresh_expired
from rounds.directory.emails.askings import key_of
from rounds.directory.models import Asking, Listing, Representative
from rounds.directory.proof import Kind, Outcome
from rounds.directory.tests.test_keeping import listed, representative
from rounds.mail.models import Message
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
YEARLY, ODD = Asking.Cause.YEARLY, Asking.Cause.ODD


@pytest.fixture
def mercy() -> Organization:
    return OrganizationFactory(name="Mercy", slug="mercy", website="https://mercy.example/")


@pytest.fixture
def rosa(mercy: Organization) -> User:
    return representative(mercy)


def asked(organization: Organization, cause: str = YEARLY, detail: str = "", at: datetime = NOW) -> Asking:
    asking = askings.ask(organization=organization, cause=cause, detail=detail, at=at)
    assert asking
    return asking


def mails() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("pk").values_list("to", "subject"))


def proofs() -> dict[str, str]:
    return dict(Listing.objects.values_list("account__handle", "proof"))


# --- Whom we ask, and when -------------------------------------------------------------------------------------------


def test_each_representative_gets_one_mail_with_every_account_and_a_link_of_their_own(
    mercy: Organization, rosa: User
) -> None:
    sam = representative(mercy, "Sam")
    listed(mercy, "https://x.com/mercy", attested=True, by=rosa, at=NOW)
    listed(mercy, "https://www.youtube.com/@mercy")
    asking = asked(mercy)
    assert mails() == [
        ("rosa@example.org", "Are these accounts still yours? Mercy"),
        ("sam@example.org", "Are these accounts still yours? Mercy"),
    ]
    for_rosa, for_sam = Message.objects.order_by("pk")
    for account in ("https://x.com/mercy", "https://www.youtube.com/@mercy"):
        assert account in for_rosa.text
    assert "until June 1, 2027" in for_rosa.text
    assert f"/askings/{key_of(asking, rosa)}/" in for_rosa.text
    assert f"/askings/{key_of(asking, sam)}/" in for_sam.text
    assert for_rosa.text.count("/askings/") == 1


def test_where_nobody_speaks_nobody_is_asked(mercy: Organization) -> None:
    listed(mercy, "https://x.com/mercy")
    assert askings.ask(organization=mercy, cause=ODD, detail="Odd.", at=NOW) is None
    assert mails() == []


@pytest.mark.parametrize(("days", "is_asked"), [(334, False), (335, True), (364, True), (500, True)])
def test_the_clock_asks_when_the_last_word_is_eleven_months_old(
    mercy: Organization, rosa: User, days: int, is_asked: bool
) -> None:
    listed(mercy, "https://x.com/mercy", attested=True, by=rosa, at=NOW - days * DAY)
    assert askings.ask_yearly(at=NOW) == is_asked
    assert len(mails()) == is_asked
    assert askings.ask_yearly(at=NOW) == 0


def test_a_young_word_about_one_account_does_not_hide_the_old_word_about_another(
    mercy: Organization, rosa: User
) -> None:
    listed(mercy, "https://x.com/mercy", attested=True, by=rosa, at=NOW - 340 * DAY)
    listed(mercy, "https://x.com/mercyjobs", attested=True, by=rosa, at=NOW - DAY)
    assert askings.ask_yearly(at=NOW) == 1


@pytest.mark.parametrize(
    ("since", "listed_ago", "is_asked"), [(400, 400, True), (10, 400, False), (400, 10, False)]
)
def test_what_only_its_site_proves_is_asked_about_once_it_and_its_speakers_are_a_year_old(
    mercy: Organization, since: int, listed_ago: int, is_asked: bool
) -> None:
    representative(mercy, since=NOW - since * DAY)
    listing = listed(mercy, "https://x.com/mercy", at=NOW - listed_ago * DAY)
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - DAY)
    assert askings.ask_yearly(at=NOW) == is_asked


def test_nobody_is_asked_about_nothing_but_what_is_let_go_or_disputed(
    mercy: Organization, rosa: User
) -> None:
    old = listed(mercy, "https://x.com/mercyold", attested=True, by=rosa, at=NOW - 400 * DAY)
    disputed = listed(mercy, "https://x.com/mercy", attested=True, by=rosa, at=NOW - 400 * DAY)
    keeping.let_go(listing=old, by=rosa, at=NOW - 350 * DAY)
    observe([Seen(disputed.pk, Kind.IDENTITY, Outcome.CONFLICTS)], by=None, at=NOW - 350 * DAY)
    assert askings.ask_yearly(at=NOW) == 0


def test_one_question_serves_a_whole_family_but_the_parts_that_somebody_else_speaks_for(
    mercy: Organization, rosa: User
) -> None:
    part = OrganizationFactory(name="Mercy Kids", parent=mercy)
    deeper = OrganizationFactory(name="Mercy Kids West", parent=part)
    own = OrganizationFactory(name="Mercy Lab", parent=mercy)
    representative(own, "Lars")
    for organization, name in ((mercy, "mercy"), (part, "kids"), (deeper, "west"), (own, "lab")):
        listed(organization, f"https://x.com/{name}", attested=True, by=rosa, at=NOW - 340 * DAY)
    assert askings.ask_yearly(at=NOW) == 2
    to_rosa = Message.objects.get(to="rosa@example.org").text
    assert [f"https://x.com/{name}" in to_rosa for name in ("mercy", "kids", "west", "lab")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert "(Mercy Kids West)" in to_rosa
    askings.answer_all(asking=Asking.objects.get(organization=mercy), by=rosa, at=NOW)
    assert {one.account.handle for one in Listing.objects.filter(evidence__observed_at=NOW)} == {
        "mercy", "kids", "west",
    }  # fmt: skip


def test_an_odd_thing_at_a_part_asks_whoever_speaks_for_it(mercy: Organization, rosa: User) -> None:
    part = OrganizationFactory(parent=mercy)
    listed(part, "https://x.com/kids")
    assert asked(part, ODD, "Kids: odd.").organization == mercy
    assert mails() == [("rosa@example.org", "Something looks odd with the accounts of Mercy")]
    assert "Kids: odd." in Message.objects.get().text


def test_odd_things_are_gathered_in_one_open_question_with_one_mail_a_day(
    mercy: Organization, rosa: User
) -> None:
    listed(mercy, "https://x.com/mercy")
    asking = asked(mercy, ODD, "First.")
    for hour, detail in enumerate(["Second.", "Second.", "Third."]):
        askings.ask(organization=mercy, cause=ODD, detail=detail, at=NOW + timedelta(hours=hour))
    asking.refresh_from_db()
    assert asking.detail.splitlines() == ["Third.", "Second.", "First."]
    assert len(mails()) == 1
    asked(mercy, ODD, "Fourth.", at=NOW + DAY)
    assert len(mails()) == 2
    assert "Fourth." in Message.objects.latest("pk").text
    assert Asking.objects.count() == 1


def test_what_no_longer_fits_of_the_odd_things_is_the_oldest(mercy: Organization, rosa: User) -> None:
    for number in range(5):
        askings.ask(organization=mercy, cause=ODD, detail=f"{number}" * 100, at=NOW)
    assert [line[0] for line in Asking.objects.get().detail.splitlines()] == ["4", "3"]


def test_a_new_oddity_gives_the_question_its_full_time_again(mercy: Organization, rosa: User) -> None:
    asked(mercy)
    askings.remind(at=NOW + 10 * DAY)
    askings.remind(at=NOW + 20 * DAY)
    asked(mercy, ODD, "Odd.", at=NOW + 29 * DAY)
    assert askings.lapse(at=NOW + 30 * DAY) == 0
    assert askings.remind(at=NOW + 39 * DAY) == 1
    assert [subject.split(" ")[0] for _to, subject in mails()] == [
        "Are", "Reminder:", "Reminder:", "Something", "Reminder:",
    ]  # fmt: skip


# --- Reminders, and giving up ----------------------------------------------------------------------------------------


def test_two_reminders_then_it_lapses_and_the_word_ends_on_its_own_day(
    mercy: Organization, rosa: User, client: Client
) -> None:
    listing = listed(mercy, "https://x.com/mercy", attested=True, by=rosa, at=NOW - 335 * DAY)
    assert askings.ask_yearly(at=NOW) == 1
    happened = []
    for day in range(45):
        at = NOW + day * DAY
        for what in ("remind", "lapse", "ask_yearly"):
            if getattr(askings, what)(at=at):
                happened.append((day, what))
        if day == 29:
            assert listing.evidence.count() == 1
            assert proofs() == {"mercy": "official-attested"}
        refresh_expired(at=at)
    assert happened == [(10, "remind"), (20, "remind"), (30, "lapse")]
    assert proofs() == {"mercy": "stale"}
    assert listing.evidence.count() == 1
    assert [subject for _to, subject in mails()] == [
        "Are these accounts still yours? Mercy",
        "Reminder: are these accounts still yours? Mercy",
        "Reminder: are these accounts still yours? Mercy",
        "We stop asking about the accounts of Mercy",
    ]
    assert "Out of date" in client.get("/organizations/mercy/").content.decode()


def test_a_year_after_a_question_that_lapsed_we_ask_again(mercy: Organization, rosa: User) -> None:
    listed(mercy, "https://x.com/mercy", attested=True, by=rosa, at=NOW - 335 * DAY)
    askings.ask_yearly(at=NOW)
    for day in (10, 20, 30):
        askings.remind(at=NOW + day * DAY)
        askings.lapse(at=NOW + day * DAY)
    assert askings.ask_yearly(at=NOW + 334 * DAY) == 0
    assert askings.ask_yearly(at=NOW + 335 * DAY) == 1


def test_an_answered_question_reminds_nobody(mercy: Organization, rosa: User) -> None:
    asking = asked(mercy)
    askings.answer_all(asking=asking, by=rosa, at=NOW + DAY)
    assert askings.remind(at=NOW + 10 * DAY) + askings.lapse(at=NOW + 90 * DAY) == 0


def test_whoever_answers_while_another_answers_comes_too_late(mercy: Organization, rosa: User) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    read_before = asked(mercy)
    askings.answer_all(asking=Asking.objects.get(), by=rosa, at=NOW + DAY)
    assert askings.answer_all(asking=read_before, by=representative(mercy, "Sam"), at=NOW + DAY) == []
    assert listing.evidence.filter(kind="attestation").count() == 1
    assert Asking.objects.get().answered_by == rosa


def test_reminders_that_a_crashed_clock_left_come_one_at_a_time(mercy: Organization, rosa: User) -> None:
    asked(mercy)
    late = NOW + 60 * DAY
    assert [askings.remind(at=late), askings.remind(at=late), askings.lapse(at=late)] == [1, 0, 0]


# --- The page behind the link ----------------------------------------------------------------------------------------


def link(asking: Asking, person: User) -> str:
    return f"/askings/{key_of(asking, person)}/"


def press(client: Client, address: str, **form: Any) -> Any:
    return client.post(
        address, {"do": "all", "shown": list(Listing.objects.values_list("pk", flat=True)), **form}
    )


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def test_opening_the_link_changes_no_row_however_it_is_opened(mercy: Organization, rosa: User) -> None:
    listed(mercy, "https://x.com/mercy")
    address = link(asked(mercy), rosa)
    before = everything()
    scanner = Client(enforce_csrf_checks=True)
    for _again in range(3):
        assert scanner.get(address).status_code == 200
        assert scanner.head(address).status_code == 200
        assert (
            scanner.get(address, headers={"Purpose": "prefetch", "Sec-Purpose": "prefetch"}).status_code
            == 200
        )
        assert scanner.options(address).status_code == 405
        assert scanner.get(address + "?do=all").status_code == 200
    assert everything() == before


def test_a_scanner_that_sends_forms_without_the_pages_mark_is_refused(
    mercy: Organization, rosa: User
) -> None:
    listed(mercy, "https://x.com/mercy")
    address = link(asked(mercy), rosa)
    before = everything()
    scanner = Client(enforce_csrf_checks=True)
    scanner.get(address)
    assert press(scanner, address).status_code == 403
    assert everything() == before


def test_one_button_says_that_all_are_still_theirs_without_signing_in(
    mercy: Organization, rosa: User
) -> None:
    listing = listed(mercy, "https://x.com/mercy")
    asking = asked(mercy)
    person = Client(enforce_csrf_checks=True)
    html = person.get(link(asking, rosa)).content.decode()
    mark = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)
    assert mark
    response = press(person, link(asking, rosa), csrfmiddlewaretoken=mark.group(1))
    assert response.status_code == 302
    evidence = listing.evidence.latest("pk")
    assert (evidence.kind, evidence.by) == ("attestation", rosa)
    assert proofs() == {"mercy": "official-attested"}
    asking.refresh_from_db()
    assert asking.answered_by == rosa
    closed = person.get(link(asking, rosa)).content.decode()
    assert "Thank you" in closed
    assert "x.com/mercy" not in closed


def test_the_button_pressed_twice_or_by_a_second_representative_says_it_once(
    client: Client, mercy: Organization, rosa: User
) -> None:
    sam = representative(mercy, "Sam")
    listing = listed(mercy, "https://x.com/mercy")
    asking = asked(mercy)
    for person in (rosa, rosa, sam):
        press(client, link(asking, person))
    assert listing.evidence.filter(kind="attestation").count() == 1
    asking.refresh_from_db()
    assert asking.answered_by == rosa


def test_the_button_answers_only_for_what_the_page_showed(
    client: Client, mercy: Organization, rosa: User
) -> None:
    shown = listed(mercy, "https://x.com/mercy")
    listed(mercy, "https://x.com/mercylater")
    elsewhere = listed(OrganizationFactory(), "https://x.com/other")
    press(client, link(asked(mercy), rosa), shown=[shown.pk, elsewhere.pk])
    assert proofs() == {"mercy": "official-attested", "mercylater": "reported", "other": "reported"}


def test_a_disputed_account_is_no_part_of_all_still_ours(
    client: Client, mercy: Organization, rosa: User
) -> None:
    disputed = listed(mercy, "https://x.com/mercy", attested=True, by=rosa, at=NOW - 9 * DAY)
    listed(mercy, "https://x.com/mercyjobs")
    observe([Seen(disputed.pk, Kind.IDENTITY, Outcome.CONFLICTS, detail="Another id.")], by=None, at=NOW)
    asking = asked(mercy, ODD, "Odd.")
    html = unescape(client.get(link(asking, rosa)).content.decode())
    assert "Another id." in html.split("These need a closer look")[1]
    press(client, link(asking, rosa))
    assert proofs() == {"mercy": "disputed", "mercyjobs": "official-attested"}


def test_one_account_can_be_let_go_on_the_page_and_taken_back(
    client: Client, mercy: Organization, rosa: User
) -> None:
    old, kept = listed(mercy, "https://x.com/mercyold"), listed(mercy, "https://x.com/mercy")
    asking = asked(mercy)
    client.post(link(asking, rosa), {"do": "not-ours", "listing": old.pk})
    assert proofs() == {"mercyold": "released", "mercy": "reported"}
    assert "No longer yours" in client.get(link(asking, rosa)).content.decode()
    client.post(link(asking, rosa), {"do": "after-all", "listing": old.pk})
    client.post(link(asking, rosa), {"do": "not-ours", "listing": old.pk})
    press(client, link(asking, rosa))
    assert proofs() == {"mercyold": "released", "mercy": "official-attested"}
    assert kept.evidence.filter(kind="attestation").count() == 1


def test_another_organizations_account_cannot_be_let_go_by_this_link(
    client: Client, mercy: Organization, rosa: User
) -> None:
    listed(mercy, "https://x.com/mercy")
    other = listed(OrganizationFactory(), "https://x.com/other")
    client.post(link(asked(mercy), rosa), {"do": "not-ours", "listing": other.pk})
    assert proofs() == {"mercy": "reported", "other": "reported"}


def test_a_link_is_good_for_one_question_and_one_person(
    client: Client, mercy: Organization, rosa: User
) -> None:
    mayo = OrganizationFactory()
    max_ = representative(mayo, "Max")
    listed(mercy, "https://x.com/mercy")
    listed(mayo, "https://x.com/mayo")
    at_mercy, at_mayo = asked(mercy), asked(mayo)
    token, person, signature = key_of(at_mercy, rosa).rsplit(".", 2)
    wrong = [
        "x" * 60,
        "..",
        at_mercy.token,
        f"{at_mercy.token}.{rosa.pk}",
        f"{token}.{person}.{signature[:-1]}",
        f"{token}.{max_.pk}.{signature}",
        f"{at_mayo.token}.{person}.{signature}",
        f"{token}.{person}.{key_of(at_mayo, max_).rsplit('.', 1)[1]}",
        f"{token}.%00.{signature}",
    ]
    before = proofs()
    for key in wrong:
        assert client.get(f"/askings/{key}/").status_code == 404, key
        assert press(client, f"/askings/{key}/").status_code == 404, key
    assert press(client, link(at_mercy, max_)).status_code == 403
    assert proofs() == before


@pytest.mark.parametrize("how", ["ended", "inactive"])
def test_whoever_speaks_no_more_is_told_so_and_answers_nothing(
    client: Client, mercy: Organization, rosa: User, how: str
) -> None:
    representative(mercy, "Sam")
    listed(mercy, "https://x.com/mercy")
    asking = asked(mercy)
    if how == "ended":
        Representative.objects.filter(user=rosa).update(ended_at=timezone.now())
    else:
        User.objects.filter(pk=rosa.pk).update(is_active=False)
    answer = press(client, link(asking, rosa))
    assert answer.status_code == 403
    html = unescape(answer.content.decode())
    assert "does not speak for the organization any more" in html
    assert "/organizations/mercy/keep/" in html
    assert "x.com/mercy" not in html
    assert proofs() == {"mercy": "reported"}


def test_a_link_that_lapsed_answers_nothing_and_says_so(
    client: Client, mercy: Organization, rosa: User
) -> None:
    listed(mercy, "https://x.com/mercy")
    asking = asked(mercy)
    Asking.objects.update(lapsed_at=NOW + 30 * DAY)
    assert "Nobody answered until July 1, 2026" in press(client, link(asking, rosa)).content.decode()
    assert proofs() == {"mercy": "reported"}


def test_the_page_is_kept_by_no_cache_and_told_to_no_other_site(
    client: Client, mercy: Organization, rosa: User
) -> None:
    response = client.get(link(asked(mercy), rosa))
    assert {
        name: response.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")
    } == {
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow",
    }


def test_a_link_that_is_pressed_very_often_is_refused(
    client: Client, mercy: Organization, rosa: User
) -> None:
    listed(mercy, "https://x.com/mercy")
    address = link(asked(mercy), rosa)
    answers = [client.post(address, {"do": "nothing"}).status_code for _ in range(101)]
    assert (set(answers[:100]), answers[100]) == ({302}, 429)


def test_the_log_never_holds_the_key_of_a_link(mercy: Organization, rosa: User, settings: Any) -> None:
    address = link(asked(mercy), rosa)
    assert re.sub(settings.SECRETS, r"\1…", f"Not Found: {address}") == "Not Found: /askings/…/"
