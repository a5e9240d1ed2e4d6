from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse

from rounds.mail.models import Message
from rounds.users.actions import credentials
from rounds.users.actions.credentials import Conflict, NotImpartial, Seen
from rounds.users.models import Credential
from rounds.users.tasks import keep_credentials_up_to_date
from rounds.users.tests.people import AT, DAY, NPI, checker, holds, person, says, states

pytestmark = pytest.mark.django_db
SEEN = Seen(record="the board's register", until_on=DAY + timedelta(days=90))


def subjects():
    return list(Message.objects.order_by("pk").values_list("subject", flat=True))


def test_a_person_states_one_and_staff_confirm_it():
    one = states(person())
    checked = credentials.check(credential=one, version=one.version, seen=SEEN, by=checker(), at=AT)
    assert (checked.state, checked.until_on, checked.checked_by.name) == (
        "checked",
        SEEN.until_on,
        "Cher Checker",
    )
    assert subjects() == ["MD is checked"]


def test_one_that_is_refused_tells_the_reason_and_may_be_stated_again():
    jane = person()
    one = states(jane)
    credentials.refuse(credential=one, version=one.version, reason="No such number.", by=checker(), at=AT)
    assert "No such number." in Message.objects.get().text
    assert states(jane, at=AT + timedelta(days=1)).state == "stated"
    assert Credential.objects.count() == 2


def test_two_who_decide_at_once_decide_once():
    one, cher = states(person()), checker()
    version = one.version
    credentials.check(credential=one, version=version, seen=SEEN, by=cher, at=AT)
    with pytest.raises(Conflict):
        credentials.refuse(credential=one, version=version, reason="No.", by=checker("Chad"), at=AT)
    assert subjects() == ["MD is checked"]


def test_a_statement_that_changed_since_it_was_read_is_not_decided_about():
    jane = person()
    read = states(jane)
    states(jane, npi="", note="Rather look here.", at=AT + timedelta(minutes=1))
    with pytest.raises(Conflict):
        credentials.check(credential=read, version=read.version, seen=SEEN, by=checker(), at=AT)


def test_nobody_checks_their_own():
    cher = checker()
    one = states(cher)
    with pytest.raises(NotImpartial):
        credentials.check(credential=one, version=one.version, seen=SEEN, by=cher, at=AT)


def test_a_renewal_takes_the_place_of_the_old_one_when_it_is_checked_and_not_before():
    jane = person()
    old = holds(jane, until_on=DAY + timedelta(days=20))
    new = states(jane, at=AT + timedelta(days=1))
    assert Credential.objects.shown_on(DAY).get() == old
    credentials.check(credential=new, version=new.version, seen=SEEN, by=checker("Chad"), at=AT)
    old.refresh_from_db()
    assert (old.state, Credential.objects.shown_on(DAY).get()) == ("replaced", new)


def test_the_clock_reminds_once_and_tells_once_that_it_ran_out():
    jane = person()
    holds(jane, until_on=DAY + timedelta(days=40))
    for days in (5, 10, 11, 40, 41, 42, 60):
        keep_credentials_up_to_date(AT + timedelta(days=days))
    day = (DAY + timedelta(days=40)).strftime("%b. %-d, %Y")
    assert subjects() == ["MD is checked", f"MD is shown until {day}", "MD is no longer shown"]


def test_a_degree_never_runs_out():
    jane = person()
    one = states(jane, "MPH", basis="document", npi="", note="Diploma sent.")
    credentials.check(credential=one, version=one.version, seen=Seen(record="diploma"), by=checker(), at=AT)
    assert Credential.objects.shown_on(DAY + timedelta(days=20_000)).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"state": "checked"},
        {"state": "checked", "checked_at": AT, "record": "seen"},  # and no last day
        {"state": "refused", "checked_at": AT},
    ],
)
def test_the_database_refuses_what_was_decided_without_how(change):
    one = states(person())
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.filter(pk=one.pk).update(**change)


def test_one_is_stated_at_most_once_at_a_time():
    one = states(person())
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.create(user=one.user, abbreviation="MD", basis="npi", state="stated", stated_at=AT)


# The pages


def statement(**more):
    return {"abbreviation": "MD", "basis": "npi", "npi": NPI, **more}


def test_stating_one_on_the_page(client):
    jane = person()
    client.force_login(jane)
    answer = client.post("/me/credentials/", statement(npi="1234 567 893"), follow=True)
    assert "Waiting to be checked" in answer.content.decode()
    assert jane.credentials.get().npi == NPI


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"npi": "1234567890"}, "there is a wrong digit in it"),
        ({"npi": ""}, "Please write your NPI"),
        ({"abbreviation": "KING"}, "Please choose a credential from the list."),
        ({"basis": "license", "license_number": ""}, "We need this to look the license up."),
        ({"basis": "document"}, "Please write where we can see it."),
        ({"note": "a\x00b"}, "invisible control character"),
    ],
)
def test_what_cannot_be_checked_comes_back_with_all_that_was_typed(client, wrong, said):
    client.force_login(person())
    answer = client.post("/me/credentials/", statement(jurisdiction="Minnesota", **wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="Minnesota"' in page
    assert not Credential.objects.exists()


def test_taking_one_back(client):
    jane = person()
    one = holds(jane)
    client.force_login(jane)
    client.post(f"/me/credentials/{one.pk}/taken-back/")
    one.refresh_from_db()
    assert one.state == "withdrawn"


def test_nobody_takes_back_what_is_anothers(client):
    one = holds(person())
    client.force_login(person("Another"))
    assert client.post(f"/me/credentials/{one.pk}/taken-back/").status_code == 404


def test_the_pages_are_for_those_who_signed_in(client):
    assert client.get("/me/credentials/").status_code == 302


@pytest.fixture
def office(client):
    client.force_login(checker())
    return client


def test_the_office_confirms_and_goes_on_to_the_next(office):
    first, second = states(person("Jane Roe")), states(person("Joan Poe"), at=AT + timedelta(hours=1))
    assert "Jane Roe" in office.get(reverse("office_credentials")).content.decode()
    told = {"do": "check", "version": first.version, "record": "nursys.com", "until_on": "2099-01-31"}
    answer = office.post(reverse("office_credential", args=[first.pk]), told)
    assert answer["Location"] == reverse("office_credential", args=[second.pk])
    first.refresh_from_db()
    assert (first.state, first.record) == ("checked", "nursys.com")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"do": "check", "until_on": "2099-01-31"}, "Please write where you saw the record."),
        ({"do": "check", "record": "nursys.com"}, "Please write the last day on the record."),
        ({"do": "check", "record": "nursys.com", "until_on": "2020-01-31"}, "That day is over"),
        ({"do": "refuse"}, "Please write why"),
    ],
)
def test_the_office_needs_a_record_or_a_reason(office, told, said):
    one = states(person())
    answer = office.post(reverse("office_credential", args=[one.pk]), {"version": one.version, **told})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    one.refresh_from_db()
    assert one.state == "stated"


def test_the_office_hears_that_another_was_faster(office):
    one = states(person())
    version = one.version
    credentials.refuse(credential=one, version=version, reason="No.", by=checker("Chad Check"), at=AT)
    told = {"do": "check", "version": version, "record": "x", "until_on": "2099-01-31"}
    answer = office.post(reverse("office_credential", args=[one.pk]), told)
    assert answer.status_code == 409
    assert "not confirmed already, by Chad Check" in answer.content.decode()


def test_the_office_takes_a_check_back(office):
    one = holds(person(), by=checker("Chad Check"))
    office.post(reverse("office_credential", args=[one.pk]), {"do": "revoke", "reason": "License withdrawn."})
    one.refresh_from_db()
    assert (one.state, one.reason) == ("refused", "License withdrawn.")


def test_the_office_is_for_those_who_may(client):
    one = states(person())
    moderator = person("Mona")
    moderator.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(moderator)
    for address in (reverse("office_credentials"), reverse("office_credential", args=[one.pk])):
        assert client.get(address).status_code in {302, 403}


def test_the_membership_team_may():
    team = person("Tess Team")
    team.groups.add(Group.objects.get(name="Membership team"))
    assert team.has_perm("users.check_credential")


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_for_any_number(office, django_assert_max_num_queries, count):
    for number in range(count):
        states(person(f"Person {number}"))
    office.get(reverse("office_credentials"))
    with django_assert_max_num_queries(14):
        office.get(reverse("office_credentials"))


def test_numbers_are_on_no_page_of_others(client):
    jane = person()
    holds(jane)
    profile = says(jane, audiences={"name": "everyone", "credentials": "everyone"})
    page = client.get(profile.get_absolute_url()).content.decode()
    assert "Checked by Cher Checker" in page
    assert NPI not in page
