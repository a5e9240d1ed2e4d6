"""The pages of plans, applications and one's own membership, and the screens of the team."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from rounds.mail.models import Message
from rounds.memberships.models import Application, Ending, Membership, Order, Plan, PlanQuestion, Term
from rounds.memberships.tests.factories import (
    OrganizationPlanFactory,
    PlanFactory,
    UserFactory,
    join,
    joined,
    member_organization,
    newest,
)
from rounds.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
ORGANIZATION = {"bill_to": "Mercy", "role": "Editor", "revenue": "80 million", "do": "send"}


@pytest.fixture
def someone(client: Client) -> Client:
    user = UserFactory()
    client.force_login(user)
    client.user = user  # type: ignore[attr-defined]
    return client


@pytest.fixture
def staff(client: Client) -> Client:
    user = UserFactory(name="Tess Team")
    user.groups.add(Group.objects.get(name="Membership team"))
    client.force_login(user)
    client.user = user  # type: ignore[attr-defined]
    return client


def send(client: Client, slug: str, **fields: Any) -> Any:
    return client.post(f"/membership/{slug}/apply/", {"key": str(uuid4()), "do": "send", **fields})


# --- What it brings and costs ----------------------------------------------------------------------------------------


def test_the_page_compares_all_that_can_be_joined(client):
    page = client.get("/membership/").content.decode()
    for name in ("Guest", "Student", "Individual", "Organization", "$95", "$500"):
        assert name in page
    assert "Advisory board" not in page


def test_it_works_out_what_a_revenue_costs(client):
    page = client.get("/membership/", {"revenue": "$80 million", "seats": "22"}).content.decode()
    assert "$4,100" in page
    assert "2,050" in page


def test_as_one_types_the_answer_alone_is_sent(client):
    page = client.get("/membership/", {"revenue": "80m"}, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<div class="cost"')
    assert "$4,000" in page


@pytest.mark.parametrize("revenue", ["a lot", "\0", "-1", "9" * 80])
def test_what_is_no_amount_is_said_so(client, revenue):
    answer = client.get("/membership/", {"revenue": revenue})
    assert answer.status_code == 200
    assert "field__error" in answer.content.decode()


def test_the_page_asks_as_little_with_many_plans_as_with_few(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/membership/")
    PlanFactory.create_batch(3)
    with django_assert_num_queries(2):
        client.get("/membership/")


# --- Applying --------------------------------------------------------------------------------------------------------


def test_whoever_is_not_signed_in_comes_back_after_signing_in(client):
    answer = client.get("/membership/individual/apply/")
    assert answer.url == "/people/login/?next=/membership/individual/apply/"


def test_a_person_joins_and_gets_the_invoice(someone):
    answer = send(someone, "individual", bill_to="Ada Reyes")
    order = Order.objects.get()
    assert answer.url == order.invoice.get_absolute_url()
    assert (order.invoice.bill_to, order.invoice.total_cents) == ("Ada Reyes", 95_00)


def test_without_a_name_on_the_invoice_it_is_not_sent_and_nothing_is_lost(someone):
    answer = send(someone, "individual", bill_to="", address="1 Main St")
    assert answer.status_code == 422
    assert "1 Main St" in answer.content.decode()
    assert not Application.objects.exists()


def test_an_organization_of_the_list_applies(someone):
    organization = OrganizationFactory(name="Mercy Hospital")
    answer = send(someone, "organization", **ORGANIZATION, organization=organization.slug)
    application = Application.objects.get()
    assert answer.url == f"/membership/applications/{application.key}/"
    assert (application.organization, application.revenue, application.state) == (
        organization,
        80_000_000,
        "waiting",
    )
    assert someone.get(answer.url).status_code == 200


def test_an_organization_that_is_not_in_the_list_gives_its_name_and_place(someone):
    send(
        someone, "organization", **ORGANIZATION, organization="new", q="New Clinic", country="US", city="Ames"
    )
    application = Application.objects.get()
    assert (application.organization, application.organization_name, application.organization_place) == (
        None,
        "New Clinic",
        "Ames, United States",
    )


def test_a_name_alone_is_asked_which_it_is(someone):
    answer = send(someone, "organization", **ORGANIZATION, q="Mercy")
    assert answer.status_code == 422
    assert "None of these" in answer.content.decode()


def test_an_organization_is_named_on_its_invoice_unless_it_says_otherwise(someone):
    told = {**ORGANIZATION, "bill_to": "", "organization": OrganizationFactory(name="Mercy Hospital").slug}
    assert f'value="{someone.user.name}"' not in text_of_apply(someone, {**told, "do": "find"})
    assert 'value="Mercy, Payables"' in text_of_apply(
        someone, {**told, "bill_to": "Mercy, Payables", "do": "find"}
    )
    send(someone, "organization", **told)
    assert Application.objects.get().bill_to == "Mercy Hospital"


def text_of_apply(client, data):
    return client.post("/membership/organization/apply/", data).content.decode()


def test_a_plan_asks_its_own_questions(someone):
    question = PlanQuestion.objects.get(plan__slug="student")
    assert send(someone, "student", bill_to="Ada").status_code == 422
    send(someone, "student", bill_to="Ada", **{f"question-{question.pk}": "Iowa, until 2027"})
    assert Application.objects.get().answers == [{"question": question.text, "answer": "Iowa, until 2027"}]


def test_colleagues_of_a_member_ask_its_leader_for_a_seat(someone):
    leader = UserFactory(email="leader@example.org")
    membership = member_organization(leader=leader, at=timezone.now())
    page = send(
        someone, "organization", **ORGANIZATION, organization=membership.organization.slug
    ).content.decode()
    assert "is a member already" in page
    assert "leader@example.org" not in page
    fields = {"organization": membership.organization.slug, "do": "ask"}
    someone.post("/membership/organization/apply/", fields)
    assert Message.objects.get(subject="A colleague would like a seat").to == "leader@example.org"


def test_nobody_reads_the_application_of_another(someone):
    send(someone, "individual", bill_to="Ada")
    other = Client()
    other.force_login(UserFactory())
    assert other.get(f"/membership/applications/{Application.objects.get().key}/").status_code == 404


@pytest.mark.parametrize("slug", ["guest", "honorary", "advisory-board", "no-such-plan"])
def test_what_cannot_be_joined_has_no_form(someone, slug):
    assert someone.get(f"/membership/{slug}/apply/").status_code == 404


# --- One's own -------------------------------------------------------------------------------------------------------


def test_a_guest_is_shown_the_way(someone):
    assert "You are a guest" in someone.get("/me/membership/").content.decode()


def test_a_member_sees_where_it_stands_and_its_history(someone):
    joined(user=someone.user, at=timezone.now())
    page = someone.get("/me/membership/").content.decode()
    assert "It runs until" in page
    assert "Joined" in page


@pytest.mark.parametrize(
    ("do", "change"), [("end", (False, 0)), ("refund", (True, 1)), ("nonsense", (True, 0))]
)
def test_a_member_changes_it(someone, do, change):
    membership = joined(user=someone.user, at=timezone.now())
    someone.post(f"/me/membership/{membership.pk}/", {"do": do})
    membership.refresh_from_db()
    assert (membership.renews_itself, Ending.objects.count()) == change


def test_a_leader_is_told_the_price_of_more_seats_and_then_orders_them(someone):
    membership = member_organization(leader=someone.user, at=timezone.now())
    asked = {"upgrade-plan": newest(membership).plan_id, "upgrade-seats": "25"}
    page = someone.post(f"/me/membership/{membership.pk}/", {**asked, "do": "price"}).content.decode()
    assert "$250" in page
    answer = someone.post(f"/me/membership/{membership.pk}/", {**asked, "do": "upgrade"})
    assert answer.url == Order.objects.get(kind="upgrade").invoice.get_absolute_url()


def test_ten_orders_of_a_membership_a_day_are_enough(someone):
    membership = member_organization(leader=someone.user, at=timezone.now())
    asked = {"upgrade-plan": newest(membership).plan_id, "do": "upgrade"}
    path = f"/me/membership/{membership.pk}/"
    answers = [someone.post(path, {**asked, "upgrade-seats": 21 + n}).status_code for n in range(11)]
    assert answers == [302] * 10 + [429]


def test_where_invoices_go_is_changed_for_the_next(someone):
    membership = joined(user=someone.user, at=timezone.now())
    fields = {"billing-bill_to": "Payables", "billing-purchase_order": "PO 9", "do": "billing"}
    someone.post(f"/me/membership/{membership.pk}/", fields)
    membership.refresh_from_db()
    assert (membership.bill_to, membership.purchase_order) == ("Payables", "PO 9")


def test_nobody_changes_the_membership_of_another(someone):
    membership = joined(at=timezone.now())
    assert someone.post(f"/me/membership/{membership.pk}/", {"do": "end"}).status_code == 404


def test_whoever_renews_too_early_is_told_so(someone):
    membership = joined(user=someone.user, at=timezone.now())
    answer = someone.post(f"/me/membership/{membership.pk}/", {"do": "renew"})
    assert answer.status_code == 409
    assert "too early" in answer.content.decode()


# --- The team --------------------------------------------------------------------------------------------------------

SCREENS = [
    "/office/applications/",
    "/office/memberships/",
    "/office/memberships/ending/",
    "/office/memberships/paid-too-late/",
    "/office/memberships/honor/",
    "/office/memberships/report/",
    "/office/memberships/report.csv",
    "/office/plans/",
    "/office/plans/new/",
]


@pytest.mark.parametrize("path", SCREENS)
def test_the_team_has_its_screens_and_others_do_not(staff, path):
    joined(at=timezone.now())
    assert staff.get(path).status_code == 200
    other = Client()
    other.force_login(UserFactory())
    assert other.get(path).status_code in {302, 403}


def waiting(**told: Any) -> Application:
    from rounds.memberships.actions.applications import Told, apply

    return apply(
        key=uuid4(), plan=OrganizationPlanFactory(), told=Told(**told), user=UserFactory(), at=timezone.now()
    )


def test_an_application_is_approved_for_the_organization_that_staff_choose(staff):
    organization = OrganizationFactory()
    application = waiting(organization_name="Mercy", revenue=1)
    path = f"/office/applications/{application.pk}/"
    assert staff.get(path).status_code == 200
    assert staff.post(path, {"do": "approve"}).status_code == 422
    staff.post(path, {"do": "approve", "other": f"https://example.org/list/{organization.slug}/"})
    assert Membership.objects.get().organization == organization
    assert Term.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"do": "ask", "text": "Which campus?"}, "asked"),
        ({"do": "decline", "reason": "No"}, "declined"),
        ({"do": "decline", "reason": ""}, "waiting"),
        ({"do": "ask", "text": ""}, "waiting"),
    ],
)
def test_an_application_is_asked_back_or_declined_with_words(staff, fields, state):
    application = waiting()
    staff.post(f"/office/applications/{application.pk}/", fields)
    application.refresh_from_db()
    assert application.state == state


@pytest.mark.parametrize(
    ("fields", "terms", "endings"),
    [
        ({"do": "waive", "reason": "She teaches"}, 2, 0),
        ({"do": "waive", "reason": ""}, 1, 0),
        ({"do": "end", "ending": "left"}, 1, 1),
        ({"do": "end"}, 1, 0),
        ({"do": "refund"}, 1, 1),
        ({"do": "renew"}, 1, 0),
    ],
)
def test_the_team_acts_on_a_membership(staff, fields, terms, endings):
    membership = joined(at=timezone.now())
    path = f"/office/memberships/{membership.pk}/"
    staff.post(path, fields)
    page = staff.get(path)
    assert page.status_code == 200
    assert ("<li>Term ended<br>" in page.content.decode()) == bool(endings)
    assert (Term.objects.count(), Ending.objects.count()) == (terms, endings)


def test_the_record_of_a_membership_says_what_and_who(staff):
    membership = joined(at=timezone.now())
    staff.post(f"/office/memberships/{membership.pk}/", {"do": "end", "ending": "left"})
    page = staff.get(f"/office/memberships/{membership.pk}/").content.decode()
    assert '<li>Term ended<br><span class="office-soft">Tess Team · ' in page


def test_somebody_is_honored(staff):
    user, plan = UserFactory(), Plan.objects.get(slug="honorary")
    staff.post("/office/memberships/honor/", {"email": user.email, "plan": plan.pk, "reason": "Long service"})
    term = Term.objects.get()
    assert (term.membership.user, term.ends_on, term.approved_by) == (user, None, staff.user)


@pytest.mark.parametrize("show", ["all", "running", "grace", "ending", "over", "stuck"])
def test_the_list_is_found_by_name_and_filter(staff, show):
    membership = joined(at=timezone.now())
    page = staff.get("/office/memberships/", {"show": show, "q": membership.user.name}).content.decode()
    assert (f"/office/memberships/{membership.pk}/" in page) == (show in {"all", "running"})


def test_the_list_asks_as_much_for_three_as_for_one(staff, django_assert_max_num_queries):
    for _n in range(3):
        joined(at=timezone.now())
    staff.get("/office/memberships/")
    with django_assert_max_num_queries(14):
        staff.get("/office/memberships/")


def test_a_plan_is_changed_with_its_bands_and_questions(staff):
    plan = Plan.objects.get(slug="organization")
    page = staff.get(f"/office/plans/{plan.pk}/")
    assert page.status_code == 200
    fields = {
        "name": "Organization", "slug": "organization", "kind": "organization", "summary": "", "brings": "All",
        "zones": ["member"], "price_cents": "0", "seats": "0", "extra_seat_cents": "60.00", "points_percent": "50",
        "on_terms": "on", "days_to_pay": "45", "approval": "staff", "is_offered": "on", "order": "4",
        "bands-TOTAL_FORMS": "1", "bands-INITIAL_FORMS": "0",
        "bands-0-revenue_from": "0", "bands-0-dues_cents": "750.50", "bands-0-seats": "6",
        "questions-TOTAL_FORMS": "1", "questions-INITIAL_FORMS": "0",
        "questions-0-text": "Why?", "questions-0-kind": "text",
    }  # fmt: skip
    assert staff.post(f"/office/plans/{plan.pk}/", fields).status_code == 302
    plan.refresh_from_db()
    assert (plan.extra_seat_cents, plan.days_to_pay, plan.zones) == (60_00, 45, ["member"])
    assert [(one.dues_cents, one.seats) for one in plan.bands.all()] == [(750_50, 6)]
    assert [one.text for one in plan.questions.all()] == ["Why?"]


def test_the_desk_counts_what_waits(staff):
    from rounds.core.desk import tasks_for

    waiting()
    joined(at=timezone.now())
    join(at=timezone.now())
    counts = {task.url_name: task.count(timezone.now()) for task in tasks_for(staff.user)}
    assert counts["office_applications"] == 1
    assert counts["office_memberships_ending"] == 0
    assert counts["office_memberships_stuck"] == 0
