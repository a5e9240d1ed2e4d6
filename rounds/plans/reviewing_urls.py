"""The addresses at which a plan is sent, kept, judged and printed."""

from django.urls import path

from rounds.plans.views import editions, files, judging, remarks, sending

fixed = [path("me/plan-reviews/", judging.reviews, name="reviews")]
_of, _edition = "plans/<slug:code>/", "plans/<slug:code>/editions/<int:number>/"
urlpatterns = [
    path(f"{_of}send/", sending.send, name="send"),
    path(f"{_of}editions/", editions.editions, name="editions"),
    path(_edition, editions.edition, name="edition"),
    path(f"{_of}differences/", editions.differences, name="differences"),
    path(f"{_of}remarks/", remarks.remarks, name="remarks"),
    path(f"{_of}remarks/<int:pk>/", remarks.answer, name="answer"),
    path(f"{_of}review/", judging.desk, name="review"),
    path(f"{_of}plan.pdf", files.pdf, name="pdf"),
    path(f"{_of}plan.md", files.markdown, name="markdown"),
    path(f"{_of}<slug:key>.csv", files.rows, name="rows"),
    path(f"{_edition}plan.pdf", files.pdf, name="edition_pdf"),
    path(f"{_edition}plan.md", files.markdown, name="edition_markdown"),
]
