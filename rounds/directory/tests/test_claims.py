"""How somebody becomes a representative."""

import threading
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings as project
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from rounds.activity.models import Activity
from rounds.core.fetching import Answer, Unfetched
from rounds.core.logs import StructuredFormatter
from rounds.directory import tasks
from rounds.directory.actions import claims
from rounds.directory.actions.submissions import Conflict, Refused
from rounds.directory.claiming import challenges, looking
from rounds.directory.claiming.grounds import ground_for
from rounds.directory.claiming.review import review
from rounds.directory.models import Checking, Claim, Representative
from rounds.directory.tests.speaking_cases import NOW, moderator, person, representative, signed_in, speaks
from rounds.mail.models import Message
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User
from rounds.users.tests.codes import code_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def mercy() -> Organization:
    return OrganizationFactory(name="Mercy Hospital", slug="mercy", website="https://www.mercy.org/")


@pytest.fixture
def ada() -> User:
    return person("ada@mercy.org", name="Ada Reyes")


def claim_of(user: User, organization: Organization, method: str = "file", **more: Any) -> Claim:
    return claims.claim(user=user, organization=organization, method=method, at=NOW, **more)


def page(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


# --- By e-mail -------------------------------------------------------------------------------------------------------


def test_a_confirmed_address_at_the_organizations_domain_proves_at_once(
    mercy: Organization, ada: User
) -> None:
    client = signed_in(ada)
    assert "You have confirmed ada@mercy.org" in page(client, "/organizations/mercy/claim/")
    assert client.post("/organizations/mercy/claim/", {"method": "email"}).status_code == 302
    one = Representative.objects.get()
    assert (one.organization, one.user, one.method, one.ended_at) == (mercy, ada, "email", None)
    claim = Claim.objects.get()
    assert (claim.state, claim.settled_by) == ("proven", ada)
    assert [seen.verb for seen in reversed(Activity.objects.about(claim))] == ["claim.made", "claim.proven"]
    assert "You speak for this organization" in page(client, "/organizations/mercy/claim/")


def test_an_address_that_is_not_confirmed_proves_nothing(mercy: Organization, ada: User) -> None:
    ada.emailaddress_set.update(verified=False)
    with pytest.raises(Refused, match="address"):
        claim_of(ada, mercy, "email")
    assert speaks(mercy) == []


def test_an_added_and_confirmed_address_proves_too_and_the_page_leads_to_adding_one(
    mercy: Organization,
) -> None:
    bob = person("bob@gmail.com")
    text = page(signed_in(bob), "/organizations/mercy/claim/")
    assert "At a public mail service; anybody can have an address there." in text
    assert "An address that ends in @mercy.org proves it." in text
    assert 'href="/people/email/?next=/organizations/mercy/claim/"' in text
    client = Client()
    client.post("/people/login/code/", {"email": "bob@gmail.com"})
    mail = Message.objects.get(to="bob@gmail.com")
    client.post("/people/login/code/confirm/", {"code": code_in(mail)})
    client.post(
        "/people/email/",
        {"action_add": "", "email": "bob@mercy.org", "next": "/organizations/mercy/claim/"},
    )
    with pytest.raises(Refused, match="address"):
        claim_of(bob, mercy, "email")
    code = code_in(Message.objects.get(to="bob@mercy.org"))
    answer = client.post("/people/confirm-email/", {"code": code})
    assert answer.headers["Location"] == "/organizations/mercy/claim/"
    assert claim_of(bob, mercy, "email").state == "proven"


def test_the_page_says_why_a_shared_domain_does_not_count_and_what_to_do(
    mercy: Organization, ada: User
) -> None:
    OrganizationFactory(website="https://mercy.org/")
    text = page(signed_in(ada), "/organizations/mercy/claim/")
    assert "Several organizations share this domain" in text
    assert "Ask a moderator" in text
    with pytest.raises(Refused):
        claim_of(ada, mercy, "email")


def test_the_page_of_a_part_leads_to_the_organization_for_which_the_domain_speaks(
    mercy: Organization, ada: User
) -> None:
    OrganizationFactory(slug="north", website="https://www.mercy.org/", parent=mercy)
    assert '<a href="/organizations/mercy/claim/">Mercy Hospital</a>' in page(
        signed_in(ada), "/organizations/north/claim/"
    )


def test_a_closed_organization_on_the_same_domain_is_no_stranger(mercy: Organization, ada: User) -> None:
    OrganizationFactory(website="https://mercy.org/", status="closed")
    assert claim_of(ada, mercy, "email").state == "proven"


def test_claiming_twice_makes_one_claim_and_one_representative(mercy: Organization, ada: User) -> None:
    client = signed_in(ada)
    for _time in range(2):
        client.post("/organizations/mercy/claim/", {"method": "email"})
        client.post("/organizations/mercy/claim/", {"method": "email"})
    assert (Claim.objects.count(), Representative.objects.count()) == (1, 1)
    bob = person("bob@gmail.com")
    assert claim_of(bob, mercy) == claim_of(bob, mercy)


@pytest.mark.django_db(transaction=True)
def test_the_same_claim_ten_times_at_the_same_moment_is_one(mercy: Organization, ada: User) -> None:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and ("memory" in name or not name):
        pytest.skip("an in-memory database has one connection; run with a database in a file or PostgreSQL")
    start = threading.Barrier(10)

    def claim() -> None:
        start.wait()
        try:
            claim_of(ada, mercy, "email")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=claim) for _number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Claim.objects.count(), Representative.objects.count()) == (1, 1)


# --- By the domain or the site ---------------------------------------------------------------------------------------


class Sites:
    """Other people's servers, as the fetcher sees them."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.records: dict[str, list[str]] = {}

    def put(
        self, url: str, text: str, *, status: int = 200, hops: tuple[str, ...] = (), at: str = ""
    ) -> None:
        self.pages[url] = Answer(at or url, status, {}, text.encode(), hops)

    def get(self, url: str, **_options: Any) -> Answer:
        if url not in self.pages:
            raise Unfetched("timeout")
        return self.pages[url]

    def txt(self, name: str) -> list[str]:
        return self.records.get(name, [])


def looked(claim: Claim, sites: Sites) -> str:
    ground = ground_for(claim.organization)
    return looking.look(method=claim.method, token=claim.challenge, ground=ground, fetcher=sites)  # type: ignore[arg-type]


FILE = "https://www.mercy.org/.well-known/rounds-verify.txt"


@pytest.mark.parametrize("name", ["_rounds-challenge.mercy.org", "mercy.org"])
def test_a_txt_record_proves_at_either_name(mercy: Organization, name: str) -> None:
    claim = claim_of(person("bob@gmail.com", name="Bob"), mercy, "dns")
    sites = Sites()
    assert looked(claim, sites) == looking.NOTHING
    sites.records[name] = [challenges.word("another-claims-word")]
    assert looked(claim, sites) == looking.ANOTHER
    sites.records[name].append(challenges.word(claim.challenge))
    assert looked(claim, sites) == looking.FOUND
    claims.note_reading(claim=claim, found=looking.FOUND, at=NOW, told=True)
    assert speaks(mercy) == ["Bob"]
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == ("bob@gmail.com", "You speak for Mercy Hospital now")


def test_a_file_proves_where_the_site_itself_answers(mercy: Organization) -> None:
    claim = claim_of(person("bob@gmail.com"), mercy)
    word = challenges.word(claim.challenge)
    sites = Sites()
    assert looked(claim, sites) == "timeout"
    sites.put(FILE, word)
    assert looked(claim, sites) == looking.FOUND
    sites.put(FILE, word, at="https://mercy.org/.well-known/rounds-verify.txt", hops=(FILE,))
    assert looked(claim, sites) == looking.FOUND
    sites.put(FILE, word, status=404)
    assert looked(claim, sites) == looking.NOTHING
    sites.put(FILE, word, status=500)
    assert looked(claim, sites) == looking.STATUS


@pytest.mark.parametrize(
    ("at", "hops"),
    [
        ("https://evil.example/rounds-verify.txt", (FILE,)),
        ("https://blog.mercy.org/rounds-verify.txt", (FILE,)),
        (FILE, (FILE, "https://evil.example/back-again")),
    ],
)
def test_a_file_to_which_another_host_leads_does_not_count(
    mercy: Organization, at: str, hops: tuple[str, ...]
) -> None:
    claim = claim_of(person("bob@gmail.com"), mercy)
    sites = Sites()
    sites.put(FILE, challenges.word(claim.challenge), at=at, hops=hops)
    assert looked(claim, sites) == looking.LED_AWAY


def test_on_a_shared_host_the_file_lies_under_the_organizations_path_and_stays_there() -> None:
    north = OrganizationFactory(website="https://city.gov/clinics/north/")
    OrganizationFactory(website="https://city.gov/clinics/south/")
    claim = claim_of(person("bob@gmail.com"), north)
    address = "https://city.gov/clinics/north/.well-known/rounds-verify.txt"
    word = challenges.word(claim.challenge)
    sites = Sites()
    sites.put("https://city.gov/.well-known/rounds-verify.txt", word)
    assert looked(claim, sites) == "timeout"
    sites.put(address, word, at="https://city.gov/clinics/south/x.txt", hops=(address,))
    assert looked(claim, sites) == looking.LED_AWAY
    sites.put(address, word)
    assert looked(claim, sites) == looking.FOUND


def test_a_tag_in_the_home_page_proves(mercy: Organization) -> None:
    claim = claim_of(person("bob@gmail.com"), mercy, "meta")
    sites = Sites()
    sites.put("https://www.mercy.org/", f"<head>{challenges.tag(claim.challenge)}</head>")
    assert looked(claim, sites) == looking.FOUND


def test_another_persons_code_proves_nothing_for_me(mercy: Organization) -> None:
    theirs, mine = claim_of(person("bob@gmail.com"), mercy), claim_of(person("eve@gmail.com"), mercy)
    sites = Sites()
    sites.put(FILE, challenges.word(theirs.challenge))
    assert (looked(theirs, sites), looked(mine, sites)) == (looking.FOUND, looking.ANOTHER)


def test_a_site_that_is_shared_meanwhile_proves_nothing_any_more(mercy: Organization) -> None:
    claim = claim_of(person("bob@gmail.com"), mercy)
    sites = Sites()
    sites.put(FILE, challenges.word(claim.challenge))
    OrganizationFactory(website="https://mercy.org/")
    assert looked(claim, sites) == looking.NOT_POSSIBLE


def test_each_way_shows_what_to_put_where(mercy: Organization) -> None:
    Checking.objects.create(is_on=True)
    bob = person("bob@gmail.com")
    client = signed_in(bob)
    for method, words in (
        ("dns", ["_rounds-challenge.mercy.org", "rounds-verify="]),
        ("file", [FILE, "rounds-verify="]),
        ("meta", ['<meta name="rounds-verify" content="']),
    ):
        client.post("/organizations/mercy/claim/", {"method": method})
        text = page(client, "/organizations/mercy/claim/")
        assert [word for word in [*words, "Look now"] if word not in text] == []
    assert list(Claim.objects.order_by("pk").values_list("method", "state")) == [
        ("dns", "withdrawn"),
        ("file", "withdrawn"),
        ("meta", "open"),
    ]


def test_where_the_checks_are_off_looking_is_not_available_and_nothing_breaks(mercy: Organization) -> None:
    client = signed_in(person("bob@gmail.com"))
    assert "Not available here at the moment" in page(client, "/organizations/mercy/claim/")
    client.post("/organizations/mercy/claim/", {"method": "file"})
    response = client.post("/organizations/mercy/claim/check/", {"do": "check"})
    assert response.status_code == 409
    assert "ask a moderator" in response.content.decode()
    tasks.look_for_proofs(NOW)
    assert Claim.objects.get().tried_at is None


def test_look_now_says_what_was_found_instead_and_has_a_limit(mercy: Organization) -> None:
    bob = person("bob@gmail.com")
    claim_of(bob, mercy)
    Checking.objects.create(is_on=True)
    Organization.objects.update(website="")  # so that nothing needs to be asked
    client = signed_in(bob)
    statuses = [
        client.post("/organizations/mercy/claim/check/", {"do": "check"}).status_code for _ in range(7)
    ]
    assert statuses == [302] * 6 + [429]
    assert "This way is no longer possible here" in page(client, "/organizations/mercy/claim/")


def test_the_clock_looks_every_few_hours_until_the_claim_expires(mercy: Organization) -> None:
    claim = claim_of(person("bob@gmail.com"), mercy)
    Checking.objects.create(is_on=True)
    Organization.objects.update(website="")
    tasks.look_for_proofs(NOW + timedelta(hours=1))
    claim.refresh_from_db()
    assert (claim.state, claim.tried_at, claim.problem) == ("open", NOW + timedelta(hours=1), "not-possible")
    assert list(claims.due(NOW + timedelta(hours=2))) == []
    assert list(claims.due(NOW + timedelta(hours=5))) == [claim]
    assert list(claims.due(NOW + 14 * DAY)) == []
    tasks.forget_old_claims(NOW + 14 * DAY)
    tasks.forget_old_claims(NOW + 15 * DAY)
    claim.refresh_from_db()
    assert (claim.state, claim.settled_at) == ("expired", NOW + 14 * DAY)
    assert Message.objects.get().subject == "Not proven in time: your claim to Mercy Hospital"
    claims.note_reading(claim=claim, found=looking.FOUND, at=NOW + 15 * DAY, told=True)
    assert speaks(mercy) == []


# --- By a moderator's decision ---------------------------------------------------------------------------------------


def asking(mercy: Organization, note: str = "I am the press officer.") -> Claim:
    return claim_of(person("bob@gmail.com", name="Bob"), mercy, "decision", note=note)


def test_a_person_writes_who_they_are_and_a_moderator_accepts(mercy: Organization) -> None:
    bob = person("bob@gmail.com", name="Bob")
    client = signed_in(bob)
    assert client.post("/organizations/mercy/claim/", {"method": "decision"}).status_code == 422
    client.post("/organizations/mercy/claim/", {"method": "decision", "note": "I am the press officer."})
    claim = Claim.objects.get()
    assert (claim.state, speaks(mercy)) == ("waiting", [])
    assert "I am the press officer." in page(client, "/organizations/mercy/claim/")
    mia = moderator()
    office = signed_in(mia)
    assert "Mercy Hospital" in page(office, "/office/claims/")
    text = page(office, f"/office/claims/{claim.pk}/")
    shown = ["I am the press officer.", "bob@gmail.com", "At a public mail service", "mercy.org"]
    assert [word for word in shown if word not in text] == []
    assert (
        office.post(f"/office/claims/{claim.pk}/", {"do": "accept", "message": "Welcome."}).status_code == 302
    )
    claim.refresh_from_db()
    assert (claim.state, claim.settled_by, claim.reason, speaks(mercy)) == (
        "proven",
        mia,
        "Welcome.",
        ["Bob"],
    )
    mail = Message.objects.get()
    assert (mail.to, "Welcome." in mail.text) == ("bob@gmail.com", True)


def test_declining_needs_a_reason_that_the_person_reads(mercy: Organization) -> None:
    claim = asking(mercy)
    office = signed_in(moderator())
    assert office.post(f"/office/claims/{claim.pk}/", {"do": "decline", "message": ""}).status_code == 422
    office.post(f"/office/claims/{claim.pk}/", {"do": "decline", "message": "Please use your work address."})
    claim.refresh_from_db()
    assert (claim.state, speaks(mercy)) == ("declined", [])
    assert "Please use your work address." in Message.objects.get().text
    assert "Please use your work address." in page(signed_in(claim.user), "/organizations/mercy/claim/")


def test_the_second_of_two_moderators_learns_who_was_faster(mercy: Organization) -> None:
    claim = asking(mercy)
    mia, max_ = moderator("Mia"), moderator("Max")
    claims.decide(claim=claim, accepted=False, reason="No.", by=mia, at=NOW)
    response = signed_in(max_).post(f"/office/claims/{claim.pk}/", {"do": "accept", "message": "Yes!"})
    text = unescape(response.content.decode())
    assert (response.status_code, "Mia declined it" in text, "Yes!" in text) == (409, True, True)
    assert speaks(mercy) == []
    with pytest.raises(Conflict):
        claims.decide(claim=claim, accepted=True, reason="", by=max_, at=NOW)


def test_what_the_person_takes_back_cannot_be_accepted(mercy: Organization) -> None:
    claim = asking(mercy)
    signed_in(claim.user).post("/organizations/mercy/claim/check/", {"do": "withdraw"})
    with pytest.raises(Conflict):
        claims.decide(claim=claim, accepted=True, reason="", by=moderator(), at=NOW)
    assert speaks(mercy) == []


def test_nobody_decides_about_their_own_claim(mercy: Organization) -> None:
    mia = moderator()
    claim = claim_of(mia, mercy, "decision", note="It is me.")
    assert signed_in(mia).post(f"/office/claims/{claim.pk}/", {"do": "accept"}).status_code == 409
    assert speaks(mercy) == []


def test_only_moderators_decide(mercy: Organization) -> None:
    claim = asking(mercy)
    for user in (claim.user, representative(mercy)):
        with pytest.raises(Refused):
            claims.decide(claim=claim, accepted=True, reason="", by=user, at=NOW)
        assert signed_in(user).get("/office/claims/").status_code in (302, 403)
        assert signed_in(user).post(f"/office/claims/{claim.pk}/", {"do": "accept"}).status_code in (302, 403)
    assert Claim.objects.get().state == "waiting"


def test_the_review_tells_a_moderator_what_stands_out(mercy: Organization) -> None:
    rosa = representative(mercy)
    eve = person("eve@mercv.org", "eve@yopmail.com")
    claim = claim_of(eve, mercy, "decision", note="See www.mercv.org")
    claims.object_to(claim=claim, by=rosa, at=NOW)
    seen = review(Claim.objects.select_related("user", "organization").get())
    assert [one.user for one in seen.others] == [rosa]
    assert [one.why for one in seen.addresses] == ["elsewhere", "throwaway"]
    assert [reason.points for reason in seen.risk.reasons] == [50, 40, 35, 15, 10, 5]
    assert seen.risk.score == 100


def test_the_offices_list_takes_the_same_queries_for_one_and_for_three(
    mercy: Organization, django_assert_max_num_queries: Any
) -> None:
    office = signed_in(moderator())
    counts = []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            claim_of(person(f"p{number}@gmail.com"), OrganizationFactory(), "decision", note="x")
        office.get("/office/claims/")
        with django_assert_max_num_queries(40) as seen:
            office.get("/office/claims/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


# --- Those who are there already -------------------------------------------------------------------------------------


def test_the_representatives_learn_of_a_new_one_by_name_and_method_alone(
    mercy: Organization, ada: User
) -> None:
    representative(mercy)
    claim_of(ada, mercy, "email")
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == ("rosa@home.example", "A new representative of Mercy Hospital")
    assert "Ada Reyes is now a representative" in mail.text
    assert "An e-mail address at its domain" in mail.text
    assert "ada@mercy.org" not in mail.text
    assert "/organizations/mercy/people/" in mail.text


@pytest.mark.parametrize(
    "name", ["Win at evil.example now", "https://evil.example", "a@evil.example", "Call +1 900 555", ""]
)
def test_a_name_that_could_be_more_than_a_name_stays_out_of_mails(mercy: Organization, name: str) -> None:
    representative(mercy)
    claim_of(person("eve@mercy.org", name=name), mercy, "email")
    text = Message.objects.get().text
    assert "There is a new representative of Mercy Hospital." in text
    assert "evil" not in text
    assert "eve" not in text


def test_what_somebody_writes_to_the_moderators_goes_to_nobody_else(mercy: Organization) -> None:
    representative(mercy)
    asking(mercy, note="Read https://evil.example")
    mail = Message.objects.get()
    assert (mail.to, "evil" in mail.text) == ("rosa@home.example", False)


def test_of_a_part_without_representatives_those_above_learn(mercy: Organization) -> None:
    representative(mercy)
    north = OrganizationFactory(website="https://north.org/", parent=mercy)
    claim_of(person("bob@north.org"), north, "email")
    assert Message.objects.get().to == "rosa@home.example"


def test_an_objection_lets_the_newcomer_rest_until_a_moderator_decides(
    mercy: Organization, ada: User
) -> None:
    rosa = representative(mercy)
    claim = claim_of(ada, mercy, "email")
    Claim.objects.update(settled_at=timezone.now())
    response = signed_in(rosa).post(
        "/organizations/mercy/people/", {"do": "object", "which": claim.pk}, follow=True
    )
    assert "A representative objects; a moderator decides." in response.content.decode()
    claim.refresh_from_db()
    assert (claim.state, claim.settled_at, speaks(mercy)) == ("waiting", None, ["Rosa"])
    assert Message.objects.get(to="ada@mercy.org").subject == (
        "Somebody objects: your claim to Mercy Hospital"
    )
    for method in ("email", "file"):  # a proof does not lead around the moderator
        with pytest.raises(Refused, match="removed"):
            claim_of(ada, mercy, method)
    claims.withdraw(claim=claim, by=ada, at=NOW)
    with pytest.raises(Refused, match="removed"):
        claim_of(ada, mercy, "email")
    again = claim_of(ada, mercy, "decision", note="I work here.")
    claims.decide(claim=again, accepted=True, reason="", by=moderator(), at=NOW)
    assert speaks(mercy) == ["Ada Reyes", "Rosa"]


def test_an_objection_stops_a_claim_that_still_looks_for_its_proof(mercy: Organization) -> None:
    rosa = representative(mercy)
    claim = claim_of(person("bob@gmail.com"), mercy)
    claims.object_to(claim=claim, by=rosa, at=NOW)
    claims.note_reading(claim=claim, found=looking.FOUND, at=NOW, told=True)
    claim.refresh_from_db()
    assert (claim.state, speaks(mercy)) == ("waiting", ["Rosa"])


def test_strangers_claimants_and_latecomers_cannot_object(mercy: Organization, ada: User) -> None:
    rosa = representative(mercy)
    claim = claim_of(ada, mercy, "email")
    for by, at, why in (
        (person("eve@gmail.com"), NOW, "not-yours"),
        (ada, NOW, "not-yours"),
        (rosa, NOW + 30 * DAY, "too-late"),
    ):
        with pytest.raises(Refused, match=why):
            claims.object_to(claim=claim, by=by, at=at)
    assert speaks(mercy) == ["Ada Reyes", "Rosa"]


# --- The page --------------------------------------------------------------------------------------------------------


def test_a_visitor_reads_what_it_is_and_is_led_to_sign_in(mercy: Organization, client: Client) -> None:
    text = page(client, "/organizations/mercy/claim/")
    assert "/people/login/?next=/organizations/mercy/claim/" in text
    assert "/people/signup/?next=/organizations/mercy/claim/" in text
    client.post("/organizations/mercy/claim/", {"method": "email"})
    assert client.post("/organizations/mercy/claim/check/").status_code == 302
    assert not Claim.objects.exists()


def test_a_merged_organization_is_claimed_as_what_it_became_and_a_closed_one_is_not(
    mercy: Organization, ada: User
) -> None:
    OrganizationFactory(slug="old", status="merged", merged_into=mercy)
    client = signed_in(ada)
    assert client.get("/organizations/old/claim/")["Location"] == "/organizations/mercy/claim/"
    Organization.objects.filter(slug="mercy").update(status="closed")
    assert "This organization is closed" in page(client, "/organizations/mercy/claim/")
    assert client.post("/organizations/mercy/claim/", {"method": "email"}).status_code == 409


@pytest.mark.parametrize("method", ["", "invitation", "\0", "nonsense", "email'"])
def test_only_the_ways_that_there_are_can_be_chosen(mercy: Organization, ada: User, method: str) -> None:
    assert signed_in(ada).post("/organizations/mercy/claim/", {"method": method}).status_code == 422
    assert not Claim.objects.exists()


def test_the_forms_are_checked_for_forgery_and_the_page_is_kept_by_nobody(
    mercy: Organization, ada: User
) -> None:
    client = signed_in(ada, enforce_csrf_checks=True)
    assert client.post("/organizations/mercy/claim/", {"method": "email"}).status_code == 403
    response = client.get("/organizations/mercy/claim/")
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_one_person_makes_ten_claims_a_day(ada: User) -> None:
    client = signed_in(ada)
    slugs = [OrganizationFactory().slug for _number in range(11)]
    statuses = [
        client.post(f"/organizations/{slug}/claim/", {"method": "decision", "note": "It is me."}).status_code
        for slug in slugs
    ]
    assert statuses == [302] * 10 + [429]


def test_what_was_typed_is_text_and_comes_back_with_its_fault(mercy: Organization, ada: User) -> None:
    claim = claim_of(ada, mercy, "decision", note="<script>alert(1)</script>")
    assert (
        "<script>alert(1)" not in signed_in(moderator()).get(f"/office/claims/{claim.pk}/").content.decode()
    )
    bob = signed_in(person("bob@gmail.com"))
    response = bob.post("/organizations/mercy/claim/", {"method": "decision", "note": "I am\0 Bob."})
    assert (response.status_code, "I am Bob." in response.content.decode()) == (422, True)


def test_a_claim_goes_with_its_user_and_leaves_nothing_personal(mercy: Organization, ada: User) -> None:
    claims.decide(
        claim=claim_of(ada, mercy, "decision", note="I am Ada."),
        accepted=True,
        reason="Hello Ada.",
        by=moderator(),
        at=NOW,
    )
    ada.delete()
    assert not Claim.objects.exists()
    assert not Representative.objects.exists()
    assert "Ada" not in str(list(Activity.objects.values_list("verb", "data")))


def test_the_address_of_an_invitation_is_hidden_from_logs() -> None:
    formatter = StructuredFormatter(secrets=project.SECRETS)
    assert formatter.secrets.sub(r"\1…", "GET /invitations/abcdefghijklmnop_-1234/ 200") == (
        "GET /invitations/…/ 200"
    )
