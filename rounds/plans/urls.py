"""The addresses of plans: what everybody may read, one's own, and where a plan is written, judged and printed.

Those without a code come first.
"""

from django.urls import path

from rounds.plans.views import (
    beside,
    editions,
    files,
    history,
    joining,
    judging,
    mine,
    plan,
    remarks,
    sections,
    sending,
    starter,
)

app_name = "plans"
HERE, EDITION = "plans/<slug:code>/", "plans/<slug:code>/editions/<int:number>/"
urlpatterns = [
    path("plans/", starter.plans, name="plans"),
    path("plans/rubric/", starter.rubric_page, name="rubric"),
    path("plans/examples/<slug:slug>/", starter.example, name="example"),
    path("plans/joining/<str:token>/", joining.joining, name="joining"),
    path("me/plans/", mine.plans, name="mine"),
    path("me/plans/new/", mine.start, name="start"),
    path("me/plans/new/<slug:slug>/", starter.start_from, name="start_from"),
    path("me/plan-reviews/", judging.reviews, name="reviews"),
    path(HERE, plan.plan, name="plan"),
    path(f"{HERE}about/", plan.about, name="about"),
    path(f"{HERE}authors/", plan.authors, name="authors"),
    path(f"{HERE}comments/", beside.comments, name="comments"),
    path(f"{HERE}write/", sections.write, name="write"),
    path(f"{HERE}sections/<slug:key>/", sections.section, name="section"),
    path(f"{HERE}sections/<slug:key>/history/", history.history, name="history"),
    path(f"{HERE}send/", sending.send, name="send"),
    path(f"{HERE}editions/", editions.editions, name="editions"),
    path(EDITION, editions.edition, name="edition"),
    path(f"{HERE}differences/", editions.differences, name="differences"),
    path(f"{HERE}remarks/", remarks.remarks, name="remarks"),
    path(f"{HERE}remarks/<int:pk>/", remarks.answer, name="answer"),
    path(f"{HERE}review/", judging.desk, name="review"),
    path(f"{HERE}plan.pdf", files.pdf, name="pdf"),
    path(f"{HERE}plan.md", files.markdown, name="markdown"),
    path(f"{HERE}<slug:key>.csv", files.rows, name="rows"),
    path(f"{EDITION}plan.pdf", files.pdf, name="edition_pdf"),
    path(f"{EDITION}plan.md", files.markdown, name="edition_markdown"),
]
