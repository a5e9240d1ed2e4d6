"""One real thing of each kind, and whose it is: what stands in place of the converters in an address.

A path is that of a pattern or of how patterns begin: "spreadsheets/<int:pk>/" serves all below it. A key with " @whose"
is the same address for a thing of somebody else, asked about in a line of its own.
"""

import io
import re
from datetime import UTC, datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from rounds.badges.actions.awarding import share as share_badge
from rounds.badges.tests.factories import awarded
from rounds.billing.models import Card, Invoice
from rounds.billing.tests.factories import invoice
from rounds.content.feeds.actions import make_private_feed
from rounds.content.models import Naming, ResourceCollection, Topic
from rounds.content.pictures.markup import address
from rounds.content.tests import shows
from rounds.content.tests.every_block import article as article_of_blocks
from rounds.content.tests.factories import article, pdf, resource, series
from rounds.content.tests.pictures import picture
from rounds.courses.actions.attempts import end
from rounds.courses.actions.editions import begin_draft as begin_course_draft
from rounds.courses.actions.editions import publish_edition as publish_course
from rounds.courses.actions.writing.attached import attach_file
from rounds.courses.models import LessonFile
from rounds.courses.tests.check_cases import ESSAY, SHORT, answer, begun, enrolled
from rounds.courses.tests.check_cases import course as checked_course
from rounds.courses.tests.course_cases import add_card, add_question, drafted
from rounds.courses.tests.course_cases import published as course
from rounds.credits.actions.claiming import claim
from rounds.credits.actions.designating import add_accreditor, designate
from rounds.credits.claimable import Attended
from rounds.credits.models import Certificate
from rounds.directory.actions.api_keys import issue_key
from rounds.directory.emails.askings import key_of
from rounds.directory.models import Asking, Claim, Invitation, Representative, SubList, Suggestion
from rounds.directory.tests.factories import SubmissionFactory, put_in_list
from rounds.fellows.actions.pictures import add_picture
from rounds.fellows.actions.reviewing import name_reviewer
from rounds.fellows.actions.showing import show
from rounds.fellows.tests import cases as fellows
from rounds.mail import topics, unsubscribing
from rounds.mail.models import Message
from rounds.media.playing import poster_src, src, words_src
from rounds.media.tests.factories import whole
from rounds.memberships.actions.invitations import open_link
from rounds.memberships.models import Application, Membership, Plan, Seat
from rounds.moderation.tests.factories import CaseFactory
from rounds.organizations.models import ImportRun, Organization
from rounds.organizations.tests.factories import IdentifierFactory, OrganizationFactory, RegisterFactory
from rounds.plans.actions.authors import digest as digest_of
from rounds.plans.actions.authors import invite as invite_author
from rounds.plans.models import Author
from rounds.plans.models import Invitation as PlanInvitation
from rounds.plans.tests.plan_cases import plan as plan_of
from rounds.policies.actions.adopting import adopt
from rounds.policies.actions.editions import begin_draft
from rounds.policies.actions.releasing import publish, share
from rounds.policies.actions.writing import Typed, fill
from rounds.policies.tests.workshop_cases import FIRST, SECOND
from rounds.policies.tests.workshop_cases import edition as policy_edition
from rounds.policies.tests.workshop_cases import template as policy_template
from rounds.residency.actions.working.addresses import renew
from rounds.residency.actions.working.meetings import lay_out
from rounds.residency.tests.working_cases import chief, cohort, resident
from rounds.spreadsheets.models import Spreadsheet
from rounds.users.actions.profiles import bring_picture
from rounds.users.models import Credential, Profile, User
from rounds.users.people.pictures import take_in
from tests.access.cohort_things import residency
from tests.access.review_things import plan_reviews
from tests.access.roles import network

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = datetime(2099, 1, 1, tzinfo=UTC)
Paths = dict[str, str]

FIXED: Paths = {
    "^reconcile/suggest/(?P<kind>entity|type|property)/?$": "reconcile/suggest/entity",
    "^reconcile/propose/?$": "reconcile/propose",
    "^reconcile/preview/?$": "reconcile/preview?id=ours",
    "^reconcile/(?!about$|features/[\\w-]+$)": "reconcile/nothing",
    "reconcile/features/<slug:id>/": "reconcile/features/website/",
    "api/<path:rest>": "api/v9/nothing",
    "figures/<slug:name>.csv": "figures/platforms.csv",
    "list.<ending:ending>": "list.csv",
    "lists/<slug:slug>.<ending:ending>": "lists/ours.csv",
    "lists/<slug:slug>": "lists/ours",
    "api/v1/sub-lists/<slug:slug>/": "api/v1/sub-lists/ours/",
    "data/dumps/latest/<str:file>": "data/dumps/latest/datapackage.json",
    "data/dumps/<str:day>/<str:file>": "data/dumps/2026-01-05/datapackage.json",
    "mail/templates/html/<path:name>/": "mail/templates/html/directory/mail/confirm/",
    "mail/templates/<path:name>/": "mail/templates/directory/mail/confirm/",
    "people/^confirm-email/(?P<key>[-:\\w]+)/$": "people/confirm-email/unknown/",
    "people/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "people/password/reset/key/1-unknown/",
    "people/oidc/<slug:provider_id>/": "people/oidc/unknown/",
    "me/data/back/<str:word>/": "me/data/back/unknown/",
    "me/sign-in/devices/<int:pk>/": "me/sign-in/devices/999999/",
    "people/2fa/webauthn/keys/<int:pk>/": "people/2fa/webauthn/keys/999999/",
    "pretend-card/<slug:reference>/": "pretend-card/unknown/",
    "webhooks/<slug:provider>/": "webhooks/unknown/",
    "office/invoices/refunds/<int:pk>/": "office/invoices/refunds/999999/",
    "invitations/seats/offers/<int:pk>/": "invitations/seats/offers/999999/",
}
CHAPTERS = "^(?P<path>(?:[\\w-]+/)*)chapters/(?P<guid>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\\.json$"
CITE = "^resources/(?P<slug>[\\w-]+)/cite\\.(?P<ending>bib|ris|json)$"
PAGE = "^((?:[\\w-]+/)*)$"


def make(people: dict[str, User]) -> Paths:
    """ "ours" is represented by "represents"; the spreadsheet is theirs."""
    hospital = OrganizationFactory(slug="ours")
    OrganizationFactory(slug="another")
    IdentifierFactory(organization=hospital, value="240001")
    SubList.objects.create(slug="ours", name="Ours")
    return (
        FIXED
        | _kept(people["represents"], hospital)
        | _sent(hospital)
        | _office(people["guest"], people["admin"], hospital)
        | _network(people)
        | _pages(people["member"])
        | _recordings()
        | STARTER
        | _policies()
        | _courses()
        | _own_policies(people)
        | _plans(people)
        | plan_reviews(people)
        | _checks(people["member"])
        | _office_courses()
        | _credits(people["member"])
        | _badges(people["member"], people["guest"])
        | _people(people["member"])
        | _feeds(people["member"])
        | _residency(people["member"], people["instructor"])
        | residency(people)
        | _fellows(people)
    )


def _courses() -> Paths:
    """A course for members, whose first lesson is a sample with a file; the address of a lesson is that of another."""
    draft = drafted("OUR 101", "first", "ours", zone="member", title="Ours")
    carried = {"name": "list.csv", "content_type": "text/csv", "size": 4, "sha256": "0" * 64}
    lesson = draft.lessons.get(key="ours")
    kept = LessonFile(lesson=lesson, **carried)
    kept.file.save("list.csv", ContentFile(b"a,b\n"), save=False)
    kept.save()
    add_question(lesson)
    course = publish_course(edition=draft, what_changed="", by=None, at=AT).course
    here = f"courses/{course.slug}"
    return {
        "courses/<slug:slug>/": f"{here}/",
        "courses/<slug:slug>/<slug:key>/": f"{here}/ours/",
        "courses/<slug:slug>/<slug:key>/files/<str:name>": f"{here}/ours/files/list.csv",
        "me/courses/<slug:slug>/": f"me/{here}/",
        "me/courses/<slug:slug>/<slug:key>/": f"me/{here}/ours/",
    }


# What the product carries with it.
STARTER = {
    "plans/examples/<slug:slug>/": "plans/examples/small-rural-hospital/",
    "me/plans/new/<slug:slug>/": "me/plans/new/small-rural-hospital/",
    "residency/workbooks/<slug:key>/": "residency/workbooks/youtube/",
}


def _policies() -> Paths:
    """A template for guests with two editions, and a draft of the third."""
    of = policy_template("ours")
    policy_edition(of, FIRST)
    policy_edition(of, SECOND)
    draft = begin_draft(template=of, by=None, at=AT)
    clause = draft.clauses.order_by("position")[0]
    return {
        "policies/<slug:slug>": "policies/ours",
        "policies/<slug:slug>/editions/<int:number>/": "policies/ours/editions/1/",
        "policies/<slug:slug>/changes/<int:old>/<int:new>/": "policies/ours/changes/1/2/",
        "office/policies/<int:pk>/": f"office/policies/{of.pk}/",
        "office/policies/clauses/<int:pk>/": f"office/policies/clauses/{clause.pk}/",
    }


def _fellows(people: dict[str, User]) -> Paths:
    """ "member" has silver in public, with a picture, and gold that "admin" and another review."""
    found = fellows.bronze(people["member"])
    step = fellows.written(found)
    taken = fellows.picture()
    pictured = add_picture(step=step, taken=taken, caption="Us", alt="Us.", by=found.user, at=fellows.LATER)
    fellows.judged(fellows.send(step=step, by=found.user, at=fellows.LATER))
    show(fellow=found, to={"is_public": True}, by=found.user, at=fellows.LATER)
    shared = fellows.shared(found)
    sent = fellows.send(step=shared.step, by=found.user, at=fellows.LATER)
    office = fellows.runner()
    name_reviewer(step=sent, slot=1, reviewer=people["admin"], by=office, at=fellows.LATER)
    here = f"fellows/{found.slug}/"
    return {
        "fellows/<slug:slug>/": here,
        "fellows/pictures/<int:pk>/": f"fellows/pictures/{pictured.pk}/",
        "me/fellowship/certificates/<slug:level>.pdf": "me/fellowship/certificates/silver.pdf",
        "me/fellowship/report/measures/<int:pk>/": f"me/fellowship/report/measures/{step.plan.measures.get().pk}/",
        "me/fellowship/report/pictures/<int:pk>/": f"me/fellowship/report/pictures/{pictured.pk}/",
        "me/fellowship/report/<slug:key>/": "me/fellowship/report/results/",
        "me/fellowship/sharing/<int:pk>/": f"me/fellowship/sharing/{shared.pk}/",
        "me/fellow-reviews/<int:pk>/": f"me/fellow-reviews/{sent.pk}/",
        "office/fellows/<int:pk>/": f"office/fellows/{sent.pk}/",
    }


def _checks(member: User) -> Paths:
    """Of a course for everybody, which the member has begun; an essay of theirs waits."""
    of = checked_course(SHORT, ESSAY, code="CHK 1")
    attempt = begun(enrolled(of, member))
    answer(attempt, "portal", "Because.")
    end(attempt=attempt, at=AT)
    essay = attempt.answers.get(question__kind="essay")
    return {
        "courses/<slug:slug>/<slug:key>/check/": f"courses/{of.slug}/one/check/",
        "office/courses/essays/<int:pk>/": f"office/courses/essays/{essay.pk}/",
        "office/courses/extra-time/<int:pk>/": f"office/courses/extra-time/{member.pk}/",
        "office/courses/<int:pk>/questions/": f"office/courses/{of.pk}/questions/",
    }


def _credits(member: User) -> Paths:
    """A webinar that "member" saw and claimed."""
    partner = add_accreditor(to={"name": "Ours", "unit": "Credits"}, by=None, at=AT)
    seen = designate(
        accreditor=partner, kind="webinar", key="ours", title="Ours", most_minutes=60, by=None, at=AT
    )
    evidence = Attended(60, {}, AT, AT + timedelta(hours=1))
    entry = claim(user=member, activity=seen, minutes=60, evidence=evidence, by=member, at=AT)
    certificate = Certificate.objects.get(user=member, activity=seen)
    return {
        "me/credits/<int:pk>/": f"me/credits/{certificate.pk}/",
        "me/credits/claim/<slug:kind>/<slug:key>/": "me/credits/claim/webinar/ours/",
        "credits/<slug:code>/": f"credits/{certificate.code}/",
        "office/credits/accreditors/<int:pk>/": f"office/credits/accreditors/{partner.pk}/",
        "office/credits/activities/<int:pk>/": f"office/credits/activities/{seen.pk}/",
        "office/credits/entries/<int:pk>/": f"office/credits/entries/{entry.pk}/",
        "office/credits/people/<int:pk>/": f"office/credits/people/{member.pk}/",
    }


def path_of(pattern: str, paths: Paths) -> str | None:
    """None where something stands in it that nobody gave a value."""
    if pattern in paths:
        return "/" + paths[pattern]
    pattern, _space, whose = pattern.partition(" @")
    begins = [key for key in paths if pattern.startswith(key) and key]
    longest = max(begins, key=len, default="")
    path = paths.get(longest, "") + pattern[len(longest) :]
    return None if whose or re.search(r"[<(^$]", path) else f"/{path}"


def anything(pattern: str) -> str:
    """An address below an office's own, where what it names does not matter: whoever asks may not see any."""
    some = re.sub(r"\(\?P<\w+>[^)]*\)|\([^)]*\)|<[^>]+>", "1", pattern)
    return "/" + re.sub(r"[$^?]", "", some)


def _kept(speaker: User, hospital: Organization) -> Paths:
    listing = put_in_list(hospital, "https://www.facebook.com/ours")
    Representative.objects.create(organization=hospital, user=speaker, method="email", since_at=AT)
    invitation = Invitation.objects.create(
        organization=hospital, email="new@example.org", invited_by=speaker, invited_at=AT, expires_at=LATER
    )
    asking = Asking.objects.create(organization=hospital, cause="yearly", asked_at=AT)
    suggestion = Suggestion.objects.create(
        organization=hospital,
        platform="youtube",
        handle="ours",
        key="ours",
        address="https://www.youtube.com/@ours",
        kind="site",
        source_url="https://ours.example.org/",
        first_seen_at=AT,
        last_seen_at=AT,
    )
    sheet = Spreadsheet.objects.create(by=speaker, file_name="ours.csv", sent_at=AT, moved_at=AT)
    ours = "organizations/<slug:slug>/"
    return {
        ours: "organizations/ours/",
        f"{ours}keep/ @another": "organizations/another/keep/",
        f"{ours}people/ @another": "organizations/another/people/",
        f"{ours}keep/accounts/<int:pk>/": f"organizations/ours/keep/accounts/{listing.pk}/",
        f"{ours}keep/suggestions/<int:pk>/": f"organizations/ours/keep/suggestions/{suggestion.pk}/",
        f"{ours}accounts/<int:pk>/": f"organizations/ours/accounts/{listing.pk}/",
        "invitations/<slug:token>/": f"invitations/{invitation.token}/",
        "askings/<str:key>/": f"askings/{key_of(asking, speaker)}/",
        "spreadsheets/<int:pk>/": f"spreadsheets/{sheet.pk}/",
        "api/v1/accounts/<int:id>": f"api/v1/accounts/{listing.account_id}",
        "api/v1/organizations/<slug:slug>": "api/v1/organizations/ours",
        "api/v1/identifiers/<scheme>/<value>": "api/v1/identifiers/ccn/240001",
    }


def _sent(hospital: Organization) -> Paths:
    submission = SubmissionFactory(organization=hospital)
    case = CaseFactory(object_type="directory.listing", object_id=hospital.listings.get().pk)
    message = Message.objects.create(
        key="k", to="ada@example.org", subject="s", text="t", created_at=AT, next_try_at=AT
    )
    topics.enter("tests.access", topics.Topic("Tests", "You get this because you read tests."))
    stop = unsubscribing.url("ada@example.org", "tests.access")
    return {
        "submissions/<slug:token>/": f"submissions/{submission.token}/",
        "submissions/confirm/<slug:confirmation>/": f"submissions/confirm/{submission.confirmation}/",
        "reports/<slug:token>/": f"reports/{case.token}/",
        "reports/confirm/<slug:confirmation>/": f"reports/confirm/{case.confirmation}/",
        "mail/<int:message_id>/": f"mail/{message.pk}/",
        "mail/unsubscribe/<str:token>/": "mail/unsubscribe/" + stop.rpartition("/unsubscribe/")[2],
        "office/submissions/<int:pk>/": f"office/submissions/{submission.pk}/",
        "office/cases/<int:pk>/": f"office/cases/{case.pk}/",
    }


def _office(guest: User, admin: User, hospital: Organization) -> Paths:
    claim = Claim.objects.create(
        organization=hospital, user=guest, method="moderator", state="waiting", made_at=AT, expires_at=LATER
    )
    key, _secret = issue_key(name="A program", per_minute=100, by=admin, at=AT)
    run = ImportRun.objects.create(register=RegisterFactory(), file_name="r.csv", by=admin, started_at=AT)
    return {
        "office/claims/<int:pk>/": f"office/claims/{claim.pk}/",
        "office/api-keys/<int:pk>/": f"office/api-keys/{key.pk}/",
        "office/imports/<int:pk>/": f"office/imports/{run.pk}/",
        "office/organizations/<int:pk>/": f"office/organizations/{hospital.pk}/",
        "office/people/<int:pk>/": f"office/people/{guest.pk}/",
        "office/users/edit/<int:pk>/": f"office/users/edit/{guest.pk}/",
        "office/organization/edit/<int:pk>/": f"office/organization/edit/{hospital.pk}/",
        "office/sublist/edit/<int:pk>/": f"office/sublist/edit/{SubList.objects.get().pk}/",
        "office/sublist/delete/<int:pk>/": f"office/sublist/delete/{SubList.objects.get().pk}/",
    }


def _network(people: dict[str, User]) -> Paths:
    """The desk, the invoice and the seat are those of "leader" and their organization; the membership is "member"'s."""
    theirs, another = network(people)
    own = Membership.objects.get(user=people["member"])
    bill = Invoice.objects.get(organization=theirs.organization)
    card = Card.objects.create(
        user=people["member"], provider="pretended", customer="c", method="m", label="Visa", agreed_at=AT
    )
    application = Application.objects.get(user=people["leader"])
    others = Application.objects.get(user=people["lapsed"])
    seat = Seat.objects.get(user=people["seat"])
    plan = Plan.objects.get(pk=own.terms.get().plan_id)
    alone = invoice(user=people["guest"])
    now = timezone.now()
    until = now + timedelta(days=7)
    _link, secret = open_link(membership=theirs, places=5, until=until, by=people["leader"], at=now)
    return {
        "network/<int:pk>/": f"network/{theirs.pk}/",
        "network/<int:pk>/ @another": f"network/{another.pk}/",
        "network/<int:pk>/roster/ @another": f"network/{another.pk}/roster/",
        "invitations/seats/<str:token>/": f"invitations/seats/{secret}/",
        "me/membership/<int:pk>/": f"me/membership/{own.pk}/",
        "me/membership/<int:pk>/ @lapsed": f"me/membership/{others.order.membership_id}/",
        "me/seats/<int:pk>/": f"me/seats/{seat.pk}/",
        "me/invoices/cards/<int:pk>/": f"me/invoices/cards/{card.pk}/",
        "membership/applications/<uuid:key>/": f"membership/applications/{application.key}/",
        "membership/applications/<uuid:key>/ @lapsed": f"membership/applications/{others.key}/",
        "membership/<slug:slug>/apply/": f"membership/{plan.slug}/apply/",
        "invoices/<slug:token>.pdf": f"invoices/{bill.token}.pdf",
        "invoices/<slug:token>/": f"invoices/{bill.token}/",
        "office/invoices/<int:pk>/": f"office/invoices/{alone.pk}/",
        "office/applications/<int:pk>/": f"office/applications/{application.pk}/",
        "office/memberships/<int:pk>/": f"office/memberships/{theirs.pk}/",
        "office/points/<int:pk>/": f"office/points/{theirs.wallet.pk}/",
        "office/plans/<int:pk>/": f"office/plans/{plan.pk}/",
    }


def _pages(member: User) -> Paths:
    """For members a page with a file and one with a picture, one for whoever signs in, one that names "member"."""
    file, image = pdf(), picture()
    article_of_blocks(
        [("picture", {"picture": image, "alt": "A ward", "is_decoration": False})], zone="member"
    )
    guide = resource("members-guide", zone="member", files=(file,))
    resource("inner-guide", zone="staff")
    collection = ResourceCollection.objects.create(
        slug="ours", title="Ours", introduction="First.", changed_at=AT
    )
    resource("guests-guide", zone="guest")
    resource("staff-guide", zone="organization")
    named = article("a-story", by=[member], topics=("Burnout",))
    article("for-staff", zone="staff")
    told = series("Welcome")
    naming = Naming.objects.create(page=named, person=member, told_at=AT)
    return {
        PAGE: "resources/",
        f"{PAGE} @for-members": "resources/members-guide/",
        f"{PAGE} @for-guests": "resources/guests-guide/",
        f"{PAGE} @for-organizations": "resources/staff-guide/",
        f"{PAGE} @news": "news/a-story/",
        f"{PAGE} @article-for-staff": "news/for-staff/",
        "topics/<slug:slug>/": "topics/burnout/",
        "me/named/<int:pk>/": f"me/named/{naming.pk}/",
        "office/series/edit/<int:pk>/": f"office/series/edit/{told.pk}/",
        "office/series/delete/<int:pk>/": f"office/series/delete/{told.pk}/",
        "office/series/history/<int:pk>/": f"office/series/history/{told.pk}/",
        "office/series/history-results/<int:pk>/": f"office/series/history-results/{told.pk}/",
        "office/series/usage/<int:pk>/": f"office/series/usage/{told.pk}/",
        "office/person_chooser/chosen/<str:pk>/": f"office/person_chooser/chosen/{member.pk}/",
        "office/agenda/<int:pk>/reviewed/": f"office/agenda/{named.pk}/reviewed/",
        "documents/<int:document_id>/<str:document_filename>": f"documents/{file.pk}/{file.filename}",
        "pictures/<int:pk>/<str:name>": address(image, "body").lstrip("/"),
        "resources/collections/<slug:slug>/": "resources/collections/ours/",
        CITE: "resources/members-guide/cite.bib",
        f"{CITE} @for-staff": "resources/inner-guide/cite.bib",
        "office/resources/<int:pk>/": f"office/resources/{guide.pk}/",
        "office/resourcecollection/edit/<int:pk>/": f"office/resourcecollection/edit/{collection.pk}/",
        "office/resourcecollection/delete/<int:pk>/": f"office/resourcecollection/delete/{collection.pk}/",
    }


def _recordings() -> Paths:
    """On no page, so that it is played by those alone who keep recordings."""
    found = whole("talk.webm")
    return {
        "media/recordings/<int:pk>/<str:name>": src(found).lstrip("/"),
        "media/recordings/<int:pk>/still/<str:name>": poster_src(found).lstrip("/"),
        "media/recordings/<int:pk>/words/<slug:kind>/<slug:language>.vtt": words_src(found.words()).lstrip(
            "/"
        ),
        "office/recordings/<int:pk>/": f"office/recordings/{found.pk}/",
        "office/recordings/<int:pk>/words/<int:track_pk>/": f"office/recordings/{found.pk}/words/{found.words().pk}/",
    }


def _office_courses() -> Paths:
    """A course with one edition, and in the draft of the next a lesson that carries one of everything."""
    draft = begin_course_draft(course=course("OURS 1", "first"), by=None, at=AT)
    lesson = draft.lessons.get()
    right = {"answers": [{"text": "Yes", "right": True}, {"text": "No", "right": False}]}
    question, card = add_question(lesson, content=right), add_card(lesson)
    file = attach_file(
        lesson=lesson,
        name="plan.txt",
        title="The plan",
        content=b"Plan.",
        content_type="text/plain",
        is_shown=False,
        by=None,
        at=AT,
    )
    module, of = draft.modules.get(), f"office/courses/{draft.course_id}/"
    return {
        "office/courses/<int:pk>/": of,
        "office/courses/<int:pk>/changes/<int:old>/<int:new>/": f"{of}changes/1/2/",
        "office/courses/modules/<int:pk>/": f"office/courses/modules/{module.pk}/",
        "office/courses/lessons/<int:pk>/": f"office/courses/lessons/{lesson.pk}/",
        "office/courses/lessons/<int:pk>/questions/new/<slug:kind>/": (
            f"office/courses/lessons/{lesson.pk}/questions/new/single/"
        ),
        "office/courses/<int:pk>/preview/<slug:role>/": f"{of}preview/member/",
        "office/courses/lessons/<int:pk>/preview/<slug:role>/": (
            f"office/courses/lessons/{lesson.pk}/preview/member/"
        ),
        "office/courses/lessons/<int:pk>/preview/<slug:role>/files/<str:name>": (
            f"office/courses/lessons/{lesson.pk}/preview/member/files/plan.txt"
        ),
        "office/courses/questions/<int:pk>/": f"office/courses/questions/{question.pk}/",
        "office/courses/cards/<int:pk>/": f"office/courses/cards/{card.pk}/",
        "office/courses/files/<int:pk>/": f"office/courses/files/{file.pk}/",
    }


def _own_policies(people: dict[str, User]) -> Paths:
    """That of "leader"'s organization, in which an update waits; "seat" reads that of another."""
    theirs = Membership.objects.get(organization__isnull=False, leaderships__user=people["leader"])
    another = Membership.objects.get(terms__held_seats__user=people["seat"])
    leads = another.leaderships.get(until_at=None).user
    now = timezone.now()
    shared = policy_template("adopted")
    policy_edition(shared, at=now)
    own, others = (
        adopt(template=shared, organization=membership.organization, by=by, at=now)
        for membership, by in ((theirs, people["leader"]), (another, leads))
    )
    for policy, by in ((own, people["leader"]), (others, leads)):
        typed = {"organization": Typed("", "Ours"), "privacy_officer": Typed("", "Ada")}
        fill(policy=policy, typed=typed, by=by, at=now)
        publish(policy=policy, title="Ours", what_changed="", contact="Ada", by=by, at=now)
    key = share(policy=own, by=people["leader"], at=now).reading_key
    policy_edition(shared, SECOND, at=now)
    clause, page = own.clauses.get(key="privacy"), f"policies/of/{own.organization.slug}/adopted/"
    return {
        "me/policies/adopt/<slug:slug>/": "me/policies/adopt/adopted/",
        "me/policies/<int:pk>/": f"me/policies/{own.pk}/",
        "me/policies/<int:pk>/clauses/<int:clause>/": f"me/policies/{own.pk}/clauses/{clause.pk}/",
        "me/policies/<int:pk>/update/<slug:key>/": f"me/policies/{own.pk}/update/privacy/",
        "me/policies/<int:pk>/ @another": f"me/policies/{others.pk}/",
        "policies/of/<slug:organization>/<slug:template>/": page,
        "policies/of/<slug:organization>/<slug:template>/<str:what>": f"{page}policy.docx",
        "policies/of/<slug:organization>/<slug:template>/ @another": (
            f"policies/of/{others.organization.slug}/adopted/"
        ),
        "policies/shared/<str:key>/": f"policies/shared/{key}/",
        "policies/shared/<str:key>/<str:what>": f"policies/shared/{key}/policy.docx",
    }


def _plans(people: dict[str, User]) -> Paths:
    """A plan of "member", and one of "leader"; the invitation is for "guest"."""
    plan, others = plan_of(people["member"]), plan_of(people["leader"])
    invitation = invite_author(plan=plan, email=people["guest"].email, by=people["member"], at=timezone.now())
    Author.objects.create(plan=plan, user=people["lapsed"], joined_at=AT)
    PlanInvitation.objects.filter(pk=invitation.pk).update(digest=digest_of("a-secret"))
    return {
        "plans/joining/<str:token>/": "plans/joining/a-secret/",
        "plans/<slug:code>/": f"plans/{plan.code}/",
        "plans/<slug:code>/sections/<slug:key>/": f"plans/{plan.code}/sections/goals/",
        "plans/<slug:code>/sections/<slug:key>/history/": f"plans/{plan.code}/sections/goals/history/",
        "plans/<slug:code>/ @another": f"plans/{others.code}/",
        "plans/<slug:code>/sections/<slug:key>/ @another": f"plans/{others.code}/sections/goals/",
    }


def _badges(member: User, guest: User) -> Paths:
    """A badge of "member" that is not shared: its page is theirs alone. "guest" shares theirs."""
    made = awarded(member)
    shown = share_badge(award=awarded(guest, made.achievement), by=guest, at=AT)
    return {
        "badges/status/<int:number>": f"badges/status/{made.list_number}",
        "badges/awards/<slug:code>/": f"badges/awards/{made.code}/",
        "badges/awards/<slug:code>/ @shared": f"badges/awards/{shown.code}/",
        "badges/<slug:slug>/": f"badges/{made.achievement.slug}/",
        "badges/<slug:slug>/badge.<picture_ending:ending>": f"badges/{made.achievement.slug}/badge.svg",
        "office/badges/<int:pk>/": f"office/badges/{made.achievement_id}/",
        "office/badges/awards/<int:pk>/": f"office/badges/awards/{made.pk}/",
        "office/badges/keys/<int:pk>/": f"office/badges/keys/{made.key_id}/",
    }


def _feeds(member: User) -> Paths:
    """A show with an episode for members, and its feed with an address that is "member"'s own."""
    topic = Topic.objects.create(slug="ours", name="Ours")
    show = shows.podcast("ours")
    heard = shows.episode(show, "for-all")
    closed = shows.episode(show, "for-members", zone="member")
    feed, key = make_private_feed(user=member, page=Page.objects.get(pk=show.pk), at=AT)
    sound = closed.recording
    return {
        "^topics/(?P<slug>[\\w-]+)/feed\\.(?P<ending>atom|json)$": f"topics/{topic.slug}/feed.atom",
        CHAPTERS: f"ours/chapters/{heard.guid}.json",
        "^(?P<path>(?:[\\w-]+/)*)feed\\.(?P<ending>atom|json|xml)$": "ours/feed.xml",
        "^feeds/(?P<token>[\\w-]+)/feed\\.(?P<ending>atom|json|xml)$": f"feeds/{key}/feed.xml",
        "feeds/<slug:token>/recordings/<int:pk>/<str:file>": f"feeds/{key}/recordings/{sound.pk}/{sound.file_name}",
        "feeds/<slug:token>/words/<int:pk>.vtt": f"feeds/{key}/words/{sound.tracks.get().pk}.vtt",
        "feeds/<slug:token>/chapters/<uuid:guid>.json": f"feeds/{key}/chapters/{closed.guid}.json",
        "me/feeds/<int:pk>/revoke/": f"me/feeds/{feed.pk}/revoke/",
        "me/feeds/<int:pk>/revoke/ @another": "me/feeds/999999/revoke/",
    }


def _people(member: User) -> Paths:
    """The profile is seen by whoever signs in; the credential waits to be checked."""
    bring_picture(user=member, picture=take_in(_drawn(), 1), by=member, at=AT)
    profile = Profile.objects.get(user=member)
    credential = Credential.objects.create(user=member, abbreviation="RN", basis="license", stated_at=AT)
    return {
        "members/<slug:slug>/": f"members/{profile.slug}/",
        "members/<slug:slug>/picture-<int:pixels>.webp": f"members/{profile.slug}/picture-96.webp",
        "me/credentials/<int:pk>/": f"me/credentials/{credential.pk}/",
        "office/credentials/<int:pk>/": f"office/credentials/{credential.pk}/",
    }


def _residency(member: User, instructor: User) -> Paths:
    """A cohort in which "member" is a resident and "instructor" their chief."""
    of = cohort()
    lead = chief(of, user=instructor)
    place = resident(of, lead, user=member)
    meeting = lay_out(cohort=of, by=instructor, at=AT)[0]
    key = renew(whose=place, by=member, at=AT)
    here = f"residency/cohorts/{of.slug}"
    return {
        "residency/calendar/<str:key>.ics": f"residency/calendar/{key}.ics",
        "residency/cohorts/<slug:slug>/": f"{here}/",
        "residency/cohorts/<slug:slug>/work/<slug:rotation>/": f"{here}/work/facebook/",
        "residency/cohorts/<slug:slug>/work/<slug:rotation>/<int:place>/": f"{here}/work/facebook/{place.pk}/",
        "residency/cohorts/<slug:slug>/desk/<int:place>/": f"{here}/desk/{place.pk}/",
        "residency/cohorts/<slug:slug>/schedule/<int:pk>/": f"{here}/schedule/{meeting.pk}/",
    }


def _drawn() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (600, 600)).save(file, "PNG")
    file.seek(0)
    return file
